"""What an institution is owed: the order of deductions, deposit and carrying, exact to the fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from funds.rules.statements import POOLED, Claimed, YearPart, make_statement

EAST, WEST = 1, 2


def claimed(*amounts: tuple[int, str, int]) -> list[Claimed]:
    return [Claimed(county, part, 1, amount) for county, part, amount in amounts]


def test_the_deposit_is_taken_on_the_pooled_part_after_deductions():
    statement = make_statement(
        claimed((EAST, POOLED, 80_000), (WEST, POOLED, 20_000), (EAST, "maf_pay", 5_000)),
        deductions=10_000,
        deposit_share=500,
    )
    assert (statement.approved, statement.deducted, statement.deposit) == (105_000, 10_000, 4_500)
    assert statement.payable == 105_000 - 10_000 - 4_500
    by_line = {(line.insu_county, line.fund_part): line for line in statement.lines}
    assert by_line[EAST, POOLED].deducted == 8_000
    assert by_line[EAST, POOLED].deposit == 3_600
    assert by_line[WEST, POOLED].payable == 20_000 - 2_000 - 900
    assert by_line[EAST, "maf_pay"].payable == 5_000


def test_the_deposit_is_rounded_once_half_up_then_split():
    # 5 % of 0.30 yuan = 1.5 fen: half up to 2, not 0.05 + 0.05 each rounded apart.
    statement = make_statement(claimed((EAST, POOLED, 15), (WEST, POOLED, 15)), deposit_share=500)
    assert [line.deposit for line in statement.lines] == [1, 1]
    assert statement.deposit == 2


def test_deductions_beyond_the_pooled_part_wait_for_next_month():
    statement = make_statement(
        claimed((EAST, POOLED, 10_000), (EAST, "hifmi_pay", 3_000)), deductions=12_500, deposit_share=500
    )
    assert statement.deducted == 10_000
    assert statement.deductions_later == 2_500
    assert statement.deposit == 0
    assert statement.payable == 3_000


def test_cancels_that_outweigh_the_bills_are_carried_forward_not_collected():
    month = make_statement(claimed((EAST, POOLED, -100_000), (WEST, POOLED, 30_000)), deposit_share=500)
    assert (month.payable, month.deposit, month.carried) == (0, 0, -70_000)
    assert [line.carried for line in month.lines] == [-100_000, 30_000]

    brought = {(line.insu_county, line.fund_part): line.carried for line in month.lines}
    following = make_statement(claimed((EAST, POOLED, 500_000)), brought=brought, deposit_share=500)
    assert following.brought == -70_000
    assert following.deposit == 21_500
    assert following.payable == 430_000 - 21_500
    # The county without a bill this month still gets its line.
    assert [(line.insu_county, line.payable + line.deposit) for line in following.lines] == [
        (EAST, 400_000),
        (WEST, 30_000),
    ]


def test_a_bill_cancelled_later_gives_its_deposit_back_over_the_months():
    """Paid 950 with 50 held; cancelled; billed again: in the end 5 % of what stands is held."""
    first = make_statement(claimed((EAST, POOLED, 100_000)), deposit_share=500)
    second = make_statement(claimed((EAST, POOLED, -100_000)), deposit_share=500)
    brought = {(EAST, POOLED): second.carried}
    third = make_statement(claimed((EAST, POOLED, 500_000)), brought=brought, deposit_share=500)
    assert first.payable + second.payable + third.payable == 475_000
    assert first.deposit + second.deposit + third.deposit == 25_000


def test_lines_that_cancel_out_to_nothing_are_carried_too():
    month = make_statement(claimed((EAST, POOLED, 100), (WEST, POOLED, -100)))
    assert [line.carried for line in month.lines] == [100, -100]
    assert all(line.payable == 0 for line in month.lines)


def test_an_institution_with_deductions_only():
    month = make_statement([], deductions=500, deposit_share=500)
    assert month.lines == ()
    assert month.deductions_later == 500


@pytest.mark.parametrize(("deductions", "share"), [(-1, 0), (0, -1)])
def test_negative_deductions_and_shares_are_programming_errors(deductions, share):
    with pytest.raises(ValueError, match="never negative"):
        make_statement([], deductions=deductions, deposit_share=share)


amounts = st.integers(-10_000_000_00, 10_000_000_00)
keys = st.tuples(st.integers(1, 6), st.sampled_from([POOLED, "hifmi_pay", "maf_pay"]))


@given(
    approved=st.dictionaries(keys, amounts, max_size=12),
    brought=st.dictionaries(keys, amounts, max_size=6),
    deductions=st.integers(0, 20_000_000_00),
    deposit_share=st.integers(0, 500),
)
def test_every_statement_adds_up(approved, brought, deductions, deposit_share):
    statement = make_statement(
        [Claimed(*key, 1, amount) for key, amount in approved.items()],
        brought=brought,
        deductions=deductions,
        deposit_share=deposit_share,
    )
    for line in statement.lines:
        assert line.payable == line.approved + line.brought - line.deducted - line.deposit - line.carried
        assert line.deducted >= 0
        assert line.deposit >= 0
        if line.fund_part != POOLED:
            assert line.deducted == line.deposit == 0
    assert statement.deducted + statement.deductions_later == deductions
    assert statement.payable >= 0
    assert statement.approved == sum(approved.values())
    assert statement.brought == sum(brought.values())
    if statement.payable:
        assert statement.carried == 0
        assert all(line.carried == 0 for line in statement.lines)
    else:
        assert statement.deposit == 0
        assert all(line.payable == 0 for line in statement.lines)
    pooled = sum(
        line.approved + line.brought - line.deducted for line in statement.lines if line.fund_part == POOLED
    )
    assert statement.deposit * 20 <= max(0, pooled) + 10


def test_a_method_changes_the_pooled_part_before_deductions_and_deposit():
    month = make_statement(
        claimed((EAST, POOLED, 80_000), (WEST, POOLED, 20_000), (EAST, "maf_pay", 5_000)),
        deductions=9_000,
        deposit_share=500,
        by_method=-10_000,
    )
    assert (month.approved, month.by_method, month.deducted) == (105_000, -10_000, 9_000)
    assert month.deposit == (100_000 - 10_000 - 9_000) // 20
    pooled = [line.by_method for line in month.lines if line.fund_part == POOLED]
    assert pooled == [-8_000, -2_000]


def test_a_lump_sum_without_a_bill_is_the_own_countys():
    [line] = make_statement([], by_method=50_000, home=EAST, deposit_share=500).lines
    assert (line.insu_county, line.fund_part, line.payable, line.deposit) == (EAST, POOLED, 47_500, 2_500)


def test_a_cleared_year_is_paid_beside_the_month_without_a_deposit_on_it():
    month = make_statement(
        claimed((EAST, POOLED, 100_000)),
        deposit_share=500,
        years={EAST: YearPart(70_000, 30_000), WEST: YearPart(-2_000, 14_000)},
    )
    assert month.settles_years
    assert (month.deposit, month.year_end, month.released) == (5_000, 68_000, 44_000)
    assert month.payable == 95_000 + 100_000 + 12_000


def test_a_year_waits_while_cancels_outweigh_the_bills():
    month = make_statement(claimed((EAST, POOLED, -1)), years={EAST: YearPart(500, 0)})
    assert not month.settles_years
    assert (month.payable, month.carried) == (0, -1)


def test_a_year_that_only_clears_its_deposit_waits_for_a_month_that_pays():
    """Nothing would be paid, so nothing would ever clear the memorandum."""
    assert not make_statement([], years={EAST: YearPart(-50, 50)}).settles_years


AMOUNTS = st.integers(-(10**7), 10**7)


@given(
    st.dictionaries(st.sampled_from([EAST, WEST, 3]), AMOUNTS, max_size=3),
    st.integers(0, 10**7),
    st.integers(0, 10**7),
    st.dictionaries(
        st.sampled_from([EAST, WEST, 3]), st.tuples(st.integers(0, 10**6), st.integers(0, 10**6))
    ),
)
def test_every_fen_of_a_month_with_method_and_year_is_somewhere(pooled, added, deductions, years):
    parts = {county: YearPart(due - held, held) for county, (due, held) in years.items()}
    month = make_statement(
        claimed(*((county, POOLED, amount) for county, amount in pooled.items())),
        deductions=deductions,
        deposit_share=500,
        by_method=added,
        home=EAST,
        years=parts,
    )
    assert month.payable >= 0
    assert month.by_method == added
    assert month.deducted + month.deductions_later == deductions
    settled = sum(part.pays for part in parts.values()) if month.settles_years else 0
    assert month.year_end + month.released == settled
    assert (
        month.payable
        == month.approved + added + month.brought - month.deducted - month.deposit + settled - month.carried
    )
