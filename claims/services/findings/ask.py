"""Put findings to their institutions, or dismiss them before."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import BillFinding, FindingStep
from claims.services.screening import screening_policy_for
from config.workdays import add_workdays
from institutions.models import Duty, User

from .states import FindingRefused, locked, require_one_of, state_after, step


@transaction.atomic
def ask_institution(*, finding: BillFinding, acting_user: User, today: dt.date | None = None) -> BillFinding:
    """Put the finding to its institution, which has the policy's working days to reply.

    Duty to handle or inspect at the agency that pays the institution, or at its city.
    """
    finding = locked(finding)
    require_one_of(finding, acting_user, Duty.HANDLE, Duty.INSPECT)
    state = state_after(finding, "ask")
    if finding.gone_at is not None:
        raise FindingRefused(_("The last run no longer finds it: dismiss it instead."))
    today = today or timezone.localdate()
    days = screening_policy_for(finding.bill.institution.area, today).reply_workdays
    if days is None:
        raise FindingRefused(_("The policy does not say how long an institution has to reply (screening)."))
    finding.state, finding.due_on = state, add_workdays(today, days)
    finding.save(update_fields=["state", "due_on"])
    step(finding, FindingStep.Act.ASK, acting_user, day=today)
    return finding


@transaction.atomic
def dismiss(*, finding: BillFinding, reason: str, acting_user: User) -> BillFinding:
    """Close a finding that needs no answer; the reason is kept. Duty as for asking."""
    finding = locked(finding)
    require_one_of(finding, acting_user, Duty.HANDLE, Duty.INSPECT)
    finding.state = state_after(finding, "dismiss")
    if not reason.strip():
        raise FindingRefused(_("Say why it is dismissed."))
    finding.save(update_fields=["state"])
    step(finding, FindingStep.Act.DISMISS, acting_user, text=reason)
    return finding
