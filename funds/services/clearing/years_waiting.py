"""Cleared years that wait for the statement that pays them (docs/decisions/010).

A reviewed year is settled by its institution's first statement that pays anything: deposits of the year leave the
books, what is still due is an expense. What is taken back is a deduction, working capital a set-off, each by itself.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet, Sum
from django.utils.translation import gettext_lazy as _

from config.money import split_by_weights, to_fen
from funds.models import Clearing, InstitutionYear, Statement, StatementLine, YearClearing
from funds.rules.statements import POOLED, YearPart
from institutions.models import Agency

from .faults import ClearingRefused
from .units import is_city


@dataclass(frozen=True)
class WaitingYear:
    """A reviewed year of an institution by insured county; ``pk`` of the :class:`InstitutionYear`."""

    pk: int
    institution: int
    parts: dict[int, YearPart]


def _waiting(clearing: Clearing) -> QuerySet[InstitutionYear]:
    # What a statement of this very month took waits again once the month is made anew.
    found: QuerySet[InstitutionYear] = InstitutionYear.unscoped.filter(
        Q(statement__isnull=True) | Q(statement__clearing=clearing),
        clearing__area=clearing.area,
        clearing__insutype=clearing.insutype,
        clearing__state=YearClearing.State.REVIEWED,
        clearing__settled_from__lte=clearing.month,
    )
    return found


def years_wait(clearing: Clearing) -> bool:
    """Whether anything of a cleared year is still to be settled."""
    something = Q(deposit_held__gt=0) | Q(balance__gt=-F("capital_settled"))
    return _waiting(clearing).filter(something).exists()


def waiting_years(clearing: Clearing, unit: Agency) -> list[WaitingYear]:
    """Of the institutions that ``unit`` pays, by year."""
    if is_city(unit):
        return []
    waiting = (
        _waiting(clearing).filter(county=unit).select_related("clearing").order_by("clearing__year", "pk")
    )
    return [
        WaitingYear(one.pk, one.institution_id, year_parts(one)) for one in waiting if _has_something(one)
    ]


def _has_something(year: InstitutionYear) -> bool:
    return bool(to_fen(year.deposit_held) or to_fen(year.outcome) > 0)


def year_parts(year: InstitutionYear) -> dict[int, YearPart]:
    """The year by insured county: deposits as they were held, what is still due by what the year's bills approved."""
    lines = lines_of_year(year.clearing, [year.institution_id])
    rows = list(
        lines.values_list("insu_county_id")
        .annotate(Sum("deposit"), Sum("approved"))
        .order_by("insu_county__code")
    )
    held = {county: to_fen(deposit) for county, deposit, _approved in rows}
    weights = [max(0, to_fen(approved)) for _county, _deposit, approved in rows]
    if not any(weights):
        held.setdefault(year.county_id, 0)
        weights = [int(county == year.county_id) for county in held]
    due = split_by_weights(max(0, to_fen(year.outcome)), weights)
    return {
        county: YearPart(part - deposit, deposit)
        for (county, deposit), part in zip(held.items(), due, strict=True)
        if part or deposit
    }


def lines_of_year(clearing: YearClearing, institutions: Iterable[int]) -> QuerySet[StatementLine]:
    """Pooled lines of a year's statements that the institutions' own counties pay."""
    lines: QuerySet[StatementLine] = StatementLine.unscoped.filter(
        statement__clearing__area=clearing.area_id,
        statement__clearing__insutype=clearing.insutype,
        statement__clearing__month__gte=dt.date(clearing.year, 1, 1),
        statement__clearing__month__lt=dt.date(clearing.year + 1, 1, 1),
        statement__institution__in=list(institutions),
        statement__institution__county=F("statement__payer"),
        fund_part=POOLED,
    ).order_by()
    return lines


def together(years: Iterable[WaitingYear]) -> dict[int, YearPart]:
    """Several years of an institution in one statement."""
    sums: dict[int, YearPart] = defaultdict(lambda: YearPart(0, 0))
    for year in years:
        for county, part in year.parts.items():
            known = sums[county]
            sums[county] = YearPart(known.year_end + part.year_end, known.released + part.released)
    return dict(sums)


def settle_in(statement: Statement, years: Iterable[WaitingYear]) -> None:
    """From now on the years wait no more; a statement that is made anew lets go of them.

    Raises :class:`ClearingRefused` where another month took one of them meanwhile: a year is paid once.
    """
    ids = [year.pk for year in years]
    taken = InstitutionYear.unscoped.filter(pk__in=ids, statement__isnull=True).update(statement=statement)
    if taken != len(ids):
        raise ClearingRefused(
            _("Another month is settling the year of %(institution)s: try again."),
            institution=statement.institution,
        )
