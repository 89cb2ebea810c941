"""What maternity allowances and overpayments put on desks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import MaternityAllowance, Overpayment, Payable, Recovery
from claims.views.overpayments.lists import with_standing
from config.desk import DeskItem, Heap, Standing
from institutions.models import Duty


def allowance_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source: births to reckon, allowances to review, accounts to check, payments that failed."""
    duties = set(assignment.duties)
    cases = MaternityAllowance.objects.all()
    if Duty.HANDLE in duties:
        yield _cases(cases.filter(state="registered"), _("Reckon maternity allowances"), "registered")
    if Duty.REVIEW in duties:
        yield _cases(cases.filter(state="calculated"), _("Review maternity allowances"), "calculated")
        unchecked = cases.filter(account__isnull=False, account__checked_by__isnull=True)
        yield _cases(unchecked.exclude(state="withdrawn"), _("Check the accounts of allowances"), "")
    if duties & {Duty.REGISTER, Duty.HANDLE}:
        failed = Payable.objects.filter(Payable.NOT_RECEIVED, allowance__isnull=False)
        for payable in failed.select_related("allowance").order_by("pk")[:10]:
            yield DeskItem(
                _("The bank could not pay allowance %(case)s") % {"case": payable.allowance},
                reverse("claims:maternity_allowance", args=[payable.allowance_id]),
                Standing.RETURNED,
                detail=payable.failure_reason,
            )


def _cases(cases: Any, title: str, state: str) -> Heap:
    query = f"?state={state}" if state else ""
    return Heap(title, cases, f"{reverse('claims:maternity_allowances')}{query}", due="due_on")


def overpayment_items(assignment: Any) -> Iterator[Heap]:
    """Desk source: debts to confirm, receipts to check, write-offs to decide, instalments overdue."""
    duties = set(assignment.duties)
    url = reverse("claims:overpayments")
    debts = Overpayment.objects.all()
    if Duty.REVIEW in duties:
        yield Heap(_("Confirm overpayments"), debts.filter(state="found"), f"{url}?state=found")
    if duties & {Duty.REVIEW, Duty.FINANCE}:
        waiting = Recovery.objects.filter(checked_by__isnull=True).exclude(entered_by=assignment.user_id)
        yield Heap(_("Check receipts of overpayments"), waiting, f"{url}?state=agreed")
    if Duty.APPROVE in duties:
        asked = debts.filter(state="asked").exclude(write_off_asked_by=assignment.user_id)
        yield Heap(_("Decide on write-offs"), asked, f"{url}?state=asked")
    if Duty.HANDLE in duties:
        late = with_standing(debts.filter(state="agreed")).filter(overdue__gt=0)
        yield Heap(_("Instalments overdue"), late, f"{url}?late=yes", Standing.LATE)
