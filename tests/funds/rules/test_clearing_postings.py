"""Entries of a clearing: balanced in every book, memo and suspense cleared, the fund's expense where it belongs."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.clearing_postings import (
    BANK,
    DEPOSIT,
    DUE_FROM_OTHERS,
    EXPENSE,
    GRADED,
    SPENT_ON,
    SUSPENSE,
    UNIFIED,
    Keeping,
    Owed,
    net_transfer,
    obligations,
    payments,
)
from funds.rules.netting import net_positions
from funds.rules.statements import ACCOUNT, POOLED

CITY, EAST, WEST = 9, 1, 2


def amounts(draft):
    return {(leg.role, leg.agency, leg.county): leg.amount for leg in draft.legs}


def test_unified_paying_is_one_entry_of_the_area_book():
    lines = [Owed(EAST, POOLED, 9_500, 500), Owed(WEST, POOLED, 1_900, 100), Owed(EAST, "maf_pay", 300, 0)]
    (entry,) = payments(Keeping(UNIFIED, CITY), EAST, lines)
    assert entry.unit == CITY
    assert amounts(entry) == {
        (EXPENSE, EAST, EAST): 10_000,
        (EXPENSE, EAST, WEST): 2_000,
        ("aid_receivable", EAST, EAST): 300,
        (DEPOSIT, EAST, EAST): -500,
        (DEPOSIT, EAST, WEST): -100,
        (BANK, EAST, None): -11_700,
    }


@pytest.mark.duty("HG-13")
def test_graded_paying_stays_inside_each_book():
    east, west = payments(
        Keeping(GRADED, CITY), EAST, [Owed(EAST, POOLED, 9_500, 500), Owed(WEST, POOLED, 1_900, 100)]
    )
    assert (east.unit, west.unit) == (EAST, WEST)
    assert amounts(east) == {
        (EXPENSE, EAST, EAST): 10_000,
        (DEPOSIT, EAST, EAST): -500,
        (SUSPENSE, EAST, None): 1_900,
        (BANK, EAST, None): -11_400,
    }
    assert amounts(west) == {
        (EXPENSE, WEST, WEST): 2_000,
        (DEPOSIT, WEST, WEST): -100,
        (SUSPENSE, WEST, None): -1_900,
    }


@pytest.mark.duty("ZY-14")
def test_every_payer_stands_on_a_subject_of_its_own():
    parts = {POOLED: 1, ACCOUNT: 2, "hifmi_pay": 4, "maf_pay": 8, "hifob_pay": 16, "cvlserv_pay": 32}
    lines = [Owed(EAST, part, amount, 0) for part, amount in parts.items()]
    (paid,) = payments(Keeping(UNIFIED, CITY), EAST, lines)
    roles = {leg.role: leg.amount for leg in paid.legs}
    assert roles == {
        "benefit_expense": 1,
        "personal_account_expense": 2,
        "insurer_receivable": 4,
        "aid_receivable": 8,
        "other_fund_receivable": 48,
        BANK: -63,
    }
    (owed_entry,) = obligations(Keeping(UNIFIED, CITY), EAST, lines)
    assert {leg.role: leg.amount for leg in owed_entry.legs} == {
        "memo_obligation_contra": 1,
        "memo_account_contra": 2,
        "memo_insurer_receivable": 4,
        "memo_aid_receivable": 8,
        "memo_other_receivable": 48,
        "memo_obligation": -63,
    }


def test_a_transfer_is_one_entry_where_the_book_is_shared_and_two_where_it_is_not():
    (entry,) = net_transfer(Keeping(UNIFIED, CITY), EAST, -250)
    assert amounts(entry) == {(BANK, EAST, None): -250, (BANK, CITY, None): 250}
    assert [draft.unit for draft in net_transfer(Keeping(GRADED, CITY), EAST, -250)] == [EAST, CITY]
    assert net_transfer(Keeping(GRADED, CITY), EAST, 0) == []


def test_an_unknown_mode_is_refused():
    with pytest.raises(ValueError, match="unknown pooling mode"):
        Keeping("somehow", CITY)


owed = st.builds(
    Owed,
    insu_county=st.integers(1, 5),
    fund_part=st.sampled_from(
        [POOLED, ACCOUNT, "hifmi_pay", "hifob_pay", "cvlserv_pay", "maf_pay", "oth_pay"]
    ),
    payable=st.integers(-(10**9), 10**11),
    deposit=st.integers(0, 10**9),
)


@given(
    mode=st.sampled_from([UNIFIED, GRADED]),
    paid=st.dictionaries(st.sampled_from([1, 2, 3, 4, 5, CITY]), st.lists(owed, max_size=6)),
)
def test_a_whole_month_balances_and_leaves_no_memo_and_no_suspense(mode, paid):
    keeping = Keeping(mode, CITY)
    totals: dict[tuple[int, str, int, int | None], int] = defaultdict(int)
    cells: dict[tuple[int, int], int] = defaultdict(int)
    drafts = []
    for payer, lines in paid.items():
        for line in lines:
            cells[line.insu_county, payer] += line.payable
        owed_drafts = obligations(keeping, payer, lines)
        drafts += [*owed_drafts, *(draft.reversed for draft in owed_drafts), *payments(keeping, payer, lines)]
    for position in net_positions(cells, range(1, 6)):
        drafts += net_transfer(keeping, position.county, position.net)

    for draft in drafts:
        assert sum(leg.amount for leg in draft.legs) == 0
        assert len(draft.legs) >= 2
        for leg in draft.legs:
            totals[draft.unit, leg.role, leg.agency, leg.county] += leg.amount
    assert not any(amount for (_u, role, _a, _c), amount in totals.items() if role.startswith("memo"))
    assert not any(amount for (_u, role, _a, _c), amount in totals.items() if role == SUSPENSE)
    # Each county's people cost exactly what was owed for them, wherever they were treated.
    for county in range(1, 6):
        cost = sum(
            amount
            for (_u, role, _a, c), amount in totals.items()
            if role in {*SPENT_ON.values(), DUE_FROM_OTHERS} and c == county
        )
        assert cost == sum(
            line.gross for lines in paid.values() for line in lines if line.insu_county == county
        )
        bank = sum(amount for (_u, role, a, _c), amount in totals.items() if role == BANK and a == county)
        assert bank == -sum(amount for (insured, _p), amount in cells.items() if insured == county)
