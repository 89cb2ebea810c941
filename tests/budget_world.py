"""One of everything of payment budgets that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

from django.utils import timezone

from claims.models import (
    Budget,
    BudgetAdjustment,
    BudgetMonth,
    BudgetRound,
    BudgetShare,
    BudgetUse,
    CountyBudget,
)
from tests.places import JANUARY, Place


def budget_of(place: Place) -> dict[str, int]:
    """A county's cap, a share under negotiation with a round, a month of it, a change that waits."""
    budget = Budget.unscoped.create(
        area=place.county.area, insutype="390", year=2020, state="negotiating", negotiated_by="county",
        month_split="equal", last_year=1000, growth=0, total=1000, reserved=0, prepared_by=place.worker,
        submitted_by=place.worker, submitted_at=timezone.now(), approved_by=place.checker,
        approved_at=timezone.now(),
    )  # fmt: skip
    county = CountyBudget.unscoped.create(
        budget=budget, county=place.county, last_year=1000, proposed=1000, cap=1000
    )
    share = BudgetShare.unscoped.create(
        county_budget=county, county=place.county, institution=place.hospital, method="drg", proposed=1000
    )
    BudgetRound.unscoped.create(
        share=share, number=1, offer=900, offered_by=place.worker, offered_at=timezone.now()
    )
    BudgetMonth.unscoped.create(share=share, month=JANUARY, amount=100)
    BudgetUse.unscoped.create(share=share, month=JANUARY, used=90, counted_at=timezone.now())
    change = BudgetAdjustment.unscoped.create(
        county_budget=county, county=place.county, share=share, amount=1, effective_from=JANUARY, reason="新增病区",
        prepared_by=place.worker,
    )  # fmt: skip
    return {
        "budget_id": budget.pk,
        "county_budget_id": county.pk,
        "budget_share_id": share.pk,
        "budget_adjustment_id": change.pk,
    }
