"""What enrolment puts on desks: refunds and targets to decide, counties behind theirs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from enrollment.models import ContributionRefund, TargetPlan
from enrollment.reads.targets import behind, latest_month
from institutions.models import Agency, Duty

_WATCHING = (Duty.FINANCE, Duty.APPROVE, Duty.REGISTER)


def refund_items(assignment: Any) -> Iterator[Heap]:
    """Desk source: refunds another person prepared and that wait for a decision."""
    if Duty.REVIEW not in assignment.duties:
        return
    waiting = ContributionRefund.objects.filter(state="waiting").exclude(prepared_by=assignment.user_id)
    address = f"{reverse('enrollment:refunds')}?state=waiting"
    yield Heap(_("Decide refunds of contributions"), waiting, address)


def target_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: the city's plans under way, and who is behind by the month counted last."""
    if assignment.agency.level == Agency.Level.CITY:
        yield from _plan_items(assignment)
    if not set(_WATCHING).isdisjoint(assignment.duties):
        yield from _behind_items(assignment)


def _plan_items(assignment: Any) -> Iterator[DeskItem]:
    plans = TargetPlan.objects.filter(area=assignment.agency.area)
    if Duty.APPROVE in assignment.duties:
        for plan in plans.filter(state=TargetPlan.State.SUBMITTED):
            yield DeskItem(_("Approve: %(plan)s") % {"plan": plan}, plan.get_absolute_url())
    if Duty.FINANCE in assignment.duties:
        for plan in plans.filter(state=TargetPlan.State.RETURNED):
            yield DeskItem(
                _("Sent back: %(plan)s") % {"plan": plan},
                plan.get_absolute_url(),
                Standing.RETURNED,
                detail=plan.reason,
            )


def _behind_items(assignment: Any) -> Iterator[DeskItem]:
    area = assignment.agency.area
    month = latest_month(area)
    if month is None:
        return
    found = behind(area, month)
    if found:
        yield DeskItem(
            _("Behind the targets at the end of %(month)s") % {"month": month},
            f"{reverse('enrollment:target_board')}?year={month.year}&month={month}",
            Standing.LATE,
            count=len(found),
            detail=_(", ").join(str(county) for county in found[:5]) + ("…" if len(found) > 5 else ""),
        )
