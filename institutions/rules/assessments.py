"""The yearly assessment of institutions (年度考核): figures become points, points a score; which act leads where.

NB-26 四(三)1 统一的考核评价办法; JJ-09 三(九) conduct, value and cost; ZY-13 四(五)1 年度考核. Figures are
ten-thousandths, points hundredths of a point: whole numbers throughout.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up

from .policy_package import Given

HUNDRED = 100
TOTAL = 100
"""Points of all indicators of a kind of institution together."""
COMPUTED, ENTERED = "computed", "entered"
LINE, BANDS, POINTS = "line", "bands", "points"
LEFT_OUT, FULL, NOTHING = "left_out", "full_points", "no_points"


class Measure(NamedTuple):
    """An indicator as the policy has it: its points, where its figure comes from, how the figure becomes points.

    ``line``: straight from no points at ``none`` to all at ``full`` (either may be the greater). ``bands``: the share
    of the points by what was reached. ``points``: the points themselves are given.
    """

    key: str
    points: int
    source: str
    scored: str
    none: int | None = None
    full: int | None = None
    bands: Given | None = None


def points_of(measure: Measure, value: int) -> int:
    """Hundredths of a point for a figure in ten-thousandths, half up; ``PolicyGap`` where no band holds it."""
    most = measure.points * HUNDRED
    if measure.scored == BANDS:
        if measure.bands is None:
            raise ValueError(f"{measure.key} has no bands")
        share = int(measure.bands.cell({"reached": max(value, 0)}.get).value)
        return half_up(most * share, TEN_THOUSAND)
    if measure.none is None or measure.full is None or measure.none == measure.full:
        raise ValueError(f"{measure.key} has no line")
    length = measure.full - measure.none
    way = value - measure.none
    if length < 0:
        length, way = -length, -way
    return half_up(most * min(max(way, 0), length), length)


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


# --- the course of a sheet -------------------------------------------------------------------------------------------

COURSE = ("collecting", "provisional", "reviewed", "approved", "published")
STATES = (*COURSE, "dropped")

_FLOW: dict[str, dict[str, str]] = {
    "compute": {"collecting": "collecting"},
    "enter": {"collecting": "collecting"},
    "conclude": {"collecting": "provisional"},
    "object": {"provisional": "provisional"},
    "hear": {"provisional": "provisional"},
    "answer": {"provisional": "provisional"},
    "agree": {"provisional": "provisional"},
    "review": {"provisional": "reviewed"},
    "send_back": dict.fromkeys(("provisional", "reviewed"), "collecting"),
    "approve": {"reviewed": "approved"},
    "publish": {"approved": "published"},
    "drop": dict.fromkeys(("collecting", "provisional", "reviewed"), "dropped"),
}
ACTS = tuple(_FLOW)


class Refusal(NamedTuple):
    """Why an act is not open, as a code that the pages put in words."""

    code: str


def after(state: str, act: str) -> str | Refusal:
    """The state after ``act``, or why it cannot be done."""
    allowed = _FLOW[act]
    found = allowed.get(state)
    if found is not None:
        return found
    if state in ("published", "dropped"):
        return Refusal("final")
    at = COURSE.index(state)
    return Refusal("too_early" if any(COURSE.index(one) > at for one in allowed) else "too_late")


def open_acts(state: str) -> Iterator[str]:
    """The acts that are open in ``state``."""
    return (act for act in ACTS if not isinstance(after(state, act), Refusal))


def missing(measures: Iterable[Measure], given: Iterable[str]) -> list[str]:
    """Entered indicators without points yet: without them nothing is concluded."""
    known = set(given)
    return [one.key for one in measures if one.source == ENTERED and one.key not in known]
