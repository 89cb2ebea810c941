"""The course of a price application by table, and what scores say at the edge."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from claims.models import PriceApplication
from claims.rules.price_items import ENDED, FLOW, OPEN, notice_end, review

ACTS = sorted({act for _state, act in FLOW.table})

# State → what may be done in it; everything else is refused.
ALLOWED = {
    "received": {"return", "accept", "withdraw"},
    "returned": {"hand_in", "withdraw"},
    "accepted": {"score", "pass", "fail", "withdraw"},
    "reviewed": {"publish", "withdraw"},
    "noticed": {"close", "withdraw"},
    "ready": {"propose", "withdraw"},
    "proposed": {"grant", "refuse", "send_back"},
    "granted": {"draft"},
    "refused": set(),
    "withdrawn": set(),
}


def test_every_state_is_known() -> None:
    assert set(ALLOWED) == set(PriceApplication.State.values) == {*OPEN, *ENDED, "proposed"}


@pytest.mark.parametrize("state", ALLOWED)
def test_acts_by_state(state: str) -> None:
    assert set(FLOW.open_in(state)) == ALLOWED[state]


@pytest.mark.parametrize(
    ("scores", "mean", "missing", "passed"),
    [
        ((), "0", 3, False),
        (("90", "90"), "90.00", 1, False),
        (("60", "60", "60"), "60.00", 0, True),
        # 59.997 is shown as 60.00 and does not pass.
        (("60", "60", "59.99"), "60.00", 0, False),
        (("100", "100", "0"), "66.67", 0, True),
    ],
)
def test_the_review(scores: tuple[str, ...], mean: str, missing: int, passed: bool) -> None:
    found = review([Decimal(one) for one in scores], experts=3, pass_score=60)
    assert (found.mean, found.missing, found.passed) == (Decimal(mean), missing, passed)


def test_both_ends_of_a_notice_count() -> None:
    assert notice_end(dt.date(2024, 2, 23), 7) == dt.date(2024, 2, 29)
