"""Golden years of the region's adjustment fund by the shipped package, worked by hand (NM-05, NM-06)."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import yaml

from funds.rules.regional_fund import due, granted
from funds.rules.reserves import Member
from funds.services.regional_fund.terms import FACTORS
from institutions.policy.registry import read_package
from institutions.policy.what_if import policy_in_package

PACKAGE = Path("institutions/policies/neimenggu.yaml")
CASES = yaml.safe_load(Path("tests/golden_sharing/neimenggu_fund.yaml").read_text("utf-8"))
SITUATIONS = {
    "whole", "fund_empty", "partly_in", "in_parts", "city_without_collection", "nobody_collected",
    "city_without_members", "rounding",
}  # fmt: skip


@pytest.mark.duty("NM-05", "NM-06")
@pytest.mark.parametrize("case", CASES, ids=[one["name"] for one in CASES])
def test_a_year_of_the_fund_comes_out_as_worked_by_hand(case: dict[str, Any]) -> None:
    package = read_package(PACKAGE.read_text("utf-8"), file=PACKAGE.name)
    pooling = policy_in_package(package)(dt.date(2024, 1, 1)).section("pooling")
    share = pooling.require("regional_fund.share").cell({"insutype": "390"}.get)
    weights = pooling.require("regional_fund.weight")
    by_factor = {one: int(weights.cell({"factor": one}.get).value) for one in FACTORS}
    cities = case["cities"]
    assert {name: due(one["collected"], int(share.value)) for name, one in cities.items()} == {
        name: one["due"] for name, one in cities.items()
    }
    members = [Member(name, one["members"], one["rate"], one["performance"]) for name, one in cities.items()]
    given = case.get("given", 0)
    parts = granted(case["received"], given, members, by_factor)
    assert {part.key: part.amount for part in parts} == {name: one["granted"] for name, one in cities.items()}
    assert case["received"] - given - sum(part.amount for part in parts) == case["left"]


def test_every_situation_is_shown() -> None:
    assert {one for case in CASES for one in case["shows"]} == SITUATIONS
