"""Payment budgets read: what was paid by whose care and month, what is decided for a year or month, how use stands.

``decided_budget`` and ``month_share`` are what payment asks; both count what was decided up to the day asked about.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth, Left
from django.utils import timezone

from claims.models import (
    CLEARED,
    BudgetAdjustment,
    BudgetMonth,
    BudgetShare,
    CountyBudget,
    Deduction,
    Settlement,
)
from claims.rules.budgets.months import MONTHS
from claims.rules.budgets.proposal import Subject
from claims.rules.budgets.section import BudgetTerms, budget_terms
from config.money import split_by_weights, to_fen
from config.periods import Month
from institutions.models import Agency, Consortium, Institution, PoolingArea
from institutions.policy.in_force import policy_for


def counties_of(area: PoolingArea) -> list[Agency]:
    """The area's accounting units, the city's own among them, by code."""
    found = Agency.objects.filter(area=area, level=Agency.Level.COUNTY).select_related("area", "parent")
    return list(found.order_by("code"))


def terms_of_year(area: PoolingArea, year: int) -> BudgetTerms:
    """What is in force on the year's first day; raises ``PolicyGap``, ``LookupError`` where nothing is said."""
    return budget_terms(policy_for(area, dt.date(year, 1, 1)))


# --- what was paid --------------------------------------------------------------------------------------------------


def paid_by_month(
    area: PoolingArea, insutype: str, year: int, terms: BudgetTerms, county: Agency | None = None
) -> dict[Subject, list[int]]:
    """Fen the pooled fund paid in each month of ``year`` for care in the area's counties, deductions taken off.

    Bills count in their clearing month, a cancel against what it takes back; what the counter paid to people is left
    out. An institution's reviewed deductions of a month are divided by what its methods were paid in it.
    """
    counties = [county.pk] if county is not None else [one.pk for one in counties_of(area)]
    of_year = {"clr_month__gte": dt.date(year, 1, 1), "clr_month__lt": dt.date(year + 1, 1, 1)}
    settled: QuerySet[Any] = Settlement.objects.filter(
        CLEARED, insutype=insutype, care_county__in=counties, insu_county__area=area, **of_year
    )
    rows = (
        settled.order_by()
        .annotate(kind=Left("med_type", 2))
        .values_list("institution_id", "clr_month", "kind")
        .annotate(Sum("hifp_pay"))
    )
    taken: QuerySet[Any] = Deduction.objects.filter(
        institution__county__in=counties, insutype=insutype, reviewed_by__isnull=False, **of_year
    )
    sums = taken.order_by().values_list("institution_id", "clr_month").annotate(Sum("amount"))
    deducted = {(institution, month): to_fen(amount) for institution, month, amount in sums}
    return _by_subject(list(rows), deducted, terms)


def _by_subject(
    rows: list[tuple[int, dt.date, str, Any]], deducted: Mapping[tuple[int, dt.date], int], terms: BudgetTerms
) -> dict[Subject, list[int]]:
    institutions = Institution.unscoped.in_bulk({row[0] for row in rows})
    paid: dict[tuple[int, dt.date], dict[Subject, int]] = defaultdict(lambda: defaultdict(int))
    for institution_id, month, kind, amount in rows:
        subject = subject_of(institutions[institution_id], kind, terms)
        if subject is not None:
            paid[institution_id, month][subject] += to_fen(amount)
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
    if institution.county_id is None:
        return None
    method = terms.method_of(med_type, in_consortium=institution.consortium_id is not None)
    if institution.consortium_id is not None and terms.is_of_consortia(method):
        return Subject(institution.county_id, method, consortium=institution.consortium_id)
    if terms.is_common(method):
        return Subject(institution.county_id, method)
    return Subject(institution.county_id, method, institution=institution.pk)


def key_of(share: BudgetShare) -> Subject:
    return Subject(share.county_id, share.method, share.institution_id, share.consortium_id)


# --- what is decided -------------------------------------------------------------------------------------------------


def decided_shares(
    *,
    scheme: str,
    year: int,
    institution: Institution | None = None,
    consortium: Consortium | None = None,
    method: str | None = None,
    area: PoolingArea | None = None,
    as_of: dt.date | None = None,
) -> QuerySet[BudgetShare]:
    """Shares of counties decided up to ``as_of`` (today when left out), within the reader's scope.

    One that was added to a decided budget is none until a second person decided something for it: it has no months.
    """
    if institution is None and consortium is None and area is None:
        raise ValueError("say whose budget: of an institution, a consortium, or an area")
    shares: QuerySet[BudgetShare] = BudgetShare.objects.filter(
        Exists(BudgetMonth.objects.filter(share=OuterRef("pk"))),
        county_budget__budget__insutype=scheme,
        county_budget__budget__year=year,
        county_budget__state=CountyBudget.State.DECIDED,
        county_budget__decided_at__date__lte=as_of or timezone.localdate(),
    )
    if institution is not None:
        shares = shares.filter(institution=institution)
    if consortium is not None:
        shares = shares.filter(consortium=consortium)
    if area is not None:
        shares = shares.filter(county_budget__budget__area=area)
    return shares if method is None else shares.filter(method=method)


def decided_budget(
    *,
    scheme: str,
    year: int,
    institution: Institution | None = None,
    consortium: Consortium | None = None,
    method: str | None = None,
    area: PoolingArea | None = None,
    as_of: dt.date | None = None,
) -> int | None:
    """Fen decided for the year, adjustments up to ``as_of`` counted; None where nothing is decided.

    Without an institution or a consortium it is the sum of ``area``: what all its institutions have by ``method``,
    budgets common to a county's institutions (DRG, DIP) among them. What the area or a county reserves is no part
    of it: see :func:`reserved_budget`.
    """
    shares = decided_shares(
        scheme=scheme, year=year, institution=institution, consortium=consortium, method=method, area=area,
        as_of=as_of,
    )  # fmt: skip
    amounts = list(shares.values_list("amount", flat=True))
    if not amounts:
        return None
    changes = BudgetAdjustment.objects.filter(_decided_by(as_of), share__in=shares)
    return sum(to_fen(amount) for amount in amounts) + to_fen(changes.aggregate(n=Sum("amount"))["n"] or 0)


def reserved_budget(*, area: PoolingArea, scheme: str, year: int) -> int | None:
    """Fen of the area's budget that no institution has: its own reserve and what counties have left of their caps.

    For the city, whose scope shows every county. None where no budget is approved.
    """
    counties = CountyBudget.objects.filter(
        budget__area=area, budget__insutype=scheme, budget__year=year, budget__approved_at__isnull=False
    )
    first = counties.select_related("budget").first()
    if first is None:
        return None
    given = BudgetShare.objects.filter(county_budget__in=counties).aggregate(
        n=Sum("amount"), m=Sum("adjusted")
    )
    return to_fen(first.budget.total) - to_fen(given["n"] or 0) - to_fen(given["m"] or 0)


def month_share(
    *,
    scheme: str,
    month: Month,
    institution: Institution | None = None,
    consortium: Consortium | None = None,
    method: str | None = None,
    area: PoolingArea | None = None,
    as_of: dt.date | None = None,
) -> int | None:
    """Fen of the decided budget that fall into ``month``; None where nothing is decided. Asked like the year."""
    shares = decided_shares(
        scheme=scheme, year=month.year, institution=institution, consortium=consortium, method=method, area=area,
        as_of=as_of,
    )  # fmt: skip
    parts = BudgetMonth.objects.filter(
        Q(adjustment__isnull=True) | Q(adjustment__in=BudgetAdjustment.objects.filter(_decided_by(as_of))),
        share__in=shares,
        month=month.first,
    )
    amount = parts.aggregate(n=Sum("amount"))["n"]
    return None if amount is None else to_fen(amount)


def _decided_by(as_of: dt.date | None) -> Q:
    return Q(
        state=BudgetAdjustment.State.DECIDED, decided_at__date__lte=as_of or timezone.localdate()
    )  # fmt: skip


def months_of(shares: Iterable[BudgetShare]) -> dict[int, list[int]]:
    """Fen by month of each share as it stands now, by its key."""
    found: dict[int, list[int]] = defaultdict(lambda: [0] * MONTHS)
    rows = BudgetMonth.objects.filter(share__in=[share.pk for share in shares]).order_by()
    for share, month, amount in (
        rows.annotate(n=ExtractMonth("month")).values_list("share_id", "n").annotate(Sum("amount"))
    ):
        found[share][month - 1] = to_fen(amount)
    return found
