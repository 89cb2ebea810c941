"""What a document aims at is what its package pays: a total ratio, the better of two former rules."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import Any

import pytest

from claims.rules.benefit import settle
from claims.rules.facts import FEE_KINDS, LEVELS, BillFacts
from institutions.rules.policy_tables import Table
from tests.claims.golden import package, policy_at

# A year's stays of a city: their share, tier, and what is in scope of one, in yuan.
RESIDENTS = ((35, "1", 3_000), (40, "2", 6_000), (20, "3", 15_000), (5, "outside", 25_000))
EMPLOYEES = ((25, "1", 4_000), (40, "2", 8_000), (30, "3", 20_000), (5, "outside", 30_000))


def stay(scheme: str, tier: str, yuan: int, day: dt.date, **facts: Any) -> BillFacts:
    outside = tier == "outside"
    known = {
        "psn_type": "15", "med_type": "21", "level": "3" if outside else tier, "age": 50, "institution": "H1",
        "place": "outside" if outside else "own_county", "filing": "filed" if outside else "none",
        "medfee_sumamt": yuan * 100, "inscp_scp_amt": yuan * 100,
    }  # fmt: skip
    return BillFacts(insutype=scheme, begndate=day, enddate=day, **{**known, **facts})


def paid(name: str, facts: BillFacts) -> int:
    return settle(facts, {}, policy_at(name, facts.enddate, facts.insutype)).hifp_pay


def aimed_at(name: str, scheme: str) -> tuple[int, int]:
    """(ratio, how far it may lie from it) in ten-thousandths."""
    targets = package(name).sections["targets"].parameters
    found = []
    for parameter in ("inpatient_ratio.about", "inpatient_ratio.within"):
        value = targets[parameter].values[0].value
        found.append(value.find({"insutype": scheme}.get) if isinstance(value, Table) else value)
    return found[0], found[1]


@pytest.mark.parametrize(
    ("name", "scheme", "day", "mix"),
    [
        pytest.param("hegang.yaml", "390", dt.date(2018, 5, 5), RESIDENTS, marks=pytest.mark.duty("HG-05")),
        pytest.param(
            "neimenggu.yaml", "390", dt.date(2024, 5, 5), RESIDENTS, marks=pytest.mark.duty("NM-03")
        ),
        pytest.param(
            "neimenggu.yaml", "310", dt.date(2024, 5, 5), EMPLOYEES, marks=pytest.mark.duty("NM-03")
        ),
    ],
)
def test_the_ratios_of_the_tiers_add_up_to_what_is_aimed_at(
    name: str, scheme: str, day: dt.date, mix: tuple[tuple[int, str, int], ...]
) -> None:
    about, within = aimed_at(name, scheme)
    in_scope = sum(share * yuan * 100 for share, _tier, yuan in mix)
    fund = sum(share * paid(name, stay(scheme, tier, yuan, day)) for share, tier, yuan in mix)
    assert abs(fund * 10_000 // in_scope - about) <= within


BEFORE, AFTER = dt.date(2017, 5, 5), dt.date(2018, 5, 5)
FORMER = ("380", "391")


@pytest.mark.duty("HG-03")
@pytest.mark.parametrize("psn_type", ["15", "1403"])
def test_a_stay_is_paid_no_less_than_under_the_better_of_the_two_former_rules(psn_type: str) -> None:
    for tier, yuan in product(("1", "2", "3", "outside"), (500, 900, 3_000, 12_000, 60_000, 250_000)):
        merged = paid("hegang.yaml", stay("390", tier, yuan, AFTER, psn_type=psn_type))
        former = [paid("hegang.yaml", stay(one, tier, yuan, BEFORE, psn_type=psn_type)) for one in FORMER]
        assert merged >= max(former), (tier, yuan)


@pytest.mark.duty("HG-03")
def test_first_shares_are_the_lower_and_contributions_not_below_before() -> None:
    sections = package("hegang.yaml").sections

    def share(scheme: str, kind: str) -> int:
        value = sections[f"benefits.{scheme}"].parameters["fees.first_share"].values[0].value
        assert isinstance(value, Table)
        return int(value.find({"fee_kind": kind}.get))

    def contribution(scheme: str) -> int:
        return int(str(sections[f"contributions.{scheme}"].parameters["person"].values[0].value))

    assert all(share("390", kind) == min(share(one, kind) for one in FORMER) for kind in FEE_KINDS)
    assert contribution("390") >= max(contribution(one) for one in FORMER)


@pytest.mark.duty("NB-01")
@pytest.mark.parametrize("scheme", ["310", "390"])
def test_every_county_of_the_city_has_one_policy_and_each_scheme_its_own(scheme: str) -> None:
    """Nothing in the benefits of either scheme asks for the county; the schemes share no parameter."""
    sections = package("ningbo.yaml").sections
    benefits = sections[f"benefits.{scheme}"]
    asked = {
        dimension
        for parameter in benefits.parameters.values()
        for dated in parameter.values
        if isinstance(dated.value, Table)
        for dimension in dated.value.by
    }
    assert "county" not in asked
    day = dt.date(2022, 5, 5)
    for level in LEVELS[:3]:
        here, there = (
            stay(scheme, level, 9_000, day, psn_type="11", place=p) for p in ("own_county", "other_county")
        )
        assert paid("ningbo.yaml", here) == paid("ningbo.yaml", there) > 0
