"""What payment budgets put on desks: caps to approve, negotiations to finish and decide, adjustments, warnings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Budget, BudgetAdjustment, CountyBudget
from claims.reads.budget_use import use_of, warning_terms
from claims.services.budgets.held import agencies_of
from config.desk import DeskItem, Standing
from institutions.models import Duty


def budget_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: the city's steps there, the negotiation's where it is negotiated, warnings for whoever pays."""
    if assignment.agency.level == "city":
        yield from _of_the_city(assignment)
    yield from _of_counties(assignment)
    if {Duty.HANDLE, Duty.FINANCE} & set(assignment.duties):
        yield from _warnings(assignment)


def _of_the_city(assignment: Any) -> Iterator[DeskItem]:
    budgets = Budget.objects.filter(area=assignment.agency.area)
    if Duty.FINANCE in assignment.duties:
        for budget in budgets.filter(state=Budget.State.PROPOSED).exclude(reason=""):
            yield DeskItem(
                _("Caps sent back"), budget.get_absolute_url(), standing=Standing.RETURNED, detail=str(budget)
            )
        for budget in budgets.filter(state=Budget.State.PROPOSED, reason=""):
            yield DeskItem(_("Caps to hand in"), budget.get_absolute_url(), detail=str(budget))
    if Duty.APPROVE in assignment.duties:
        for budget in budgets.filter(state=Budget.State.SUBMITTED):
            yield DeskItem(_("Caps to approve"), budget.get_absolute_url(), detail=str(budget))
        waiting = BudgetAdjustment.objects.filter(state=BudgetAdjustment.State.PROPOSED, share__isnull=True)
        for change in waiting.select_related("county_budget__budget"):
            yield DeskItem(
                _("Adjustments of caps to decide"),
                change.county_budget.budget.get_absolute_url(),
                detail=str(change.county_budget),
            )


def _of_counties(assignment: Any) -> Iterator[DeskItem]:
    published = CountyBudget.objects.filter(budget__state=Budget.State.NEGOTIATING)
    counties = published.select_related("budget", "county__parent")
    handles, reviews = Duty.HANDLE in assignment.duties, Duty.REVIEW in assignment.duties
    for county in counties.exclude(state=CountyBudget.State.DECIDED):
        if assignment.agency not in agencies_of(county):
            continue
        where, detail = county.get_absolute_url(), str(county)
        if handles and county.state == CountyBudget.State.NEGOTIATING:
            standing = Standing.RETURNED if county.reason else Standing.DUE
            yield DeskItem(
                _("Budgets to negotiate with institutions"), where, standing=standing, detail=detail
            )
        if reviews and county.state == CountyBudget.State.SUBMITTED:
            yield DeskItem(_("Institutions' budgets to decide"), where, detail=detail)
    if reviews:
        waiting: QuerySet[BudgetAdjustment] = BudgetAdjustment.objects.filter(
            state=BudgetAdjustment.State.PROPOSED, share__isnull=False
        )
        for change in waiting.select_related("county_budget__budget", "county_budget__county__parent"):
            if assignment.agency in agencies_of(change.county_budget):
                where = reverse("claims:budget_share", args=[change.share_id])
                yield DeskItem(_("Adjustments of budgets to decide"), where, detail=str(change.county_budget))


def _warnings(assignment: Any) -> Iterator[DeskItem]:
    """Budgets of the running year only: those of the past are for the year's clearing."""
    today = timezone.localdate()
    budgets = Budget.objects.filter(
        area=assignment.agency.area,
        year=today.year,
        state__in=(Budget.State.NEGOTIATING, Budget.State.DECIDED),
    )
    for budget in budgets:
        warned = [one for one in use_of(budget, warning_terms(budget.area, today)) if one.warned]
        if warned:
            over = any(one.warned == "over" for one in warned)
            yield DeskItem(
                _("Budgets of institutions nearly or more than used up"),
                reverse("claims:budget_use", args=[budget.pk]),
                standing=Standing.LATE if over else Standing.DUE,
                count=len(warned),
                detail=str(budget),
            )
