"""What the pooled fund paid by whose care and month: what bills drew, and what the payment methods paid of it.

What a method pays beyond the bills (or short of them) is known upstairs, where months are cleared; that app registers
its answer in ``ready()``. Without an answer, and in months not cleared yet, the bills are what was paid.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from django.db.models import QuerySet, Sum
from django.db.models.functions import Left

from claims.models import CLEARED, Deduction, Settlement
from claims.rules.budgets.months import MONTHS
from claims.rules.budgets.proposal import Subject
from claims.rules.budgets.section import BudgetTerms
from config.money import split_by_weights, to_fen
from institutions.models import Agency, Institution, PoolingArea

from .budgets import counties_of


class Beyond(NamedTuple):
    """What a cleared month paid an institution by a method beyond its bills, fen; ``method`` empty where nobody kept
    which."""

    institution: int
    month: dt.date
    method: str
    amount: int


BeyondBills = Callable[[PoolingArea, str, int], Iterable[Beyond]]
_beyond_bills: BeyondBills = lambda _area, _insutype, _year: ()  # noqa: E731


def register_beyond_bills(function: BeyondBills) -> None:
    """``function(area, insutype, year)`` gives what the cleared months of a year paid by method, within the scope."""
    global _beyond_bills
    _beyond_bills = function


Paid = dict[tuple[int, dt.date], dict[Subject, int]]


def drawn_by_month(
    area: PoolingArea, insutype: str, year: int, terms: BudgetTerms, county: Agency | None = None
) -> dict[Subject, list[int]]:
    """Fen bills drew on the pooled fund in each month of ``year`` for care in the area's counties, deductions off.

    Bills count in their clearing month, a cancel against what it takes back; what the counter paid to people is left
    out. An institution's reviewed deductions of a month are divided by what its methods were paid in it.
    """
    counties = _counties(area, county)
    paid = _drawn(counties, area, insutype, year, terms)
    return _months(paid, _deducted(counties, insutype, year))


def paid_by_month(
    area: PoolingArea, insutype: str, year: int, terms: BudgetTerms, county: Agency | None = None
) -> dict[Subject, list[int]]:
    """As :func:`drawn_by_month`, with what the payment methods paid instead of the bills in cleared months."""
    counties = _counties(area, county)
    paid = _drawn(counties, area, insutype, year, terms)
    beyond = list(_beyond_bills(area, insutype, year))
    institutions = Institution.unscoped.in_bulk({one.institution for one in beyond})
    for one in beyond:
        institution = institutions[one.institution]
        if institution.county_id in counties:
            _add_beyond(paid[one.institution, one.month], institution, one, terms)
    return _months(paid, _deducted(counties, insutype, year))


def _counties(area: PoolingArea, county: Agency | None) -> list[int]:
    return [county.pk] if county is not None else [one.pk for one in counties_of(area)]


def _of_year(year: int) -> dict[str, dt.date]:
    return {"clr_month__gte": dt.date(year, 1, 1), "clr_month__lt": dt.date(year + 1, 1, 1)}


def _drawn(counties: list[int], area: PoolingArea, insutype: str, year: int, terms: BudgetTerms) -> Paid:
    settled: QuerySet[Any] = Settlement.objects.filter(
        CLEARED, insutype=insutype, care_county__in=counties, insu_county__area=area, **_of_year(year)
    )
    rows = list(
        settled.order_by()
        .annotate(kind=Left("med_type", 2))
        .values_list("institution_id", "clr_month", "kind")
        .annotate(Sum("hifp_pay"))
    )
    institutions = Institution.unscoped.in_bulk({row[0] for row in rows})
    paid: Paid = defaultdict(lambda: defaultdict(int))
    for institution_id, month, kind, amount in rows:
        subject = subject_of(institutions[institution_id], kind, terms)
        if subject is not None:
            paid[institution_id, month][subject] += to_fen(amount)
    return paid


def _deducted(counties: list[int], insutype: str, year: int) -> dict[tuple[int, dt.date], int]:
    taken: QuerySet[Any] = Deduction.objects.filter(
        institution__county__in=counties, insutype=insutype, reviewed_by__isnull=False, **_of_year(year)
    )
    sums = taken.order_by().values_list("institution_id", "clr_month").annotate(Sum("amount"))
    return {(institution, month): to_fen(amount) for institution, month, amount in sums}


def _add_beyond(paid: dict[Subject, int], institution: Institution, one: Beyond, terms: BudgetTerms) -> None:
    """To the method's own subject; spread over all of the month where nobody kept the method."""
    if one.method:
        subject = _whose(institution, one.method, terms)
        if subject is not None:
            paid[subject] += one.amount
        return
    weights = [max(amount, 0) for amount in paid.values()]
    for subject, part in zip(list(paid), split_by_weights(one.amount, weights), strict=True):
        paid[subject] += part


def _months(paid: Paid, deducted: Mapping[tuple[int, dt.date], int]) -> dict[Subject, list[int]]:
    found: dict[Subject, list[int]] = defaultdict(lambda: [0] * MONTHS)
    for (institution_id, month), by_subject in paid.items():
        off = deducted.get((institution_id, month), 0)
        weights = [max(amount, 0) for amount in by_subject.values()]
        parts = split_by_weights(min(off, sum(weights)), weights)
        for (subject, amount), part in zip(by_subject.items(), parts, strict=True):
            found[subject][month.month - 1] += amount - part
    return dict(found)


def subject_of(institution: Institution, med_type: str, terms: BudgetTerms) -> Subject | None:
    """Whose budget the institution's care of this kind counts in; nobody's outside the area's counties."""
    return _whose(
        institution, terms.method_of(med_type, in_consortium=institution.consortium_id is not None), terms
    )


def _whose(institution: Institution, method: str, terms: BudgetTerms) -> Subject | None:
    """The subject of a method; all care of a consortium's member counts in the consortium's, where it has one."""
    if institution.county_id is None:
        return None
    if institution.consortium_id is not None:
        method = terms.method_of_consortium or method
        if terms.is_of_consortia(method):
            return Subject(institution.county_id, method, consortium=institution.consortium_id)
    if terms.is_common(method):
        return Subject(institution.county_id, method)
    return Subject(institution.county_id, method, institution=institution.pk)
