"""From which day a new version of a document says something else than what held before it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from institutions.rules.policy_package import Applicable

Held = dict[tuple[str, str], list[tuple[dt.date, dt.date, Any]]]


def changed_from(before: Iterable[Applicable], after: Iterable[Applicable]) -> dt.date | None:
    """First day on which some parameter of a document's versions stands otherwise; None when nothing changes.

    A value that is reworded (clause, assumption, note) and stays the same number is no change.
    """
    earlier, later = _held(before), _held(after)
    days = (
        _first_difference(earlier.get(key, []), later.get(key, [])) for key in earlier.keys() | later.keys()
    )
    return min((day for day in days if day is not None), default=None)


def _held(versions: Iterable[Applicable]) -> Held:
    """Every parameter with its values on the days on which their version applies; days half open."""
    found: Held = {}
    for one in versions:
        last = one.end or dt.date.max
        for section in one.package.sections.values():
            for parameter in section.parameters.values():
                for value in parameter.values:
                    start, end = max(value.start, one.start), min(value.end or dt.date.max, last)
                    if start < end:
                        found.setdefault((section.full_name, parameter.name), []).append(
                            (start, end, value.value)
                        )
    return found


def _first_difference(
    one: list[tuple[dt.date, dt.date, Any]], other: list[tuple[dt.date, dt.date, Any]]
) -> Any:
    days = sorted({day for start, end, _value in (*one, *other) for day in (start, end)})
    return next((day for day, _next in pairwise(days) if _at(one, day) != _at(other, day)), None)


def _at(values: list[tuple[dt.date, dt.date, Any]], day: dt.date) -> Any:
    return next((value for start, end, value in values if start <= day < end), None)
