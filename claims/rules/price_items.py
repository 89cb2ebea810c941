"""Price items that enter and leave (JJ-19 三(七)): the course of an application, and what the scores say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from .flow import Flow

HIGHEST_SCORE = 100

# Nothing is decided yet; whoever applied may still withdraw.
OPEN = ("received", "returned", "accepted", "reviewed", "noticed", "ready")
ENDED = ("granted", "refused", "withdrawn")

FLOW = Flow(
    {
        ("received", "return"): "returned",
        ("returned", "hand_in"): "received",
        ("received", "accept"): "accepted",
        ("accepted", "score"): "accepted",
        ("accepted", "pass"): "reviewed",
        ("accepted", "fail"): "refused",
        ("reviewed", "publish"): "noticed",
        ("noticed", "close"): "ready",
        ("ready", "propose"): "proposed",
        ("proposed", "send_back"): "ready",
        ("proposed", "refuse"): "refused",
        ("proposed", "grant"): "granted",
        # The row of the catalogue; again when its draft was thrown away.
        ("granted", "draft"): "granted",
        **{(state, "withdraw"): "withdrawn" for state in OPEN},
    }
)


class Review(NamedTuple):
    """Mean of the experts' scores, half up to two decimals; ``missing`` experts before it can be concluded."""

    mean: Decimal
    experts: int
    missing: int
    passed: bool


def review(scores: Sequence[Decimal], *, experts: int, pass_score: int) -> Review:
    """What ``scores`` (0 to 100, one an expert) say where ``experts`` are asked and a mean of ``pass_score`` passes.

    The mean itself is compared, not the rounded one.
    """
    total, asked = sum(scores, Decimal(0)), len(scores)
    missing = max(0, experts - asked)
    mean = (total / asked).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP) if asked else Decimal(0)
    return Review(mean, asked, missing, not missing and asked > 0 and total >= pass_score * asked)


def notice_end(first: dt.date, days: int) -> dt.date:
    """The last day of a public notice of ``days`` days that begins on ``first``."""
    return first + dt.timedelta(days=days - 1)
