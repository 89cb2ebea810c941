"""The sheet of bills: whose they are, who may bring them, what is wrong with them, and that none is lost."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from claims.models import Bill, BillProblem, Settlement
from claims.services.settle_bill import settle_bill
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets import engine
from config.spreadsheets.faults import message
from config.spreadsheets.withdrawing import DependedOn
from enrollment.models import Person
from institutions.models import Duty
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.spreadsheets.sheets import bill_row, bring, found
from tests.config.spreadsheets.sheets import row_errors
from tests.support.policies import put_policy_in_force

WEST_HOSPITAL, OUTSIDE_HOSPITAL = "H99010200001", "H97010000001"
PARTS = {"fulamt_ownpay_amt": 100, "overlmt_selfpay": 0, "preselfpay_amt": 40, "inscp_scp_amt": 860}


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return person


@pytest.fixture
def bring_bills(cast: Cast, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(*rows: dict[str, Any], user: Any = None, agency: Any = None, **more: Any) -> ImportRun:
        return bring(tmp_path, "bills", rows, user or cast.clerk_east, agency or cast.east, **more)

    return run


def stored() -> list[Bill]:
    with system_scope():
        return list(
            Bill.objects.select_related("person", "insu_county", "care_county", "handling_county").order_by(
                "setl_id"
            )
        )


def test_bills_come_in_with_their_counties_and_can_be_settled(
    cast: Cast, person: Person, bring_bills: Any
) -> None:
    run = bring_bills(bill_row("B1", person), bill_row("B2", person, enddate=None, med_type="11", **PARTS))
    assert (run.state, run.new_count, run.bad_count, run.warning_count) == ("done", 2, 0, 0)
    first, second = stored()
    assert (first.insu_county, first.care_county, first.handling_county) == (cast.east, cast.east, None)
    assert first.setl_time == dt.datetime(2020, 3, 5, 2, 30, tzinfo=dt.UTC)
    assert first.class_b_amt == 200
    assert first.inscp_scp_amt is None
    assert second.enddate == second.begndate
    tally = settle_waiting_bills(
        selection=Selection(cast.area.pk, import_run_id=run.pk), acting_user=cast.clerk_east
    )
    assert (tally.settled, tally.waiting) == (2, 0)


def test_the_certificate_finds_the_person_and_the_coverage_the_category(
    cast: Cast, person: Person, bring_bills: Any
) -> None:
    bring_bills(bill_row("B1", person, psn_no=None, certno=person.certno.lower(), psn_type=None))
    [bill] = stored()
    assert (bill.person, bill.psn_type) == (person, "1501")


@pytest.mark.duty("NB-27")
def test_the_preview_shows_amounts_in_yuan(cast: Cast, person: Person, bring_bills: Any) -> None:
    run = bring_bills(bill_row("B1", person))
    [change] = run.first_changes
    assert "1,000.00" in dict(change["cells"]).values()


def test_a_counter_takes_bills_of_any_county_and_the_record_says_so(cast: Cast, bring_bills: Any) -> None:
    with system_scope():
        western = make_person(cast.west)
        make_coverage(western)
    run = bring_bills(
        bill_row("B1", western, fixmedins_code=WEST_HOSPITAL, pay_loc="1"),
        bill_row("B2", western, fixmedins_code=OUTSIDE_HOSPITAL),
        bill_row("B3", western),
        bill_row("B4", western, fixmedins_code=WEST_HOSPITAL),
    )
    assert found(run) == [(5, "fixmedins_code", "institution_elsewhere")]
    by_number = {bill.setl_id: bill for bill in stored()}
    assert {bill.insu_county for bill in by_number.values()} == {cast.west}
    assert [by_number[number].handling_county for number in ("B1", "B2", "B3")] == [
        cast.east,
        cast.east,
        None,
    ]
    assert by_number["B2"].care_county is None
    # Whom the funds' part is owed to: the person who paid, or the institution.
    assert [by_number[number].pay_loc for number in ("B1", "B2", "B3")] == ["1", "2", "2"]
    with acting_as(cast.clerk_east):
        assert Bill.objects.count() == 3
        assert not Person.objects.exists()


def test_what_is_wrong_is_told_with_row_and_column(cast: Cast, person: Person, bring_bills: Any) -> None:
    with system_scope():
        foreign = make_person(cast.elsewhere)
        make_coverage(foreign)
        other = make_person(cast.east)
    run = bring_bills(
        bill_row("B1", person, psn_no="9999"),
        bill_row("B2", foreign),
        bill_row("B3", person, certno=other.certno),
        bill_row("B4", person, psn_no=None),
        bill_row("B5", person, fixmedins_code="H99999999999"),
        bill_row("B6", person, enddate="2020-02-01"),
        bill_row("B7", person, class_a_amt=699.99),
        bill_row("B8", person, **{**PARTS, "inscp_scp_amt": 861}),
        bill_row("B9", person, **{**PARTS, "preselfpay_amt": None}),
        bill_row("BA", person, class_a_amt=700, **PARTS),
        bill_row("BB", person, medfee_sumamt=-1_000),
        bill_row("BC", person),
        bill_row("BC", person),
        bill_row("BD", person, medfee_sumamt="一千"),
        bill_row("BE", person, psn_no=None, certno="11010119491231002X"),
    )
    assert found(run) == [
        (2, "psn_no", "person_unknown"),
        (3, "psn_no", "person_unknown"),
        (4, "certno", "person_conflict"),
        (5, "psn_no", "person_missing"),
        (6, "fixmedins_code", "unknown_reference"),
        (7, "enddate", "end_before_begin"),
        (8, "medfee_sumamt", "fees_differ"),
        (9, "medfee_sumamt", "parts_differ"),
        (10, "inscp_scp_amt", "parts_incomplete"),
        (11, "inscp_scp_amt", "parts_and_fees"),
        (12, "medfee_sumamt", "amount_negative"),
        (14, "setl_id", "duplicate_in_file"),
        (15, "medfee_sumamt", "not_an_amount"),
        (16, "certno", "person_unknown"),
    ]
    assert [bill.setl_id for bill in stored()] == ["BC"]
    for error in row_errors(run):
        assert "%(" not in message(error.code, error.params) != error.code


def test_a_person_not_covered_that_day_is_a_warning_and_the_bill_waits(
    cast: Cast, person: Person, bring_bills: Any
) -> None:
    with system_scope():
        uncovered = make_person(cast.west)
    run = bring_bills(
        bill_row("B1", uncovered),
        bill_row("B2", person, enddate="2021-03-05", setl_time="2021-03-06"),
        bill_row("B3", uncovered, psn_type=None),
    )
    assert found(run, "warning") == [(2, "begndate", "not_covered"), (3, "begndate", "not_covered")]
    assert found(run) == [(4, "psn_type", "psn_type_unknown")]
    assert stored()[0].insu_county == cast.west
    settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)
    with system_scope():
        assert set(BillProblem.objects.values_list("bill__setl_id", "code")) == {
            ("B1", "not_covered"),
            ("B2", "not_covered"),
        }


def test_a_merged_person_s_bills_belong_to_whom_they_were_merged_into(
    cast: Cast, person: Person, bring_bills: Any
) -> None:
    with system_scope():
        alias = make_person(cast.east)
        Person.objects.filter(pk=alias.pk).update(canonical=person)
    bring_bills(bill_row("B1", alias))
    assert stored()[0].person == person


def test_the_same_again_changes_nothing_and_another_content_is_a_fault_once_settled(
    cast: Cast, person: Person, bring_bills: Any
) -> None:
    bring_bills(bill_row("B1", person), bill_row("B2", person))
    with system_scope():
        settle_bill(bill=Bill.objects.get(setl_id="B1"), acting_user=cast.clerk_east)
    again = bring_bills(bill_row("B1", person), bill_row("B2", person), bill_row("B3", person))
    assert (again.same_count, again.new_count, again.changed_count) == (2, 1, 0)
    changed = bring_bills(
        bill_row("B1", person, begndate="2020-03-02"), bill_row("B2", person, begndate="2020-03-02")
    )
    assert found(changed) == [(2, "setl_id", "bill_settled")]
    assert changed.changed_count == 1
    assert [bill.begndate.day for bill in stored()] == [1, 2, 1]


def test_a_bill_settled_between_check_and_storing_is_not_replaced(
    cast: Cast, person: Person, bring_bills: Any, monkeypatch: Any
) -> None:
    from claims.spreadsheets import bill_merge

    bring_bills(bill_row("B1", person))
    lock = bill_merge.lock_people_of

    def settled_meanwhile(staging: Any) -> None:
        lock(staging)
        with system_scope():
            settle_bill(bill=Bill.objects.get(setl_id="B1"), acting_user=cast.clerk_east)

    monkeypatch.setattr(bill_merge, "lock_people_of", settled_meanwhile)
    with pytest.raises(DependedOn, match=r"settled|结算"):
        bring_bills(bill_row("B1", person, begndate="2020-03-02"))


def test_another_county_s_number_cannot_be_taken(cast: Cast, person: Person, bring_bills: Any) -> None:
    with system_scope():
        western = make_person(cast.west)
        make_coverage(western)
    west = {"user": cast.clerk_west, "agency": cast.west}
    bring_bills(bill_row("B1", western, fixmedins_code=WEST_HOSPITAL), **west)
    run = bring_bills(bill_row("B1", person))
    assert found(run) == [(2, "setl_id", "bill_taken")]


def test_only_who_handles_may_bring_bills_and_the_city_brings_any(
    cast: Cast, person: Person, bring_bills: Any
) -> None:
    with pytest.raises(engine.ImportRefused):
        bring_bills(bill_row("B1", person), user=cast.reviewer_east)
    with system_scope():
        city = make_user("handler.city", "市级经办", cast.city, Duty.HANDLE)
    run = bring_bills(
        bill_row("B1", person, fixmedins_code=WEST_HOSPITAL),
        bill_row("B2", person),
        user=city,
        agency=cast.city,
    )
    assert run.bad_count == 0
    assert [bill.handling_county for bill in stored()] == [None, None]


def test_an_import_is_withdrawn_while_its_bills_wait_and_not_once_one_is_settled(
    cast: Cast, person: Person, bring_bills: Any
) -> None:
    with system_scope():
        uncovered = make_person(cast.east)
    waiting = bring_bills(bill_row("B1", uncovered))
    settled = bring_bills(bill_row("B2", person))
    settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)
    with pytest.raises(DependedOn):
        engine.withdraw_run(run=settled, acting_user=cast.clerk_east)
    engine.withdraw_run(run=waiting, acting_user=cast.clerk_east)
    assert [bill.setl_id for bill in stored()] == ["B2"]
    with system_scope():
        assert Settlement.objects.count() == 1
        assert not BillProblem.objects.exists()


def test_on_a_page_the_import_goes_on_to_settle(
    cast: Cast, person: Person, tmp_path: Path, settings: Any
) -> None:
    from config.models import Job
    from config.spreadsheets.jobs import start_apply
    from config.tasks import run_job
    from tests.config.spreadsheets.files import workbook

    settings.MEDIA_ROOT = tmp_path / "media"
    row = bill_row("B1", person)
    path = workbook(tmp_path / "bills.xlsx", [list(row), list(row.values())], sheet="bills")
    with path.open("rb") as file:
        run = engine.receive_file(
            kind="bills", file=file, filename="bills.xlsx", acting_user=cast.clerk_east, agency=cast.east
        )
    engine.check_run(run=run)
    engine.confirm_run(run=run, acting_user=cast.clerk_east)
    run_job(start_apply(run=run).pk)
    run_job(Job.objects.get(kind="claims.settle").pk)
    with system_scope():
        assert Settlement.objects.get().setl_id == "B1"
