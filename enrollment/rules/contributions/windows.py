"""The window in which residents enrol for a year of cover (ZY-02, HG-04)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from .terms import Terms


class Window(NamedTuple):
    """From ``start`` up to, not including, ``end``."""

    start: dt.date
    end: dt.date


def window_of(year: int, terms: Terms) -> Window:
    """The window for ``year``; it may reach into the year it is for."""
    starts = year - 1 if terms.enrolment("covers").value == "next_year" else year
    opens, closes = (str(terms.enrolment(name).value) for name in ("window.start", "window.end"))
    start, end = _day(starts, opens), _day(starts, closes)
    return Window(start, end if end > start else _day(starts + 1, closes))


def _day(year: int, month_day: str) -> dt.date:
    """29 February of a common year is 1 March: the day after the 28th."""
    month, day = int(month_day[:2]), int(month_day[3:])
    return dt.date(year, month, 1) + dt.timedelta(days=day - 1)
