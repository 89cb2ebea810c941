"""When a file may be exchanged under an agreement (NM-11)."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from config.periods import Month, Period

Obstacle = Literal["exchange_not_in_force", "exchange_month_ahead", "exchange_month_outside"]


def obstacle(*, term: Period, month: Month, today: dt.date) -> Obstacle | None:
    """Why a file about ``month`` may not be exchanged ``today``; ``None`` when it may.

    The agreement is in force on the day of the act, and the month has begun and shares a day with its term.
    """
    if today not in term:
        return "exchange_not_in_force"
    if month.first > today:
        return "exchange_month_ahead"
    return None if term.overlaps(month.period) else "exchange_month_outside"
