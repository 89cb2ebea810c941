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
from institutions.services.payee_accounts import put_in_force, take_back


class AccountRefused(DomainError):
    """The agency keeps no such account."""


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

    Raises ``DutyMissing``, ``SamePerson``, ``PayeeAccountRefused``.
    """
    put_in_force(account=account, agency=account.fund_account.agency, acting_user=acting_user)
    found: BankAccount = BankAccount.objects.get(pk=account.pk)
    return found


@transaction.atomic
def withdraw_bank_account(*, account: BankAccount, reason: str, acting_user: User) -> BankAccount:
    """Entered wrongly: taken back by finance of the agency, as ``take_back`` says."""
    return take_back(
        account=account, agency=account.fund_account.agency, duty=Duty.FINANCE, reason=reason,
        acting_user=acting_user,
    )  # fmt: skip
