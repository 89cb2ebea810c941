"""Count what the pooled fund paid of each share's care in a year's months; what pages and warnings read."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from claims.models import Budget, BudgetShare, BudgetUse, CountyBudget
from claims.reads.budget_payments import drawn_by_month
from claims.reads.budgets import key_of, terms_of_year
from config.jobs import enqueue
from config.models import Job
from config.money import from_fen
from config.periods import Month
from institutions.models import Agency, User

COUNT_USE = "claims.budget_use"


def start_counting(*, budget: Budget, agency: Agency, owner: User) -> Job:
    """Queue the count of a budget's use for whoever sees it; one at a time."""
    return enqueue(
        COUNT_USE,
        owner=owner,
        agency=agency,
        params={"budget": budget.pk},
        unique_key=f"{COUNT_USE}:{budget.pk}:{agency.pk}",
    )


@transaction.atomic
def count_use(*, budget: Budget) -> int:
    """Every begun month of the year, for the counties within the reader's scope; how many figures were written.

    Care by a method that has no share yet counts nowhere: the county's page names what is left over.
    """
    shares = list(BudgetShare.objects.filter(county_budget__budget=budget).order_by("pk"))
    if not shares:
        return 0
    terms = terms_of_year(budget.area, budget.year)
    counties = {share.county_id for share in shares}
    only = Agency.objects.get(pk=counties.pop()) if len(counties) == 1 else None
    paid = drawn_by_month(budget.area, budget.insutype, budget.year, terms, only)
    today, now = Month.of(timezone.localdate()), timezone.now()
    months = [month for month in (Month(budget.year, n) for n in range(1, 13)) if month <= today]
    rows = [
        BudgetUse(
            share=share,
            month=month.first,
            used=from_fen(paid[key_of(share)][month.number - 1] if key_of(share) in paid else 0),
            counted_at=now,
        )
        for share in shares
        for month in months
    ]
    BudgetUse.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["share", "month"], update_fields=["used", "counted_at"],
        batch_size=2000,
    )  # fmt: skip
    return len(rows)


def budgets_to_count(today: Month) -> list[Budget]:
    """Approved budgets whose months may still change: of this year and the one before."""
    published = Q(state__in=(Budget.State.NEGOTIATING, Budget.State.DECIDED))
    found = Budget.objects.filter(published, year__in=(today.year - 1, today.year))
    decided = CountyBudget.objects.filter(state=CountyBudget.State.DECIDED).values("budget")
    return list(found.filter(pk__in=decided).select_related("area").order_by("pk"))
