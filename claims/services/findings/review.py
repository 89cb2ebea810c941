"""The two reviews of a finding: one person proposes, another confirms; what is confirmed is deducted or closed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import STANDING, Bill, BillFinding, Deduction, FindingStep, Settlement
from claims.rules.findings import may_review, room_left
from claims.services.clearing_months import open_month
from claims.services.review_deduction import review_deduction
from config.money import from_fen, to_fen
from config.periods import Month
from config.scoping import system_scope
from institutions.models import Duty, User
from institutions.services.duties import require_another

from .states import FindingRefused, locked, require_one_of, state_after, step


@transaction.atomic
def propose(
    *,
    finding: BillFinding,
    amount: Decimal,
    reason: str,
    acting_user: User,
    today: dt.date | None = None,
) -> BillFinding:
    """First review: deduct ``amount`` yuan, or close the finding with an amount of nothing.

    Duty to handle or inspect at the agency that pays the institution, or at its city. Raises
    :class:`FindingRefused` while the institution may still reply, and for more than the funds paid for the bill.
    """
    finding = locked(finding)
    require_one_of(finding, acting_user, Duty.INSPECT, Duty.HANDLE)
    act = FindingStep.Act.PROPOSE if amount else FindingStep.Act.ACQUIT
    state = state_after(finding, act)
    if not may_review(state=finding.state, due_on=finding.due_on, today=today or timezone.localdate()):
        raise FindingRefused(_("The institution has until %(day)s to reply."), day=finding.due_on)
    if amount < 0:
        raise FindingRefused(_("A deduction is not negative."))
    if not reason.strip():
        raise FindingRefused(_("Say why."))
    if amount:
        _within_the_bill(finding, amount)
    finding.state, finding.proposed_amount, finding.proposed_by = state, amount, acting_user
    finding.save(update_fields=["state", "proposed_amount", "proposed_by"])
    step(finding, act, acting_user, text=reason, amount=amount)
    return finding


@transaction.atomic
def send_back(*, finding: BillFinding, reason: str, acting_user: User) -> BillFinding:
    """Second review: not so; it is reviewed first again. Duty to review, another person."""
    finding = _for_second(finding, acting_user)
    finding.state = state_after(finding, "return")
    if not reason.strip():
        raise FindingRefused(_("Say why."))
    finding.proposed_by = None
    finding.proposed_amount = None  # type: ignore[assignment]
    finding.save(update_fields=["state", "proposed_amount", "proposed_by"])
    step(finding, FindingStep.Act.RETURN, acting_user, text=reason)
    return finding


@transaction.atomic
def confirm(*, finding: BillFinding, acting_user: User, today: dt.date | None = None) -> BillFinding:
    """Second review: what was proposed is done. A deduction counts in the month that collects now, reviewed by the
    same two people. Duty to review at the agency that pays the institution, or at its city; another person.
    """
    finding = _for_second(finding, acting_user)
    amount = finding.proposed_amount or Decimal(0)
    finding.state = state_after(finding, "deduct" if amount else "close")
    if amount:
        _within_the_bill(finding, amount)
        finding.deduction = _deduct(finding, amount, acting_user, today or timezone.localdate())
    finding.reviewed_by = acting_user
    finding.save(update_fields=["state", "reviewed_by", "deduction"])
    step(finding, FindingStep.Act.CONFIRM, acting_user, amount=amount)
    return finding


def _for_second(finding: BillFinding, acting_user: User) -> BillFinding:
    finding = locked(finding)
    require_one_of(finding, acting_user, Duty.REVIEW)
    if finding.proposed_by is not None:
        require_another(user=acting_user, previous=finding.proposed_by, act=_("Review of the finding"))
    return finding


def _deduct(finding: BillFinding, amount: Decimal, acting_user: User, today: dt.date) -> Deduction:
    bill = finding.bill
    reason = finding.steps.filter(act=FindingStep.Act.PROPOSE).order_by("-pk").first()
    deduction = Deduction(
        institution=bill.institution,
        insutype=bill.insutype,
        clr_month=open_month(
            area_id=bill.institution.area_id, insutype=bill.insutype, month=Month.of(today)
        ).first,
        det_type=Deduction.Kind.REVIEW,
        reference=finding.number,
        amount=amount,
        reason=f"{bill.setl_id} {reason.text if reason else ''}"[:300],
        handled_by=finding.proposed_by,
    )
    deduction.full_clean()
    deduction.save()
    return review_deduction(deduction=deduction, acting_user=acting_user)


def _within_the_bill(finding: BillFinding, amount: Decimal) -> None:
    """Several findings on one bill never take more than the funds paid for it."""
    # Whoever pays the institution need not see every finding and settlement of the bill.
    with system_scope():
        Bill.objects.select_for_update(of=("self",), no_key=True).get(pk=finding.bill_id)
        stands = Settlement.objects.filter(STANDING, bill=finding.bill_id).first()
        if stands is None:
            raise FindingRefused(_("%(bill)s no longer stands: close the finding."), bill=finding.bill)
        others = BillFinding.objects.filter(bill=finding.bill_id, deduction__isnull=False)
        taken = {one.pk: to_fen(one.deduction.amount) for one in others.select_related("deduction")}
    room = room_left(to_fen(stands.fund_pay_sumamt), taken)
    if to_fen(amount) > room:
        raise FindingRefused(
            _("Of %(bill)s at most %(amount)s yuan can be deducted."),
            bill=finding.bill,
            amount=from_fen(room),
        )
