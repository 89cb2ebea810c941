"""What the month's clearing puts on desks: months to start, to review, to pay, to close, and what stops them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Max
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import CLEARED, Settlement
from claims.reads.schemes import schemes_ever
from claims.services import payables
from config.codes import name_of
from config.desk import DeskItem, Heap, Standing
from config.listing.paging import capped_count
from config.periods import Month
from config.workdays import add_workdays
from funds.models import Clearing, ClearingStep, Payment, PaymentBatch
from funds.reads.paybacks import (
    ENDING,
    ENTERED,
    HELD,
    given_up,
    to_issue_again,
    waiting_paybacks,
    waiting_unclaimed,
)
from funds.services.clearing.faults import fault_text
from institutions.models import Agency, Duty

# A month is cleared in the first ten days of the next. (assumed: the texts ask for monthly clearing, not for a day)
START_WITHIN_WORKDAYS = 7


def _name(clearing: Clearing) -> dict[str, str]:
    return {"month": f"{clearing.month:%Y-%m}", "scheme": name_of("insutype", clearing.insutype)}


def clearing_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: what this assignment has to do for the month."""
    if assignment.agency.level == Agency.Level.CITY:
        yield from _city_items(assignment)
    yield from _stopped_items(assignment)
    yield from _people_items(assignment)
    yield from _batch_items(assignment)


def _city_items(assignment: Any) -> Iterator[DeskItem]:
    area = assignment.agency.area
    if Duty.FINANCE in assignment.duties:
        yield from _months_to_start(area)
        for clearing in Clearing.objects.filter(area=area, state=Clearing.State.PAID):
            yield DeskItem(_("Close the clearing of %(month)s, %(scheme)s") % _name(clearing), _url(clearing))
    for clearing in Clearing.objects.filter(area=area, state=Clearing.State.ADJUDICATED):
        mine = Duty.REVIEW in assignment.duties
        yield DeskItem(
            _("Review the statements of %(month)s, %(scheme)s") % _name(clearing),
            _url(clearing),
            Standing.DUE if mine else Standing.WAITING,
        )
    for clearing in Clearing.objects.filter(area=area, state=Clearing.State.COLLECTING).exclude(
        returned_reason=""
    ):
        yield DeskItem(
            _("Sent back: the clearing of %(month)s, %(scheme)s") % _name(clearing),
            _url(clearing),
            Standing.RETURNED,
            detail=clearing.returned_reason,
        )


def _months_to_start(area: Any) -> Iterator[DeskItem]:
    """The next month of every scheme with settled bills that nobody has started; late once its days are over."""
    started = Clearing.objects.filter(area=area).exclude(state=Clearing.State.COLLECTING)
    latest = dict(started.values_list("insutype").annotate(Max("month")))
    settled = Settlement.objects.filter(CLEARED, insu_county__area=area)
    for insutype in latest.keys() | {scheme for scheme, _name in schemes_ever(area)}:
        ahead = settled.filter(insutype=insutype)
        if insutype in latest:
            ahead = ahead.filter(clr_month__gt=latest[insutype])
        day = ahead.order_by("clr_month").values_list("clr_month", flat=True).first()
        if day is None:
            continue
        month = Month.of(day)
        bills, more = capped_count(ahead.filter(clr_month=day))
        due = add_workdays(month.last, START_WITHIN_WORKDAYS)
        yield DeskItem(
            _("Start the clearing of %(month)s, %(scheme)s")
            % {"month": month, "scheme": name_of("insutype", insutype)},
            f"{reverse('funds:start_clearing')}?month={month}",
            _standing(due),
            due=due,
            count=bills,
            more=more,
            detail=_("settled bills of the month"),
        )


def _stopped_items(assignment: Any) -> Iterator[DeskItem]:
    """Steps that failed: the city sees all, a county its own."""
    failed = ClearingStep.objects.filter(state=ClearingStep.State.FAILED).select_related("clearing", "unit")
    for step in failed:
        yield DeskItem(
            _("%(unit)s: “%(step)s” of %(month)s is stopped")
            % {"unit": step.unit, "step": step.get_step_display(), "month": f"{step.clearing.month:%Y-%m}"},
            _url(step.clearing),
            Standing.RETURNED,
            detail=fault_text(step.fault_code, step.fault_params),
        )


def _people_items(assignment: Any) -> Iterator[Heap]:
    """What people are owed and nobody has put into a batch, for whoever pays."""
    if Duty.FINANCE in assignment.duties:
        address = f"{reverse('funds:payables')}?state=ready"
        yield Heap(_("Pay what is owed to people"), payables.ready(), address, due="due_on")


def _batch_items(assignment: Any) -> Iterator[Heap]:
    """Batches to approve and returns to take in, for whoever's agency pays (or for the city, all)."""
    payments = reverse("funds:batches")
    sent_back = reverse("funds:sent_back")
    batches = PaymentBatch.objects.all()
    if Duty.FINANCE in assignment.duties:
        sent = batches.filter(payments__state=Payment.State.SENT).distinct()
        yield Heap(_("Take in the bank's return files"), sent, payments)
        failed = Payment.objects.filter(~given_up(), state=Payment.State.FAILED, reissued_as__isnull=True)
        yield Heap(_("Issue failed payments again"), failed, payments, Standing.RETURNED)
        title = _("Issue payments again that the bank sent back")
        yield Heap(title, to_issue_again(), f"{sent_back}?stands={HELD}", Standing.RETURNED)
    if Duty.APPROVE in assignment.duties:
        yield Heap(_("Approve payment batches"), batches.filter(approved_by__isnull=True), payments)
        gone = waiting_unclaimed().exclude(entered_by=assignment.user_id)
        title = _("Approve that nobody can be paid what was sent back")
        yield Heap(title, gone, f"{sent_back}?stands={ENDING}")
    if Duty.REVIEW in assignment.duties:
        entered = waiting_paybacks().exclude(entered_by=assignment.user_id)
        yield Heap(_("Check that the bank sent payments back"), entered, f"{sent_back}?stands={ENTERED}")


def _standing(due: dt.date) -> Standing:
    return Standing.LATE if due < timezone.localdate() else Standing.DUE


def _url(clearing: Clearing) -> str:
    return reverse("funds:clearing", args=[clearing.pk])
