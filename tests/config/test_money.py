"""One rounding rule, exact sums, no floats."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.money import from_fen, half_up, share, split_by_keys, split_by_weights, to_fen

amounts = st.integers(-(10**13), 10**13)


@pytest.mark.parametrize(
    ("numerator", "denominator", "expected"),
    [(5, 10, 1), (4, 10, 0), (-5, 10, -1), (-4, 10, 0), (15, 10, 2), (25, 10, 3), (0, 7, 0), (226, 10, 23)],
)
def test_half_up_rounds_away_from_zero_at_the_half(numerator, denominator, expected):
    assert half_up(numerator, denominator) == expected


@given(amounts, st.integers(1, 10**6))
def test_half_up_is_decimal_half_up(numerator, denominator):
    exact = (Decimal(numerator) / Decimal(denominator)).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert half_up(numerator, denominator) == exact


@given(amounts, st.integers(0, 10_000))
def test_a_share_and_its_cancel_mirror_each_other(amount, ratio):
    assert share(-amount, ratio) == -share(amount, ratio)


@given(amounts, st.lists(st.integers(0, 10**9), min_size=1, max_size=12))
def test_parts_sum_to_the_whole_and_stay_within_a_fen(total, weights):
    parts = split_by_weights(total, weights)
    whole = sum(weights)
    assert sum(parts) == (total if whole else 0)
    for part, weight in zip(parts, weights, strict=True):
        assert not whole or abs(part - total * weight / whole) <= 1 + abs(total) * 1e-12


def test_remaining_fen_go_to_the_largest_remainder_then_the_smaller_key():
    assert split_by_keys(100, {"b": 1, "a": 1, "c": 1}) == {"a": 34, "b": 33, "c": 33}
    assert split_by_weights(10, [1, 2]) == [3, 7]


@pytest.mark.parametrize("bad", ["1.234", "x", "NaN", "Infinity", Decimal("0.001")])
def test_what_is_no_amount_to_the_fen_is_refused(bad):
    with pytest.raises(ValueError, match=r"amount|decimals"):
        to_fen(bad)


def test_a_float_is_refused_and_twenty_million_keep_their_fen():
    with pytest.raises(TypeError):
        to_fen(20_000_000.37)
    assert to_fen("20000000.37") == 2_000_000_037
    assert from_fen(2_000_000_037) == Decimal("20000000.37")
