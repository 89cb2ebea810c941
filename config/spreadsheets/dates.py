"""Days, moments and months as people write them in cells; nothing ambiguous is guessed."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from .cells import Converter, half_width
from .faults import CellFault

_DATE = re.compile(r"(\d{4})([-/.年])(\d{1,2})(?:\2|月)(\d{1,2})日?|(\d{4})(\d{2})(\d{2})", re.ASCII)
_TIME = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?", re.ASCII)
_MONTH = re.compile(r"(\d{4})(?:[-/.年](\d{1,2})月?|(\d{2}))", re.ASCII)
_SERIAL_ZERO = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - sheets know no time zone
# Serials up to 2200 are days before 1906 and look like years; from 80,000 on they are after the year 2119.
_SERIALS = (2200, 80_000)


def _day(year: str | int, month: str | int, day: str | int, code: str = "not_a_date") -> dt.date:
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError as exc:
        raise CellFault(code) from exc
    return _in_range(found)


def _in_range(day: dt.date) -> dt.date:
    if not 1850 <= day.year <= 2200:
        raise CellFault("date_range")
    return day


def _moment(cell: str, code: str) -> dt.datetime | None:
    """The date, with the time of day if one is given."""
    text = half_width(cell)
    if not text:
        return None
    date_part, _space, time_part = text.replace("T", " ", 1).partition(" ")
    match = _DATE.fullmatch(date_part)
    if match is None:
        raise CellFault(code)
    day = _day(match[1] or match[5], match[3] or match[6], match[4] or match[7], code)
    if not time_part.strip():
        return dt.datetime.combine(day, dt.time())
    clock = _TIME.fullmatch(time_part.strip())
    try:
        if clock is None:
            raise CellFault(code)
        return dt.datetime.combine(day, dt.time(int(clock[1]), int(clock[2]), int(clock[3] or 0)))
    except ValueError as exc:
        raise CellFault(code) from exc


def _moment_of_other(cell: Any, code: str) -> dt.datetime:
    """A date cell, or a number: an Excel serial or 20200305."""
    if isinstance(cell, dt.datetime):
        _in_range(cell)
        return cell.replace(microsecond=0, tzinfo=None)
    if isinstance(cell, dt.date):
        return dt.datetime.combine(_in_range(cell), dt.time())
    if isinstance(cell, bool) or not isinstance(cell, int | float) or cell != cell:
        raise CellFault(code)
    if _SERIALS[0] < cell < _SERIALS[1]:
        return _SERIAL_ZERO + dt.timedelta(seconds=round(cell * 86_400))
    if cell == int(cell) and 18_000_000 < cell < 23_000_000:
        number = int(cell)
        return dt.datetime.combine(_day(number // 10_000, number // 100 % 100, number % 100, code), dt.time())
    raise CellFault(code)


def date_cell() -> Converter:
    """A day; a time of day beside it is dropped (senders write begin and end dates with 00:00:00)."""

    def parse(cell: str) -> dt.date | None:
        moment = _moment(cell, "not_a_date")
        return moment.date() if moment else None

    def other(cell: Any) -> dt.date:
        if cell.__class__ is dt.date and 1850 <= cell.year <= 2200:
            return cell  # type: ignore[no-any-return]
        return _moment_of_other(cell, "not_a_date").date()

    return lambda cell: parse(cell) if cell.__class__ is str else other(cell)


def datetime_cell() -> Converter:
    def convert(cell: Any) -> dt.datetime | None:
        read = _moment if cell.__class__ is str else _moment_of_other
        return read(cell, "not_a_datetime")

    return convert


def month_cell() -> Converter:
    def month(year: str, number: str) -> str:
        return _day(year, number, 1, "not_a_month").isoformat()[:7]

    def parse(cell: str) -> str | None:
        text = half_width(cell)
        if not text:
            return None
        match = _MONTH.fullmatch(text)
        if match:
            return month(match[1], match[2] or match[3])
        moment = _moment(text, "not_a_month")
        return moment.date().isoformat()[:7] if moment else None

    def other(cell: Any) -> str:
        if isinstance(cell, float) and cell == int(cell) and 180_001 <= cell <= 220_012:
            return month(str(int(cell))[:4], str(int(cell))[4:])
        return _moment_of_other(cell, "not_a_month").date().isoformat()[:7]

    return lambda cell: parse(cell) if cell.__class__ is str else other(cell)
