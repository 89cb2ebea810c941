"""Change the account an institution is paid to: one person prepares, another approves; withdrawn until then."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Duty, InForceByTwo, Institution, PayeeAccount, User

from .duties import require_another, require_duty
from .withdrawals import keep_withdrawn

Waiting = TypeVar("Waiting", bound=InForceByTwo)


class PayeeAccountRefused(DomainError):
    """The account cannot be put in force as asked."""


@transaction.atomic
def prepare_payee_account(
    *,
    institution: Institution,
    account_name: str,
    account_no: str,
    bank_name: str,
    bank_code: str,
    valid_from: dt.date,
    acting_user: User,
) -> PayeeAccount:
    """A new account waiting for approval; needs the duty to handle at the agency that pays the institution."""
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=paying_agency(institution))
    account = PayeeAccount(
        institution=institution,
        account_name=account_name,
        account_no=account_no,
        bank_name=bank_name,
        bank_code=bank_code,
        period=DateRange(valid_from, None),
        prepared_by=acting_user,
    )
    account.full_clean()
    account.save()
    return account


@transaction.atomic
def approve_payee_account(*, account: PayeeAccount, acting_user: User) -> PayeeAccount:
    """Put a prepared account in force from its first day; the one before it ends there.

    Raises ``DutyMissing``, ``SamePerson``, :class:`PayeeAccountRefused`.
    """
    put_in_force(account=account, agency=paying_agency(account.institution), acting_user=acting_user)
    return PayeeAccount.objects.get(pk=account.pk)


@transaction.atomic
def withdraw_payee_account(*, account: PayeeAccount, reason: str, acting_user: User) -> PayeeAccount:
    """Entered wrongly, by form or sheet: taken back by whoever handles where it is paid, as ``take_back`` says."""
    return take_back(
        account=account, agency=paying_agency(account.institution), duty=Duty.HANDLE, reason=reason,
        acting_user=acting_user,
    )  # fmt: skip


@transaction.atomic
def put_in_force(*, account: InForceByTwo, agency: Agency, acting_user: User) -> None:
    """A second person, with the duty to approve at ``agency``, puts anybody's prepared account, or an agreed
    rate, in force.

    Raises ``DutyMissing``, ``SamePerson``, :class:`PayeeAccountRefused` for a withdrawn one too.
    """
    accounts = type(account)._default_manager
    account = _held(account)
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=agency)
    require_another(user=acting_user, previous=account.prepared_by, act=_("Payee account"))
    if account.approved_by_id is not None:
        raise PayeeAccountRefused(_("%(account)s is already in force."), account=account)
    former = accounts.select_for_update(of=("self",)).filter(
        approved_by__isnull=False,
        period__overlap=account.period,
        **{account.owner: getattr(account, f"{account.owner}_id")},
    )
    for earlier in former:
        if earlier.period.lower >= account.period.lower:
            raise PayeeAccountRefused(
                _("%(earlier)s begins on %(day)s, not before the new one."),
                earlier=earlier,
                day=earlier.period.lower,
            )
        earlier.period = DateRange(earlier.period.lower, account.period.lower)
        earlier.save(update_fields=["period"])
    account.approved_by = acting_user
    account.save(update_fields=["approved_by"])


@transaction.atomic
def take_back(*, account: Waiting, agency: Agency, duty: Duty, reason: str, acting_user: User) -> Waiting:
    """Entered wrongly: nobody puts it in force any more, and why stays with it.

    Whoever entered it, or somebody with ``duty`` at ``agency``. Raises :class:`PayeeAccountRefused` without a
    reason, and for what is in force or withdrawn already; ``DutyMissing``.
    """
    held = _held(account)
    if held.prepared_by_id != acting_user.pk:
        require_duty(user=acting_user, duty=duty, agency=agency)
    if held.approved_by_id is not None:
        raise PayeeAccountRefused(_("%(account)s is in force: enter what follows it."), account=held)
    keep_withdrawn(held, reason=reason, acting_user=acting_user, refused=PayeeAccountRefused)
    return held


def _held(account: Waiting) -> Waiting:
    held = type(account)._default_manager.select_for_update(of=("self",)).get(pk=account.pk)
    if held.withdrawn_by_id is not None:
        raise PayeeAccountRefused(_("%(account)s was withdrawn already."), account=held)
    return held


def paying_agency(institution: Institution) -> Agency:
    """The county that pays an institution; the city for care outside the area."""
    return institution.county or Agency.objects.get(area=institution.area, level=Agency.Level.CITY)
