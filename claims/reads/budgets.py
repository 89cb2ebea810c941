"""Payment budgets read: what is decided for a year or month; what was paid is ``budget_payments``.

``decided_budget`` and ``month_share`` are what payment asks; both count what was decided up to the day asked about.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import ExtractMonth
from django.utils import timezone

from claims.models import (
    BudgetAdjustment,
    BudgetMonth,
    BudgetShare,
    CountyBudget,
)
from claims.rules.budgets.months import MONTHS
from claims.rules.budgets.proposal import Subject
from claims.rules.budgets.section import BudgetTerms, budget_terms
from config.money import to_fen
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
