"""Which outlays are unusual, by example and by property."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules import rush
from funds.rules.rush import Bounds, Outlay, judge

BOUNDS = Bounds(
    months=2, smallest=100, over_plan=2_000, above_years=5_000, spreads=20_000, no_bills=1_000, one_payee=6_000,
    backdated=10,
)  # fmt: skip
QUIET = Outlay(
    spent=1_000, plan=1_000, budget_left=5_000, years=[900], months=[1_000, 900, 1_100], bills=1_000
)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"plan": 832}, [rush.OVER_PLAN]),
        ({"plan": 833}, []),
        ({"plan": None}, []),
        ({"budget_left": 999}, [rush.OVER_BUDGET]),
        ({"budget_left": -5}, [rush.OVER_BUDGET]),
        ({"years": [600, 700]}, [rush.ABOVE_YEARS]),
        ({"years": []}, []),
        # Mean 500, deviation 100: 700 is the most.
        ({"months": [400, 500, 600, 400, 500, 600]}, [rush.ABOVE_MONTHS]),
        ({"months": [1, 1]}, []),
        ({"bills": 900}, [rush.NO_BILLS]),
        ({"bills": None}, []),
        ({"early": 1}, [rush.EARLY]),
        ({"backdated": 5}, [rush.BACKDATED]),
        # One payee alone is told of nobody.
        ({"largest": 1_000}, []),
        ({"largest": 1_000, "early": 1}, [rush.EARLY, rush.ONE_PAYEE]),
        ({"spent": 99, "plan": 1}, []),
    ],
)
@pytest.mark.duty("NB-30")
def test_what_makes_an_outlay_unusual(changed: dict[str, object], codes: list[str]) -> None:
    judged = judge(replace(QUIET, **changed), BOUNDS)  # type: ignore[arg-type]
    assert [one.code for one in judged.reasons] == codes
    assert judged.unusual == bool(codes)


def test_only_the_last_months_are_looked_at() -> None:
    assert [month for month in range(1, 13) if BOUNDS.looks_at(month)] == [11, 12]


fen = st.integers(0, 10**9)


@given(fen, st.none() | fen, st.lists(fen, max_size=3), st.lists(fen, max_size=12), st.none() | fen, fen)
def test_every_reason_lies_beyond_its_bound(
    spent: int, plan: int | None, years: list[int], months: list[int], bills: int | None, more: int
) -> None:
    outlay = Outlay(spent, plan=plan, years=years, months=months, bills=bills)
    reasons = judge(outlay, BOUNDS).reasons
    assert all(one.beyond > 0 for one in reasons)
    # Paying more never makes an outlay look better.
    larger = {one.code for one in judge(replace(outlay, spent=spent + more), BOUNDS).reasons}
    assert {one.code for one in reasons} <= larger
