"""Deductions that a month gives back: an objection was upheld after an earlier statement had taken the amount.

What is given back stands on the lines that bore the deduction: the counties whose people's share it lowered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q, QuerySet, Sum

from claims.models import CLEARED, DeductionReversal, Settlement
from config.money import split_by_weights, to_fen
from funds.models import Clearing, Statement, StatementLine
from institutions.models import Agency

from .units import at_institutions_of, counties_of, is_city, paid_by


def anything_given_back(clearing: Clearing) -> bool:
    """Whether the clearing's month gives anything back."""
    here = Q(institution__county__in=counties_of(clearing.area)) | Q(institution__area=clearing.area)
    return _of_month(clearing).filter(here).exists()


def given_back(clearing: Clearing, unit: Agency) -> dict[int, dict[int, int]]:
    """Fen by institution and insured county, of the institutions that ``unit`` pays."""
    found: dict[int, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    here = _of_month(clearing).filter(at_institutions_of(unit, clearing.area_id))
    for one in here.select_related("deduction").order_by("pk"):
        borne = _borne_by(one, clearing, unit) or _drawn_by(one, clearing, unit)
        parts = split_by_weights(to_fen(one.amount), list(borne.values()))
        for county, fen in zip(borne, parts, strict=True):
            found[one.institution_id][county] += fen
    return {institution: dict(parts) for institution, parts in found.items()}


def given_back_in(statement: Statement) -> QuerySet[DeductionReversal]:
    """The reversals behind a statement's ``det_returned``."""
    found: QuerySet[DeductionReversal] = _of_month(statement.clearing).filter(
        at_institutions_of(statement.payer, statement.clearing.area_id), institution=statement.institution_id
    )
    return found.order_by("pk")


def _of_month(clearing: Clearing) -> QuerySet[DeductionReversal]:
    found: QuerySet[DeductionReversal] = DeductionReversal.unscoped.filter(
        clr_month=clearing.month, insutype=clearing.insutype, state=DeductionReversal.State.CONFIRMED
    )
    return found


def _borne_by(one: DeductionReversal, clearing: Clearing, unit: Agency) -> dict[int, int]:
    """What the first statement that took deductions since then took from each insured county, in fen."""
    lines: Iterable[tuple[int, int]] = ()
    taking = Statement.unscoped.filter(
        clearing__area=clearing.area,
        clearing__insutype=clearing.insutype,
        clearing__month__gte=one.deduction.clr_month,
        clearing__month__lt=clearing.month,
        institution=one.institution_id,
        payer=unit,
        det_sumamt__gt=0,
    )
    first = taking.order_by("clearing__month").first()
    if first is not None:
        lines = (
            StatementLine.unscoped.filter(statement=first, deducted__gt=0)
            .order_by("insu_county__code")
            .values_list("insu_county_id")
            .annotate(Sum("deducted"))
        )
    return {county: to_fen(amount) for county, amount in lines}


def _drawn_by(one: DeductionReversal, clearing: Clearing, unit: Agency) -> dict[int, int]:
    """Whose line it is where no statement has taken it yet: the institution's own county's, or at the city, which
    insures nobody, theirs whose people the month's bills are of."""
    if not is_city(unit):
        return {unit.pk: 1}
    bills = Settlement.unscoped.filter(
        CLEARED,
        paid_by(unit),
        clr_month=clearing.month,
        insutype=clearing.insutype,
        institution=one.institution_id,
        hifp_pay__gt=0,
    )
    drawn = bills.order_by("insu_county__code").values_list("insu_county").annotate(Sum("hifp_pay"))
    return {county: to_fen(amount) for county, amount in drawn} or {counties_of(clearing.area)[0].pk: 1}
