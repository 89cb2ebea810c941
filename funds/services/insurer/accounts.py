"""The account an insurer is paid to: one person enters it, another puts it in force; a change likewise."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext as _

from funds.models import Insurer, InsurerAccount
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty
from institutions.services.payee_accounts import put_in_force, take_back

from .faults import PayerRefused


def insurer_account(insurer: Insurer) -> InsurerAccount | None:
    """The approved account in force today."""
    found: InsurerAccount | None = InsurerAccount.objects.filter(
        insurer=insurer, approved_by__isnull=False, period__contains=timezone.localdate()
    ).first()
    return found


@transaction.atomic
def prepare_insurer_account(
    *,
    unit: Agency,
    name: str,
    account_name: str,
    account_no: str,
    bank_name: str,
    bank_code: str,
    valid_from: dt.date,
    acting_user: User,
) -> InsurerAccount:
    """A new account of the insurer of this name, known or new; it waits for approval. Duty finance at ``unit``."""
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=unit)
    if not name.strip():
        raise PayerRefused(_("Name the insurer."))
    insurer, _new = Insurer.objects.get_or_create(unit=unit, name=name.strip())
    account = InsurerAccount(
        insurer=insurer, account_name=account_name, account_no=account_no, bank_name=bank_name, bank_code=bank_code,
        period=DateRange(valid_from, None), prepared_by=acting_user,
    )  # fmt: skip
    account.full_clean()
    account.save()
    return account


@transaction.atomic
def approve_insurer_account(*, account: InsurerAccount, acting_user: User) -> InsurerAccount:
    """A second person, with the duty to approve where the premium is paid, puts it in force from its first day."""
    put_in_force(account=account, agency=account.insurer.unit, acting_user=acting_user)
    approved: InsurerAccount = InsurerAccount.objects.get(pk=account.pk)
    return approved


@transaction.atomic
def withdraw_insurer_account(*, account: InsurerAccount, reason: str, acting_user: User) -> InsurerAccount:
    """Entered wrongly: taken back by finance where the premium is paid, as ``take_back`` says."""
    return take_back(
        account=account,
        agency=account.insurer.unit,
        duty=Duty.FINANCE,
        reason=reason,
        acting_user=acting_user,
    )
