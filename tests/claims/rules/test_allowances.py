"""Days and amount of a maternity allowance, by table and by property."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.allowances import FLOW, AllowancePolicy, Birth, allowance, allowance_policy
from claims.rules.flow import WrongState
from claims.rules.steps import Step
from institutions.policy.registry import read_package
from institutions.rules.policy_package import Applicable, resolve
from institutions.rules.policy_tables import PolicyGap

PACKAGE = """
area: "990300"
key: births
title: 生育津贴测试
document: {source: test, effective: 2020-01-01}
sections:
  maternity_allowance.310:
    days.base: {unit: days, values: [{from: 2020-01-01, value: 98, clause: 七}]}
    days.kind:
      unit: days
      by: [matn_type]
      values: [{from: 2020-01-01, value: {"3": 15, "4": 15, "*": 0}, clause: 七}]
    days.further_child: {unit: days, values: [{from: 2020-01-01, value: 15, clause: 七}]}
    days.loss:
      unit: days
      by: [pregnancy_weeks]
      values: [{from: 2020-01-01, value: {0..16: 15, 16..28: 42, 28..: 98}, clause: 七}]
    days.extension:
      unit: days
      values:
        - {from: 2020-01-01, to: 2021-01-01, value: 30, clause: 条例}
        - {from: 2021-01-01, value: 60, clause: 条例}
"""


def policy(day: str = "2020-06-01", text: str = PACKAGE) -> AllowancePolicy:
    package = read_package(text)
    at = resolve(package.area, [Applicable(package, package.document.effective)], dt.date.fromisoformat(day))
    return allowance_policy(at, "310")


@pytest.mark.parametrize(
    ("matn_type", "children", "weeks", "day", "days"),
    [
        ("1", 1, None, "2020-06-01", 98 + 30),
        ("1", 1, None, "2021-06-01", 98 + 60),
        ("3", 1, None, "2020-06-01", 98 + 15 + 30),
        ("4", 2, None, "2020-06-01", 98 + 15 + 15 + 30),
        ("2", 3, None, "2020-06-01", 98 + 30 + 30),
        ("5", 0, 8, "2020-06-01", 15),
        ("5", 0, 15, "2020-06-01", 15),
        ("5", 0, 16, "2020-06-01", 42),
        ("6", 0, 27, "2021-06-01", 42),
        ("6", 0, 28, "2021-06-01", 98),
    ],
)
def test_days_by_kind_children_and_weeks(
    matn_type: str, children: int, weeks: int | None, day: str, days: int
) -> None:
    steps: list[Step] = []
    found = allowance(Birth(matn_type, children, weeks, 600_000), policy(day), steps)
    assert found.days == days
    assert found.amount == days * 20_000
    # The steps add up to the days, and each that used a value names its clause.
    assert sum(one.params["more"] for one in steps if "more" in one.params) == days
    assert all(one.clause for one in steps if "more" in one.params)
    assert steps[-1].amount == found.amount


@given(base=st.integers(1, 5_000_000), children=st.integers(1, 5))
def test_the_amount_is_the_exact_share_rounded_once(base: int, children: int) -> None:
    found = allowance(Birth("1", children, None, base), policy())
    assert abs(Fraction(base * found.days, 30) - found.amount) <= Fraction(1, 2)


@given(base=st.integers(1, 5_000_000), children=st.integers(1, 4))
def test_another_child_and_a_higher_base_never_give_less(base: int, children: int) -> None:
    one, more = (allowance(Birth("1", n, None, base), policy()) for n in (children, children + 1))
    richer = allowance(Birth("1", children, None, base + 1), policy())
    assert more.days > one.days
    assert richer.amount >= one.amount >= 0


@pytest.mark.parametrize(("matn_type", "weeks"), [("7", None), ("9", None), ("5", None)])
def test_what_the_policy_does_not_foresee_is_a_gap(matn_type: str, weeks: int | None) -> None:
    with pytest.raises(PolicyGap):
        allowance(Birth(matn_type, 0, weeks, 600_000), policy())


def test_without_days_for_a_loss_there_is_a_gap() -> None:
    text = PACKAGE[: PACKAGE.index("    days.loss")] + PACKAGE[PACKAGE.index("    days.extension") :]
    with pytest.raises(PolicyGap):
        allowance(Birth("5", 0, 10, 600_000), policy(text=text))


TABLE = {
    "registered": {
        "change": "registered",
        "account": "registered",
        "calculate": "calculated",
        "withdraw": "withdrawn",
    },
    "calculated": {"account": "calculated", "return": "registered", "review": "reviewed"},
    "reviewed": {"account": "reviewed"},
    "withdrawn": {},
}


@pytest.mark.parametrize("state", TABLE)
@pytest.mark.parametrize("act", ["change", "account", "calculate", "return", "review", "withdraw"])
def test_every_act_in_every_state(state: str, act: str) -> None:
    if act in TABLE[state]:
        assert FLOW.after(state, act) == TABLE[state][act]
    else:
        with pytest.raises(WrongState):
            FLOW.after(state, act)
