"""Indicators become points, points a score: what every assessment shares (institutions, prices, counties).

Figures are ten-thousandths, points hundredths of a point: whole numbers throughout, each rounded once, half up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from config.money import TEN_THOUSAND, half_up

from .policy_package import Given
from .policy_tables import Range, Table

HUNDRED = 100
TOTAL = 100
"""Points of all indicators together."""
COMPUTED, ENTERED = "computed", "entered"
LINE, BANDS, POINTS, JOINED, PER_UNIT = "line", "bands", "points", "joined", "per_unit"
SCORED = (LINE, BANDS, POINTS, JOINED, PER_UNIT)
BELOW, ABOVE = "below", "above"
LEFT_OUT, FULL, NOTHING = "left_out", "full_points", "no_points"
REACHED = "reached"


class Measure(NamedTuple):
    """An indicator as the policy has it: its points, where its figure comes from, how the figure becomes points.

    ``line``: straight from no points at ``none`` to all at ``full`` (either may be the greater). ``bands``: the share
    of the points by what was reached. ``joined``: the shares of ``bands`` hold at the lower end of each band, straight
    between two ends, the last from there on. ``per_unit``: all points from the target ``full`` on; for each ``unit``
    the figure is ``short`` of it (below or above) the share ``off`` of them less, parts of a unit in proportion.
    ``points``: the points themselves are given.
    """

    key: str
    points: int
    source: str
    scored: str
    none: int | None = None
    full: int | None = None
    bands: Given | None = None
    unit: int | None = None
    off: int | None = None
    short: str = BELOW


def points_of(measure: Measure, value: int) -> int:
    """Hundredths of a point for a figure in ten-thousandths, half up; ``PolicyGap`` where no band holds it."""
    most = measure.points * HUNDRED
    if measure.scored == BANDS:
        share = int(_banded(measure).cell({REACHED: max(value, 0)}.get).value)
        return half_up(most * share, TEN_THOUSAND)
    if measure.scored == JOINED:
        return _between(most, ends_of(measure), value)
    if measure.scored == PER_UNIT:
        return _less_per_unit(measure, most, value)
    if measure.none is None or measure.full is None or measure.none == measure.full:
        raise ValueError(f"{measure.key} has no line")
    return _between(most, sorted([(measure.none, 0), (measure.full, TEN_THOUSAND)]), value)


def _banded(measure: Measure) -> Given:
    if measure.bands is None:
        raise ValueError(f"{measure.key} has no bands")
    return measure.bands


def ends_of(measure: Measure) -> list[tuple[int, int]]:
    """(lower end, share of the points) of each band."""
    table = _banded(measure).value
    if not isinstance(table, Table):
        return [(0, int(table))]
    return [(span.low, int(share)) for span, share in table.bands(lambda _name: None, REACHED)]


def _between(most: int, ends: Sequence[tuple[int, int]], value: int) -> int:
    """On the way between two ends; before the first and behind the last as there."""
    before = None
    for end, share in ends:
        if value < end:
            if before is None:
                return half_up(most * share, TEN_THOUSAND)
            low, low_share = before
            length, way = end - low, value - low
            return half_up(most * (low_share * length + (share - low_share) * way), TEN_THOUSAND * length)
        before = (end, share)
    if before is None:
        raise ValueError("a curve needs an end")
    return half_up(most * before[1], TEN_THOUSAND)


def _less_per_unit(measure: Measure, most: int, value: int) -> int:
    if measure.full is None or not measure.unit or measure.off is None:
        raise ValueError(f"{measure.key} has no target, unit or deduction")
    missed = measure.full - value if measure.short == BELOW else value - measure.full
    return max(0, most - half_up(most * max(0, missed) * measure.off, measure.unit * TEN_THOUSAND))


def as_data(measure: Measure) -> dict[str, Any]:
    """The curve as plain data, to be kept with a scheme; :func:`from_data` reads it."""
    kept: dict[str, Any] = {"scored": measure.scored}
    for name in ("none", "full", "unit", "off"):
        value = getattr(measure, name)
        if value is not None:
            kept[name] = value
    if measure.scored == PER_UNIT:
        kept["short"] = measure.short
    if measure.bands is not None:
        kept["bands"] = [list(end) for end in ends_of(measure)]
    return kept


def from_data(key: str, points: int, source: str, kept: Mapping[str, Any]) -> Measure:
    """The measure whose curve :func:`as_data` kept."""
    bands = kept.get("bands")
    return Measure(
        key,
        points,
        source,
        str(kept["scored"]),
        none=kept.get("none"),
        full=kept.get("full"),
        bands=None if bands is None else Given(_table(bands)),
        unit=kept.get("unit"),
        off=kept.get("off"),
        short=str(kept.get("short", BELOW)),
    )


def _table(ends: Sequence[Sequence[int]]) -> Table:
    highs = [end[0] for end in ends[1:]] + [None]
    return Table(
        (REACHED,), [(Range(low, high), share) for (low, share), high in zip(ends, highs, strict=True)]
    )


class Counted(NamedTuple):
    """Points reached (hundredths) of the points to be had; None where there was nothing to measure."""

    most: int
    reached: int | None


def score_of(counted: Sequence[Counted], without_value: str) -> int | None:
    """The score in hundredths; None when nothing was measured at all.

    An indicator with nothing to measure is left out and the others are raised to the whole, or counts in full or not
    at all, as the policy says.
    """
    measured = [one for one in counted if one.reached is not None]
    if not measured:
        return None
    reached = sum(one.reached or 0 for one in measured)
    whole = sum(one.most for one in counted)
    known = sum(one.most for one in measured)
    if without_value == FULL:
        return reached + (whole - known) * HUNDRED
    return half_up(reached * whole, known) if without_value == LEFT_OUT else reached
