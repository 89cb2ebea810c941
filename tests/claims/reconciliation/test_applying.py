"""Clearing applications by sheet (3203): checked against settlements and reconciliation, decided by a second person;
the month's clearing waits for them only where the policy says so."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from claims.models import ClearingApplication, Reconciliation
from claims.reads.reconciliations import standing_of_month
from claims.services.clearing_applications import (
    ApplicationRefused,
    accept_application,
    doubts,
    return_application,
)
from config.models import ImportRun
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.services.clearing.faults import ClearingRefused
from funds.services.clearing.start import start_clearing
from institutions.models import Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_user
from tests.claims.spreadsheets.sheets import found
from tests.support.policies import put_policy_in_force

from .test_comparing import MARCH, Take, detail, settled, take, total

__all__ = ["take"]

ROW = {
    "fixmedins_code": "H99010100001", "insutype": "390", "clr_type": "21", "setlym": "2020-03", "psntime": 2,
    "medfee_sumamt": 1500, "med_sumfee": 1500, "fund_appy_sum": 1500, "cash_payamt": 0, "acct_pay": 0,
    "begndate": "2020-03-01", "enddate": "2020-03-31",
}  # fmt: skip
Apply = Callable[..., ImportRun]


@pytest.fixture
def apply(take: Take) -> Apply:
    def run(**given: Any) -> ImportRun:
        return take("clearing_applications", {**ROW, **given}, whole_kind=True)

    return run


def only() -> ClearingApplication:
    with system_scope():
        one: ClearingApplication = ClearingApplication.objects.select_related("institution").get()
    return one


def accept(cast: Cast, reason: str = "") -> ClearingApplication:
    with acting_as(cast.reviewer_east):
        return accept_application(application=only(), reason=reason, acting_user=cast.reviewer_east)


def test_what_agrees_and_is_reconciled_is_accepted_without_a_word(
    cast: Cast, take: Take, apply: Apply
) -> None:
    settled(cast, "A", 1000)
    settled(cast, "B", 500)
    assert apply().bad_count == 0
    assert [str(one) for one in doubts(only())] == ["The institution sent no statement for the month."]
    take("totals", total(2, 1500))
    assert doubts(only()) == []
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        accept_application(application=only(), reason="", acting_user=cast.clerk_east)
    assert accept(cast).state == "20"
    with pytest.raises(ApplicationRefused, match="already"):
        accept(cast)
    # Accepted figures stay; the same again is no fault.
    assert [code for _row, _column, code in found(apply(psntime=3))] == ["application_decided"]


def test_what_differs_is_accepted_only_for_a_reason_or_returned(cast: Cast, take: Take, apply: Apply) -> None:
    settled(cast, "A", 1000)
    take("details", detail("X"))
    apply()
    said = " ".join(str(one) for one in doubts(only()))
    assert "applied 1,500.00, settled 1,000.00" in said
    assert "not reconciled" in said
    with pytest.raises(ApplicationRefused, match="say why"):
        accept(cast)
    with acting_as(cast.reviewer_east):
        with pytest.raises(ApplicationRefused, match="Say why"):
            return_application(application=only(), reason=" ", acting_user=cast.reviewer_east)
        back = return_application(application=only(), reason="金额不符", acting_user=cast.reviewer_east)
    assert (back.state, back.reason) == ("70", "金额不符")
    # A returned one may be applied for again; it is another application.
    apply(medfee_sumamt=1000, med_sumfee=1000, fund_appy_sum=1000, psntime=1)
    with system_scope():
        assert sorted(ClearingApplication.objects.values_list("state", flat=True)) == ["10", "70"]


def test_nobody_decides_on_what_they_entered(cast: Cast, take: Take) -> None:
    with system_scope():
        both = make_user("both.east", "东山两职", cast.east, Duty.HANDLE, Duty.REVIEW)
    take("clearing_applications", ROW, whole_kind=True, user=both)
    with acting_as(both), pytest.raises(SamePerson):
        accept_application(application=only(), reason="x", acting_user=both)
    # Whoever changes it has entered it.
    take("clearing_applications", {**ROW, "psntime": 5}, whole_kind=True)
    assert (only().entered_by, only().psntime) == (cast.clerk_east, 5)


def test_sheets_that_are_wrong_say_so(cast: Cast, apply: Apply) -> None:
    wrong = {
        "application_other_month": {"setlym": "2020-04"},
        "application_more_than_fees": {"fund_appy_sum": 1501},
        "statement_not_a_month": {"enddate": "2020-03-30"},
    }
    for code, given in wrong.items():
        assert code in {one for _row, _column, one in found(apply(**given))}


def test_the_months_clearing_waits_only_where_the_policy_says_so(
    cast: Cast, take: Take, apply: Apply
) -> None:
    settled(cast, "A", 1000)
    with system_scope():
        version = put_policy_in_force(cast)
        text = version.text
        standing = standing_of_month(cast.area, MARCH, "390")
    assert (standing.reconciled, standing.open, standing.not_sent) == (0, 0, 1)

    def start(waits_for: str) -> Any:
        with system_scope():
            type(version).objects.filter(pk=version.pk).update(
                text=text.replace(
                    "{from: 2019-07-01, value: nothing,", f"{{from: 2019-07-01, value: {waits_for},"
                )
            )
        with acting_as(cast.finance_city):
            return start_clearing(
                area=cast.area, month=Month.of(MARCH), insutype="390", acting_user=cast.finance_city
            )

    for waits_for in ("reconciled", "applied"):
        with pytest.raises(ClearingRefused, match="1 have not"):
            start(waits_for)
    take("details", detail("A"))
    with system_scope():
        [behind] = [standing_of_month(cast.area, MARCH, "390")]
        assert Reconciliation.objects.get().state == "matched"
    assert (behind.reconciled, behind.behind) == (1, [])
    with pytest.raises(ClearingRefused, match="1 have not"):
        start("applied")
    assert start("nothing").month == dt.date(2020, 3, 1)
