"""One of everything of fund budgets that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

from django.utils import timezone

from funds.models import FundBudget, FundBudgetLine, FundBudgetStep
from tests.places import JANUARY, Place


def fund_budget_of(place: Place) -> dict[str, int]:
    """A county's first draft, out for its only step."""
    paper = FundBudget.unscoped.create(
        area=place.county.area, unit=place.county, insutype="390", year=2020, kind="proposal", prepared_by=place.worker
    )  # fmt: skip
    FundBudgetLine.unscoped.create(
        budget=paper, county=place.county, code="benefits", base=100, proposed=106, amount=106
    )
    now = timezone.now()
    for state in ("handed_in", "review"):
        paper.state = state
        paper.handed_in_by, paper.handed_in_at = place.worker, now
        if state == "review":
            paper.round, paper.checked_by, paper.checked_at = 1, place.checker, now
        paper.save()
    FundBudgetStep.unscoped.create(
        budget=paper, round=1, position=1, office="city", act="take", state="agreed", answered_on=JANUARY,
        noted_by=place.worker, noted_at=now,
    )  # fmt: skip
    return {"fund_budget_id": paper.pk}
