"""Golden years of the shipped packages, worked by hand: every step of every waterfall, and every situation it meets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from funds.rules.sharing import CommonFund, CountyYear, after_accrual, settle_year
from tests.funds.sharing.test_rules import amounts, rules

FOLDER = Path("tests/golden_sharing")
CITIES = ("ningbo", "zhangye", "neimenggu")
CASES = {
    f"{city}: {case['name']}": (city, case)
    for city in CITIES
    for case in yaml.safe_load((FOLDER / f"{city}.yaml").read_text("utf-8"))
}
EVERYWHERE = {
    "fund_empty", "fund_partly_empty", "fund_covers", "own_balance_covers", "several_counties", "many_counties",
    "managerial_over_gap", "zero_income", "nothing_moves", "surplus_divided", "surplus_before_gaps", "every_step",
}  # fmt: skip
"""What every policy's cases must show; where it draws on income or receipts, the drawing too."""


@pytest.mark.duty("NB-22")
@pytest.mark.duty("NB-23")
@pytest.mark.parametrize("name", CASES)
def test_a_year_comes_out_as_worked_by_hand(name: str) -> None:
    city, case = CASES[name]
    years = [CountyYear(county, **facts) for county, facts in case["counties"].items()]
    fund = CommonFund(case["fund"], case.get("financing", 0))
    if case.get("whole_income"):
        years = after_accrual(years, fund, rules(city))
    done = settle_year(years, fund, rules(city))
    assert amounts(done) == [tuple(line) for line in case["lines"]]
    assert {"fund": done.fund, **done.balances} == case["after"]
    assert done.open == sum(line[3] for line in case["lines"] if line[1] == "open")


@pytest.mark.parametrize("city", CITIES)
def test_every_situation_is_shown_for_every_policy(city: str) -> None:
    shown: set[Any] = {one for of, case in CASES.values() if of == city for one in case["shows"]}
    draws = {"accrual"} if rules(city).accrual else set()
    assert shown >= EVERYWHERE | draws
    steps = {line[1] for of, case in CASES.values() if of == city for line in case["lines"]}
    assert steps >= {step.name for step in rules(city).steps} | {"surplus", "managerial"}
