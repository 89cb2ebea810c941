"""Corridors of indicators, levels of warning, the course of a warning (JJ-01, JJ-10, JJ-18, ZY-19). Pure.

Values are exact: shares (1 is everything) or months.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from config.periods import Month

UNKNOWN, UNSET, WITHIN, WARNING, TALK = "unknown", "unset", "within", "warning", "talk"
"""Nothing to measure; no corridor in the policy; inside it; outside it; so far outside that a talk is held (约谈)."""
LEVELS = (UNKNOWN, UNSET, WITHIN, WARNING, TALK)
BELOW, ABOVE = "below", "above"

OPEN, RETURNED, ANSWERED, ACCEPTED, CLOSING, CLOSED = (
    "open",
    "returned",
    "answered",
    "accepted",
    "closing",
    "closed",
)
ANSWER, ACCEPT, SEND_BACK, HOLD_TALK, REPORT = "answer", "accept", "send_back", "talk", "report"
ASK_CLOSING, KEEP_OPEN, CLOSE = "ask_closing", "keep_open", "close"
_UNDER_WAY = (OPEN, RETURNED, ANSWERED, ACCEPTED)
MACHINE: Mapping[str, Mapping[str, str]] = {
    ANSWER: {OPEN: ANSWERED, RETURNED: ANSWERED},
    ACCEPT: {ANSWERED: ACCEPTED},
    SEND_BACK: {ANSWERED: RETURNED},
    # Held and reported whenever the warning is under way; neither moves it on.
    HOLD_TALK: {state: state for state in _UNDER_WAY},
    REPORT: {state: state for state in _UNDER_WAY},
    ASK_CLOSING: {ACCEPTED: CLOSING},
    KEEP_OPEN: {CLOSING: ACCEPTED},
    CLOSE: {CLOSING: CLOSED},
}


def after(act: str, state: str) -> str | None:
    """Where ``act`` leads from ``state``; None where it is not allowed."""
    return MACHINE[act].get(state)


@dataclass(frozen=True)
class Bound:
    """One bound of a corridor and where it stands."""

    value: Fraction
    clause: str = ""
    assumed: str = ""


@dataclass(frozen=True)
class Corridor:
    """Where an indicator should lie; below ``talk`` a talk is held at once. ``reported_to`` is who is told of it."""

    lowest: Bound | None = None
    highest: Bound | None = None
    talk: Bound | None = None
    reported_to: str = ""


def side(value: Fraction | None, corridor: Corridor | None) -> str:
    """``below`` or ``above`` the corridor; empty inside it, or where there is nothing to compare."""
    if value is None or corridor is None:
        return ""
    if any(bound is not None and value < bound.value for bound in (corridor.lowest, corridor.talk)):
        return BELOW
    return ABOVE if corridor.highest is not None and value > corridor.highest.value else ""


def level(value: Fraction | None, corridor: Corridor | None) -> str:
    """One of :data:`LEVELS`. On a bound is inside."""
    if value is None:
        return UNKNOWN
    if corridor is None:
        return UNSET
    if corridor.talk is not None and value < corridor.talk.value:
        return TALK
    return WARNING if side(value, corridor) else WITHIN


def outside(value: Fraction, corridor: Corridor) -> Fraction:
    """How far the value lies outside, zero inside."""
    where = side(value, corridor)
    if where == ABOVE and corridor.highest is not None:
        return value - corridor.highest.value
    if where == BELOW:
        nearest = max(bound.value for bound in (corridor.lowest, corridor.talk) if bound is not None)
        return nearest - value
    return Fraction(0)


@dataclass(frozen=True)
class Standing:
    """How an open warning stands: its level, how far outside the value lay, how often it has grown worse in a row."""

    level: str
    outside: Fraction
    worse: int = 0


def following(before: Standing, value: Fraction, corridor: Corridor, *, talk_after: int | None) -> Standing:
    """The standing after another month. A talk once due stays due: only people close a warning.

    ``talk_after``: worse so many months in a row leads to a talk; None: only the talk's own bound does.
    """
    now = outside(value, corridor)
    worse = before.worse + 1 if now > before.outside else 0
    due = level(value, corridor) == TALK or (talk_after is not None and 0 < talk_after <= worse)
    return Standing(TALK if due or before.level == TALK else WARNING, now, worse)


def is_worse(before: Standing, now: Standing) -> bool:
    return now.worse > before.worse


def report_due(month: Month, day: int | None) -> dt.date | None:
    """The day of the month after by which its report is out; 31 is a month's last."""
    if day is None:
        return None
    after_it = month.following
    return after_it.first.replace(day=min(day, after_it.last.day))
