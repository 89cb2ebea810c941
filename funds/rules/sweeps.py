"""Periods of sweeping, and what an account must show to be at zero (NB-14). Pure."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from config.periods import Month, months_later

ONE_DAY = dt.timedelta(days=1)
QUARTER = 3
TENTHS = (1, 11, 21)


class Span(NamedTuple):
    """First and last day of a period."""

    first: dt.date
    last: dt.date


def span_of(every: str, day: dt.date) -> Span:
    """The period of ``every`` (ten_days, month, quarter) that ``day`` lies in."""
    month = Month.of(day)
    if every == "month":
        return Span(month.first, month.last)
    if every == "quarter":
        first = month.first.replace(month=(month.number - 1) // QUARTER * QUARTER + 1)
        return Span(first, months_later(first, QUARTER) - ONE_DAY)
    begin = max(one for one in TENTHS if one <= day.day)
    last = month.last if begin == TENTHS[-1] else day.replace(day=begin + 9)
    return Span(day.replace(day=begin), last)


def ended_before(every: str, day: dt.date) -> Span:
    """The last period that is over on ``day``."""
    return span_of(every, span_of(every, day).first - ONE_DAY)
