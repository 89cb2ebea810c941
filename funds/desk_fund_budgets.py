"""What fund budgets put on desks: to propose, to hand in, to check, to answer; lines that leave their budget."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from funds.models import FundBudget
from funds.reads.fund_budgets import execution
from funds.services.fund_budgets.faults import FundBudgetRefused
from funds.services.fund_budgets.held import where_act
from funds.services.fund_budgets.terms import terms_of
from institutions.models import Agency, Duty

Kind, State = FundBudget.Kind, FundBudget.State


def fund_budget_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: what this assignment has to do about fund budgets, and what its finance is warned of."""
    open_papers = FundBudget.objects.filter(state__in=FundBudget.OPEN).select_related("unit__parent")
    for paper in open_papers:
        yield from _about(paper, assignment)
    if Duty.FINANCE in assignment.duties:
        yield from _warnings(assignment.agency)


def _about(paper: FundBudget, assignment: Any) -> Iterator[DeskItem]:
    act, text, duty = {
        State.DRAFT: ("hand_in", _("Hand in: %(paper)s"), Duty.FINANCE),
        State.HANDED_IN: ("check", _("Check: %(paper)s"), Duty.REVIEW),
        State.REVIEW: ("agree", _("Note the answer: %(paper)s"), Duty.FINANCE),
    }[State(paper.state)]
    if duty not in assignment.duties or assignment.agency not in where_act(paper, act):
        return
    standing = Standing.WAITING if act == "agree" and paper.kind != Kind.PROPOSAL else Standing.DUE
    if act == "hand_in" and paper.reason:
        standing = Standing.RETURNED
    yield DeskItem(
        text % {"paper": paper}, paper.get_absolute_url(), standing, detail=paper.reason if act == "hand_in" else ""
    )  # fmt: skip


def _warnings(agency: Agency) -> Iterator[DeskItem]:
    """Lines of this year's approved budgets that are used up, ahead of the year, or behind in income (NM-04)."""
    today = timezone.localdate()
    papers = FundBudget.objects.filter(
        area=agency.area_id, year=today.year, kind=Kind.BUDGET, state=State.APPROVED
    ).select_related("unit", "area")
    county = None if agency.level == Agency.Level.CITY else agency.county_id
    for paper in papers:
        if paper.unit.level == Agency.Level.COUNTY and paper.unit_id != county:
            continue
        try:
            watch = terms_of(paper.area, paper.year).watch
        except FundBudgetRefused:
            continue
        found = [
            one.warned for one in execution(paper, today=today, watch=watch, county=county) if one.warned
        ]
        if found:
            yield DeskItem(
                _("Leaves its course: %(paper)s") % {"paper": paper},
                reverse("funds:fund_budget_execution", args=[paper.pk]),
                Standing.LATE if "over" in found else Standing.DUE,
                count=len(found),
            )
