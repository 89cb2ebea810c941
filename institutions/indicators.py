"""Indicators of institutions that upper floors can measure: they register in ``ready()``, an assessment asks.

A package names an indicator by its key and says ``source: computed``. Measuring is set-based: one call for many
institutions.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple


class Measured(NamedTuple):
    """What an institution reached in a year, in ten-thousandths; None where there was nothing to measure.

    ``figures`` are the numbers it was worked out from, each with what it is (translated when shown).
    """

    value: int | None
    figures: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class IndicatorSource:
    """``measure(institution ids, year)`` gives what it knows; an institution it leaves out has nothing to measure."""

    key: str
    title: Any
    measure: Callable[[Sequence[int], int], Mapping[int, Measured]]


_sources: dict[str, IndicatorSource] = {}


def register_indicator(source: IndicatorSource) -> None:
    """Make it known under its key; registering another under the same key is a programming error."""
    if _sources.setdefault(source.key, source) is not source:
        raise ValueError(f"indicator {source.key} is registered twice")


def indicator_source(key: str) -> IndicatorSource | None:
    """The one registered under ``key``."""
    return _sources.get(key)


def known_indicators() -> list[str]:
    return sorted(_sources)
