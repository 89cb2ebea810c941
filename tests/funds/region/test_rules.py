"""What a city owes and gets, to the fen; what each side's book says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.regional_fund import ACCOUNT, POSTINGS, due, granted, posting
from funds.rules.reserves import Member

FEN = st.integers(0, 10**13)
RATIO = st.integers(0, 20_000)
MEMBERS = st.lists(st.tuples(st.integers(0, 10**7), RATIO, RATIO), min_size=1, max_size=14).map(
    lambda rows: [Member(str(n), *row) for n, row in enumerate(rows)]
)


@st.composite
def weights(draw: st.DrawFn) -> dict[str, int]:
    members = draw(st.integers(0, 10_000))
    rate = draw(st.integers(0, 10_000 - members))
    return {
        "members": members, "collection_rate": rate,
        "performance": draw(st.integers(0, 10_000 - members - rate)),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("collected", "ratio", "expected"),
    [(100_001, 500, 5000), (100_010, 500, 5001), (0, 500, 0), (1, 5_000, 1), (120_001, 500, 6000)],
)
def test_a_share_is_half_up_to_the_fen(collected: int, ratio: int, expected: int) -> None:
    assert due(collected, ratio) == expected


def test_nothing_below_zero_was_collected() -> None:
    with pytest.raises(ValueError, match="collected"):
        due(-1, 500)


@pytest.mark.duty("NM-06")
@given(received=FEN, before=FEN, members=MEMBERS, by=weights())
def test_never_more_is_granted_than_came_in(
    received: int, before: int, members: list[Member], by: dict[str, int]
) -> None:
    parts = granted(received, before, members, by)
    assert all(part.amount >= 0 for part in parts)
    assert sum(part.amount for part in parts) <= max(0, received - before)


@given(received=FEN, members=MEMBERS, by=weights())
def test_what_has_claims_and_whole_weights_goes_out_whole(
    received: int, members: list[Member], by: dict[str, int]
) -> None:
    by["performance"] = 10_000 - by["members"] - by["collection_rate"]
    claimed = [
        any(one.members for one in members),
        any(one.members * one.collection_rate for one in members),
        any(one.members * one.performance for one in members),
    ]
    if all(claimed):
        assert sum(part.amount for part in granted(received, 0, members, by)) == received


def test_whoever_has_more_members_and_rates_gets_no_less() -> None:
    both = [Member("a", 10, 9_000, 9_000), Member("b", 5, 8_000, 8_000)]
    more, less = granted(100_000, 0, both, {"members": 5_000, "collection_rate": 2_500, "performance": 2_500})
    assert (more.amount, less.amount) == (67_949, 32_051)


@given(
    side=st.sampled_from(sorted(POSTINGS)),
    amount=st.integers(1, 10**13),
    shares=st.none() | st.dictionaries(st.integers(2, 30), st.integers(-5, 10**9), max_size=14),
)
def test_an_entry_balances_and_moves_the_whole_amount(
    side: str, amount: int, shares: dict[int, int] | None
) -> None:
    draft = posting(side, 1, amount, shares)
    assert sum(leg.amount for leg in draft.legs) == 0
    [account] = [leg for leg in draft.legs if leg.role == ACCOUNT]
    assert abs(account.amount) == amount
    assert (account.amount > 0) == POSTINGS[side].inward
    assert all(leg.amount and leg.role == POSTINGS[side].role for leg in draft.legs if leg is not account)


def test_a_movement_of_nothing_is_none() -> None:
    with pytest.raises(ValueError, match="movement"):
        posting("received", 1, 0)
