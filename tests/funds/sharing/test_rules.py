"""The year's settlement step by step, by the shipped packages: golden cases in fen, and what must always hold."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.clearing_postings import GRADED, UNIFIED, Keeping
from funds.rules.movements import COUNTY_BALANCE, drafts
from funds.rules.settlement_postings import moves_of
from funds.rules.sharing import (
    CommonFund,
    CountyYear,
    Settlement,
    SharingRules,
    after_accrual,
    rules_of,
    settle_year,
)
from institutions.policy.registry import read_package
from institutions.policy.what_if import policy_in_package
from institutions.rules.policy_tables import PolicyGap

POLICIES = Path("institutions/policies")
DAYS = {"ningbo": dt.date(2022, 12, 31), "zhangye": dt.date(2020, 12, 31), "neimenggu": dt.date(2024, 12, 31)}


@cache
def rules(city: str) -> SharingRules:
    package = read_package((POLICIES / f"{city}.yaml").read_text("utf-8"), file=city)
    return rules_of(policy_in_package(package)(DAYS[city]).section("pooling"), "390")


def settled(city: str, fund: int, *counties: tuple[int, int, int, int], financing: int = 0) -> Settlement:
    """Counties as (income, spending, managerial, balance), named A, B, C …"""
    years = [CountyYear(chr(65 + n), *one) for n, one in enumerate(counties)]
    return settle_year(years, CommonFund(fund, financing), rules(city))


def amounts(settlement: Settlement) -> list[tuple[Any, ...]]:
    return [tuple(line[:4]) for line in settlement.lines if line.amount]


# --- Ningbo, 附件二（四）3 and 5 ---


def test_half_of_a_surplus_goes_to_the_reserve_and_half_comes_back() -> None:
    done = settled("ningbo", 0, (1001, 900, 0, 5))
    assert amounts(done) == [("A", "surplus", "reserve", 51), ("A", "surplus", "balance", 50)]
    assert (done.fund, done.balances) == (51, {"A": 55})


NINGBO = {
    "the managerial part is the county's, however large": (
        (0, (100, 150, 80, 30)), [("A", "managerial", "county", 50)], 0, {"A": 30},
    ),
    "the balance comes first": (
        (0, (100, 150, 20, 40)),
        [("A", "managerial", "county", 20), ("A", "accumulated_balance", "accumulated_balance", 30)],
        0, {"A": 10},
    ),
    "then reserve and county by halves": (
        (100, (100, 200, 0, 20)),
        [
            ("A", "accumulated_balance", "accumulated_balance", 20),
            ("A", "reserve_and_county", "reserve", 40),
            ("A", "reserve_and_county", "county", 40),
        ],
        60, {"A": 0},
    ),
    "an empty reserve leaves everything to city and county": (
        (0, (0, 100, 0, 0)),
        [("A", "city_and_county", "county", 80), ("A", "city_and_county", "city", 20)],
        0, {"A": 0},
    ),
    "a reserve partly empty: the county matches it, the rest by 20 and 80": (
        (30, (0, 100, 0, 0)),
        [
            ("A", "reserve_and_county", "reserve", 30),
            ("A", "reserve_and_county", "county", 30),
            ("A", "city_and_county", "county", 32),
            ("A", "city_and_county", "city", 8),
        ],
        0, {"A": 0},
    ),
    "several counties share a short reserve in proportion to what they ask": (
        (10, (0, 40, 0, 0), (0, 20, 0, 0)),
        [
            ("A", "reserve_and_county", "reserve", 7),
            ("A", "reserve_and_county", "county", 7),
            ("B", "reserve_and_county", "reserve", 3),
            ("B", "reserve_and_county", "county", 3),
            ("A", "city_and_county", "county", 21),
            ("A", "city_and_county", "city", 5),
            ("B", "city_and_county", "county", 11),
            ("B", "city_and_county", "city", 3),
        ],
        0, {"A": 0, "B": 0},
    ),
    "this year's surpluses fill the reserve before it covers gaps": (
        (0, (200, 100, 0, 0), (0, 100, 0, 0)),
        [
            ("A", "surplus", "reserve", 50),
            ("A", "surplus", "balance", 50),
            ("B", "reserve_and_county", "reserve", 50),
            ("B", "reserve_and_county", "county", 50),
        ],
        0, {"A": 50, "B": 0},
    ),
    "no income at all": (
        (0, (0, 0, 0, 0)), [], 0, {"A": 0},
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", NINGBO)
def test_a_gap_is_borne_step_by_step(name: str) -> None:
    (fund, *counties), lines, left, balances = NINGBO[name]
    done = settled("ningbo", fund, *counties)
    assert amounts(done) == lines
    assert (done.fund, done.balances, done.open) == (left, balances, 0)


# --- Zhangye, 四（六）3 and 5 ---


def test_the_risk_fund_draws_five_per_cent_until_it_is_full() -> None:
    growing = settled("zhangye", 0, (1000, 1000, 0, 0), (500, 500, 0, 0), financing=1500)
    assert amounts(growing) == [("A", "accrual", "risk_fund", 50), ("B", "accrual", "risk_fund", 25)]
    nearly = settled("zhangye", 200, (1000, 1000, 0, 0), (500, 500, 0, 0), financing=1500)
    assert amounts(nearly) == [("A", "accrual", "risk_fund", 17), ("B", "accrual", "risk_fund", 8)]
    assert nearly.fund == 225
    assert amounts(settled("zhangye", 225, (1000, 1000, 0, 0), financing=1500)) == []


def test_a_gap_is_borne_by_county_quota_and_risk_fund_and_the_rest_is_told() -> None:
    done = settled("zhangye", 40, (0, 100, 30, 20), (0, 30, 0, 0), (200, 100, 0, 7))
    assert amounts(done) == [
        ("C", "surplus", "balance", 60),
        ("C", "surplus", "city", 40),
        ("A", "managerial", "county", 30),
        ("A", "balance_quota", "balance_quota", 20),
        ("A", "risk_fund", "risk_fund", 25),
        ("B", "risk_fund", "risk_fund", 15),
        ("A", "open", "undecided", 25),
        ("B", "open", "undecided", 15),
    ]
    assert done.balances == {"A": 0, "B": 0, "C": 67}


# --- Inner Mongolia, 三（五） ---


def test_the_regional_fund_helps_before_the_local_government() -> None:
    done = settled("neimenggu", 12, (0, 50, 5, 10))
    assert amounts(done) == [
        ("A", "managerial", "county", 5),
        ("A", "accumulated_balance", "accumulated_balance", 10),
        ("A", "regional_fund", "regional_fund", 12),
        ("A", "county", "county", 23),
    ]


def test_the_regional_fund_draws_on_last_years_receipts() -> None:
    years = [CountyYear("A", 0, 0, collected=1000), CountyYear("B", 0, 0, collected=230)]
    done = settle_year(years, CommonFund(0, 0), rules("neimenggu"))
    assert [line.amount for line in done.lines] == [50, 12]
    assert done.fund == 62


def test_a_surplus_no_policy_divides_stays_and_is_told() -> None:
    done = settled("neimenggu", 0, (100, 60, 0, 1))
    assert amounts(done) == [("A", "surplus", "undecided", 40)]
    assert done.balances == {"A": 41}


def test_a_policy_silent_on_gaps_says_so() -> None:
    package = read_package((POLICIES / "hegang.yaml").read_text("utf-8"), file="hegang")
    section = policy_in_package(package)(dt.date(2024, 12, 31)).section("pooling")
    with pytest.raises(PolicyGap, match=r"gap\.policy_order"):
        rules_of(section, "390")


# --- Every step that may be empty, and every kind of county ---

STEPS = {
    "zhangye: the risk fund is empty": (
        "zhangye", 0, [(0, 100, 0, 20)],
        [("A", "balance_quota", "balance_quota", 20), ("A", "open", "undecided", 80)],
    ),
    "zhangye: a managerial part larger than the gap": (
        "zhangye", 50, [(0, 100, 180, 20)], [("A", "managerial", "county", 100)],
    ),
    "zhangye: three counties at a risk fund partly empty": (
        "zhangye", 10, [(0, 30, 0, 0), (0, 60, 0, 0), (0, 50, 10, 40)],
        [
            ("C", "managerial", "county", 10), ("C", "balance_quota", "balance_quota", 40),
            ("A", "risk_fund", "risk_fund", 3), ("B", "risk_fund", "risk_fund", 7),
            ("A", "open", "undecided", 27), ("B", "open", "undecided", 53),
        ],
    ),
    "zhangye: nothing came in and nothing was spent": ("zhangye", 10, [(0, 0, 0, 5)], []),
    "neimenggu: the regional fund is empty": (
        "neimenggu", 0, [(0, 50, 0, 10)],
        [("A", "accumulated_balance", "accumulated_balance", 10), ("A", "county", "county", 40)],
    ),
    "neimenggu: a managerial part larger than the gap": (
        "neimenggu", 9, [(10, 50, 60, 10)], [("A", "managerial", "county", 40)],
    ),
    "neimenggu: two counties at a fund partly empty": (
        "neimenggu", 10, [(0, 40, 0, 0), (0, 20, 0, 0)],
        [
            ("A", "regional_fund", "regional_fund", 7), ("B", "regional_fund", "regional_fund", 3),
            ("A", "county", "county", 33), ("B", "county", "county", 17),
        ],
    ),
    "neimenggu: nothing came in and nothing was spent": ("neimenggu", 10, [(0, 0, 0, 5)], []),
    "ningbo: a county with nothing beside one in surplus": (
        "ningbo", 7, [(0, 0, 0, 0), (3, 0, 0, 0)],
        [("B", "surplus", "reserve", 2), ("B", "surplus", "balance", 1)],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STEPS)
def test_every_step_may_be_empty(name: str) -> None:
    city, fund, counties, lines = STEPS[name]
    done = settled(city, fund, *counties)
    assert amounts(done) == lines
    assert done.open == sum(line[3] for line in lines if line[1] == "open")


def test_what_the_fund_draws_is_taken_out_of_the_income_first() -> None:
    whole = [CountyYear("A", 200, 400, balance=20), CountyYear("B", 600, 400)]
    fund = CommonFund(10, 800)
    years = after_accrual(whole, fund, rules("zhangye"))
    assert [(one.income, one.gross) for one in years] == [(190, 200), (570, 600)]
    done = settle_year(years, fund, rules("zhangye"))
    assert [line.amount for line in done.lines if line.step == "accrual"] == [10, 30]
    assert amounts(done)[2:4] == [("B", "surplus", "balance", 102), ("B", "surplus", "city", 68)]


# --- Whatever the numbers ---

FEN = st.integers(0, 10**12)
COUNTIES = st.lists(st.tuples(FEN, FEN, FEN, FEN), min_size=1, max_size=8)
CITIES = st.sampled_from(sorted(DAYS))


@given(CITIES, FEN, FEN, COUNTIES)
def test_lines_add_up_and_nobody_pays_below_nothing(
    city: str, fund: int, financing: int, counties: list[tuple[int, int, int, int]]
) -> None:
    done = settled(city, fund, *counties, financing=financing)
    assert all(line.amount >= 0 for line in done.lines)
    assert done.fund >= 0
    assert min(done.balances.values()) >= 0
    for n, (income, spending, _managerial, _balance) in enumerate(counties):
        own = [line for line in done.lines if line.county == chr(65 + n)]
        divided = sum(line.amount for line in own if line.step == "surplus")
        borne = sum(line.amount for line in own if line.step not in ("surplus", "accrual"))
        assert (divided, borne) == (max(0, income - spending), max(0, spending - income))


@given(CITIES, FEN, COUNTIES)
def test_what_the_fund_pays_is_what_it_no_longer_holds(
    city: str, fund: int, counties: list[tuple[int, int, int, int]]
) -> None:
    done = settled(city, fund, *counties)
    name = rules(city).fund
    brought = sum(x.amount for x in done.lines if x.payer == name and x.step in ("surplus", "accrual"))
    paid = sum(x.amount for x in done.lines if x.payer == name and x.step not in ("surplus", "accrual"))
    assert done.fund == fund + brought - paid


def of_county(done: Settlement, county: str) -> int:
    return sum(x.amount for x in done.lines if (x.county, x.payer) == (county, "county"))


@given(FEN, FEN, COUNTIES)
def test_more_reserve_never_costs_a_county_more_than_a_fen_more(
    fund: int, more: int, counties: list[tuple[int, int, int, int]]
) -> None:
    little, much = (settled("ningbo", held, *counties) for held in (fund, fund + more))
    for n in range(len(counties)):
        assert of_county(much, chr(65 + n)) <= of_county(little, chr(65 + n)) + 1


@given(CITIES, st.sampled_from([UNIFIED, GRADED]), FEN, FEN, COUNTIES)
def test_what_is_posted_balances_in_every_book_and_leaves_only_what_others_owe(
    city: str, mode: str, fund: int, financing: int, counties: list[tuple[int, int, int, int]]
) -> None:
    keeping = Keeping(mode, 1)
    years = [CountyYear(chr(65 + n), *one) for n, one in enumerate(counties)]
    common = CommonFund(fund, financing)
    taken = after_accrual(years, common, rules(city))
    done = settle_year(taken, common, rules(city))
    held: dict[tuple[str, int | None], int] = {}
    for n, year in enumerate(years):
        own = [line for line in done.lines if line.county == year.county]
        for draft in drafts(keeping, moves_of(keeping, 100 + n, own, "net")):
            assert sum(leg.amount for leg in draft.legs) == 0
            assert len(draft.legs) >= 2
            for leg in draft.legs:
                assert keeping.unit_of(leg.agency) == draft.unit
                held[leg.role, leg.county] = held.get((leg.role, leg.county), 0) - leg.amount
        # The year left its result in the county's share; governments' parts and what is open stay in it.
        owed = sum(
            x.amount
            for x in own
            if x.payer in ("county", "city", "region", "undecided") and x.step != "surplus"
        )
        assert year.income - year.spending + held.get(("net", 100 + n), 0) == -owed
        assert year.balance + held.get((COUNTY_BALANCE, 100 + n), 0) == done.balances[year.county]
    assert fund + held.get((rules(city).fund, None), 0) == done.fund


@given(FEN, FEN, FEN, COUNTIES)
def test_more_in_the_risk_fund_leaves_no_county_more_than_a_fen_more_open(
    fund: int, more: int, financing: int, counties: list[tuple[int, int, int, int]]
) -> None:
    little, much = (settled("zhangye", held, *counties, financing=financing) for held in (fund, fund + more))
    # What is drawn until it is full differs by as much as it holds less: look where nothing is drawn.
    if any(line.step == "accrual" for line in (*little.lines, *much.lines)):
        return
    for n in range(len(counties)):
        left = [
            sum(x.amount for x in done.lines if (x.county, x.step) == (chr(65 + n), "open"))
            for done in (little, much)
        ]
        assert left[1] <= left[0] + 1
