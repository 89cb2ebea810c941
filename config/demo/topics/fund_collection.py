"""Contributions of the last two months: received, booked, out of the treasury every ten days, compared among four.

November is compared, with differences of every kind on the work list; of December the treasury still holds a part,
the last receipts wait for the books, and finance has brought nothing yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from config.demo.topics.stage import Stage, act, bring, said
from config.demo.world import SCHEME
from config.demo.year import collection
from config.demo.year.clock import standing_on
from config.demo.year.town import Town, town_of
from config.periods import Month
from config.scoping import system_scope
from enrollment.models import Receipt
from funds.models import CollectionDifference
from funds.policy_collection import TREASURY
from funds.services.collecting import collecting_of
from funds.services.fund_reconciliation.compare import compare_month
from funds.services.fund_reconciliation.sign import SignOffRefused, sign_off
from funds.services.fund_reconciliation.work import close, explain, give_to
from funds.services.receipts.book import book_receipts
from institutions.models import Duty

COMPARED, RUNNING = 11, 12
# In each of the three parts of a month some villages pay.
PAY_DAYS = (6, 15, 25)
TURNS = len(PAY_DAYS)
Row = dict[str, Any]


def fill(stage: Stage) -> int:
    """How many receipts and differences."""
    with system_scope():
        if Receipt.objects.filter(county__area=stage.area).exists():
            return 0
    town = town_of(stage, (SCHEME,))
    made = sum(
        _receive(town, town.month(number), turn) for number in (COMPARED, RUNNING) for turn in range(TURNS)
    )
    with system_scope():
        by_treasury = collecting_of(stage.area, stage.day(RUNNING, 1)).paid_into == TREASURY
    if by_treasury:
        for day in (stage.day(11, 11), stage.day(11, 21), stage.day(12, 1), stage.day(12, 11)):
            with standing_on(day):
                collection.move_up(town, day)
    return made + (_compare(town) if stage.says("monthly_round") else 0)


def _receive(town: Town, month: Month, turn: int) -> int:
    """Every third village pays an instalment of its year; what comes last, after the year, waits for the books."""
    waits = month.number == RUNNING and turn == TURNS - 1
    day = town.day(1, PAY_DAYS[0], years_on=1) if waits else month.first.replace(day=PAY_DAYS[turn])
    owed = collection.of_villages(town, month, day)
    rows = [row for number, row in enumerate(owed) if number % TURNS == turn]
    if rows:
        with standing_on(day):
            bring(town, "receipts", f"receipts-{town.area.code}-{day}.xlsx", rows)
            if not waits:
                # The city sees what counties book for themselves: it books what they left.
                for keeper in sorted(town.keepers, key=lambda one: one == town.city):
                    act(town.at(Duty.FINANCE, keeper), book_receipts)
    return len(rows)


# --- among four ---


def _compare(town: Town) -> int:
    month = town.month(COMPARED)
    rows = _told(town, month)
    for source, odd in (("tax", _tax), ("treasury", _treasury), ("finance", _finance)):
        bring(town, f"collection_{source}", f"{source}-{month}.xlsx", list(odd(rows)))
    running = _told(town, town.month(RUNNING))
    for source in ("tax", "treasury"):
        bring(town, f"collection_{source}", f"{source}-{town.month(RUNNING)}.xlsx", running)
    act(town.at(Duty.FINANCE), compare_month, area=town.area, month=month.first)
    with system_scope():
        found = list(
            CollectionDifference.objects.filter(area=town.area, month=month.first)
            .select_related("county__parent")
            .order_by("county__code", "pk")
        )
    for number, one in enumerate(found):
        _work_on(town, one, number)
    _sign(town, month)
    return len(found)


def _told(town: Town, month: Month) -> list[Row]:
    with system_scope():
        receipts = Receipt.objects.filter(
            county__area=town.area, received_on__range=(month.first, month.last)
        ).select_related("county", "payer")
        return [
            {**collection.told_of(one), "payer_name": one.payer.name if one.payer else ""}
            for one in receipts.order_by("number")
        ]


def _tax(rows: list[Row]) -> Iterator[Row]:
    """One voucher is dated nine days early, one stands twice under two numbers."""
    for number, row in enumerate(rows):
        late = number == 5 and row["day"].day > 10
        yield {**row, "day": row["day"] - dt.timedelta(days=9)} if late else row
    yield {**rows[12], "key": f"{rows[12]['key']}-2"}


def _treasury(rows: list[Row]) -> Iterator[Row]:
    """One receipt never came in."""
    yield from (row for number, row in enumerate(rows) if number != 9)


def _finance(rows: list[Row]) -> Iterator[Row]:
    """Two receipts are not booked yet, one with another amount, one twice."""
    for number, row in enumerate(rows):
        if number not in (1, 16):
            yield {**row, "amount": row["amount"] + Decimal("90.00")} if number == 3 else row
    yield rows[7]


def _work_on(town: Town, one: CollectionDifference, number: int) -> None:
    """Of four one is closed, one explained, one given to somebody, one open."""
    words, finance = said()["collection"], town.at(Duty.FINANCE, one.county)
    if number % 4 == 3:
        return
    act(town.at(Duty.FINANCE), give_to, difference=one, owner=finance)
    if number % 4 < 2:
        act(finance, explain, difference=one, explanation=words["explained"])
    if number % 4 == 0:
        act(
            town.at(Duty.REVIEW), close, difference=one, closing=CollectionDifference.Closing.CARRIED,
            closing_note=words["closed"].format(key=one.key),
        )  # fmt: skip


def _sign(town: Town, month: Month) -> None:
    """Half of the counties that have nothing open sign."""
    for county in town.counties[::2]:
        try:
            act(
                town.at(Duty.FINANCE, county),
                sign_off,
                agency=county,
                month=month.first,
                payer_group="resident",
            )
        except SignOffRefused:
            continue
