"""The course of a reimbursement, every state against every act."""

from __future__ import annotations

import pytest

from claims.rules.flow import WrongState
from claims.rules.reimbursements import FLOW

ACTS = ("papers", "account", "enter", "empty", "settle", "return", "review", "withdraw")
TABLE = {
    "10": {"papers": "10", "account": "10", "enter": "11", "withdraw": "90"},
    "11": {"papers": "11", "account": "11", "enter": "11", "empty": "10", "settle": "12", "withdraw": "90"},
    "12": {"account": "12", "return": "11", "review": "13"},
    "13": {"account": "13"},
    "90": {},
}


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("act", ACTS)
def test_every_act_in_every_state(state: str, act: str) -> None:
    after = TABLE[state].get(act)
    assert FLOW.allows(state, act) is (after is not None)
    if after is None:
        with pytest.raises(WrongState) as wrong:
            FLOW.after(state, act)
        assert set(wrong.value.acts) == set(TABLE[state])
    else:
        assert FLOW.after(state, act) == after


def test_the_table_has_no_other_acts() -> None:
    assert {act for _state, act in FLOW.table} == set(ACTS)
