"""Interest of an account on its daily balances. Pure: fen, days, rates in ten-thousandths of a per cent.

The balance at the end of each day earns a day's interest at that day's rate (按日计息、分段计息); the quarter's sum is
rounded once, half up to the fen. A balance below zero earns nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from config.money import half_up
from config.periods import months_later

from .stretches import ONE_DAY
from .sweeps import Span, span_of

QUARTER_MONTHS = 3

UNIT = 1_000_000
"""Of a rate of 1: 1.4500 % a year is 14500."""


class Rate(NamedTuple):
    """In force from ``first``, until the day before ``until``."""

    first: dt.date
    until: dt.date | None
    rate: int
    day_count: int

    def holds(self, day: dt.date) -> bool:
        return self.first <= day and (self.until is None or day < self.until)


def quarter_of(day: dt.date, settles_on: int | None) -> Span:
    """The quarter of interest that ``day`` lies in: from the day after one settlement to the next with its day."""
    quarter = span_of("quarter", day)
    if settles_on is None:
        return quarter
    last = quarter.last.replace(day=settles_on)
    if day > last:
        last = months_later(last.replace(day=1), QUARTER_MONTHS).replace(day=settles_on)
    return Span(months_later(last.replace(day=1), -QUARTER_MONTHS).replace(day=settles_on) + ONE_DAY, last)


def reckoned(
    *, opening: int, changes: Mapping[dt.date, int], span: Span, rates: Iterable[Rate]
) -> tuple[int, int]:
    """Fen of interest over ``span``, and on how many of its days a rate held.

    ``opening`` is the balance before the first day, ``changes`` what each day brought or took.
    """
    known = list(rates)
    # Summed exactly over the two day counts; rounded once.
    earned: dict[int, int] = {}
    days, balance, day = 0, opening, span.first
    while day <= span.last:
        balance += changes.get(day, 0)
        rate = next((one for one in known if one.holds(day)), None)
        if rate is not None:
            days += 1
            earned[rate.day_count] = earned.get(rate.day_count, 0) + max(balance, 0) * rate.rate
        day += ONE_DAY
    together = 1
    for day_count in earned:
        together *= day_count
    whole = sum(sum_ * (together // day_count) for day_count, sum_ in earned.items())
    return half_up(whole, UNIT * together), days
