"""Bills that arrive settled, and the real settlements found in public: through the same door as any other."""

from __future__ import annotations

import datetime as dt
import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.models import AMOUNTS, Bill, BillProblem, FeeLine, ReportedSettlement, Settlement
from claims.reads.differences import compared, differing
from claims.services.apply_reported_cancels import apply_reported_cancels
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from config.spreadsheets.withdrawing import DependedOn
from enrollment.models import Person
from tests.cast import Cast, make_coverage, make_person
from tests.claims.spreadsheets.sheets import bill_row, bring, found
from tests.support.policies import put_policy_in_force

REAL = json.loads((Path(__file__).parent.parent.parent / "data" / "real_settlements.json").read_text("utf-8"))


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return person


@pytest.fixture
def bring_settled(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(*rows: dict[str, Any], kind: str = "settled_bills") -> ImportRun:
        return bring(tmp_path, kind, rows, cast.clerk_east, cast.east)

    return run


def settled_row(number: str, person: Person, **given: Any) -> dict[str, Any]:
    """A stay of 10,000 yuan settled by its hospital, 6,225 from the pooled fund."""
    amounts = {
        "medfee_sumamt": 10_000, "fulamt_ownpay_amt": 500, "overlmt_selfpay": 200, "preselfpay_amt": 300,
        "inscp_scp_amt": 9_000, "act_pay_dedc": 700, "hifp_pay": 6_640, "cvlserv_pay": 0, "hifes_pay": 0,
        "hifmi_pay": 0, "hifob_pay": 0, "hifdm_pay": 0, "maf_pay": 0, "oth_pay": 0, "hosp_part_amt": 0,
        "fund_pay_sumamt": 6_640, "psn_part_amt": 3_360, "acct_pay": 0, "acct_mulaid_pay": 0,
        "psn_cash_pay": 3_360,
    }  # fmt: skip
    facts = bill_row(number, person, inscp_scp_amt=0)
    return {**facts, **amounts, "pool_prop_selfpay": 0.8, "setldetail": "390100:6640", **given}


def cancel_of(row: dict[str, Any], number: str, **given: Any) -> dict[str, Any]:
    negated = {name: -row[name] for name in AMOUNTS if row.get(name) is not None}
    return {
        **row, **negated, "setl_id": number, "init_setl_id": row["setl_id"], "refd_setl_flag": "1",
        "setldetail": None, "setl_time": "2020-04-02 09:00:00", **given,
    }  # fmt: skip


def settle(cast: Cast) -> None:
    settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)
    apply_reported_cancels(area_id=cast.area.pk, acting_user=cast.clerk_east)


def identities() -> dict[str, dict[str, str]]:
    with system_scope():
        return dict(ReportedSettlement.objects.values_list("setl_id", "identities"))


def test_a_settled_bill_is_kept_as_sent_and_reckoned_again(
    cast: Cast, person: Person, bring_settled: Any
) -> None:
    off_by_one = {"hifp_pay": 6_641, "fund_pay_sumamt": 6_641, "psn_part_amt": 3_359, "psn_cash_pay": 3_359}
    run = bring_settled(settled_row("R1", person), settled_row("R2", person, **off_by_one, setldetail=None))
    assert (run.new_count, run.bad_count) == (2, 0)
    # An in-scope amount times a ratio that gives another sum than was paid is told.
    assert found(run, "warning") == [(3, "medfee_sumamt", "identity_fails")]
    assert set(identities()["R1"].values()) == {"holds"}
    assert identities()["R2"]["P1"] == "fails"
    assert identities()["R2"]["I5"] == "not_checkable"
    settle(cast)
    with system_scope():
        ours = Settlement.objects.get(setl_id="R1")
        assert compared().count() == 2
        assert [(one.setl_id, one.difference) for one in differing()] == [
            (one.setl_id, one.fund_pay_sumamt - Settlement.objects.get(setl_id=one.setl_id).fund_pay_sumamt)
            for one in ReportedSettlement.objects.order_by("pk")
            if one.fund_pay_sumamt != Settlement.objects.get(setl_id=one.setl_id).fund_pay_sumamt
        ]
        assert "R2" in {one.setl_id for one in differing()}
        assert ours.inscp_scp_amt == 9_000
        assert Bill.objects.get(setl_id="R1").inscp_scp_amt == 9_000


def test_parts_that_do_not_add_up_are_kept_but_nothing_is_settled_on_them(
    cast: Cast, person: Person, bring_settled: Any
) -> None:
    run = bring_settled(
        settled_row("R1", person, inscp_scp_amt=8_999), settled_row("R2", person, overlmt_selfpay=None)
    )
    assert run.bad_count == 0
    assert identities()["R1"]["I1"] == "fails"
    assert identities()["R2"]["I1"] == "not_checkable"
    settle(cast)
    with system_scope():
        assert set(BillProblem.objects.values_list("code", flat=True)) == {"no_amounts"}
        assert ReportedSettlement.objects.get(setl_id="R1").inscp_scp_amt == 8_999


def test_a_cancel_refers_to_a_bill_and_ours_is_cancelled_too(
    cast: Cast, person: Person, bring_settled: Any
) -> None:
    row = settled_row("R1", person)
    bring_settled(row)
    settle(cast)
    run = bring_settled(cancel_of(row, "R1C"))
    assert (run.new_count, run.bad_count) == (1, 0)
    assert identities()["R1C"]["R1"] == "holds"
    settle(cast)
    settle(cast)
    with system_scope():
        amounts = Settlement.objects.values_list("setl_id", "refd_setl_flag", "fund_pay_sumamt")
        ours, cancel = sorted(amounts)
        assert ours[2] == -cancel[2] > 0
        assert cancel[:2] == ("R1C", True)
        assert Settlement.objects.get(setl_id="R1C").clr_month == dt.date(2020, 4, 1)
        assert Bill.objects.count() == 1


def test_a_bill_cancelled_before_it_was_settled_never_is(
    cast: Cast, person: Person, bring_settled: Any
) -> None:
    row = settled_row("R1", person)
    run = bring_settled(row, cancel_of(row, "R1C", hifp_pay=-6_639))
    assert run.bad_count == 0
    assert identities()["R1C"]["R1"] == "fails"
    settle(cast)
    with system_scope():
        assert not Settlement.objects.exists()
        assert not BillProblem.objects.exists()


def test_signs_and_cancels_are_checked(cast: Cast, person: Person, bring_settled: Any) -> None:
    row = settled_row("R1", person)
    bring_settled(row, cancel_of(row, "R1C"))
    run = bring_settled(
        settled_row("R2", person, psn_cash_pay=-1),
        cancel_of(row, "R3", init_setl_id=None),
        cancel_of(row, "R4", init_setl_id="R0"),
        cancel_of(row, "R5", acct_pay=1, init_setl_id="R2"),
        settled_row("R6", person, init_setl_id="R1"),
        cancel_of(row, "R7"),
        settled_row("R1", person, begndate="2020-03-02"),
    )
    assert found(run) == [
        (2, "psn_cash_pay", "amount_negative"),
        (3, "init_setl_id", "cancel_of_nothing"),
        (4, "init_setl_id", "cancel_unknown"),
        (5, "acct_pay", "cancel_positive"),
        (6, "init_setl_id", "cancel_named_without_flag"),
        (7, "init_setl_id", "cancel_repeated"),
        (8, "setl_id", "bill_differs"),
    ]


def test_the_same_sheet_again_changes_nothing(cast: Cast, person: Person, bring_settled: Any) -> None:
    row = settled_row("R1", person)
    bring_settled(row, cancel_of(row, "R1C"))
    again = bring_settled(row, cancel_of(row, "R1C"), settled_row("R2", person))
    assert (again.same_count, again.new_count, again.changed_count) == (2, 1, 0)


def test_a_bill_already_here_gets_the_sender_s_amounts_beside_it(
    cast: Cast, person: Person, bring_settled: Any
) -> None:
    bring_settled(
        bill_row("R1", person, medfee_sumamt=10_000, class_a_amt=9_000, class_b_amt=900), kind="bills"
    )
    settle(cast)
    run = bring_settled(settled_row("R1", person))
    assert run.bad_count == 0
    with system_scope():
        bill = Bill.objects.get()
        assert bill.class_a_amt == 9_000
        assert bill.inscp_scp_amt is None
        assert bill.reported.get().fund_pay_sumamt == 6_640
    engine.withdraw_run(run=run, acting_user=cast.clerk_east)
    with system_scope():
        assert not ReportedSettlement.objects.exists()
        assert Settlement.objects.count() == 1


def test_withdrawn_with_its_bills_unless_settled(cast: Cast, person: Person, bring_settled: Any) -> None:
    run = bring_settled(settled_row("R1", person))
    engine.withdraw_run(run=run, acting_user=cast.clerk_east)
    with system_scope():
        assert not Bill.objects.exists()
    run = bring_settled(settled_row("R1", person, begndate="2020-03-03"))
    settle(cast)
    with pytest.raises(DependedOn):
        engine.withdraw_run(run=run, acting_user=cast.clerk_east)


# --- the real ones -----------------------------------------------------------------------------------------------

HOLDS, OPEN = "holds", "not_checkable"
# What each identity answers on the amounts as found: missing ones are never taken as zero (decision 28).
EXPECTED = {
    "s01": dict.fromkeys(("I1", "I2", "I3", "I4", "I5", "I6", "P1"), HOLDS),
    "s02": dict.fromkeys(("I1", "I2", "I3", "I4", "I5", "I6", "P1"), HOLDS),
    "s03": {"I1": HOLDS, "I2": HOLDS, "I3": OPEN, "I4": OPEN, "I5": HOLDS, "I6": OPEN},
    "s06": {"I1": HOLDS, "I2": HOLDS, "I3": HOLDS, "I4": OPEN, "I5": HOLDS, "I6": OPEN},
    "s07": {"I1": OPEN, "I2": HOLDS, "I3": HOLDS, "I4": OPEN, "I5": OPEN, "I6": OPEN},
    "s10": {"I1": OPEN, "I2": OPEN, "I3": OPEN, "I4": OPEN, "I5": OPEN, "I6": OPEN, "P1": OPEN},
    "s12": {"I1": OPEN, "I2": OPEN, "I3": OPEN, "I4": OPEN, "I5": OPEN, "I6": OPEN, "P1": OPEN},
    "s14": dict.fromkeys(("I1", "I2", "I3", "I4", "I5", "I6", "P1"), OPEN),
}


def real_rows(person: Person) -> list[dict[str, Any]]:
    """The settlements as found, with the person, institution and day that they lack; a cancel with its original."""
    columns = {*AMOUNTS, "inscp_amt", "psn_pay", "cash_payamt", "othfund_pay", "pool_prop_selfpay", "balc",
               "clr_way", "clr_type", "setldetail", "insutype", "psn_type", "med_type"}  # fmt: skip
    rows = []
    for sent in REAL["settlements"]:
        told = sent.get("setl_time", "2021-11")
        day = f"{told}-15" if len(told) == 7 else f"{told}-06-15"
        row = {
            "psn_no": person.psn_no, "fixmedins_code": "H99010100001", "insutype": "310", "psn_type": "11",
            "med_type": "21", "begndate": day, "setl_time": f"{day} 08:00:00", "setl_id": sent["setl_id"],
            **{name: value for name, value in sent.items() if name in columns},
        }  # fmt: skip
        if Decimal(sent["medfee_sumamt"]) < 0:
            original = {name: value.lstrip("-") if name in columns else value for name, value in row.items()}
            rows.append({**original, "setl_id": f"{sent['setl_id']}-original", "setldetail": None})
            row |= {"refd_setl_flag": "1", "init_setl_id": f"{sent['setl_id']}-original"}
        rows.append(row)
    return rows


def test_the_real_settlements_come_in_and_every_identity_answers(
    cast: Cast, person: Person, bring_settled: Any
) -> None:
    run = bring_settled(*real_rows(person))
    assert found(run) == []
    answers = identities()
    for number, expected in EXPECTED.items():
        assert {name: answers[number][name] for name in expected} == expected, number
    assert "fails" not in {answer for each in answers.values() for answer in each.values()}
    # Their cancels hold against their originals wherever the sender sent both amounts.
    assert {answers[number]["R1"] for number in ("s03", "s06")} <= {HOLDS, OPEN}
    settle(cast)
    with system_scope():
        waiting = dict(BillProblem.objects.values_list("bill__setl_id", "code"))
        assert not Settlement.objects.exists()
    assert set(waiting.values()) == {"not_covered"}
    assert set(waiting) == {"s01", "s02", "s07", "s10", "s12", "s14"}


def test_real_settlements_of_covered_people_wait_for_a_policy(
    cast: Cast, person: Person, bring_settled: Any
) -> None:
    with system_scope():
        worker = make_person(cast.east)
        make_coverage(worker, insutype="310", psn_type="11", period=(dt.date(2020, 1, 1), None))
    rows = [row for row in real_rows(worker) if row["insutype"] == "310"]
    bring_settled(*rows)
    settle(cast)
    with system_scope():
        assert set(BillProblem.objects.values_list("code", flat=True)) == {"no_policy"}


def test_the_real_fee_lines_come_in_with_their_splits_agreeing(
    cast: Cast, person: Person, bring_settled: Any
) -> None:
    columns = {"cnt", "pric", "det_item_fee_sumamt", "pric_uplmt_amt", "selfpay_prop", "chrgitm_lv",
               "fulamt_ownpay_amt", "overlmt_amt", "preselfpay_amt", "inscp_scp_amt"}  # fmt: skip
    lines = [
        {"setl_id": "F1", "feedetl_sn": str(number), "med_list_codg": f"X{number}",
         **{name: value for name, value in sent.items() if name in columns}}
        for number, sent in enumerate(REAL["fee_lines"])
    ]  # fmt: skip
    total = sum(Decimal(line["det_item_fee_sumamt"]) for line in lines)
    bill = {**bill_row("F1", person), "medfee_sumamt": str(total)}
    bring_settled({name: value for name, value in bill.items() if "class" not in name}, kind="bills")
    run = bring_settled(*lines, kind="fee_lines")
    assert (run.new_count, run.bad_count, run.warning_count) == (len(lines), 0, 0)
    settle(cast)
    with system_scope():
        ours = Settlement.objects.get()
        assert FeeLine.objects.count() == len(lines)
        assert ours.fulamt_ownpay_amt == sum(Decimal(line["fulamt_ownpay_amt"]) for line in lines)
        assert ours.preselfpay_amt == sum(Decimal(line["preselfpay_amt"]) for line in lines)
