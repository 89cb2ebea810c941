"""Stretches of days by which money is moved: ten days (旬), a month, a quarter. Pure."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from config.periods import Month

TEN_DAYS, MONTH, QUARTER = "ten_days", "month", "quarter"
ONE_DAY = dt.timedelta(days=1)


class Stretch(NamedTuple):
    """Both days belong to it."""

    first: dt.date
    last: dt.date


def stretch_of(day: dt.date, every: str) -> Stretch:
    """The stretch that holds ``day``: the third ten days of a month run to its end. ``ValueError`` for another word."""
    month = Month.of(day)
    if every == TEN_DAYS:
        begins = min((day.day - 1) // 10, 2) * 10 + 1
        last = month.last if begins == 21 else day.replace(day=begins + 9)
        return Stretch(day.replace(day=begins), last)
    if every == MONTH:
        return Stretch(month.first, month.last)
    if every == QUARTER:
        begins = (day.month - 1) // 3 * 3 + 1
        return Stretch(Month(day.year, begins).first, Month(day.year, begins + 2).last)
    raise ValueError(f"no stretch {every!r}")


def stretch_before(day: dt.date, every: str) -> Stretch:
    """The last one that is over on ``day``."""
    return stretch_of(stretch_of(day, every).first - ONE_DAY, every)
