"""The arithmetic of personal accounts: monthly credit, yearly interest, what a bill finds. Pure, integer fen."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up, share
from config.periods import Month

from .account_policy import DAILY, FIRST_DAY


def credit_of(base: int | None, ratio: int, fixed: int) -> int | None:
    """A month's credit: ``ratio`` (ten-thousandths) of the base plus ``fixed``; None while the base is not known."""
    if not ratio:
        return fixed
    return None if base is None else share(base, ratio) + fixed


def credit_day(month: Month, covered_on: str) -> dt.date:
    """The day a month's credit counts from, and on which age and cover are looked at."""
    return month.first if covered_on == FIRST_DAY else month.last


class Rate(NamedTuple):
    """A yearly rate in ten-thousandths, from ``first`` up to, not including, ``end``."""

    first: dt.date
    end: dt.date
    rate: int


Change = tuple[dt.date, int]


def interest_of(
    opening: int, changes: Iterable[Change], *, year: int, rates: Sequence[Rate], method: str, days: int
) -> int:
    """The interest of a year, rounded once. ``changes`` are the year's, in any order; ``opening`` is what was there
    before its first day.

    ``daily``: every day's closing balance for one of ``days`` days a year. ``month_end``: every month's closing
    balance for a twelfth. What is below nothing bears nothing.
    """
    stretches = list(_stretches(opening, changes, year))
    if method == DAILY:
        weighted = sum(
            balance * rate.rate * _days_in_common(first, end, rate)
            for first, end, balance in stretches
            for rate in rates
        )
        return half_up(weighted, TEN_THOUSAND * days)
    weighted = 0
    for number in range(1, 13):
        last = Month(year, number).last
        balance = next(balance for first, end, balance in stretches if first <= last < end)
        weighted += balance * sum(rate.rate for rate in rates if rate.first <= last < rate.end)
    return half_up(weighted, TEN_THOUSAND * 12)


def _stretches(opening: int, changes: Iterable[Change], year: int) -> Iterator[tuple[dt.date, dt.date, int]]:
    """Days of one balance, half open, over the whole year."""
    first, end = dt.date(year, 1, 1), dt.date(year + 1, 1, 1)
    balance, since = opening, first
    for day, change in sorted(changes):
        if not first <= day < end:
            raise ValueError(f"{day} is not in {year}")
        if day > since:
            yield since, day, max(0, balance)
            since = day
        balance += change
    yield since, end, max(0, balance)


def _days_in_common(first: dt.date, end: dt.date, rate: Rate) -> int:
    return max(0, (min(end, rate.end) - max(first, rate.first)).days)


class Received(NamedTuple):
    """What an account received and gave beside bills: running sums of both pots, by day."""

    days: tuple[dt.date, ...]
    own: tuple[int, ...]
    family: tuple[int, ...]

    def credited(
        self, day: dt.date, *, spent_before: tuple[int, int], spent_after: tuple[int, int]
    ) -> tuple[int, int]:
        """(own, family) that a bill of ``day`` may count on, the spending of its own year still to be taken off.

        What had come in up to the day less what bills of earlier years took; but no more than is left now, when
        bills of later years came first.
        """
        return (
            _credited(self.days, self.own, day, spent_before[0], spent_after[0]),
            _credited(self.days, self.family, day, spent_before[1], spent_after[1]),
        )


def _credited(days: Sequence[dt.date], sums: Sequence[int], day: dt.date, before: int, after: int) -> int:
    found = bisect_right(days, day)
    until = sums[found - 1] if found else 0
    now = sums[-1] if sums else 0
    return max(0, min(until - before, now - before - after))


class SharePlan(NamedTuple):
    """What sharing leaves, or why it is refused (a code; the words stand with the service)."""

    refusal: str
    left: int
    most: int


def plan_share(
    *, balance: int, amount: int, keep: int, most_a_year: int | None, shared_this_year: int
) -> SharePlan:
    """Whether ``amount`` may go from an account that holds ``balance``; ``most`` is the largest that may."""
    most = max(0, balance - keep)
    if most_a_year is not None:
        most = min(most, max(0, most_a_year - shared_this_year))
    refusal = ""
    if amount > most:
        refusal = "keeps" if amount > balance - keep else "year"
    return SharePlan(refusal, balance - amount, most)
