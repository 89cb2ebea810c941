"""Acts on a person's basic coverage as arithmetic of half-open periods: no overlap, and no day lost by moving.

A history is the effective basic coverages of one person in order. Every act returns a new history, or
raises :class:`Impossible` with a code that the services put into words.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise


class Impossible(ValueError):
    """The act cannot be done on this history; ``other`` is the span in its way."""

    def __init__(self, code: str, other: Span | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.other = other


@dataclass(frozen=True, order=True)
class Span:
    """One coverage from ``start`` up to, not including, ``end`` (None: open). ``key`` names its row, 0 a new one."""

    start: dt.date
    end: dt.date | None
    scheme: str
    county: int
    key: int = 0

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Span) -> bool:
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)


History = tuple[Span, ...]


def ordered(spans: Iterable[Span]) -> History:
    return tuple(sorted(spans, key=lambda span: span.start))


def enrol(history: History, new: Span) -> History:
    """Add a coverage; refused where the person is covered already (NM-01)."""
    if new.end is not None and new.end <= new.start:
        raise Impossible("empty")
    for span in history:
        if span.overlaps(new):
            raise Impossible("covered", span)
    return ordered((*history, new))


def end(history: History, span: Span, day: dt.date) -> History:
    """``span`` ends before ``day``: its last covered day is the one before."""
    if day <= span.start:
        raise Impossible("before_start", span)
    if span.end is not None and day > span.end:
        raise Impossible("ended", span)
    return ordered(replace(one, end=day) if one == span else one for one in history)


def change(
    history: History, span: Span, day: dt.date, *, scheme: str | None = None, county: int | None = None
) -> History:
    """From ``day`` on ``span`` goes on under another scheme or in another county, without a gap."""
    scheme, county = scheme or span.scheme, county or span.county
    if (scheme, county) == (span.scheme, span.county):
        raise Impossible("nothing_changes", span)
    if day not in span:
        raise Impossible("not_covered", span)
    later = Span(day, span.end, scheme, county)
    if day == span.start:
        return ordered(replace(later, key=span.key) if one == span else one for one in history)
    return ordered((*(replace(one, end=day) if one == span else one for one in history), later))


def covering(history: History, day: dt.date) -> Span | None:
    return next((span for span in history if day in span), None)


def gaps(history: History) -> list[tuple[dt.date, dt.date]]:
    """Half-open periods between two coverages in which the person was not covered: interruptions (JJ-03)."""
    return [
        (before.end, after.start)
        for before, after in pairwise(history)
        if before.end is not None and before.end < after.start
    ]
