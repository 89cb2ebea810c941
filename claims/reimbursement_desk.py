"""What counter reimbursements put on desks: papers, bills, settling, review, accounts, failed payments."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import Payable, Reimbursement
from config.desk import DeskItem, Heap, Standing
from institutions.models import Duty


def reimbursement_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: each step of the cases at this counter, the one due first named."""
    duties = set(assignment.duties)
    cases = Reimbursement.objects.all()
    if duties & {Duty.REGISTER, Duty.HANDLE}:
        yield from _papers(cases)
    if Duty.HANDLE in duties:
        complete = cases.filter(complete_on__isnull=False)
        yield _step(complete.filter(reim_stas="10"), _("Enter the bills of reimbursements"), "10")
        yield from _returned(cases)
        yield _step(complete.filter(reim_stas="11", returned_reason=""), _("Settle reimbursements"), "11")
    if Duty.REVIEW in duties:
        yield _step(cases.filter(reim_stas="12"), _("Review reimbursements"), "12")
        unchecked = cases.filter(account__isnull=False, account__checked_by__isnull=True)
        yield _step(unchecked.exclude(reim_stas="90"), _("Check the accounts of reimbursements"), "")
    if duties & {Duty.REGISTER, Duty.HANDLE}:
        yield _accounts(cases)
        yield from _failed()


def _step(cases: QuerySet[Reimbursement], title: str, state: str) -> Heap:
    query = f"?state={state}" if state else ""
    return Heap(title, cases, f"{reverse('claims:reimbursements')}{query}", due="due_on")


def _papers(cases: QuerySet[Reimbursement]) -> Iterator[DeskItem]:
    missing = cases.filter(complete_on__isnull=True, reim_stas__in=["10", "11"])
    past = Count("pk", filter=Q(correction_due__lt=timezone.localdate()))
    told = missing.aggregate(count=Count("pk"), late=past)
    if told["count"]:
        late = told["late"]
        yield DeskItem(
            _("Reimbursements with missing papers"),
            f"{reverse('claims:reimbursements')}?state=10",
            Standing.LATE if late else Standing.WAITING,
            count=told["count"],
            detail=_("%(count)s past their day") % {"count": late} if late else "",
        )


def _accounts(cases: QuerySet[Reimbursement]) -> Heap:
    """Settled bills of a sheet, and what is owed later to a case that had nothing to pay, know no account yet."""
    brought = Q(reim_stas="12", import_run_id__isnull=False)
    later = Q(later_payables__state=Payable.State.READY, later_payables__account__isnull=True)
    unknown = cases.filter(brought | later, account__isnull=True).distinct()
    address = f"{reverse('claims:reimbursements')}?imported=yes"
    return Heap(_("Enter the accounts of reimbursements"), unknown, address)


def _returned(cases: QuerySet[Reimbursement]) -> Iterator[DeskItem]:
    for case in cases.filter(~Q(returned_reason=""), reim_stas="11").order_by("due_on")[:10]:
        yield DeskItem(
            _("Sent back: reimbursement %(case)s") % {"case": case.number},
            reverse("claims:reimbursement", args=[case.pk]),
            Standing.RETURNED,
            due=case.due_on,
            detail=case.returned_reason,
        )


def _failed() -> Iterator[DeskItem]:
    of_a_case = Q(reimbursement__isnull=False) | Q(follows__isnull=False)
    failed = Payable.objects.filter(of_a_case, Payable.NOT_RECEIVED)
    for payable in failed.select_related("reimbursement", "follows").order_by("pk")[:10]:
        case = payable.reimbursement or payable.follows
        yield DeskItem(
            _("The bank could not pay reimbursement %(case)s") % {"case": case},
            reverse("claims:reimbursement", args=[case.pk]),
            Standing.RETURNED,
            detail=payable.failure_reason,
        )
