"""Give up what cannot be recovered: asked by one person, decided by another who may approve."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Overpayment
from claims.services.counters import counter_for
from institutions.models import Duty, User
from institutions.services.duties import require_another

from .states import OverpaymentRefused, locked, state_after

State = Overpayment.State


@transaction.atomic
def ask_write_off(*, debt: Overpayment, reason: str, acting_user: User) -> Overpayment:
    """Ask for the rest to be written off. Duty to handle; nothing may wait for its check."""
    debt = locked(debt)
    counter_for(debt, acting_user, Duty.HANDLE)
    debt.state = state_after(debt, "ask")
    if not reason.strip():
        raise OverpaymentRefused(_("Say why the rest is to be written off."))
    if debt.recoveries.filter(checked_by__isnull=True).exists():
        raise OverpaymentRefused(_("A receipt of this debt waits for its check."))
    debt.write_off_reason, debt.write_off_asked_by = reason.strip()[:300], acting_user
    debt.save(update_fields=["state", "write_off_reason", "write_off_asked_by"])
    return debt


@transaction.atomic
def decide_write_off(*, debt: Overpayment, approved: bool, acting_user: User) -> Overpayment:
    """Approve or refuse what another asked for. Duty to approve."""
    debt = locked(debt)
    counter_for(debt, acting_user, Duty.APPROVE)
    require_another(user=acting_user, previous=debt.write_off_asked_by, act=_("Write-off"))
    debt.state = state_after(debt, "write_off" if approved else "refuse")
    if approved:
        debt.write_off_approved_by, debt.ended_on = acting_user, timezone.localdate()
    elif debt.agreed_on is not None:
        debt.state = State.AGREED
    debt.save(update_fields=["state", "write_off_approved_by", "ended_on"])
    return debt
