"""The year as a calendar: what happens on which day, in the order of the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import NamedTuple

from config.demo.terminal import Progress
from config.demo.year import accounts, budgets, closing, collection
from config.demo.year.clock import standing_on
from config.demo.year.rounds import Rounds
from config.demo.year.town import Town
from config.periods import Month


class Event(NamedTuple):
    """``order``: acts of one day come in the order in which they are written down."""

    day: dt.date
    order: int
    what: str
    act: Callable[[], object]


class Diary:
    """Collects events, then plays them day by day."""

    def __init__(self) -> None:
        self._events: list[Event] = []

    def on(self, day: dt.date, what: str, act: Callable[[], object]) -> None:
        self._events.append(Event(day, len(self._events), what, act))

    def play(self, progress: Progress) -> int:
        """How many acts."""
        for event in sorted(self._events):
            progress.say(f"{event.day}  {event.what}")
            with standing_on(event.day):
                event.act()
        return len(self._events)


# The month opened again after it was closed, or the last one played where fewer are.
REOPENED, ADJUSTED = 6, 7
QUARTER = 3


def write_down(town: Town, rounds: Rounds) -> Diary:
    diary = Diary()
    diary.on(town.day(1, 2), "payers registered", lambda: collection.register(town))
    diary.on(town.day(1, 8), "fund budgets", lambda: budgets.draft(town, town.day(1, 8)))
    for month in town.played:
        _round_of(diary, month, rounds)
        _end_of(diary, month, town)
        _money_of(diary, month, town)
    _year_of(diary, town)
    return diary


def _year_of(diary: Diary, town: Town) -> None:
    changed = town.day(min(ADJUSTED, town.months), 15)
    diary.on(changed, "fund budgets changed", lambda: budgets.adjust(town, changed))
    again = town.month(min(REOPENED, town.months))
    opened = again.next_first.replace(day=26)
    diary.on(opened, f"{again} opened again", lambda: closing.reopen(town, again))
    diary.on(opened.replace(day=27), f"{again} closed again", lambda: closing.close(town, again))
    if town.months == 12:
        last = town.day(2, 20, years_on=1)
        diary.on(last, "statements of the year", lambda: closing.file(town, town.month(12), yearly=True))
        diary.on(last, "final accounts", lambda: budgets.settle(town, last))


def _money_of(diary: Diary, month: Month, town: Town) -> None:
    after = month.next_first
    paid = month.first.replace(day=5)
    diary.on(paid, f"{month} contributions", lambda: collection.collect(town, month, paid))
    for day in (month.first.replace(day=11), month.first.replace(day=21), after):
        diary.on(day, "out of the treasury", lambda day=day: collection.move_up(town, day))
    if month.number % QUARTER == 0:
        earned = month.first.replace(day=21)
        diary.on(earned, "interest", lambda: accounts.earn_interest(town, earned))
    paid_in = month.first.replace(day=25)
    diary.on(paid_in, "subsidies", lambda: accounts.subsidise(town, paid_in))
    swept = after.replace(day=3)
    diary.on(swept, "sweeps", lambda: accounts.sweep(town, swept))
    diary.on(after.replace(day=8), f"{month} reconciled", lambda: collection.reconcile(town, month))


def _round_of(diary: Diary, month: Month, rounds: Rounds) -> None:
    before, after = month.previous.first, month.next_first
    diary.on(before.replace(day=20), f"{month} plans", lambda: (rounds.open(month), rounds.plan(month)))
    diary.on(before.replace(day=24), f"{month} plans handed in again", lambda: rounds.plan_again(month))
    diary.on(before.replace(day=28), f"{month} application", lambda: rounds.apply(month))
    first, rest = month.first.replace(day=9), month.first.replace(day=16)
    diary.on(first, f"{month} appropriation, transfers", lambda: rounds.appropriate(month, first))
    diary.on(rest, f"{month} the rest of it", lambda: rounds.appropriate_rest(month, rest))
    diary.on(after.replace(day=12), f"{month} spending reports", lambda: rounds.report(month))
    diary.on(after.replace(day=20), f"{month} filing", lambda: rounds.file(month))


def _end_of(diary: Diary, month: Month, town: Town) -> None:
    after = month.next_first
    diary.on(after, "a month opened", lambda: closing.open_next(town, Month.of(after)))
    diary.on(after.replace(day=4), f"{month} clearing posted", lambda: closing.post(town, month))
    diary.on(after.replace(day=10), f"{month} payments", lambda: closing.pay(town, month))
    diary.on(after.replace(day=25), f"{month} closed, statements filed", lambda: closing.close(town, month))
