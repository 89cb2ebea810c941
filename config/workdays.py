"""Working days (工作日): the State Council's holidays and make-up days, then what the agency itself decided.

The table ``WorkdayException`` wins over the calendar package, whose years end with the last published
arrangement. A day in a year it does not know and that nobody decided counts by its weekday, and every deadline
computed over such a day is provisional.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import chinese_calendar

from config.models import WorkdayException

ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5
# No run of days off comes near this; it sizes the one query that serves a whole count.
LONGEST_BREAK = dt.timedelta(days=30)


@dataclass(frozen=True)
class Deadline:
    """A day reached by counting working days; ``provisional`` when a day counted on the way may still change."""

    day: dt.date
    provisional: bool


def is_workday(day: dt.date) -> bool:
    """Whether the agencies work on ``day``."""
    return _judge(day, _exceptions(day, day)).works


def add_workdays(day: dt.date, count: int) -> dt.date:
    """The ``count``-th working day after ``day`` (before it when negative); 0 is ``day`` itself.

    "Within 5 working days of the 1st" is ``add_workdays(first, 5)``: the day itself never counts.
    """
    return deadline(day, count).day


def deadline(day: dt.date, count: int) -> Deadline:
    """Like :func:`add_workdays`, and says whether the answer is provisional."""
    step = ONE_DAY if count >= 0 else -ONE_DAY
    # Five working days in seven, and room for the longest break.
    reach = dt.timedelta(days=abs(count) * 2) + LONGEST_BREAK
    exceptions = _exceptions(min(day, day + step * reach.days), max(day, day + step * reach.days))
    left, provisional = abs(count), False
    while left:
        day += step
        judged = _judge(day, exceptions)
        provisional |= judged.provisional
        left -= judged.works
    return Deadline(day, provisional)


@dataclass(frozen=True)
class _Judgement:
    works: bool
    provisional: bool


def _exceptions(first: dt.date, last: dt.date) -> dict[dt.date, WorkdayException]:
    return {row.day: row for row in WorkdayException.objects.filter(day__range=(first, last))}


def _judge(day: dt.date, exceptions: dict[dt.date, WorkdayException]) -> _Judgement:
    if decided := exceptions.get(day):
        return _Judgement(decided.is_workday, decided.provisional)
    try:
        return _Judgement(bool(chinese_calendar.is_workday(day)), provisional=False)
    except NotImplementedError:
        return _Judgement(day.weekday() < SATURDAY, provisional=True)
