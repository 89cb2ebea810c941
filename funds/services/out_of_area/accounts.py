"""Change the account the province is paid to: one person prepares, another approves."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from funds.models import ProvinceAccount
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_city_duty
from institutions.services.payee_accounts import put_in_force, take_back


@transaction.atomic
def prepare_province_account(
    *,
    area: PoolingArea,
    account_name: str,
    account_no: str,
    bank_name: str,
    bank_code: str,
    valid_from: dt.date,
    acting_user: User,
) -> ProvinceAccount:
    """A new account waiting for approval. Duty finance at the city."""
    require_city_duty(user=acting_user, duty=Duty.FINANCE, area=area)
    account = ProvinceAccount(
        area=area, account_name=account_name, account_no=account_no, bank_name=bank_name, bank_code=bank_code,
        period=DateRange(valid_from, None), prepared_by=acting_user,
    )  # fmt: skip
    account.full_clean()
    account.save()
    return account


@transaction.atomic
def approve_province_account(*, account: ProvinceAccount, acting_user: User) -> ProvinceAccount:
    """A second person, with the duty to approve at the city, puts it in force from its first day."""
    put_in_force(account=account, agency=_city(account), acting_user=acting_user)
    return ProvinceAccount.objects.get(pk=account.pk)


@transaction.atomic
def withdraw_province_account(*, account: ProvinceAccount, reason: str, acting_user: User) -> ProvinceAccount:
    """Entered wrongly: taken back by finance at the city, as ``take_back`` says."""
    return take_back(
        account=account, agency=_city(account), duty=Duty.FINANCE, reason=reason, acting_user=acting_user
    )


def _city(account: ProvinceAccount) -> Agency:
    return Agency.objects.get(area=account.area_id, level=Agency.Level.CITY)
