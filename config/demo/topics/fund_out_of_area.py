"""Care outside the area: the advance of the year and the months paid, one that waits for its payment, one whose list is
compared and differs."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from decimal import Decimal

from config.demo.clearing import closed_months
from config.demo.topics.stage import Stage, act, said
from config.demo.world import SCHEME
from config.demo.year import elsewhere
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import OutOfAreaLine, OutOfAreaMonth, ProvinceDue
from funds.services.out_of_area.decide import explain
from funds.services.payments.approve import CashShort
from institutions.models import Duty

PAID, CONFIRMED, OPEN = range(1, 11), 11, 12
# The province says of one settlement that it cost so much more; lists one twice.
MORE = Decimal("120.00")


def fill(stage: Stage) -> int:
    """How many months and amounts; only where institutions elsewhere are paid by the province."""
    with system_scope():
        if ProvinceDue.objects.filter(area=stage.area).exists():
            return 0
    if not elsewhere.terms_of(stage).through_province:
        return 0
    advanced = stage.day(1, 20)
    with standing_on(advanced):
        elsewhere.open_account(stage)
        advance = elsewhere.enter_years_advance(stage, SCHEME, advanced)
        _pay(stage, advanced)
    return int(advance > 0) + sum(_month(stage, number) for number in (*PAID, CONFIRMED, OPEN))


def _month(stage: Stage, number: int) -> int:
    """The list comes in the middle of the next month."""
    month = stage.month(number)
    rows = elsewhere.listed(stage, SCHEME, month)
    if month not in closed_months(stage.layout) or not rows:
        return 0
    day = month.next_first.replace(day=18)
    with standing_on(day):
        if number == OPEN:
            rows = [{**rows[0], "optins_pay_sumamt": rows[0]["optins_pay_sumamt"] + MORE}, *rows[1:]]
            rows.append({**rows[-1], "seqno": len(rows) + 1})
        found = elsewhere.bring_list(stage, SCHEME, month, rows)
        if number == OPEN:
            _explain(stage, found)
        else:
            elsewhere.confirm(stage, found, day)
        if number in PAID:
            _pay(stage, day)
    return 1


def _pay(stage: Stage, day: dt.date) -> None:
    """Where the city's account does not hold enough the batch waits for its approval."""
    with suppress(CashShort):
        elsewhere.pay(stage, SCHEME, day)


def _explain(stage: Stage, month: OutOfAreaMonth) -> None:
    """What stands twice is explained; the other amount is not yet."""
    with system_scope():
        twice = OutOfAreaLine.objects.filter(statement_month=month, outcome=OutOfAreaLine.Outcome.TWICE)
        lines = list(twice.values_list("pk", flat=True))
    if lines:
        words: str = said()["province"]["twice"]
        act(stage.at(Duty.HANDLE), explain, month=month, lines=lines, explanation=words)
