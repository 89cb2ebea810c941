"""Paying back: every state against every act, instalments that add up, what is late, what is kept back."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.flow import WrongState
from claims.rules.overpayments import FLOW, schedule, set_against, standing

DAY = dt.date(2020, 1, 31)
ACTS = ("confirm", "withdraw", "agree", "receive", "close", "ask", "write_off", "refuse")
TABLE = {
    "found": {"confirm": "confirmed", "withdraw": "withdrawn"},
    "confirmed": {"agree": "agreed", "receive": "confirmed", "close": "closed", "ask": "asked"},
    "agreed": {"agree": "agreed", "receive": "agreed", "close": "closed", "ask": "asked"},
    "asked": {"write_off": "written_off", "refuse": "confirmed"},
    "closed": {},
    "written_off": {},
    "withdrawn": {},
}


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("act", ACTS)
def test_every_act_in_every_state(state: str, act: str) -> None:
    if act in TABLE[state]:
        assert FLOW.after(state, act) == TABLE[state][act]
    else:
        with pytest.raises(WrongState):
            FLOW.after(state, act)


@given(amount=st.integers(1, 10**9), parts=st.integers(1, 120))
def test_instalments_are_the_debt_to_the_fen(amount: int, parts: int) -> None:
    if amount < parts:
        with pytest.raises(ValueError, match="parts"):
            schedule(amount, parts=parts, first_due=DAY)
        return
    planned = schedule(amount, parts=parts, first_due=DAY)
    assert sum(one.amount for one in planned) == amount
    assert len(planned) == parts
    assert max(one.amount for one in planned) - min(one.amount for one in planned) <= 1
    days = [one.due_on for one in planned]
    assert days == sorted(set(days))


def test_a_month_apart_month_ends_kept() -> None:
    days = [str(one.due_on) for one in schedule(400, parts=4, first_due=DAY)]
    assert days == ["2020-01-31", "2020-02-29", "2020-03-31", "2020-04-30"]


@pytest.mark.parametrize(
    ("recovered", "today", "late"),
    [
        (0, "2020-01-31", []),
        (0, "2020-02-01", [1]),
        (100, "2020-02-29", []),
        (100, "2020-03-01", [2]),
        (150, "2020-03-01", [2]),
        (0, "2020-12-31", [1, 2, 3]),
        (300, "2020-12-31", []),
    ],
)
def test_what_came_back_counts_for_the_earliest(recovered: int, today: str, late: list[int]) -> None:
    planned = schedule(300, parts=3, first_due=DAY)
    stands = standing(planned, recovered=recovered, today=dt.date.fromisoformat(today))
    assert [one.part.n for one in stands if one.late] == late
    assert sum(one.paid for one in stands) == recovered
    assert sum(one.open for one in stands) == 300 - recovered


@given(owed=st.lists(st.integers(0, 10**6), max_size=8), available=st.integers(0, 10**7))
def test_never_more_is_kept_back_than_is_owed_or_available(owed: list[int], available: int) -> None:
    kept = set_against(owed, available)
    assert sum(kept) == min(sum(owed), available)
    assert all(0 <= taken <= debt for taken, debt in zip(kept, owed, strict=True))
