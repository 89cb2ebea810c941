"""The arithmetic: credits by base and amount, interest to the fen, what a bill may count on."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.account_policy import DAILY, MONTH_END
from claims.rules.personal_accounts import Rate, Received, credit_of, interest_of, plan_share

YEAR = 2022
FIRST, END = dt.date(YEAR, 1, 1), dt.date(YEAR + 1, 1, 1)
ONE_RATE = [Rate(FIRST, END, 35)]


@pytest.mark.parametrize(
    ("base", "ratio", "fixed", "credit"),
    [
        (650_000, 200, 0, 13_000),
        (650_025, 200, 0, 13_001),  # 130.005 rounds up
        (None, 200, 0, None),
        (None, 0, 9_000, 9_000),
        (650_000, 200, 500, 13_500),
        (0, 200, 0, 0),
    ],
)
def test_credit(base: int | None, ratio: int, fixed: int, credit: int | None) -> None:
    assert credit_of(base, ratio, fixed) == credit


@pytest.mark.parametrize(
    ("opening", "changes", "method", "interest"),
    [
        # 1,000.00 all year at 0.35 %.
        (100_000, [], DAILY, 350),
        (100_000, [], MONTH_END, 350),
        # 1,000.00 from 1 July: 184 of 365 days; six of twelve month ends.
        (0, [(dt.date(2022, 7, 1), 100_000)], DAILY, 176),
        (0, [(dt.date(2022, 7, 1), 100_000)], MONTH_END, 175),
        # Spent on the last day: that day bears nothing, and no month end of December either.
        (100_000, [(dt.date(2022, 12, 31), -100_000)], DAILY, 349),
        (100_000, [(dt.date(2022, 12, 31), -100_000)], MONTH_END, 321),
        # In and out within a month: no month end sees it.
        (0, [(dt.date(2022, 5, 2), 100_000), (dt.date(2022, 5, 30), -100_000)], MONTH_END, 0),
        (0, [], DAILY, 0),
    ],
)
def test_interest(opening: int, changes: list[tuple[dt.date, int]], method: str, interest: int) -> None:
    found = interest_of(opening, changes, year=YEAR, rates=ONE_RATE, method=method, days=365)
    assert found == interest


def test_the_rate_may_change_within_the_year() -> None:
    rates = [Rate(FIRST, dt.date(2022, 7, 1), 35), Rate(dt.date(2022, 7, 1), END, 150)]
    # 1,000.00: 181 days at 0.35 %, 184 at 1.5 %: 1.7356 + 7.5616.
    assert interest_of(100_000, [], year=YEAR, rates=rates, method=DAILY, days=365) == 930
    assert interest_of(100_000, [], year=YEAR, rates=rates, method=MONTH_END, days=365) == 925


CHANGES = st.lists(
    st.tuples(st.dates(FIRST, END - dt.timedelta(days=1)), st.integers(min_value=-50_000, max_value=100_000)),
    max_size=15,
)


@given(opening=st.integers(0, 1_000_000), changes=CHANGES, cut=st.dates(FIRST, END - dt.timedelta(days=1)))
def test_daily_interest_is_the_sum_over_days(
    opening: int, changes: list[tuple[dt.date, int]], cut: dt.date
) -> None:
    """Against the definition, day by day in exact fractions, with a rate that changes on any day."""
    rates = [rate for rate in (Rate(FIRST, cut, 35), Rate(cut, END, 210)) if rate.first < rate.end]
    exact = Fraction(0)
    balance, day = opening, FIRST
    while day < END:
        balance += sum(change for on, change in changes if on == day)
        exact += Fraction(max(0, balance) * (35 if day < cut else 210), 10_000 * 365)
        day += dt.timedelta(days=1)
    found = interest_of(opening, changes, year=YEAR, rates=rates, method=DAILY, days=365)
    assert abs(found - exact) <= Fraction(1, 2)


DAYS = tuple(dt.date(2021, 1, 31) + dt.timedelta(days=31 * n) for n in range(12))


@given(
    moves=st.lists(st.integers(-300, 500), min_size=12, max_size=12),
    day=st.sampled_from(DAYS),
    before=st.integers(0, 3_000),
    after=st.integers(0, 3_000),
)
def test_a_bill_never_counts_on_more_than_is_left(
    moves: list[int], day: dt.date, before: int, after: int
) -> None:
    received = Received(DAYS, tuple(accumulate(moves)), (0,) * 12)
    own, family = received.credited(day, spent_before=(before, 0), spent_after=(after, 0))
    assert 0 <= own <= max(0, sum(moves) - before - after)
    until = sum(move for on, move in zip(DAYS, moves, strict=True) if on <= day)
    assert own <= max(0, until - before)
    assert family == 0


def test_what_came_in_later_does_not_pay_an_earlier_bill() -> None:
    received = Received((dt.date(2022, 1, 31), dt.date(2022, 2, 28)), (100, 250), (0, 30))
    nothing = (0, 0)
    assert received.credited(dt.date(2022, 1, 30), spent_before=nothing, spent_after=nothing) == (0, 0)
    assert received.credited(dt.date(2022, 1, 31), spent_before=nothing, spent_after=nothing) == (100, 0)
    assert received.credited(dt.date(2022, 2, 28), spent_before=(40, 10), spent_after=nothing) == (210, 20)
    # A late bill of January finds what bills of later years have left.
    assert received.credited(dt.date(2022, 1, 31), spent_before=nothing, spent_after=(240, 30)) == (10, 0)


@pytest.mark.parametrize(
    ("amount", "shared", "refusal", "most"),
    [
        (5_000, 0, "", 9_500),
        (9_500, 0, "", 9_500),
        (9_501, 0, "keeps", 9_500),
        (3_000, 98_000, "year", 2_000),
    ],
)
def test_sharing_keeps_what_the_policy_says(amount: int, shared: int, refusal: str, most: int) -> None:
    plan = plan_share(balance=10_000, amount=amount, keep=500, most_a_year=100_000, shared_this_year=shared)
    assert (plan.refusal, plan.most) == (refusal, most)
