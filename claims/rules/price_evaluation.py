"""The regular evaluation of service prices (JJ-19 三(七)): three figures become a score, it suggests.

Figures are ten-thousandths, the score hundredths of a point, as in the assessment of institutions whose lines are used.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up
from institutions.rules.scoring import HUNDRED, LEFT_OUT, Counted, Measure, points_of, score_of

from .flow import Flow

PRICE, FEES, VOLUME = "price", "fees", "volume"
INDICATORS = (PRICE, FEES, VOLUME)
RAISE, KEEP, LOWER = "raise", "keep", "lower"

FLOW = Flow(
    {
        ("open", "compute"): "open",
        ("open", "conclude"): "open",
        ("open", "propose"): "proposed",
        ("proposed", "send_back"): "open",
        ("proposed", "decide"): "decided",
    }
)


class Terms(NamedTuple):
    """The policy of the round: the measures by indicator, and the scores (points) from which and below which."""

    measures: Sequence[Measure]
    raise_from: int
    lower_below: int


class Evaluated(NamedTuple):
    """Score in hundredths of a point, None where nothing could be measured; what it suggests."""

    score: int | None
    suggestion: str


def growth(now: int, before: int) -> int | None:
    """Ten-thousandths by which ``now`` exceeds ``before``; None where there was nothing before."""
    return half_up((now - before) * TEN_THOUSAND, before) if before > 0 else None


def evaluate(figures: Mapping[str, int | None], terms: Terms) -> Evaluated:
    """An indicator without a figure is left out. Without a price elsewhere nothing is suggested: there is nothing to
    compare with."""
    counted = []
    for measure in terms.measures:
        value = figures.get(measure.key)
        counted.append(Counted(measure.points, None if value is None else points_of(measure, value)))
    score = score_of(counted, LEFT_OUT)
    if score is None or figures.get(PRICE) is None:
        return Evaluated(score, KEEP)
    if score >= terms.raise_from * HUNDRED:
        return Evaluated(score, RAISE)
    return Evaluated(score, LOWER if score < terms.lower_below * HUNDRED else KEEP)
