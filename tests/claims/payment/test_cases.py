"""Golden cases of every payment method, worked out by hand, in fen: edges, factors, the fund's part, the month."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.payment.cases import NEEDS, POINT, Case, Owed, month_base, owed
from claims.rules.payment.heads import Heads, heads_owed
from claims.rules.payment.months import Base, month_parts
from claims.rules.payment.section import (
    BILLED,
    CASE_RATIO,
    DEVIATING,
    DEVIATION,
    METHODS,
    SIGNED_UP,
)
from config.money import share
from enrollment.rules.contributions.outcome import FactMissing
from institutions.rules.policy_tables import PolicyGap, Table

from .terms import own, shipped

EDGES = {"dip__low_below": 5000, "dip__high_above": 20_000, "dip__review_above": 50_000}


def yuan(amount: float | str) -> int:
    return round(float(amount) * 100)


def standard(text: str) -> int:
    """Yuan of up to six decimals in millionths."""
    whole, _dot, rest = text.partition(".")
    return int(whole + rest.ljust(6, "0"))


def dip(cost: str, mean: str | None = "10000", **facts: Any) -> Case:
    """1,000 points at 9.50 yuan; the patient and others bear 3,000.00."""
    fen = yuan(cost)
    usual = {"weight": 10_000_000, "standard": standard("9.5"), "fund": max(0, fen - 300_000)}
    return Case("dip", cost=fen, mean=None if mean is None else yuan(mean), **(usual | facts))


def amounts(worked: Owed) -> tuple[str, int | None, int, int]:
    return worked.deviation, worked.points, worked.standard, worked.fund


# --- DIP: 1000 points; normal 9,500.00, of which the fund 6,500.00 --------------------------------------------------

DIP = {
    # cost: (deviation, points in hundred-millionths, standard, fund)
    "10000": ("normal", 1000 * POINT, 950_000, 650_000),
    "5000": ("normal", 1000 * POINT, 950_000, 650_000),  # exactly 50 %
    "4999.99": ("low", 49_999_900_000, 474_999, 174_999),  # 1000 × 0.499999 = 499.999; × 9.5 = 4,749.9905
    "20000": ("normal", 1000 * POINT, 950_000, 650_000),  # exactly 200 %
    "20000.01": ("high", 100_000_100_000, 950_001, 650_001),  # 2.000001 − 2 + 1; × 9.5 = 9,500.0095
    "25000": ("high", 1500 * POINT, 1_425_000, 1_125_000),  # 2.5 − 2 + 1 = 1.5
    "50000": ("high", 4000 * POINT, 3_800_000, 3_500_000),  # exactly 5 times: not yet for review
    "50000.01": ("review", 400_000_100_000, 3_800_001, 3_500_001),
    "3000": ("low", 300 * POINT, 285_000, 0),  # 2,850.00 − 3,000.00 borne by others: never below zero
}


@pytest.mark.duty("JJ-08")
@pytest.mark.parametrize("cost", DIP)
def test_a_dip_case_by_its_cost_against_the_mean(cost: str) -> None:
    assert amounts(owed(dip(cost), shipped("jiujiang"))) == DIP[cost]


@pytest.mark.parametrize(
    ("cost", "deviation", "points"),
    [("5000", "low", 500), ("20000", "high", 1000), ("50000", "review", 4000), ("5000.01", "normal", 1000)],
)
def test_a_policy_may_count_the_edge_itself_as_deviating(cost: str, deviation: str, points: int) -> None:
    worked = owed(dip(cost), own(**EDGES, dip__at_edge=DEVIATION))
    assert (worked.deviation, worked.points) == (deviation, points * POINT)


def test_other_edges_are_other_values() -> None:
    # 0.4 and 2.5: 26,000 ÷ 10,000 − 2.5 + 1 = 1.1
    terms = own(dip__low_below=4000, dip__high_above=25_000)
    found = [owed(dip(cost), terms) for cost in ("4000", "3999.99", "25000", "26000")]
    assert [one.deviation for one in found] == ["normal", "low", "normal", "high"]
    assert found[3].points == 1100 * POINT


def test_the_institutions_factor_multiplies_and_the_policys_stands_in() -> None:
    assert owed(dip("10000", factor=11_000), shipped("jiujiang")).standard == 1_045_000
    table = Table(("level",), {"3": 10_000, "2": 8000, "*": 6000})
    by_level = own(institution_factor=table)
    assert [owed(dip("10000", level=level), by_level).standard for level in ("3", "2", "1")] == [
        950_000,
        760_000,
        570_000,
    ]


def test_a_review_decides_the_points_and_without_a_mean_nothing_deviates() -> None:
    decided = owed(dip("60000", decided=25_000_000), shipped("jiujiang"))
    assert amounts(decided)[:3] == ("decided", 2500 * POINT, 2_375_000)
    assert owed(dip("60000", mean=None), shipped("jiujiang")).deviation == "unmeasured"
    assert owed(dip("60000", mean=None), own()).deviation == "normal"


def test_like_cases_together_deviate_by_their_mean_cost() -> None:
    # Three cases of 4,000.00 on average: 1000 × 3 × 0.4 = 1200 points.
    together = owed(dip("12000", cases=3), shipped("jiujiang"))
    assert (together.deviation, together.points) == ("low", 1200 * POINT)


def test_the_formula_is_told_step_by_step() -> None:
    codes = [one.code for one in owed(dip("50000.01"), shipped("jiujiang")).steps]
    assert codes == ["points", "high", "review", "standard", "fund_less_others"]


# --- the other methods ----------------------------------------------------------------------------------------------


@pytest.mark.duty("NB-09")
def test_drg_weight_times_rate_times_factor() -> None:
    # An unnamed city's rate and factor: 1.2345 × 0.92 = 1.13574; × 9,575.25 = 10,874.994435
    case = Case("drg", cost=1_200_000, fund=800_000, weight=12_345, standard=standard("9575.25"), factor=9200)
    worked = owed(case, shipped("ningbo"))
    assert amounts(worked) == ("normal", 113_574_000, 1_087_499, 687_499)


def test_the_fund_may_owe_its_share_of_the_bill() -> None:
    case = Case("drg", cost=1_200_000, fund=800_000, weight=10_000, standard=standard("9000"))
    assert owed(case, own(fund_part=CASE_RATIO)).fund == 600_000  # 9,000.00 × 8 ÷ 12
    nothing = case._replace(cost=0, fund=0)
    assert owed(nothing, own(fund_part=CASE_RATIO)).fund == 0


@pytest.mark.duty("HG-08", "NM-07")
def test_a_single_disease_is_paid_its_quota() -> None:
    cheap = Case("per_case", cost=500_000, fund=350_000, standard=standard("5600"))
    dear = cheap._replace(cost=700_000, fund=550_000)
    # 5,600.00 − 1,500.00 borne by others, whatever the case cost.
    assert [owed(one, shipped("zhangye")).fund for one in (cheap, dear)] == [410_000, 410_000]
    assert owed(cheap._replace(cases=3, cost=1_500_000, fund=1_050_000), own()).standard == 1_680_000


@pytest.mark.duty("HG-08", "NM-07")
def test_bed_days() -> None:
    # 30 days × 180.00 × 0.9 = 4,860.00; others bear 1,000.00
    case = Case("bed_day", cost=600_000, fund=500_000, days=30, standard=standard("180"), factor=9000)
    assert amounts(owed(case, shipped("hegang"))) == ("normal", None, 486_000, 386_000)
    assert owed(case._replace(days=0), shipped("hegang")).fund == 0


@pytest.mark.duty("NB-09", "HG-08", "NM-07")
def test_heads_are_those_signed_up_where_the_policy_says_so() -> None:
    # A month: 1,000 signed up of 1,500 × 65.50 a year ÷ 12 = 5,458.3333…
    case = Case("per_capita", people=1500, signed=1000, standard=standard("65.5"), months=1)
    assert owed(case, shipped("ningbo")).fund == 545_833
    # All insured: 1,500 × 65.50 ÷ 12 = 8,187.50; 500.00 were paid elsewhere.
    assert owed(case._replace(outside=50_000), shipped("neimenggu")).fund == 768_750
    with pytest.raises(FactMissing, match="signed"):
        owed(case._replace(signed=None), own(per_capita__heads=SIGNED_UP))


def test_heads_of_a_year_are_added_up_and_rounded_once() -> None:
    # 1,000 × 65.50 ÷ 12 = 5,458.33 a month; of a year 12,000 × 65.50 ÷ 12 = 65,500.00, not 12 × 5,458.33.
    year = Heads([1000] * 12, standard("65.5"))
    assert heads_owed(year, shipped("ningbo"))[0] == 6_550_000
    assert heads_owed(year._replace(monthly=[1000]), shipped("ningbo"))[0] == 545_833
    # 900 until June, 1,100 after, factor 1.05: 12,000 × 65.50 × 1.05 ÷ 12 = 68,775.00.
    grown = Heads([900] * 6 + [1100] * 6, standard("65.5"), 10_500)
    amount, steps = heads_owed(grown, shipped("hegang"))
    assert (amount, [one.code for one in steps]) == (6_877_500, ["heads_months", "standard_factor_months"])
    assert heads_owed(Heads([0], standard("65.5")), shipped("ningbo"))[0] == 0


@pytest.mark.parametrize(("city", "by"), [("ningbo", "heads"), ("hegang", "heads"), ("neimenggu", "budget")])
def test_packages_say_whether_heads_or_the_budget_are_paid(city: str, by: str) -> None:
    assert shipped(city).per_capita_by.value == by


@pytest.mark.duty("JJ-08", "NM-07")
@pytest.mark.parametrize(
    ("method", "city"), [("consortium_lump_sum", "jiujiang"), ("prepaid_total", "neimenggu")]
)
def test_a_lump_sum_goes_by_months_less_what_others_were_paid(method: str, city: str) -> None:
    # 12,000,000.00 ÷ 12 = 1,000,000.00; 120,000.50 of it was paid to others.
    case = Case(method, standard=standard("12000000"), months=1, outside=12_000_050)
    assert amounts(owed(case, shipped(city))) == ("normal", None, 100_000_000, 87_999_950)
    assert owed(case._replace(outside=10**12), shipped(city)).fund == 0
    assert owed(case._replace(months=12, outside=0), shipped(city)).fund == 1_200_000_000


def test_by_item_pays_what_was_billed() -> None:
    assert owed(Case("by_item", fund=123_456), own()).fund == 123_456


def test_a_table_silent_on_a_level_says_so() -> None:
    table = Table(("level",), {"3": 10_000})
    with pytest.raises(PolicyGap, match="level"):
        owed(dip("10000", level="1"), own(institution_factor=table))


def test_every_method_says_what_it_needs() -> None:
    assert tuple(NEEDS) == METHODS
    assert set(DEVIATING) < set(METHODS)


# --- the month ------------------------------------------------------------------------------------------------------


def test_a_month_pays_the_standard_or_the_bill_or_a_share() -> None:
    case = dip("10000")
    worked = owed(case, own())
    assert month_base(case, worked, own())[0] == 650_000
    assert month_base(case, worked, own(month__by=BILLED))[0] == 700_000
    assert month_base(case, worked, own(month__by=BILLED, month__share=9000))[0] == 630_000
    heads = Case("per_capita", people=100, standard=standard("12"))
    assert month_base(heads, owed(heads, own()), own(month__by=BILLED))[0] == 120_000


def test_the_deposit_is_on_what_is_left_after_deductions() -> None:
    # decisions.md 29: (6,500.00 − 500.00) × 5 % = 300.00
    assert month_parts([Base(650_000, 50_000)], 500) == [(50_000, 30_000, 570_000)]


def test_the_deposit_of_a_month_is_reckoned_once_and_divided() -> None:
    # 3 × 0.10 = 0.30; 5 % = 0.015, two fen, not three times half a fen; the first rows bear them.
    assert [part.deposit for part in month_parts([Base(10, 0)] * 3, 500)] == [1, 1, 0]


def test_a_deduction_takes_no_more_than_the_month_pays() -> None:
    assert month_parts([Base(100, 250), Base(100, 0)], 500) == [(100, 0, 0), (0, 5, 95)]


FEN = st.integers(0, 10**11)


@given(st.lists(st.tuples(FEN, FEN), min_size=1, max_size=20), st.integers(0, 10_000))
def test_the_cases_of_a_month_add_up(bases: list[tuple[int, int]], deposit: int) -> None:
    parts = month_parts([Base(*one) for one in bases], deposit)
    assert all(min(part) >= 0 for part in parts)
    assert [sum(part) for part in parts] == [amount for amount, _deducted in bases]
    after = sum(amount - min(amount, deducted) for amount, deducted in bases)
    assert sum(part.deposit for part in parts) == share(after, deposit)


@given(
    cost=FEN,
    mean=st.integers(1, 10**9),
    others=FEN,
    more=st.integers(0, 10**9),
    by=st.sampled_from(["less_others", "case_ratio"]),
)
def test_no_case_is_paid_below_nothing_and_a_dearer_one_has_no_fewer_points(
    cost: int, mean: int, others: int, more: int, by: str
) -> None:
    terms = own(**EDGES, fund_part=by)

    def at(fen: int) -> Owed:
        return owed(
            Case("dip", cost=fen, fund=max(0, fen - others), weight=10**7, standard=10**7, mean=mean), terms
        )

    first, dearer = at(cost), at(cost + more)
    assert first.fund >= 0
    assert (first.points or 0) <= (dearer.points or 0)
