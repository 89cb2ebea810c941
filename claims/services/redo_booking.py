"""A plan into rows: what stands is superseded or taken back, what was reckoned anew takes its place.

Where a settlement's month still collects, the new row replaces it there. Once its month was cleared, the old row goes
on counting there, and its negation and the new row come into the first month that collects. Locks: the person, then
the months, then whatever is written.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNTS, Bill, Redo, RedoLine, Settlement
from claims.rules.redo import BillAnew, RedoPlan
from config.errors import DomainError
from config.money import from_fen
from config.periods import Month
from institutions.models import Agency

from .clearing_months import open_month
from .decisions import Settled
from .negate_settlement import negate_settlement
from .redo_listeners import BookedChange
from .redo_plans import Planned
from .store_settlements import COPIED, SETTLED, settled_row

# One step per counter: the year's counter goes straight from what it was to what it ends up as.
_TAKE = """
    UPDATE claims_accumulator SET amount = amount + %s
    WHERE person_id = %s AND insutype = %s AND year = %s AND counter = %s
"""
_GIVE = """
    INSERT INTO claims_accumulator AS a (amount, person_id, insutype, year, counter) VALUES (%s, %s, %s, %s, %s)
    ON CONFLICT (person_id, insutype, year, counter) DO UPDATE SET amount = a.amount + excluded.amount
"""
_USED = """
    SELECT counter, amount FROM claims_accumulator
    WHERE person_id = %s AND insutype = %s AND year = %s AND amount <> 0
"""


class CountersDisagree(DomainError):
    """The person's counters were not what the settlements used: nothing can be booked on top of that."""


def book_plan(planned: Planned, redo: Redo) -> list[BookedChange]:
    """Store what ``planned`` says as the rows of ``redo``; the caller holds the person's lock."""
    lines = {line.bill_id: line for line in RedoLine.unscoped.filter(redo=redo)}
    changes = []
    # Everything is taken back before anything takes again: a personal account is never short on the way.
    taken_back = [
        (bill, f"RD{redo.pk}-{number}", *_take_back(bill, f"RD{redo.pk}-{number}"))
        for number, bill in enumerate(planned.plan.changed, 1)
    ]
    for bill, number, stood, month in taken_back:
        after = _store_anew(bill, planned.decided[bill.bill_id], number, stood, month)
        RedoLine.unscoped.filter(pk=lines[bill.bill_id].pk).update(after=after)
        changes.append(
            BookedChange(
                bill.bill_id,
                bill.settled,
                after.pk,
                bill.difference("fund_pay_sumamt"),
                bill.difference("psn_part_amt"),
                redo.pk,
            )
        )
    _move_counters(planned.plan)
    return changes


def as_settlement(decided: Settled, bill: Bill) -> Settlement:
    """A decision as the row it would be; not saved."""
    values = dict(zip((name for name, _kind in SETTLED), settled_row(decided), strict=True))
    kinds = dict(SETTLED)
    for name, value in values.items():
        if kinds[name] == "jsonb":
            values[name] = json.loads(value)
        elif name in AMOUNTS:
            values[name] = from_fen(value)
    values["pool_prop_selfpay"] = Decimal(values.pop("ratio")).scaleb(-4)
    return Settlement(**{name: getattr(bill, name) for name in COPIED}, **values)


def _take_back(bill: BillAnew, number: str) -> tuple[Settlement, dt.date]:
    """What stood, and the month in which what takes its place will count."""
    stood = Settlement.unscoped.select_related("insu_county").get(pk=bill.settled)
    month = _collecting(stood, stood.insu_county)
    if month == stood.clr_month:
        Settlement.unscoped.filter(pk=stood.pk).update(is_current=False)
    else:
        negate_settlement(stood, setl_id=f"{number}N", setl_time=timezone.now(), clr_month=month)
    return stood, month


def _store_anew(
    bill: BillAnew, decided: Settled, number: str, stood: Settlement, month: dt.date
) -> Settlement:
    stored = Bill.unscoped.get(pk=bill.bill_id)
    if decided.insu_county != stood.insu_county_id:
        Bill.unscoped.filter(pk=stored.pk).update(insu_county_id=decided.insu_county)
        month = _collecting(stood, Agency.objects.get(pk=decided.insu_county))
    after = as_settlement(decided, stored)
    after.setl_id, after.replaces, after.clr_month = number, stood, month
    after.save(force_insert=True)
    return after


def _collecting(stood: Settlement, county: Agency) -> dt.date:
    """The first month from the settlement's own on that still collects; held until the transaction ends."""
    month = open_month(area_id=county.area_id, insutype=stood.insutype, month=Month.of(stood.clr_month))
    return month.first


def _move_counters(plan: RedoPlan) -> None:
    key = (plan.person_id, plan.insutype, plan.year)
    with connection.cursor() as cursor:
        for counter, fen in plan.to_add().items():
            cursor.execute(_TAKE if fen < 0 else _GIVE, [fen, *key, counter])
        cursor.execute(_USED, key)
        _refuse_disagreement(plan, dict(cursor.fetchall()))


def _refuse_disagreement(plan: RedoPlan, stored: Mapping[str, int]) -> None:
    used = {counter: fen for counter, fen in plan.used().items() if fen}
    if dict(stored) != used:
        wrong = sorted(name for name in stored.keys() | used.keys() if stored.get(name) != used.get(name))
        raise CountersDisagree(
            _(
                "The counters of %(year)s do not agree with the person's settlements (%(counters)s). An administrator"
                " of the city must rebuild them first (manage.py rebuildaccumulators); then approve again."
            ),
            year=plan.year,
            counters=", ".join(wrong),
        )
