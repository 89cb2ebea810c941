"""Reserves by the fen: golden cases of every kind of movement, and what must always hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.reserves import (
    CountyNeed,
    Member,
    Part,
    distributed,
    first_payment,
    first_prepaid,
    merged,
    months_covered,
    top_up,
    top_up_to_year_end,
)

EAST, WEST = CountyNeed("东", 100, 1000, 70), CountyNeed("西", 50, 20, 30)


def shown(parts: list[Part]) -> list[tuple[str, int, int]]:
    return [(one.key, one.asked, one.amount) for one in parts]


@pytest.mark.duty("NB-19")
def test_named_counties_pay_up_three_months_of_their_own_spending() -> None:
    assert shown(first_payment([EAST, WEST], 3)) == [("东", 300, 300), ("西", 150, 20)]


@pytest.mark.duty("NB-19")
def test_under_three_months_the_shortfall_is_asked_by_spending() -> None:
    assert shown(top_up([EAST, WEST], 450, 3)) == [("东", 0, 0), ("西", 0, 0)]
    assert shown(top_up([EAST, WEST], 300, 3)) == [("东", 100, 100), ("西", 50, 20)]
    assert shown(top_up([EAST, WEST], 0, 3)) == [("东", 300, 300), ("西", 150, 20)]


@pytest.mark.duty("NB-20")
def test_under_one_month_each_county_brings_its_forecast_to_the_years_end() -> None:
    assert shown(first_prepaid([EAST, WEST])) == [("东", 70, 70), ("西", 30, 30)]
    # The reserve covers a month: nothing. Under it, four months' need of 600 less the 149 it holds.
    assert shown(top_up_to_year_end([EAST, WEST], 150, 1, 4)) == [("东", 0, 0), ("西", 0, 0)]
    assert shown(top_up_to_year_end([EAST, WEST], 149, 1, 4)) == [("东", 301, 301), ("西", 150, 20)]


@pytest.mark.duty("NB-21")
def test_an_old_fund_is_merged_by_the_schemes_financing() -> None:
    assert shown(merged(1001, {"310": 3000, "390": 1000})) == [("310", 751, 751), ("390", 250, 250)]
    assert shown(merged(1001, {"310": 0, "390": 0})) == [("310", 0, 0), ("390", 0, 0)]


@pytest.mark.duty("NM-06")
def test_what_was_collected_is_distributed_by_members_rate_and_performance() -> None:
    weights = {"members": 5000, "collection_rate": 2500, "performance": 2500}
    members = [Member("A", 300, 10_000, 8_000), Member("B", 100, 5_000, 8_000)]
    # 500 by 3:1, 250 by 3:0.5, 250 by 2.4:0.8.
    assert [one.amount for one in distributed(1000, members, weights)] == [375 + 214 + 188, 125 + 36 + 62]
    assert [one.amount for one in distributed(1000, [Member("A", 0, 0, 0)], weights)] == [0]
    with pytest.raises(ValueError, match="whole"):
        distributed(1, members, {"members": 9000, "performance": 2000})


def test_months_covered() -> None:
    assert (months_covered(250, 100), months_covered(0, 100), months_covered(1, 0)) == (250, 0, None)


FEN = st.integers(0, 10**12)
NEEDS = st.lists(
    st.builds(CountyNeed, st.just("x"), FEN, st.integers(-(10**12), 10**12), FEN), min_size=1, max_size=8
)


@given(NEEDS, FEN, FEN, st.integers(1, 12), st.integers(1, 12))
def test_top_ups_ask_the_shortfall_whole_and_take_what_is_held(
    needs: list[CountyNeed], held: int, more: int, months: int, left: int
) -> None:
    monthly = sum(one.monthly for one in needs)
    asked = top_up(needs, held, months)
    assert sum(one.asked for one in asked) == max(0, months * monthly - held)
    ends = top_up_to_year_end(needs, held, months, left)
    short = held < months * monthly
    assert sum(one.asked for one in ends) == (max(0, left * monthly - held) if short else 0)
    for parts in (asked, ends, first_payment(needs, months)):
        for one, part in zip(needs, parts, strict=True):
            assert 0 <= part.amount <= min(part.asked, max(0, one.balance))
    # More in the reserve never costs a county more than a fen more.
    for little, much in zip(asked, top_up(needs, held + more, months), strict=True):
        assert much.asked <= little.asked + 1


@given(
    FEN,
    st.lists(st.builds(Member, st.just("x"), st.integers(0, 10**7), st.integers(0, 20_000), st.integers(0, 20_000)),
             min_size=1, max_size=8),
    st.tuples(st.integers(0, 3333), st.integers(0, 3333), st.integers(0, 3334)),
)  # fmt: skip
def test_never_more_is_distributed_than_was_collected(
    collected: int, members: list[Member], weights: tuple[int, int, int]
) -> None:
    named = dict(zip(("members", "collection_rate", "performance"), weights, strict=True))
    parts = distributed(collected, members, named)
    assert min(one.amount for one in parts) >= 0
    assert sum(one.amount for one in parts) <= collected


@given(FEN, st.lists(FEN, min_size=1, max_size=4))
def test_a_merged_fund_is_divided_to_the_fen(held: int, financing: list[int]) -> None:
    parts = merged(held, {str(n): fen for n, fen in enumerate(financing)})
    assert sum(one.amount for one in parts) == (held if any(financing) else 0)
