"""A policy nobody here has seen works from YAML alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from enrollment.rules.contributions.outcome import Worked
from enrollment.rules.contributions.quoting import Case, work_out
from institutions.policy.registry import read_package
from institutions.policy.what_if import policy_in_package
from institutions.rules.policy_faults import PolicyError

from .golden import row

TEXT = (Path(__file__).parent / "sixth_city.yaml").read_text("utf-8")
CITY = policy_in_package(read_package(TEXT))


def cases_of(*rows: dict[str, Any]) -> list[Case]:
    found = [row(number, {"case": str(number)} | cells) for number, cells in enumerate(rows, start=2)]
    work_out(found, CITY)
    return found


def work(**cells: Any) -> Worked:
    case = cases_of(cells)[0]
    assert case.worked is not None, case.faults
    return case.worked


def faults(**cells: Any) -> list[tuple[str, str]]:
    return [(fault.column, fault.code) for fault in cases_of(cells)[0].faults]


def codes(worked: Worked) -> set[str]:
    return {step.code for line in worked.lines for step in line.steps}


def test_bases_are_rounded_to_the_yuan_and_stay_within_the_limits() -> None:
    assert work(kind="employee", month="2024-06", wage=1).due("employee").base == 3_501_00
    assert work(kind="employee", month="2024-06", wage="5000.50").due("employee").base == 5_001_00
    assert work(kind="employee", month="2024-06", wage=99_999).due("employee").base == 28_004_00


def test_the_last_day_of_a_month_may_decide_which_mean_counts() -> None:
    assert work(kind="unemployed", month="2024-06").due("unemployed").base == 7_001_00
    assert work(kind="unemployed", month="2024-07").due("unemployed").base == 7_777_00


def test_parts_that_are_the_whole_leave_no_rest() -> None:
    rows = [
        {"kind": "employer", "month": "2024-06", "employer": "甲"},
        {"kind": "employee", "month": "2024-06", "employer": "甲", "wage": "5000"},
    ]
    employer = cases_of(*rows)[0].worked
    assert employer is not None
    parts = {due.item: due.amount for due in employer.parts("employer")}
    assert parts == {"employer.maternity": 55_50, "employer.long_term_care": 111_00}
    assert employer.total == 166_50
    account = work(kind="employee", month="2024-06", wage=5000).parts("employee")
    assert [(due.item, due.amount) for due in account] == [("employee.personal_account", 100_00)]


def test_flexible_workers_choose_between_two_bases() -> None:
    for wage, base in (("", 4_201_00), (1000, 4_201_00), (9000, 9_000_00), (50_000, 21_003_00)):
        assert work(kind="flexible", month="2024-06", wage=wage).due("flexible").base == base


def test_a_policy_that_settles_backwards_asks_for_the_difference() -> None:
    looked_at = work(kind="employee", month="2024-06", wage=99_999, date="2024-08-01")
    assert looked_at.due("employee").amount == 560_08
    assert looked_at.due("difference").amount == 622_16 - 560_08
    assert looked_at.total == 622_16


def test_a_window_within_the_year_ends_on_a_day_that_common_years_lack() -> None:
    asked = {"kind": "late_enrolment", "reason": "returned"}
    assert work(**asked, date="2024-02-28").found("accepted") is False
    assert work(**asked, date="2024-02-29").found("accepted") is True
    assert work(**asked, date="2025-02-28").found("accepted") is False
    assert work(**asked, date="2025-03-01").found("accepted") is True


def test_late_enrolment_may_leave_the_subsidy_to_the_government() -> None:
    late = work(kind="late_enrolment", reason="returned", date="2024-06-01", psn_type="1401")
    assert late.total == 200_00
    assert late.found("cover") == "full"


def test_a_refund_may_end_when_cover_begins() -> None:
    asked = {"kind": "refund", "reason": "death", "amount": 400, "year": 2025}
    assert work(**asked, date="2024-12-31").total == 400_00
    assert work(**asked, date="2025-01-01").total == 0


def test_permit_holders_may_get_no_subsidy() -> None:
    assert work(kind="resident", year=2024, permit_holder=1).due("subsidy").amount == 0
    assert work(kind="resident", year=2024).due("subsidy").amount == 333_33
    assert work(kind="resident", year=2024).parts("subsidy") == []


def test_former_rules_of_a_county_by_sex_and_by_what_counts() -> None:
    asked = {"kind": "retirement", "date": "2024-05-01", "joined": "2019-12-31", "actual_months": 120}
    by_county = {"county": "990601", "veteran_months": 60}
    assert work(**asked, **by_county, gend="2").found("months_missing") == 0
    assert work(**asked, **by_county, gend="1").found("months_missing") == 60
    assert work(**asked, county="990602", gend="2", veteran_months=60).found("months_missing") == 180
    assert faults(**asked, county="990601") == [("gend", "required")]
    assert faults(**asked, gend="1") == [("county", "required")]


def test_years_in_fact_are_asked_for_beside_all_years() -> None:
    asked = {"kind": "retirement", "date": "2024-05-01", "joined": "2021-01-01"}
    assert work(**asked, actual_months=100, recognised_months=200).found("months_missing") == 20
    assert work(**asked, actual_months=120, recognised_months=180).found("eligible") is True


def test_a_top_up_by_a_share_of_the_mean_at_payment_and_the_flexible_rate() -> None:
    once = work(kind="topup_once", date="2024-05-01", month="2024-08", months=10).due("topup_once")
    assert (once.base, once.rate) == (4_666_20, 900)
    assert once.amount == 4_199_58
    refused = work(kind="topup_once", date="2025-05-01", months=10)
    assert (refused.total, refused.found("accepted")) == (0, False)


def test_a_continuation_may_keep_the_mean_at_retirement() -> None:
    monthly = work(kind="topup_monthly", date="2024-05-01", month="2024-06", months=3)
    assert {due.base for due in monthly.parts("topup_monthly")} == {7_001_00}
    assert monthly.total == 3 * 630_09


def test_benefits_stop_after_the_months_allowed_and_begin_the_day_after_payment() -> None:
    late = work(kind="arrears", month="2024-01", date="2024-05-20")
    assert late.found("benefits_stop") == dt.date(2024, 4, 1)
    assert late.found("benefits_restored") == dt.date(2024, 5, 21)
    assert work(kind="arrears", month="2024-01", date="2024-03-31").found("benefits_stop") is False


def test_without_a_cap_a_late_fee_may_outgrow_what_is_owed() -> None:
    fee = work(kind="late_fee", amount=100, due="2024-01-01", date="2027-01-01")
    assert fee.total == 109_60


def test_what_the_policy_does_not_say_is_a_fault_of_the_row() -> None:
    assert faults(kind="late_fee", amount=100, month="2024-01", date="2024-03-01") == [
        ("kind", "contribution_gap")
    ]
    assert faults(kind="employee", month="2023-12", wage=5000) == [("kind", "contribution_gap")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("value: 0.0333", "value: 0.0332", "the parts are more than the rate"),
        (
            "    permit_holders_same_subsidy:",
            "    subsidy.share:\n      unit: ratio\n      by: [government]\n      values: [{from: 2024-01-01,"
            " value: {central: 0.5, '*': 0.1}, clause: x}]\n    permit_holders_same_subsidy:",
            "do not add up to 1",
        ),
    ],
)
def test_the_loader_refuses_shares_that_do_not_fit(old: str, new: str, told: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(PolicyError) as refused:
        read_package(TEXT.replace(old, new))
    assert any(told in fault.template for fault in refused.value.faults)
