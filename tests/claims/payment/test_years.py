"""The year: common budgets divided to the fen, surplus kept, overrun shared at both sides of each edge, the deposit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.payment.bands import bands_of, by_bands
from claims.rules.payment.cases import POINT
from claims.rules.payment.section import OF_DUE
from claims.rules.payment.settling import UnitYear, lent_ahead, year_end
from claims.rules.payment.terms import Terms, terms_of
from claims.rules.payment.years import Account, PoolYear, clear_alone, clear_together
from config.money import share
from institutions.policy.registry import read_package
from institutions.policy.what_if import policy_in_package
from institutions.rules.policy_faults import PolicyError
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.steps import Step

from .terms import JIUJIANG, bands, own, shipped


def account(unit: str, points: int, billed: int, **values: Any) -> Account:
    usual: dict[str, Any] = {"cost": billed, "owed": billed, "deducted": 0}
    return Account(unit, "dip", billed=billed, points=points * POINT, **(usual | values))


def told(steps: Sequence[Step]) -> dict[str, int | None]:
    """Amounts by code, those of bands added up."""
    found: dict[str, int | None] = {}
    for one in steps:
        found[one.code] = (found.get(one.code) or 0) + (one.amount or 0)
    return found


# --- alone, due 10,000: kept whole up to a tenth, half up to a fifth; shared half up to a tenth ---

ALONE = {
    # used: (cleared, kept or shared)
    10_000: (10_000, 0),
    9001: (10_000, 999),
    9000: (10_000, 1000),  # exactly a tenth
    8998: (9999, 1001),  # one of the two beyond it is kept: 8,998 + 1,000 + 1
    8000: (9500, 1500),  # exactly a fifth
    7999: (9499, 1500),  # nothing of what lies beyond
    0: (1500, 1500),
    10_001: (10_001, 1),  # half a fen, half up
    10_999: (10_500, 500),  # 499.5
    11_000: (10_500, 500),  # exactly a tenth
    11_001: (10_500, 500),  # nothing of what lies beyond
    50_000: (10_500, 500),
}


@pytest.mark.duty("NB-09")
@pytest.mark.parametrize("used", ALONE)
def test_surplus_and_overrun_by_bands(used: int) -> None:
    done = clear_alone(account("A", 0, used, owed=10_000), shipped("jiujiang"))
    amounts = told(done.steps)
    assert (done.amount, amounts.get("kept", 0) or amounts.get("shared", 0)) == ALONE[used]
    assert amounts.get("surplus_band", 0) == amounts.get("kept", 0)


def test_an_own_budget_is_measured_against_what_the_method_owes() -> None:
    # Total control of 10,000; by their standard the cases come to 10,400, billed were 12,000.
    done = clear_alone(account("A", 0, 12_000, owed=10_400, budget=10_000), shipped("hegang"))
    assert done.amount == 10_200
    assert told(done.steps)["used_owed"] == 10_400


def test_deductions_come_off_last_and_never_below_nothing() -> None:
    done = clear_alone(account("A", 0, 9000, owed=10_000, deducted=300), shipped("jiujiang"))
    assert (done.amount, done.deducted, done.returned) == (9700, 300, 0)
    assert clear_alone(account("A", 0, 10, owed=10, deducted=300), own()).amount == 0


def test_a_plain_share_is_one_band_and_a_silent_policy_says_so() -> None:
    assert [one.amount for one in by_bands(1001, 5, bands_of(Given(5000)))] == [501]
    terms = own()
    silent = terms._replace(methods=type(terms.methods)("payment_methods", {}))
    with pytest.raises(PolicyGap, match="surplus_kept"):
        clear_alone(account("A", 0, 1, owed=2), silent)


def test_a_share_of_an_overrun_must_not_rise_and_edges_must_be_in_order() -> None:
    text = JIUJIANG.read_text("utf-8")
    rising = text.replace("value: {0..0.1: 0.5, 0.1..: 0}", "value: {0..0.1: 0.5, 0.1..: 0.6}")
    with pytest.raises(PolicyError) as refused:
        read_package(rising, file="rising")
    assert "year.overrun_shared" in str(refused.value.faults)
    crossed = text.replace("value: 2, clause: 三（八）", "value: 0.5, clause: 三（八）")
    with pytest.raises(PolicyError) as refused:
        read_package(crossed, file="crossed")
    assert "dip.high_above" in str(refused.value.faults)


# --- a common budget --------------------------------------------------------------------------------------------------


def parts(done: PoolYear) -> dict[str, int | None]:
    """What each institution is due."""
    return {one.account.unit: one.steps[0].amount for one in done.cleared}


def test_a_common_budget_is_divided_by_points_to_the_fen_and_ties_go_to_the_first() -> None:
    three = [account(unit, 1, 0) for unit in "ABC"]
    done = clear_together(three, 100, own(year__surplus_kept=10_000))
    assert parts(done) == {"A": 34, "B": 33, "C": 33}
    assert (sum(one.amount for one in done.cleared), done.left) == (100, 0)


def test_the_point_value_of_the_fund_and_of_the_whole_cost() -> None:
    # 60,000.00 over 8,000 points: 7.50 of the fund's money; it paid 70 % of the cost, so a point is worth 10.714286.
    accounts = [account("A", 5000, 4_900_000, cost=7_000_000), account("B", 3000, 2_100_000, cost=3_000_000)]
    done = clear_together(accounts, 6_000_000, own())
    values = {one.code: one.params["value"] for one in done.steps if "value" in one.params}
    assert values == {"point_value": 7_500_000, "clearing_point_value": 10_714_286}
    assert parts(done) == {"A": 3_750_000, "B": 2_250_000}


def test_overruns_are_borne_out_of_what_was_kept_back_and_no_more() -> None:
    # 5 % of 20,000 are kept back: 1,000; due are 9,500 each.
    enough = clear_together([account("A", 1, 10_450), account("B", 1, 9500)], 20_000, shipped("jiujiang"))
    assert [one.amount for one in enough.cleared] == [9975, 9500]  # half of 950
    assert (enough.left, told(enough.steps)["pool_overrun"]) == (525, 475)
    # Both ask 475, 3 × 475 = 1,425 of 1,500 … with three: due 9,500 each, 5 % of 30,000.
    three = [account(unit, 1, 20_000) for unit in "ABC"]
    assert [one.amount for one in clear_together(three, 30_000, shipped("jiujiang")).cleared] == [9975] * 3
    scarce = own(year__reserved=100, year__overrun_shared=bands(OF_DUE, (0, None, 5000)))
    # 1 % of 30,000 are 300; due 9,900 each; A asks 1,000, B 100, C none: 300 × 10/11, 300 × 1/11.
    asked = [account("A", 1, 11_900), account("B", 1, 10_100), account("C", 1, 9900)]
    done = clear_together(asked, 30_000, scarce)
    assert [one.amount for one in done.cleared] == [9900 + 273, 9900 + 27, 9900]
    assert done.left == 0


def test_what_nobody_gets_stays_with_the_fund_and_is_told() -> None:
    accounts = [account("A", 1, 5000, deducted=77), account("B", 1, 9500)]
    done = clear_together(accounts, 20_000, shipped("jiujiang"))
    # A: due 9,500, used 5,000, keeps 950 + 475, less 77; B: as due.
    assert [one.amount for one in done.cleared] == [5000 + 1425 - 77, 9500]
    left = next(one for one in done.steps if one.code == "pool_left")
    assert left.amount == done.left == 20_000 - 6348 - 9500
    assert left.params == {"unused": 1000, "returned": 9500 - 6425, "taken": 77}


def test_a_budget_without_points_is_not_divided() -> None:
    done = clear_together([account("A", 0, 0)], 500, own())
    assert (done.left, done.cleared[0].amount) == (500, 0)


# --- the account of the year ------------------------------------------------------------------------------------------

RELEASED = {59: 0, 60: 250, 79: 250, 80: 400, 89: 400, 90: 500, 100: 500}


@pytest.mark.parametrize("score", RELEASED)
def test_the_deposit_is_released_by_the_score(score: int) -> None:
    found = told(year_end(UnitYear(10_000, 9000, 500, score), shipped("jiujiang")))
    withheld = 500 - RELEASED[score]
    assert (found["deposit_released"], found["deposit_withheld"]) == (RELEASED[score], withheld)
    assert found["year_paid"] == 10_000 - withheld - 9000


def test_without_a_score_the_deposit_stays_and_too_much_prepaid_comes_back() -> None:
    found = told(year_end(UnitYear(10_000, 9500, 500), shipped("jiujiang")))
    assert (found["deposit_open"], found["deposit_withheld"], found["year_paid"]) == (0, 500, 0)
    over = told(year_end(UnitYear(10_000, 9900, 500, 0), shipped("jiujiang")))
    assert over["year_recovered"] == 400
    nothing_due = told(year_end(UnitYear(0, 9500, 500, 0), shipped("jiujiang")))
    assert (nothing_due["deposit_held"], nothing_due["year_recovered"]) == (0, 9500)


def test_working_capital_is_two_months_of_last_years_mean() -> None:
    # Zhangye 四（五）4: 1,234,567.89 ÷ 12 × 2 = 205,761.315
    found = lent_ahead(UnitYear(0, 0, 0, last_year=123_456_789), shipped("zhangye"))
    assert [(one.code, one.amount) for one in found] == [("working_capital", 20_576_132)]
    assert found[0].clause == "四（五）4"


def test_working_capital_is_settled_at_year_end() -> None:
    # Due 10,000, nothing withheld at 95 points, prepaid 6,000, lent 2,500 in January: 1,500 are left to pay.
    found = told(year_end(UnitYear(10_000, 6000, 500, 95, lent=2500), shipped("zhangye")))
    assert (found["capital_settled"], found["year_paid"]) == (2500, 1500)
    back = told(year_end(UnitYear(10_000, 9000, 500, 95, lent=2500), shipped("zhangye")))
    assert back["year_recovered"] == 1500


def test_bands_are_dated() -> None:
    text = JIUJIANG.read_text("utf-8").replace(
        "          value: {0..0.1: 0.5, 0.1..: 0}\n",
        "          value: {0..0.1: 0.5, 0.1..: 0}\n"
        "        - {from: 2025-01-01, clause: 新, value: {0..0.05: 0.8, 0.05..: 0}}\n",
    )
    policy_on = policy_in_package(read_package(text, file="dated"))
    terms = [terms_of(policy_on(dt.date(year, 12, 31))) for year in (2024, 2025)]
    assert [clear_alone(account("A", 0, 11_000, owed=10_000), one).amount for one in terms] == [
        10_500,
        10_400,
    ]


def test_the_advance_is_about_a_month_and_follows_the_assessment() -> None:
    found = lent_ahead(UnitYear(0, 0, 0, 95, 120_000), shipped("jiujiang"))
    assert [(one.code, one.amount) for one in found] == [("prepayment", 10_000)]
    adjusted = own(
        prepayment__months=1, prepayment__adjusted=bands("score", (0, 80, 5000), (80, None, 11_000))
    )
    amounts = [lent_ahead(UnitYear(0, 0, 0, score, 120_000), adjusted)[-1].amount for score in (79, 80)]
    assert amounts == [5000, 11_000]
    assert len(lent_ahead(UnitYear(0, 0, 0, None, 120_000), adjusted)) == 1
    assert lent_ahead(UnitYear(0, 0, 0, 95), adjusted) == []


# --- Whatever the numbers ---------------------------------------------------------------------------------------------

FEN = st.integers(0, 10**12)
ACCOUNTS = st.lists(
    st.builds(
        lambda points, billed, deducted: (points, billed, deducted),
        st.integers(0, 10**6),
        FEN,
        st.integers(0, 10**6),
    ),
    min_size=1,
    max_size=8,
)


@st.composite
def any_terms(draw: st.DrawFn) -> Terms:
    """Up to three bands of surplus and of overrun; the fund's share of an overrun never rises."""

    def table(ratios: list[int]) -> Any:
        edges = sorted(draw(st.lists(st.integers(1, 20_000), min_size=2, max_size=2, unique=True)))
        spans = zip([0, *edges], [*edges, None], strict=True)
        return bands(OF_DUE, *((low, high, ratio) for (low, high), ratio in zip(spans, ratios, strict=True)))

    ratios = st.lists(st.integers(0, 10_000), min_size=3, max_size=3)
    return own(
        year__surplus_kept=table(draw(ratios)),
        year__overrun_shared=table(sorted(draw(ratios), reverse=True)),
        year__reserved=draw(st.integers(0, 10_000)),
    )


def pool_of(rows: Sequence[tuple[int, int, int]]) -> list[Account]:
    return [
        account(f"{n}", points, billed, deducted=deducted)
        for n, (points, billed, deducted) in enumerate(rows)
    ]


@pytest.mark.duty("NB-09")
@given(any_terms(), FEN, ACCOUNTS)
def test_clearings_and_what_is_left_are_the_budget(
    terms: Terms, budget: int, rows: list[tuple[int, int, int]]
) -> None:
    done = clear_together(pool_of(rows), budget, terms)
    divided = budget - share(budget, terms.reserved.value)
    assert sum(part or 0 for part in parts(done).values()) == (divided if any(row[0] for row in rows) else 0)
    assert min(one.amount for one in done.cleared) >= 0
    assert done.left >= 0
    assert sum(one.amount for one in done.cleared) + done.left == budget
    left = next(one for one in done.steps if one.code == "pool_left")
    assert sum(left.params.values()) == left.amount


@given(any_terms(), FEN, FEN, FEN, FEN)
def test_a_larger_own_budget_never_pays_less(
    terms: Terms, budget: int, more: int, used: int, deducted: int
) -> None:
    first, larger = (
        clear_alone(account("A", 0, used, deducted=deducted, budget=one), terms)
        for one in (budget, budget + more)
    )
    assert 0 <= first.amount <= larger.amount


@given(any_terms(), FEN, FEN, ACCOUNTS)
def test_a_larger_common_budget_pays_nobody_more_than_two_fen_less(
    terms: Terms, budget: int, more: int, rows: list[tuple[int, int, int]]
) -> None:
    first, larger = (clear_together(pool_of(rows), one, terms).cleared for one in (budget, budget + more))
    assert all(b.amount >= a.amount - 2 for a, b in zip(first, larger, strict=True))


@given(FEN, FEN, FEN, st.none() | st.integers(0, 100))
def test_the_year_pays_what_is_due_less_the_deposit_not_released(
    due: int, prepaid: int, deposit: int, score: int | None
) -> None:
    found = told(year_end(UnitYear(due, prepaid, deposit, score), own()))
    balance = (found.get("year_paid") or 0) - (found.get("year_recovered") or 0)
    total = prepaid + balance
    assert total == due - (found["deposit_withheld"] or 0)
    assert total >= 0
