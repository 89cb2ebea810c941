"""Settle the bills of a case, and take that back."""

from __future__ import annotations

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import STANDING, Bill, BillProblem, FeeLine, Reimbursement, ReimbursementBill, Settlement
from claims.services.cancel_settlement import store_cancel
from claims.services.counters import counter_for
from claims.services.person_locks import lock_people
from claims.services.settle_bill import current_settlement, settle_bill
from claims.waiting import describe
from config.scoping import system_scope
from institutions.models import Duty, User

from .enter import bill_number, next_place
from .states import CaseRefused, locked, state_after


@transaction.atomic
def settle_case(*, case: Reimbursement, acting_user: User) -> list[Settlement]:
    """Settle every bill of ``case`` in the order of entry: all of them or none. Duty to handle.

    Raises :class:`CaseRefused` naming the bill that cannot be settled and why; it stays in the case.
    """
    case = locked(case)
    counter_for(case, acting_user, Duty.HANDLE)
    after = state_after(case, "settle")
    if case.complete_on is None:
        raise CaseRefused(_("Papers of case %(case)s are still missing."), case=case)
    bills = list(live_bills(case))
    # Bills of one person count in the order of their settlement.
    Bill.objects.filter(pk__in=[bill.pk for bill in bills]).update(setl_time=timezone.now())
    settlements = [_settle(bill, acting_user) for bill in bills]
    counties = {settlement.insu_county_id for settlement in settlements}
    if len(counties) > 1:
        raise CaseRefused(
            _(
                "The person was insured in several counties when these bills arose: open a case for each county."
            )
        )
    case.insu_county_id = counties.pop()
    case.reim_stas, case.returned_reason = after, ""
    case.handled_by, case.settled_at = acting_user, timezone.now()
    case.save(update_fields=["insu_county", "reim_stas", "returned_reason", "handled_by", "settled_at"])
    return settlements


def _settle(bill: Bill, acting_user: User) -> Settlement:
    settlement = settle_bill(bill=bill, acting_user=acting_user)
    if settlement is None:
        problem = BillProblem.objects.filter(bill=bill).first()
        raise CaseRefused(
            _("Bill %(bill)s cannot be settled: %(reason)s"),
            bill=bill,
            reason=describe(problem.code, problem.params) if problem else "",
        )
    return settlement


@transaction.atomic
def return_case(*, case: Reimbursement, reason: str, acting_user: User) -> Reimbursement:
    """Send a settled case back: its settlements are cancelled, its bills stand open again under new numbers.

    By whoever reviews, or by whoever handled it and saw the mistake first. What the bills had used of the
    person's ceilings is free again.
    """
    case = locked(case)
    counter_for(case, acting_user, Duty.REVIEW, Duty.HANDLE)
    after = state_after(case, "return")
    if not reason.strip():
        raise CaseRefused(_("Say why the case is sent back."))
    case.reim_stas, case.returned_reason = after, reason.strip()[:300]
    # A reviewer holds no duty to settle; what is undone is the fund's own act, as settling is.
    with system_scope():
        lock_people([case.person_id])
        for case_bill in case.case_bills.filter(live=True).select_related("bill").order_by("n"):
            _reopen(case, case_bill, acting_user)
    case.save(update_fields=["reim_stas", "returned_reason"])
    return case


def _reopen(case: Reimbursement, case_bill: ReimbursementBill, acting_user: User) -> None:
    bill = case_bill.bill
    settlement = current_settlement(bill)
    if settlement is None:
        raise CaseRefused(_("Bill %(bill)s has no settlement to take back."), bill=bill)
    # Before the cancel, which everybody who cares about a live bill hears of.
    case_bill.live = False
    case_bill.save(update_fields=["live"])
    store_cancel(
        settlement=settlement,
        setl_id=f"{bill.setl_id}T",
        setl_time=timezone.now(),
        acting_user=acting_user,
        reason=case.returned_reason,
    )
    n = next_place(case)
    lines = list(bill.fee_lines.all())
    again = Bill.objects.get(pk=bill.pk)
    again.pk, again._state.adding = None, True
    again.setl_id, again.setl_time = bill_number(case, n), timezone.now()
    # From now on it is the counter's own: no bulk run settles it, and its sheet can be brought again.
    again.import_run_id, again.handling_county = None, case.handling_county
    again.save(force_insert=True)
    for line in lines:
        line.pk, line.bill, line.import_run_id = None, again, None
    FeeLine.objects.bulk_create(lines)
    ReimbursementBill.objects.create(reimbursement=case, bill=again, n=n)


def live_bills(case: Reimbursement) -> QuerySet[Bill]:
    """The bills of ``case`` that count, in the order of entry."""
    bills: QuerySet[Bill] = Bill.objects.filter(case__reimbursement=case, case__live=True)
    return bills.order_by("case__n")


def settlements_of_case(case: Reimbursement) -> list[Settlement]:
    """What the case's bills were settled to, in the order of entry."""
    standing = Settlement.objects.filter(STANDING)
    bills = ReimbursementBill.objects.filter(reimbursement=case, live=True).order_by("n")
    order = list(bills.values_list("bill_id", flat=True))
    found = {one.bill_id: one for one in standing.filter(bill__in=order)}
    return [found[pk] for pk in order if pk in found]
