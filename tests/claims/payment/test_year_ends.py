"""A year of all institutions at once: common budgets to the fen, consortia divided, accounts settled."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.rules.payment.cases import POINT
from claims.rules.payment.month_lumps import capped, divided
from claims.rules.payment.year_ends import Held, Part, year_ends

from .terms import own

TERMS = own(year__reserved=500)


def part(
    institution: int, method: str, billed: int, *, unit: str = "", owed: int | None = None, points: int = 0
) -> Part:
    due = billed if owed is None else owed
    return Part(institution, unit or str(institution), method, 1, billed, billed, due, 0, points * POINT)


@pytest.mark.duty("NB-09")
def test_a_consortium_is_cleared_as_one_and_divided_by_what_its_members_billed() -> None:
    members = [
        part(1, "consortium_lump_sum", 90_000, unit="c", owed=150_000),
        part(2, "consortium_lump_sum", 30_000, unit="c", owed=50_000),
    ]
    held = {1: Held(142_500, 7_500, score=95), 2: Held(47_500, 2_500, score=95)}
    end = year_ends(members, {}, {}, held, TERMS)
    # 200,000 due, 120,000 used: of the surplus of 40 % a tenth is kept whole, the next tenth half.
    assert [end.institutions[one].due for one in (1, 2)] == [112_500, 37_500]
    assert [end.institutions[one].balance for one in (1, 2)] == [-30_000, -10_000]


MEMBERS_DEDUCTED = {
    # own deductions: due of the two, of 150,000 together three to one, and what is taken back beyond it
    (1_000, 0): ((111_500, 0), (37_500, 0)),
    (0, 1_000): ((112_500, 0), (36_500, 0)),
    (0, 40_000): ((112_500, 0), (0, 2_500)),  # 2,500 are more than the second has: its own, not the first's
    (120_000, 40_000): ((0, 7_500), (0, 2_500)),
}


@pytest.mark.parametrize("deducted", MEMBERS_DEDUCTED)
def test_a_member_bears_its_own_deductions(deducted: tuple[int, int]) -> None:
    members = [
        part(1, "consortium_lump_sum", 90_000, unit="c", owed=150_000)._replace(deducted=deducted[0]),
        part(2, "consortium_lump_sum", 30_000, unit="c", owed=50_000)._replace(deducted=deducted[1]),
    ]
    end = year_ends(members, {}, {}, {1: Held(0, 0), 2: Held(0, 0)}, TERMS)
    found = tuple((end.institutions[one].due, end.institutions[one].beyond) for one in (1, 2))
    assert found == MEMBERS_DEDUCTED[deducted]


def test_what_a_method_does_not_cover_the_others_bear() -> None:
    """500 deducted on per case, which owes 300: 200 come off the others, two to one; then nothing is left at all."""
    parts = [
        part(1, "per_case", 300)._replace(deducted=500),
        part(1, "bed_day", 200),
        part(1, "by_item", 100),
    ]
    held = {1: Held(prepaid=95, deposit=5)}
    end = year_ends(parts, {}, {}, held, TERMS).institutions[1]
    assert [(one.deducted, one.amount) for one in end.parts] == [(300, 0), (133, 67), (67, 33)]
    assert (end.due, end.beyond) == (100, 0)
    parts[0] = parts[0]._replace(deducted=650)
    end = year_ends(parts, {}, {}, held, TERMS).institutions[1]
    # 50 more than everything due: taken back with what was prepaid.
    assert (end.due, end.beyond, end.balance) == (0, 50, -145)
    assert [one.code for one in end.steps][-2:] == ["deducted_beyond", "year_recovered_beyond"]


AMOUNTS = st.lists(st.tuples(st.integers(0, 10**7), st.integers(0, 10**7)), min_size=1, max_size=5)


@given(AMOUNTS)
def test_no_deduction_is_lost_and_nothing_due_is_negative(rows: list[tuple[int, int]]) -> None:
    methods = ("per_case", "bed_day", "by_item", "per_capita", "prepaid_total")
    parts = [
        part(1, method, fen)._replace(deducted=off) for method, (fen, off) in zip(methods, rows, strict=False)
    ]
    end = year_ends(parts, {}, {}, {1: Held(0, 0)}, TERMS).institutions[1]
    assert sum(one.deducted for one in end.parts) + end.beyond == sum(off for _fen, off in rows)
    assert all(one.amount >= 0 for one in end.parts)
    assert end.due - end.beyond == sum(fen for fen, _off in rows) - sum(off for _fen, off in rows)


def test_whoever_has_a_budget_of_its_own_takes_no_part_in_the_common_one() -> None:
    parts = [part(1, "dip", 100, points=1), part(2, "dip", 100, points=3)]
    held = {1: Held(0, 0), 2: Held(0, 0)}
    end = year_ends(parts, {"dip": 1000}, {("1", "dip"): 100}, held, TERMS)
    assert end.institutions[1].due == 100
    assert [one.account.unit for one in end.pools["dip"].cleared] == ["2"]


@pytest.mark.parametrize(
    ("bases", "cap", "paid"),
    [
        ([60, 40], None, [60, 40]),
        ([60, 40], 100, [60, 40]),
        ([60, 40], 99, [59, 40]),
        ([1, 1, 1], 2, [1, 1, 0]),
    ],
)
def test_a_common_cap_is_met_in_proportion(bases: list[int], cap: int | None, paid: list[int]) -> None:
    assert [one.amount for one in capped(bases, cap)] == paid


def test_a_lump_sum_nobody_billed_under_is_the_firsts() -> None:
    assert divided(100, [0, 0]) == [100, 0]
    assert divided(100, [2, 1]) == [67, 33]
    assert divided(100, []) == []


FEN = st.integers(0, 10**9)
ROWS = st.lists(
    st.tuples(st.integers(0, 10**6), FEN, FEN, st.integers(0, 100), st.booleans()), min_size=1, max_size=8
)


@given(FEN, ROWS)
def test_institutions_and_what_is_left_are_the_budget_to_the_fen(
    budget: int, rows: list[tuple[int, int, int, int, bool]]
) -> None:
    """Members of a consortium in the pool among them."""
    parts = [
        part(n, "dip", billed, points=points, unit="c" if joint else "")
        for n, (points, billed, _paid, _score, joint) in enumerate(rows)
    ]
    held = {n: Held(paid, paid // 20, score=score) for n, (_p, _b, paid, score, _j) in enumerate(rows)}
    end = year_ends(parts, {"dip": budget}, {}, held, TERMS)
    assert sum(one.due for one in end.institutions.values()) + end.pools["dip"].left == budget
    for one, own_part in end.institutions.items():
        # What was paid in all is what is due, less the deposit that is not released.
        assert held[one].prepaid + own_part.balance == own_part.due - own_part.withheld
        assert own_part.released + own_part.withheld <= held[one].deposit
