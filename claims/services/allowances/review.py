"""A second person confirms an allowance, or sends it back; a case nobody reckoned may be withdrawn."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import MaternityAllowance, Payable
from claims.services.counters import counter_for
from claims.services.payables import owe
from claims.services.person_accounts import require_checked
from config.money import to_fen
from institutions.models import Duty, User
from institutions.services.duties import require_another

from .states import AllowanceRefused, locked, state_after

# Names the fund's part among the national amounts; funds book it as maternity expense.
FUND_PART = "matn_alwn"


@transaction.atomic
def review_allowance(*, case: MaternityAllowance, acting_user: User) -> Payable:
    """Confirm ``case``: the amount is owed from now on. Duty to review, a second person, a checked account."""
    case = locked(case)
    counter_for(case, acting_user, Duty.REVIEW)
    case.state = state_after(case, "review")
    require_another(user=acting_user, previous=case.handled_by, act=_("Review of the allowance"))
    account = require_checked(case)
    if case.amount is None:
        raise AllowanceRefused(_("Case %(case)s has not been reckoned."), case=case)
    case.reviewed_by, case.reviewed_at = acting_user, timezone.now()
    case.save(update_fields=["state", "reviewed_by", "reviewed_at"])
    return owe(
        case=case,
        kind=Payable.Kind.MATERNITY_ALLOWANCE,
        source={"allowance": case},
        parts={FUND_PART: to_fen(case.amount)},
        account=account,
        acting_user=acting_user,
    )


@transaction.atomic
def return_allowance(*, case: MaternityAllowance, reason: str, acting_user: User) -> MaternityAllowance:
    """Send a reckoned case back: its facts stand open again. By whoever reviews, or whoever reckoned it."""
    case = locked(case)
    counter_for(case, acting_user, Duty.REVIEW, Duty.HANDLE)
    case.state = state_after(case, "return")
    if not reason.strip():
        raise AllowanceRefused(_("Say why the case is sent back."))
    case.returned_reason, case.days = reason.strip()[:300], None
    case.amount = None  # type: ignore[assignment]
    case.save(update_fields=["state", "returned_reason", "days", "amount"])
    return case


@transaction.atomic
def withdraw_allowance(*, case: MaternityAllowance, reason: str, acting_user: User) -> MaternityAllowance:
    """End a case nobody reckoned. Duty to register or to handle."""
    case = locked(case)
    counter_for(case, acting_user, Duty.HANDLE, Duty.REGISTER)
    case.state = state_after(case, "withdraw")
    if not reason.strip():
        raise AllowanceRefused(_("Say why the case is withdrawn."))
    case.withdrawn_reason = reason.strip()[:300]
    case.save(update_fields=["state", "withdrawn_reason"])
    return case
