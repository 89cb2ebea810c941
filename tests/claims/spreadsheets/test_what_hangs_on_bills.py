"""Fee lines, deductions and former account balances."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from claims.models import Bill, Deduction, FeeLine, LegacyOutpatientBalance, Settlement
from claims.services import clearing_months
from claims.services.settle_bill import settle_bill
from config.models import ImportRun
from config.periods import Month
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from config.spreadsheets.withdrawing import DependedOn
from enrollment.models import Person
from institutions.models import Duty
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.spreadsheets.sheets import bill_row, bring, found
from tests.support.policies import put_policy_in_force


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return person


@pytest.fixture
def take(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(kind: str, *rows: dict[str, Any], user: Any = None, agency: Any = None) -> ImportRun:
        return bring(tmp_path, kind, rows, user or cast.clerk_east, agency or cast.east)

    return run


@pytest.fixture
def bare_bill(person: Person, take: Any) -> Person:
    """A bill of 300 yuan that gives no amounts but its total."""
    bare = {name: value for name, value in bill_row("B1", person).items() if "class" not in name}
    assert take("bills", {**bare, "medfee_sumamt": 300}).bad_count == 0
    return person


def line(number: int, amount: float, **given: Any) -> dict[str, Any]:
    return {
        "setl_id": "B1",
        "feedetl_sn": str(number),
        "med_list_codg": f"X{number}",
        "chrgitm_lv": "01",
        "cnt": 1,
        "pric": amount,
        "det_item_fee_sumamt": amount,
        **given,
    }


def settled_bill(cast: Cast) -> Settlement | None:
    with system_scope():
        bill = Bill.objects.get(setl_id="B1")
    return settle_bill(bill=bill, acting_user=cast.clerk_east)


def test_lines_make_a_bill_payable_and_stay_once_it_is_settled(
    cast: Cast, bare_bill: Person, take: Any
) -> None:
    assert settled_bill(cast) is None
    run = take("fee_lines", line(1, 200), line(2, 100, chrgitm_lv="03"))
    assert (run.new_count, run.bad_count, run.warning_count) == (2, 0, 0)
    settlement = settled_bill(cast)
    assert settlement is not None
    assert (settlement.fulamt_ownpay_amt, settlement.inscp_scp_amt) == (100, 200)
    later = take("fee_lines", line(1, 200), line(2, 90, chrgitm_lv="03"), line(3, 10))
    assert found(later) == [
        (3, "feedetl_sn", "line_of_settled_bill"),
        (4, "feedetl_sn", "line_of_settled_bill"),
    ]
    with pytest.raises(DependedOn):
        engine.withdraw_run(run=run, acting_user=cast.clerk_east)


def test_lines_that_do_not_add_up_are_told(cast: Cast, bare_bill: Person, take: Any) -> None:
    first = take("fee_lines", line(1, 200), line(2, 50, cnt=2), line(3, 10, setl_id="B9"), line(1, 200))
    assert found(first) == [
        (3, "det_item_fee_sumamt", "quantity_price"),
        (4, "setl_id", "bill_unknown"),
        (5, "setl_id", "duplicate_in_file"),
    ]
    assert found(first, "warning") == [(2, "setl_id", "lines_differ")]
    assert take("fee_lines", line(2, 100)).warning_count == 0
    split = {"fulamt_ownpay_amt": 0, "overlmt_amt": 0, "preselfpay_amt": 5, "inscp_scp_amt": 75}
    changed = take("fee_lines", line(2, 80, selfpay_prop=0.05, chrgitm_lv="02", **split))
    assert found(changed, "warning") == [
        (2, "det_item_fee_sumamt", "identity_fails"),
        (2, "setl_id", "lines_differ"),
    ]
    engine.withdraw_run(run=changed, acting_user=cast.clerk_east)
    with system_scope():
        assert set(FeeLine.objects.values_list("feedetl_sn", "det_item_fee_sumamt")) == {
            ("1", 200),
            ("2", 100),
        }


def test_lines_of_another_county_s_bill_find_no_bill(cast: Cast, bare_bill: Person, take: Any) -> None:
    run = take("fee_lines", line(1, 200), user=cast.clerk_west, agency=cast.west)
    assert found(run) == [(2, "setl_id", "bill_unknown")]


# --- deductions --------------------------------------------------------------------------------------------------


def deduction(reference: str, **given: Any) -> dict[str, Any]:
    return {
        "reference": reference,
        "fixmedins_code": "H99010100001",
        "insutype": "390",
        "clr_month": "2020-03",
        "amount": 1_200,
        "reason": "分解住院",
        **given,
    }


def test_a_deduction_names_who_found_it_and_waits_for_a_second_person(cast: Cast, take: Any) -> None:
    run = take("deductions", deduction("D1"), deduction("D2", det_type="20", amount=0.5))
    assert (run.new_count, run.bad_count) == (2, 0)
    with acting_as(cast.clerk_east):
        first, second = Deduction.objects.order_by("reference")
        assert (first.handled_by, first.reviewed_by, first.amount) == (cast.clerk_east, None, 1_200)
        assert (second.det_type, second.amount) == ("20", Decimal("0.50"))
        assert first.clr_month == Month(2020, 3).first


def test_wrong_deductions_are_refused(cast: Cast, take: Any, monkeypatch: Any) -> None:
    take("deductions", deduction("D1"), deduction("D2"))
    with system_scope():
        Deduction.objects.filter(reference="D1").update(reviewed_by=cast.reviewer_east)
    collecting = Month(2020, 3)
    monkeypatch.setattr(clearing_months, "_open_month", lambda _area, _scheme, month: max(month, collecting))
    run = take(
        "deductions",
        deduction("D1", amount=1),
        deduction("D1X", amount=0),
        deduction("D3", fixmedins_code="H99010200001"),
        deduction("D4", fixmedins_code="H97010000001"),
        deduction("D5", clr_month="2020-02"),
        deduction("D6"),
        deduction("D6"),
    )
    assert found(run) == [
        (2, "reference", "deduction_reviewed"),
        (3, "amount", "deduction_zero"),
        (4, "fixmedins_code", "out_of_scope"),
        (5, "fixmedins_code", "out_of_scope"),
        (6, "clr_month", "month_not_collecting"),
        (8, "reference", "duplicate_in_file"),
    ]
    assert take("deductions", deduction("D1"), deduction("D2", amount=1_300)).changed_count == 1


def test_the_city_deducts_from_institutions_outside(cast: Cast, take: Any) -> None:
    with system_scope():
        city = make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)
    run = take("deductions", deduction("D1", fixmedins_code="H97010000001"), user=city, agency=cast.city)
    assert run.bad_count == 0


# --- former balances ---------------------------------------------------------------------------------------------


def test_former_balances_of_the_own_county(cast: Cast, person: Person, take: Any) -> None:
    with system_scope():
        western = make_person(cast.west)
    run = take(
        "legacy_balances",
        {"psn_no": person.psn_no, "amount": 126.4},
        {"psn_no": western.psn_no, "amount": 10},
        {"psn_no": "9", "amount": 10},
        {"amount": 10},
        {"certno": person.certno, "amount": 10},
    )
    assert found(run) == [
        (3, "psn_no", "out_of_scope"),
        (4, "psn_no", "person_unknown"),
        (5, "psn_no", "person_missing"),
        (6, "person_id", "duplicate_in_file"),
    ]
    with acting_as(cast.clerk_east):
        assert LegacyOutpatientBalance.objects.get().amount == Decimal("126.40")


@pytest.mark.duty("ZY-05")
def test_a_former_balance_raises_the_outpatient_limit_and_the_explanation_says_so(
    cast: Cast, person: Person, take: Any
) -> None:
    """70 % of 400 yuan is more than the year's 80; a sixth of the old 60 yuan adds 10."""
    take("legacy_balances", {"psn_no": person.psn_no, "amount": 60})
    row = bill_row(
        "B1", person, med_type="11", medfee_sumamt=400, class_a_amt=400, class_b_amt=0, class_c_amt=0
    )
    take("bills", row)
    settlement = settled_bill(cast)
    assert settlement is not None
    assert settlement.hifp_pay == 90
    assert settlement.circumstances["legacy_balance"] == 6_000
