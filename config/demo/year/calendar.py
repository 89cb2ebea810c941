"""The year as a calendar: what happens on which day, in the order of the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple

from django.utils.translation import gettext as _

from config.demo.terminal import Progress
from config.demo.year import accounts, budgets, closing, collection, credits, elsewhere, paybacks
from config.demo.year.clock import standing_on
from config.demo.year.rounds import Rounds
from config.demo.year.subsidies import Subsidies
from config.demo.year.town import Town
from config.periods import Month


class Event(NamedTuple):
    """``order``: acts of one day come in the order in which they are written down."""

    day: dt.date
    order: int
    what: str
    act: Callable[[], object]


class Diary:
    """Collects events, then plays them day by day, each under ``clock``."""

    def __init__(self, clock: Callable[[dt.date], AbstractContextManager[None]] = standing_on) -> None:
        self._events: list[Event] = []
        self._clock = clock

    def on(self, day: dt.date, what: str, act: Callable[[], object]) -> None:
        self._events.append(Event(day, len(self._events), what, act))

    def play(self, progress: Progress) -> int:
        """How many acts."""
        for event in sorted(self._events):
            progress.say(f"{event.day}  {event.what}")
            with self._clock(event.day):
                event.act()
        return len(self._events)


# The month opened again after it was closed and the month of the change of the budgets, or the last one played where
# fewer are; when the budgets of the year after are drafted.
REOPENED, ADJUSTED, NEXT_DRAFTED = 6, 7, 11
QUARTER = 3


def write_down(town: Town, rounds: Rounds, subsidies: Subsidies) -> Diary:
    diary = Diary()
    begins = town.month(town.first).first
    diary.on(begins.replace(day=2), _("Payers registered"), lambda: collection.register(town))
    drafted = begins.replace(day=8)
    diary.on(drafted, _("Fund budgets"), lambda: budgets.draft(town, drafted))
    through_province = elsewhere.terms_of(town).through_province
    if through_province:
        advanced = begins.replace(day=12)
        diary.on(advanced, _("advance to the province"), lambda: elsewhere.begin(town, advanced))
    for month in town.played:
        _round_of(diary, month, rounds)
        _end_of(diary, month, town)
        _money_of(diary, month, town)
        _subsidies_of(diary, month, subsidies)
        if through_province:
            _elsewhere_of(diary, month, town)
        if credits.kept(town):
            _credits_of(diary, month, town)
    _year_of(diary, town)
    return diary


def _year_of(diary: Diary, town: Town) -> None:
    changed = town.day(town.within(ADJUSTED), 15)
    diary.on(changed, _("Fund budgets changed"), lambda: budgets.adjust(town, changed))
    again = town.month(town.within(REOPENED))
    opened = again.next_first.replace(day=26)
    diary.on(
        opened, _("%(month)s: reopened by two people") % {"month": again}, lambda: closing.reopen(town, again)
    )
    diary.on(
        opened.replace(day=27),
        _("%(month)s: closed again") % {"month": again},
        lambda: closing.close_again(town, again),
    )
    if town.whole:
        _end_of_year(diary, town)


def _end_of_year(diary: Diary, town: Town) -> None:
    drafted = town.day(town.within(NEXT_DRAFTED), 20)
    diary.on(drafted, _("Fund budgets of next year"), lambda: budgets.draft_next(town, drafted))
    last = town.day(2, 20, years_on=1)
    diary.on(
        last,
        _("Statements of the year filed"),
        lambda: closing.file(town, town.month(town.last), yearly=True),
    )
    diary.on(last, _("Final accounts"), lambda: budgets.settle(town, last))


def _money_of(diary: Diary, month: Month, town: Town) -> None:
    on, after = _diary_of(diary, month), month.next_first
    paid = month.first.replace(day=5)
    on(paid, _("contributions"), lambda: collection.collect(town, month, paid))
    for day in (month.first.replace(day=11), month.first.replace(day=21), after):
        on(day, _("out of the treasury"), partial(collection.move_up, town, day))
    if month.number % QUARTER == 0:
        earned = month.first.replace(day=21)
        on(earned, _("interest of the quarter"), lambda: accounts.earn_interest(town, earned))
    swept = after.replace(day=3)
    on(swept, _("sweeps"), lambda: accounts.sweep(town, swept))
    on(after.replace(day=8), _("reconciliation among four"), lambda: collection.reconcile(town, month))


def _subsidies_of(diary: Diary, month: Month, subsidies: Subsidies) -> None:
    on, after = _diary_of(diary, month), month.next_first
    paid, rest = month.first.replace(day=25), after.replace(day=14)
    on(paid, _("fiscal subsidies"), lambda: subsidies.pay(month, paid))
    dunned = after.replace(day=5)
    on(dunned, _("letters about late subsidies"), lambda: subsidies.dun(dunned))
    on(rest, _("late subsidies"), lambda: subsidies.pay_rest(rest))


def _elsewhere_of(diary: Diary, month: Month, town: Town) -> None:
    on, after = _diary_of(diary, month), month.next_first
    told, paid = after.replace(day=6), after.replace(day=11)
    on(told, _("list of care outside the area"), lambda: elsewhere.take_list(town, month, told))
    on(paid, _("the province paid"), lambda: elsewhere.pay_all(town, paid))


def _credits_of(diary: Diary, month: Month, town: Town) -> None:
    on, day = _diary_of(diary, month), month.next_first.replace(day=7)
    on(day, _("credits to personal accounts"), lambda: credits.credit(town, month, day))


def _round_of(diary: Diary, month: Month, rounds: Rounds) -> None:
    on, before, after = _diary_of(diary, month), month.previous.first, month.next_first
    on(before.replace(day=20), _("plans"), lambda: rounds.begin(month))
    on(before.replace(day=24), _("plans handed in again"), lambda: rounds.plan_again(month))
    on(before.replace(day=28), _("application to finance"), lambda: rounds.apply(month))
    first, rest = month.first.replace(day=9), month.first.replace(day=16)
    on(first, _("appropriation and transfers"), lambda: rounds.appropriate(month, first))
    on(rest, _("the rest of a short appropriation"), lambda: rounds.appropriate_rest(month, rest))
    on(after.replace(day=12), _("spending reports"), lambda: rounds.report(month))
    on(after.replace(day=20), _("consolidated filing"), lambda: rounds.file(month))


def _end_of(diary: Diary, month: Month, town: Town) -> None:
    on, after = _diary_of(diary, month), month.next_first
    on(after, _("next month opened"), lambda: closing.open_next(town, Month.of(after)))
    on(after.replace(day=4), _("clearing posted"), lambda: closing.post(town, month))
    on(after.replace(day=10), _("payments and returns"), lambda: closing.pay(town, month))
    if paybacks.comes_back(month):
        back, again = after.replace(day=15), paybacks.again_on(month)
        on(back, _("payments sent back by the bank"), lambda: paybacks.send_back(town, month, back))
        on(again, _("paid again"), lambda: paybacks.pay_again(town, again))
    on(after.replace(day=25), _("closed, statements filed"), lambda: closing.close(town, month))


def _diary_of(diary: Diary, month: Month) -> Callable[[dt.date, str, Callable[[], object]], None]:
    """What is written down is the month's."""

    def on(day: dt.date, what: str, act: Callable[[], object]) -> None:
        diary.on(day, f"{month} {what}", act)

    return on
