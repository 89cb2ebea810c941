"""Credit points (信用积分) of institutions and physicians (JJ-11 四(十一), HG-09 五(四)): what is left, the course."""

from __future__ import annotations

from collections.abc import Iterable

_FLOW: dict[str, dict[str, str]] = {
    "confirm": {"entered": "confirmed"},
    "refuse": {"entered": "refused"},
    "ask_repair": {"confirmed": "repair_asked"},
    "repair": {"repair_asked": "repaired"},
    "refuse_repair": {"repair_asked": "confirmed"},
}
ACTS = tuple(_FLOW)
STATES = ("entered", "confirmed", "refused", "repair_asked", "repaired")
# States in which the points are taken: until a second person confirms, and once repaired, they are not.
COUNTS = ("confirmed", "repair_asked")


def after(state: str, act: str) -> str | None:
    """The state after ``act``; None where it is not open."""
    return _FLOW[act].get(state)


def left(start: int, taken: Iterable[int]) -> int:
    """Points left of the year's ``start``; never below zero."""
    return max(start - sum(taken), 0)
