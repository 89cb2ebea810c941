"""A case the person takes back, or that was opened by mistake."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import Bill, Reimbursement
from claims.services.counters import counter_for
from institutions.models import Duty, User

from .states import CaseRefused, locked, state_after


@transaction.atomic
def withdraw_case(*, case: Reimbursement, reason: str, acting_user: User) -> Reimbursement:
    """End a case that is not settled; bills never settled go, so that they can be brought again."""
    case = locked(case)
    counter_for(case, acting_user, Duty.HANDLE, Duty.REGISTER)
    case.reim_stas = state_after(case, "withdraw")
    if not reason.strip():
        raise CaseRefused(_("Say why the case is withdrawn."))
    case.withdrawn_reason = reason.strip()[:300]
    Bill.objects.filter(case__reimbursement=case, case__live=True).delete()
    case.save(update_fields=["reim_stas", "withdrawn_reason"])
    return case
