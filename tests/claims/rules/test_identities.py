"""Each identity answers holds, fails or not checkable; a missing amount is never taken as zero."""

from __future__ import annotations

import pytest

from claims.rules.identities import cancel_check, line_checks, settlement_checks, totals_check

# A published inpatient settlement: the large-amount fund pays, the hospital bears a part.
FULL = {
    "medfee_sumamt": 2344246, "fulamt_ownpay_amt": 253397, "overlmt_selfpay": 139689,
    "preselfpay_amt": 70344, "inscp_scp_amt": 1880816, "act_pay_dedc": 0, "hifp_pay": 0,
    "pool_prop_selfpay": 0, "cvlserv_pay": 0, "hifes_pay": 0, "hifmi_pay": 0, "hifob_pay": 1878539,
    "maf_pay": 0, "oth_pay": 0, "fund_pay_sumamt": 1878539, "hosp_part_amt": 50501,
    "psn_part_amt": 415206, "acct_pay": 17004, "psn_cash_pay": 398202,
}  # fmt: skip
DETAILS = [("330101", 1878539), ("310201", 17004), ("999996", 50501)]


def answers(amounts: dict, details: list | None = None) -> dict[str, str]:
    return {check.identity: check.answer for check in settlement_checks(amounts, details=details)}


def test_a_full_settlement_holds_throughout() -> None:
    assert answers(FULL, DETAILS) == dict.fromkeys(("I1", "I2", "I3", "I4", "I5", "I6", "P1"), "holds")


@pytest.mark.parametrize(
    ("missing", "identities"),
    [
        ("hosp_part_amt", {"I4", "I6"}),
        ("maf_pay", {"I2"}),
        ("psn_cash_pay", {"I3"}),
        ("inscp_scp_amt", {"I1", "I6", "P1"}),
        ("act_pay_dedc", {"P1"}),
    ],
)
def test_what_is_missing_makes_its_identities_not_checkable(missing: str, identities: set[str]) -> None:
    found = settlement_checks({**FULL, missing: None}, details=DETAILS)
    open_ones = {check.identity: check.missing for check in found if check.answer == "not_checkable"}
    assert set(open_ones) == identities
    assert all(names == (missing,) for names in open_ones.values())


def test_without_details_i5_is_not_checkable() -> None:
    assert answers(FULL)["I5"] == "not_checkable"


def test_a_fen_too_much_fails_and_says_by_how_much() -> None:
    found = settlement_checks({**FULL, "medfee_sumamt": FULL["medfee_sumamt"] + 1}, details=DETAILS)
    assert {check.identity: check.difference for check in found if check.answer == "fails"} == {
        "I1": 1,
        "I4": 1,
    }


def test_core_tables_use_other_names() -> None:
    core = {
        "medfee_sumamt": 57607, "hifp_pay": 21000, "cvlserv_pay": 0, "hifes_pay": 0, "hifmi_pay": 0,
        "hifob_pay": 0, "hifdm_pay": 0, "maf_pay": 0, "othfund_pay": 0, "fund_pay_sumamt": 21000,
        "psn_pay": 36607, "acct_pay": 0, "cash_payamt": 36607, "hosp_part_amt": 0, "inscp_amt": 57607,
        "act_pay_dedc": 0, "pool_prop_selfpay": 7000, "fulamt_ownpay_amt": 0, "overlmt_selfpay": 0,
        "preselfpay_amt": 0,
    }  # fmt: skip
    found = answers(core)
    assert [found[name] for name in ("I1", "I2", "I3", "I4", "I6")] == ["holds"] * 5
    assert found["P1"] == "not_checkable"  # a ceiling stopped it and the row does not say which
    assert answers({**core, "crt_payb_lmt_amt": 21000})["P1"] == "holds"
    assert answers({**core, "crt_payb_lmt_amt": 21001})["P1"] == "fails"
    assert answers({**core, "hifp_pay": 50000, "fund_pay_sumamt": 50000})["P1"] == "fails"


def test_the_ratio_of_a_published_settlement() -> None:
    row = {"inscp_scp_amt": 1202848, "act_pay_dedc": 0, "pool_prop_selfpay": 8400, "hifp_pay": 1010392}
    assert answers(row)["P1"] == "holds"


def test_a_cancel_negates_every_amount() -> None:
    names = ("medfee_sumamt", "acct_pay", "preselfpay_amt")
    cancel = {"medfee_sumamt": -2510, "acct_pay": -2510, "preselfpay_amt": -23}
    original = {"medfee_sumamt": 2510, "acct_pay": 2510, "preselfpay_amt": 23}
    assert cancel_check(cancel, original, names).answer == "holds"
    assert cancel_check({**cancel, "acct_pay": 2510}, original, names).answer == "fails"
    assert cancel_check({**cancel, "acct_pay": None}, original, names).missing == ("acct_pay",)


LINE = {
    "det_item_fee_sumamt": 452, "fulamt_ownpay_amt": 0, "overlmt_amt": 0, "preselfpay_amt": 23,
    "inscp_scp_amt": 429, "selfpay_prop": 500,
}  # fmt: skip


def test_a_published_fee_line_holds() -> None:
    found = line_checks(LINE, quantity_ten_thousandths=10_000, price_millionths=4_520_000)
    assert [(check.identity, check.answer) for check in found] == [
        ("F1", "holds"), ("F2", "holds"), ("F3", "holds"),
    ]  # fmt: skip
    assert line_checks(LINE)[1].answer == "not_checkable"
    assert line_checks({**LINE, "preselfpay_amt": 22})[2].difference == -1


def test_lines_add_up_to_the_settlement() -> None:
    total = {
        "medfee_sumamt": 904, "fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 46,
        "inscp_scp_amt": 858,
    }  # fmt: skip
    assert totals_check([LINE, LINE], total).answer == "holds"
    assert totals_check([LINE], total).answer == "fails"
    assert totals_check([], total).answer == "not_checkable"
    assert totals_check([{**LINE, "inscp_scp_amt": None}, LINE], total).answer == "not_checkable"
