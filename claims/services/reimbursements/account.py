"""Where a case is paid to, also anew after the bank could not pay."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from claims.models import Payable, PersonAccount, Reimbursement
from claims.services.person_accounts import check_for, enter_for, needs_account
from institutions.models import User

from .states import locked, state_after


@transaction.atomic
def enter_account(*, case: Reimbursement, acting_user: User, **account: str) -> PersonAccount:
    """See :func:`enter_for`; ``account`` are columns of :class:`PersonAccount`."""
    case = locked(case)
    state_after(case, "account")
    return enter_for(case, _payable(case), acting_user=acting_user, **account)


@transaction.atomic
def check_account(*, case: Reimbursement, acting_user: User) -> PersonAccount:
    """See :func:`check_for`."""
    case = locked(case)
    return check_for(case, _payable(case), acting_user=acting_user)


def _payable(case: Reimbursement) -> Payable | None:
    """The amount owed that the account is for: one that waits for an account before one under way."""
    owed = list(Payable.objects.filter(Q(reimbursement=case) | Q(follows=case)).order_by("pk"))
    return next((one for one in owed if needs_account(one)), owed[0] if owed else None)
