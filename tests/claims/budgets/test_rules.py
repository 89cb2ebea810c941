"""Arithmetic of payment budgets: whatever is divided adds up to the fen."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.rules.budgets.months import AHEAD, NEAR, OVER, WITHIN, split_year, spread, standing
from claims.rules.budgets.proposal import Subject, propose
from institutions.rules.policy_package import Given

_FEN = st.integers(0, 10**13)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_FEN, st.lists(st.integers(-(10**6), 10**12), min_size=12, max_size=12))
def test_months_add_up_to_the_year(amount: int, last_year: list[int]) -> None:
    months = split_year(amount, last_year)
    assert sum(months) == amount
    assert min(months) >= 0


def test_equal_months_give_the_odd_fen_to_the_first() -> None:
    assert split_year(14) == [2, 2, *[1] * 10]
    assert split_year(14, [0] * 12) == split_year(14)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(-(10**9), 10**9),
    st.lists(st.integers(0, 10**8), min_size=12, max_size=12),
    st.integers(1, 12),
)
def test_a_change_goes_into_the_months_left_and_takes_none_below_nothing(
    change: int, months: list[int], first: int
) -> None:
    parts = spread(change, months, first)
    if parts is None:
        assert -change > sum(months[first - 1 :])
        return
    assert len(parts) == 12
    assert sum(parts) == change
    assert not any(parts[: first - 1])
    assert all(month + part >= 0 for month, part in zip(months, parts, strict=True))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.integers(-100, 10**12), min_size=1, max_size=9),
    st.integers(-10_000, 10_000),
    st.integers(0, 10_000),
    st.none() | _FEN,
)
def test_caps_and_reserve_are_the_budget_and_shares_the_caps(
    paid: list[int], growth: int, reserved: int, total: int | None
) -> None:
    bases = {Subject(n % 3, "per_case", institution=n): amount for n, amount in enumerate(paid)}
    found = propose(bases, [0, 1, 2], year=2024, growth=Given(growth), reserved=Given(reserved), total=total)
    if any(amount > 0 for amount in paid):
        assert found.reserved + sum(cap.amount for cap in found.caps.values()) == found.whole.amount
        for county, cap in found.caps.items():
            assert sum(one.amount for key, one in found.shares.items() if key.county == county) == cap.amount
    else:
        assert not any(cap.amount for cap in found.caps.values())


@pytest.mark.parametrize(
    ("used", "so_far", "expected"),
    [(0, 0, WITHIN), (550, 500, WITHIN), (551, 500, AHEAD), (899, 900, WITHIN), (900, 900, NEAR), (1000, 1000, NEAR),
     (1001, 1000, OVER)],
)  # fmt: skip
def test_how_use_stands(used: int, so_far: int, expected: str) -> None:
    assert standing(used=used, year=1000, so_far=so_far, warn_at=9000, warn_ahead=11000) == expected
    assert standing(used=used, year=2000, so_far=so_far, warn_at=None, warn_ahead=None) == WITHIN
