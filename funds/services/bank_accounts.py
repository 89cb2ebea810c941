"""The fund's accounts at the bank, opened and changed by two people (NB-12)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import BankAccount, FundAccount
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty
from institutions.services.payee_accounts import put_in_force
from institutions.services.withdrawals import keep_withdrawn


class AccountRefused(DomainError):
    """The agency keeps no such account, or it is past what was asked of it."""


@transaction.atomic
def prepare_bank_account(
    *,
    agency: Agency,
    insutype: str,
    kind: str,
    account_name: str,
    account_no: str,
    bank_name: str,
    bank_code: str,
    opening: Decimal,
    valid_from: dt.date,
    acting_user: User,
) -> BankAccount:
    """A new account, or another one for the same money from a day; it waits for approval. Finance of the agency.

    Raises ``DutyMissing``, :class:`AccountRefused`, ``ValidationError``.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=agency)
    if agency.level not in (Agency.Level.CITY, Agency.Level.COUNTY):
        raise AccountRefused(_("Only cities and counties hold accounts of the fund."))
    fund_account, _new = FundAccount.objects.get_or_create(agency=agency, insutype=insutype, kind=kind)
    account = BankAccount(
        fund_account=fund_account,
        account_name=account_name,
        account_no=account_no,
        bank_name=bank_name,
        bank_code=bank_code,
        opening=opening,
        period=DateRange(valid_from, None),
        prepared_by=acting_user,
    )
    account.full_clean()
    account.save()
    return account


@transaction.atomic
def approve_bank_account(*, account: BankAccount, acting_user: User) -> BankAccount:
    """Another person, duty approve at the agency, puts it in force; the one before ends on its first day.

    Raises ``DutyMissing``, ``SamePerson``, ``PayeeAccountRefused``, :class:`AccountRefused` for a withdrawn one.
    """
    _held_waiting(account)
    put_in_force(account=account, agency=account.fund_account.agency, acting_user=acting_user)
    found: BankAccount = BankAccount.objects.get(pk=account.pk)
    return found


@transaction.atomic
def withdraw_bank_account(*, account: BankAccount, reason: str, acting_user: User) -> BankAccount:
    """Prepared wrongly: nobody approves it any more, and why stays with it. Duty finance at the agency.

    Raises :class:`AccountRefused` without a reason, and for one in force or withdrawn already; ``DutyMissing``.
    """
    held = _held_waiting(account)
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=held.fund_account.agency)
    if held.approved_by_id is not None:
        raise AccountRefused(_("%(account)s is in force: enter the account that follows it."), account=held)
    keep_withdrawn(held, reason=reason, acting_user=acting_user, refused=AccountRefused)
    return held


def _held_waiting(account: BankAccount) -> BankAccount:
    held: BankAccount = (
        BankAccount.objects.select_for_update(of=("self",))
        .select_related("fund_account__agency")
        .get(pk=account.pk)
    )
    if held.withdrawn_by_id is not None:
        raise AccountRefused(_("%(account)s was withdrawn already."), account=held)
    return held
