"""Periods of sweeping, and what an account must show to be at zero (NB-14). Pure."""

from __future__ import annotations

import datetime as dt

from config.periods import Month

from .stretches import Stretch as Span
from .stretches import stretch_before, stretch_of

__all__ = ["Span", "ended_before", "span_of", "spans_in"]
TENTHS = (1, 11, 21)


def span_of(every: str, day: dt.date) -> Span:
    """The period of ``every`` (ten_days, month, quarter) that ``day`` lies in."""
    return stretch_of(day, every)


def ended_before(every: str, day: dt.date) -> Span:
    """The last period that is over on ``day``."""
    return stretch_before(day, every)


def spans_in(every: str, month: Month) -> list[Span]:
    """The periods that ``month`` lies in or is divided into, the earliest first."""
    return list(dict.fromkeys(span_of(every, month.first.replace(day=day)) for day in TENTHS))
