"""Where an allowance is paid to: to the woman or, where it paid her wage, to the employer."""

from __future__ import annotations

from django.db import transaction

from claims.models import MaternityAllowance, Payable, PersonAccount
from claims.services.person_accounts import check_for, enter_for
from institutions.models import User

from .states import locked, state_after


@transaction.atomic
def enter_account(*, case: MaternityAllowance, acting_user: User, **account: str) -> PersonAccount:
    """See :func:`enter_for`; ``account`` are columns of :class:`PersonAccount`."""
    case = locked(case)
    state_after(case, "account")
    return enter_for(case, _payable(case), acting_user=acting_user, **account)


@transaction.atomic
def check_account(*, case: MaternityAllowance, acting_user: User) -> PersonAccount:
    """See :func:`check_for`."""
    case = locked(case)
    return check_for(case, _payable(case), acting_user=acting_user)


def _payable(case: MaternityAllowance) -> Payable | None:
    found: Payable | None = Payable.objects.filter(allowance=case).first()
    return found
