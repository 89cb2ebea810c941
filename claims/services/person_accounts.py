"""The account a case is paid to: one person enters it, another checks it against the card.

The caller holds the case and has asked its flow; this is what reimbursements and allowances share.
"""

from __future__ import annotations

from typing import Any, Protocol

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Payable, PersonAccount
from claims.services.counters import Case, counter_for
from claims.services.payables import pay_to
from config.errors import DomainError
from institutions.models import Duty, User
from institutions.services.duties import require_another


class AccountRefused(DomainError):
    """The account cannot be entered or checked so."""


class PaidCase(Case, Protocol):
    """A case that ends in a payment."""

    person_id: int
    handling_county: Any
    account: PersonAccount | None

    def save(self, *, update_fields: Any = ...) -> None: ...


def needs_account(payable: Payable) -> bool:
    """Whether an account is to be entered for what is owed already: the bank failed or sent the money back, or nothing
    was owed before."""
    none_yet = payable.account_id is None and payable.state == Payable.State.READY
    return none_yet or payable.not_received


def enter_for(case: PaidCase, payable: Payable | None, *, acting_user: User, **account: str) -> PersonAccount:
    """The account ``case`` is to be paid to, waiting for the check. Duty to register or to handle.

    Once the amount is owed only where the bank could not pay it, or where it never had an account: raises
    :class:`AccountRefused` otherwise.
    """
    counter_for(case, acting_user, Duty.HANDLE, Duty.REGISTER)
    if payable is not None and not needs_account(payable):
        raise AccountRefused(_("The payment of case %(case)s is under way to the account it has."), case=case)
    entered = PersonAccount(
        person_id=case.person_id,
        insu_county=case.insu_county,
        handling_county=case.handling_county,
        entered_by=acting_user,
        **account,
    )
    # The person may stand in another county's register, out of the counter's sight.
    entered.full_clean(exclude=["person"])
    entered.save()
    case.account = entered
    case.save(update_fields=["account"])
    return entered


def check_for(case: PaidCase, payable: Payable | None, *, acting_user: User) -> PersonAccount:
    """A second person confirms the case's account; a payment that failed can then be issued again to it."""
    if case.account is None:
        raise AccountRefused(_("Case %(case)s has no account to be paid to."), case=case)
    account: PersonAccount = PersonAccount.objects.select_for_update(of=("self",)).get(pk=case.account.pk)
    counter_for(case, acting_user, Duty.REVIEW)
    require_another(user=acting_user, previous=account.entered_by, act=_("Account of a person"))
    if account.checked_by_id is None:
        account.checked_by, account.checked_at = acting_user, timezone.now()
        account.save(update_fields=["checked_by", "checked_at"])
    if payable is not None and needs_account(payable):
        pay_to(payable=payable, account=account)
    return account


def require_checked(case: PaidCase) -> PersonAccount:
    """The account two people agreed on; raises :class:`AccountRefused` without one."""
    if case.account is None:
        raise AccountRefused(_("Case %(case)s has no account to be paid to."), case=case)
    if case.account.checked_by_id is None:
        raise AccountRefused(_("Nobody has checked the account %(account)s yet."), account=case.account)
    return case.account
