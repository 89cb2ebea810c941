"""Change the account an institution is paid to: one person prepares, another approves."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Duty, Institution, PayeeAccount, User

from .duties import require_another, require_duty


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
    """Put a prepared account in force from its first day; the one before it ends there."""
    account = PayeeAccount.objects.select_for_update().get(pk=account.pk)
    require_duty(user=acting_user, duty=Duty.APPROVE, agency=paying_agency(account.institution))
    require_another(user=acting_user, previous=account.prepared_by, act=_("Payee account"))
    if account.approved_by_id is not None:
        raise PayeeAccountRefused(_("%(account)s is already in force."), account=account)
    former = PayeeAccount.objects.select_for_update().filter(
        institution=account.institution, approved_by__isnull=False, period__overlap=account.period
    )
    for earlier in former:
        if earlier.period.lower >= account.period.lower:
            raise PayeeAccountRefused(
                _("%(earlier)s begins on %(day)s, not before the new account."),
                earlier=earlier,
                day=earlier.period.lower,
            )
        earlier.period = DateRange(earlier.period.lower, account.period.lower)
        earlier.save(update_fields=["period"])
    account.approved_by = acting_user
    account.save(update_fields=["approved_by"])
    return account


def paying_agency(institution: Institution) -> Agency:
    """The county that pays an institution; the city for care outside the area."""
    return institution.county or Agency.objects.get(area=institution.area, level=Agency.Level.CITY)
