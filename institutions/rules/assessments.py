"""The yearly assessment of institutions (年度考核): which act leads where; what is not entered yet.

NB-26 四(三)1 统一的考核评价办法; JJ-09 三(九) conduct, value and cost; ZY-13 四(五)1 年度考核. How figures become
points and points a score stands in :mod:`institutions.rules.scoring`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .course import Course, Refusal
from .scoring import ENTERED, Measure

STAGES = ("collecting", "provisional", "reviewed", "approved", "published")
STATES = (*STAGES, "dropped")

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
COURSE = Course(STAGES, _FLOW, frozenset(("published", "dropped")))
ACTS = COURSE.acts


def after(state: str, act: str) -> str | Refusal:
    """The state after ``act``, or why it cannot be done."""
    return COURSE.after(state, act)


def open_acts(state: str) -> Iterator[str]:
    """The acts that are open in ``state``."""
    return COURSE.open_acts(state)


def missing(measures: Iterable[Measure], given: Iterable[str]) -> list[str]:
    """Entered indicators without points yet: without them nothing is concluded."""
    known = set(given)
    return [one.key for one in measures if one.source == ENTERED and one.key not in known]
