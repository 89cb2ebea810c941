"""Which month's clearing a bill falls into: the month of its settlement time, unless that month no longer collects.

Whether a month still collects is known upstairs, where clearings are run; that app registers its answer
in ``ready()``. Without an answer every month is open.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.conf import settings

from config.periods import Month

OpenMonth = Callable[[int, str, Month], Month]


def _always_open(area_id: int, insutype: str, month: Month) -> Month:
    return month


_open_month: OpenMonth = _always_open


def register_open_month(function: OpenMonth) -> None:
    """``function(area_id, insutype, month)`` gives the first month from ``month`` on that still collects.

    It is asked inside the transaction that accepts the settlement and must keep the month from moving on
    until that transaction ends (a shared lock on the clearing's row).
    """
    global _open_month
    _open_month = function


def open_month(*, area_id: int, insutype: str, month: Month) -> Month:
    """The clearing month of a settlement of ``month``; never an earlier one."""
    found = _open_month(area_id, insutype, month)
    if found < month:
        raise ValueError(f"clearing month {found} lies before the settlement's month {month}")
    return found


def month_of(moment: dt.datetime) -> Month:
    """The calendar month here, whatever zone the moment is told in."""
    return Month.of(moment.astimezone(ZoneInfo(settings.TIME_ZONE)).date())
