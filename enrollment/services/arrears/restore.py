"""Restore the benefits that were stopped for arrears once nothing is owed any more."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import NamedTuple

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Max

from config.periods import Month
from enrollment.models import BenefitHold, ContributionMonth, Declaration
from enrollment.reads.arrears import Arrears
from enrollment.rules.contributions.arrears import benefits_in_arrears
from institutions.models import Duty, PoolingArea, User
from institutions.rules.policy_tables import PolicyGap
from institutions.services.duties import require_duty_in_area

from .stop import lock_people_of, within_charge_of


class ToRestore(NamedTuple):
    """A stop of benefits that ends: from ``day`` they go on; with ``lifted`` as if they had never stopped."""

    hold: BenefitHold
    day: dt.date
    lifted: bool


def to_restore(day: dt.date) -> list[ToRestore]:
    """In the reader's scope: stops for arrears that go on, of people none of whose declared months is owed on ``day``.

    The month that stopped them and the day of the last payment decide, by the policy of that month. A stop no month
    explains, or on which the policy is silent, is left to be resumed by hand.
    """
    holds = BenefitHold.objects.filter(
        reason=BenefitHold.Reason.ARREARS, lifted=False, period__endswith__isnull=True, period__startswith__lte=day
    ).select_related("person__county")  # fmt: skip
    known = list(holds.order_by("person", "pk"))
    arrears = Arrears(day)
    declared = _declared(known)
    keys = {key for rows in declared.values() for key in rows}
    statements = _statements(keys)
    owed = {(row.payer_id, row.insutype, row.month) for row in arrears.months()}
    found = []
    for hold in known:
        months = [key for key in declared[hold.person_id] if key[1] == hold.insutype]
        if not months or any(key in owed for key in months):
            continue
        restored = _restored(hold, sorted(months, key=lambda key: key[2]), statements, arrears)
        if restored is not None:
            found.append(ToRestore(hold, restored, restored <= hold.period.lower))
    return found


@transaction.atomic
def restore_benefits(*, area: PoolingArea, day: dt.date, acting_user: User) -> int:
    """Restore all of whom the user has charge; returns how many. Doing it again changes nothing. Duty to register."""
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=area)
    with within_charge_of(acting_user):
        lock_people_of(one.hold.person_id for one in to_restore(day))
        restored = to_restore(day)
        for one in restored:
            if one.lifted:
                one.hold.lifted = True
            else:
                one.hold.period = DateRange(one.hold.period.lower, one.day)
        holds = [one.hold for one in restored]
        BenefitHold.objects.bulk_update(holds, ["lifted", "period"], batch_size=1000)
    return len(restored)


_Key = tuple[int, str, dt.date]
"""Payer, scheme, month."""


def _declared(holds: list[BenefitHold]) -> dict[int, list[_Key]]:
    people = {hold.person_id for hold in holds}
    rows = Declaration.objects.filter(person__in=people).values_list("person", "payer", "insutype", "month")
    found: dict[int, list[_Key]] = defaultdict(list)
    for person, *key in rows:
        found[person].append(tuple(key))
    return found


def _statements(keys: set[_Key]) -> dict[_Key, tuple[ContributionMonth, dt.date | None]]:
    """The statements of these months with the day of their last payment."""
    payers = {payer for payer, _insutype, _month in keys}
    rows = ContributionMonth.objects.filter(payer__in=payers).annotate(
        paid_last=Max("shares__receipt__received_on")
    )
    found = {}
    for row in rows.select_related("payer__county"):
        key = row.payer_id, row.insutype, row.month
        if key in keys:
            found[key] = row, row.paid_last
    return found


def _restored(
    hold: BenefitHold,
    months: list[_Key],
    statements: dict[_Key, tuple[ContributionMonth, dt.date | None]],
    arrears: Arrears,
) -> dt.date | None:
    """The day benefits go on after the last payment, by the month that stopped them: the latest whose stop is not
    after theirs."""
    known = [statements[key] for key in months if key in statements]
    paid = max((last for _row, last in known if last is not None), default=None)
    try:
        stopping = [row for row, _last in known if arrears.stops(row) <= hold.period.lower]
        if paid is None or not stopping:
            return None
        row = stopping[-1]
        worked = benefits_in_arrears(
            first_unpaid=Month.of(row.month), paid=max(paid, arrears.stops(row)), terms=arrears.terms(row)
        )
    except PolicyGap:
        return None
    restored: dt.date | None = worked.found("benefits_restored")
    return restored
