"""The year's settlement step by step, by the shipped packages: golden cases in fen, and what must always hold."""

from __future__ import annotations

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.money import share
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


def test_a_policy_silent_on_gaps_says_so() -> None:
    package = read_package((POLICIES / "hegang.yaml").read_text("utf-8"), file="hegang")
    section = policy_in_package(package)(dt.date(2024, 12, 31)).section("pooling")
    with pytest.raises(PolicyGap, match=r"gap\.policy_order"):
        rules_of(section, "390")


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


# Few fen are where parts that round against each other would show; many, where a sum would overflow its share.
ANY_FEN = st.one_of(st.integers(0, 40), FEN)
ANY_COUNTIES = st.lists(st.tuples(ANY_FEN, ANY_FEN, ANY_FEN, ANY_FEN), min_size=1, max_size=20)


@given(st.sampled_from(["ningbo", "neimenggu"]), ANY_FEN, ANY_FEN, ANY_COUNTIES)
def test_more_reserve_never_costs_a_county_more_than_a_fen_more(
    city: str, fund: int, more: int, counties: list[tuple[int, int, int, int]]
) -> None:
    little, much = (settled(city, held, *counties) for held in (fund, fund + more))
    for n in range(len(counties)):
        assert of_county(much, chr(65 + n)) <= of_county(little, chr(65 + n)) + 1


YEARS = st.integers(1, 20).flatmap(
    lambda n: st.lists(
        st.lists(st.tuples(ANY_FEN, ANY_FEN, ANY_FEN), min_size=n, max_size=n), min_size=2, max_size=6
    )
)


@given(CITIES, ANY_FEN, YEARS)
def test_years_one_after_the_other_lose_no_fen_and_never_fill_the_fund_above_its_ceiling(
    city: str, fund: int, years: list[list[tuple[int, int, int]]]
) -> None:
    """Income, spending and managerial part by county and year; what a year leaves the next begins with."""
    balances, before = [0] * len(years[0]), [0] * len(years[0])
    given_ = rules(city)
    for of_year in years:
        whole = [
            CountyYear(chr(65 + n), income, spending, managerial, balances[n], before[n])
            for n, (income, spending, managerial) in enumerate(of_year)
        ]
        common = CommonFund(fund, sum(one.income for one in whole))
        taken = after_accrual(whole, common, given_)
        done = settle_year(taken, common, given_)
        drawn = sum(line.amount for line in done.lines if line.step == "accrual")
        assert drawn == sum(one.income for one in whole) - sum(one.income for one in taken)
        if given_.full_at is not None:
            assert fund + drawn <= max(fund, share(common.financing, given_.full_at.value))
        if given_.accrual is not None:
            of = common.financing if given_.accrual_of == "income_of_year" else sum(before)
            assert drawn <= share(of, given_.accrual.value)
        outside = {"county", "city", "region", "undecided"}
        paid = sum(
            x.amount for x in done.lines if x.step not in ("surplus", "accrual") and x.payer in outside
        )
        left = sum(x.amount for x in done.lines if x.step == "surplus" and x.payer == "city")
        result = sum(one.income - one.spending for one in whole)
        # What came in and was not spent, with what others pay or owe, is what fund and counties hold more.
        held = done.fund - fund + sum(done.balances.values()) - sum(balances)
        assert result + paid == held + left
        assert all(0 <= line.amount <= line.asked for line in done.lines)
        fund, balances = done.fund, [done.balances[one.county] for one in whole]
        before = [one.income for one in whole]


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


@pytest.mark.duty("NM-05")
def test_cities_compete_for_the_fund_of_their_region_before_their_counties_do() -> None:
    """Short by half: 300 of 600 asked; city 1 asks 100 + 101, city 2 asks 399."""
    years = [
        CountyYear("A", 0, 100, city="1"),
        CountyYear("B", 0, 101, city="1"),
        CountyYear("C", 0, 399, city="2"),
    ]
    done = settle_year(years, CommonFund(300, 0), rules("neimenggu"))
    paid = {(line.county, line.payer): line.amount for line in done.lines if line.amount}
    assert paid == {
        ("A", "regional_fund"): 50,  # city 1 has 100.5, city 2 has 199.5: the odd fen goes to the earlier
        ("B", "regional_fund"): 51,
        ("C", "regional_fund"): 199,
        ("A", "county"): 50,
        ("B", "county"): 50,
        ("C", "county"): 200,
    }
    assert done.fund == 0


@given(ANY_FEN, st.lists(st.tuples(st.sampled_from("123"), st.integers(1, 10**9)), min_size=1, max_size=9))
def test_a_city_gets_what_it_would_get_as_one_unit(held: int, gaps: list[tuple[str, int]]) -> None:
    """However many counties a city has, its part of the region's fund is by what it asks as a whole."""
    counties = [CountyYear(str(n), 0, gap, city=city) for n, (city, gap) in enumerate(gaps)]
    cities = dict.fromkeys(city for city, _gap in gaps)
    wholes = [CountyYear(one, 0, sum(gap for city, gap in gaps if city == one)) for one in cities]
    of = {one.county: one.city for one in counties}

    def given_to(done: Settlement, city_of: dict[str, str]) -> dict[str, int]:
        parts = dict.fromkeys(cities, 0)
        for line in done.lines:
            if line.payer == "regional_fund":
                parts[city_of[line.county]] += line.amount
        return parts

    fund = CommonFund(held, 0)
    apart = given_to(settle_year(counties, fund, rules("neimenggu")), of)
    assert apart == given_to(settle_year(wholes, fund, rules("neimenggu")), {one: one for one in cities})
    assert sum(apart.values()) == min(held, sum(gap for _city, gap in gaps))
