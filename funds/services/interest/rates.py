"""An account's agreed rate: one person enters it from the agreement with the bank, another puts it in force."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from funds.models import AgreedRate, FundAccount
from institutions.models import Duty, User
from institutions.services.duties import require_duty
from institutions.services.payee_accounts import put_in_force, take_back


@transaction.atomic
def enter_rate(
    *,
    fund_account: FundAccount,
    rate: Decimal,
    day_count: int,
    settles_on: int | None,
    agreement: str,
    valid_from: dt.date,
    acting_user: User,
) -> AgreedRate:
    """``rate`` in per cent a year, from a day on; it waits for approval. Duty finance of the agency.

    Raises ``DutyMissing``, ``ValidationError``.
    """
    require_duty(user=acting_user, duty=Duty.FINANCE, agency=fund_account.agency)
    agreed = AgreedRate(
        fund_account=fund_account, rate=rate, day_count=day_count, settles_on=settles_on, agreement=agreement,
        period=DateRange(valid_from, None), prepared_by=acting_user,
    )  # fmt: skip
    agreed.full_clean()
    agreed.save()
    return agreed


@transaction.atomic
def approve_rate(*, agreed: AgreedRate, acting_user: User) -> AgreedRate:
    """Another person, duty approve at the agency, puts it in force; the one before ends on its first day.

    Raises ``DutyMissing``, ``SamePerson``, ``PayeeAccountRefused``.
    """
    put_in_force(account=agreed, agency=agreed.fund_account.agency, acting_user=acting_user)
    found: AgreedRate = AgreedRate.objects.get(pk=agreed.pk)
    return found


@transaction.atomic
def withdraw_rate(*, agreed: AgreedRate, reason: str, acting_user: User) -> AgreedRate:
    """Entered wrongly: taken back by finance of the agency, as ``take_back`` says."""
    return take_back(
        account=agreed, agency=agreed.fund_account.agency, duty=Duty.FINANCE, reason=reason,
        acting_user=acting_user,
    )  # fmt: skip
