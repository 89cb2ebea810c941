"""Bills a sheet brings as paid by the person: settled with the rest, then owed to the person like any counter case."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import STANDING, Bill, Payable, Reimbursement, Settlement
from claims.services.reimbursements.open_imported import open_imported_cases
from claims.services.reimbursements.settle import return_case, settle_case
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from claims.tasks import enqueue_settling
from config.jobs.run import run_job
from config.models import ImportRun
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import make_coverage, make_person
from tests.claims.spreadsheets.sheets import bill_row, bring

from .making import Counter

PARTS = {"fulamt_ownpay_amt": 500, "overlmt_selfpay": 0, "preselfpay_amt": 0, "inscp_scp_amt": 9_500,
         "medfee_sumamt": 10_000, "class_a_amt": None, "class_b_amt": None, "class_c_amt": None}  # fmt: skip


@pytest.fixture
def bring_bills(counter: Counter, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"
    cast = counter.cast
    return lambda *rows: bring(tmp_path, "bills", rows, cast.clerk_east, cast.east)


def settle_and_open(counter: Counter, run: ImportRun) -> int:
    cast = counter.cast
    settle_waiting_bills(selection=Selection(cast.area.pk, import_run_id=run.pk), acting_user=cast.clerk_east)
    return open_imported_cases(area_id=cast.area.pk, acting_user=cast.clerk_east)


def cases() -> list[Reimbursement]:
    with system_scope():
        return list(Reimbursement.objects.select_related("handling_county", "handled_by").order_by("pk"))


def test_one_case_for_each_person_and_import(counter: Counter, person: Person, bring_bills: Any) -> None:
    with system_scope():
        other = make_person(counter.cast.east)
        make_coverage(other)
    run = bring_bills(
        bill_row("B1", person, pay_loc="1", **PARTS),
        bill_row("B2", person, pay_loc="1", **PARTS),
        bill_row("B3", person, **PARTS),
        bill_row("B4", other, pay_loc="1", **PARTS),
    )
    assert settle_and_open(counter, run) == 2
    mine, theirs = cases()
    with system_scope():
        assert [one.bill.setl_id for one in mine.case_bills.select_related("bill").order_by("n")] == [
            "B1",
            "B2",
        ]
        assert [one.bill.setl_id for one in theirs.case_bills.select_related("bill")] == ["B4"]
    assert (mine.reim_stas, mine.person_id, mine.import_run_id) == ("12", person.pk, run.pk)
    assert (mine.handled_by, mine.handling_county) == (counter.cast.clerk_east, counter.cast.east)
    assert mine.complete_on is not None
    # Asked again, nothing more is opened.
    assert open_imported_cases(area_id=counter.cast.area.pk, acting_user=counter.cast.clerk_east) == 0
    assert len(cases()) == 2


def test_it_is_reviewed_by_another_and_owed(counter: Counter, person: Person, bring_bills: Any) -> None:
    settle_and_open(counter, bring_bills(bill_row("B1", person, pay_loc="1", **PARTS)))
    case = counter.give_account(cases()[0])
    payable = counter.review(case)
    with system_scope():
        owed = Settlement.objects.get(STANDING).fund_pay_sumamt
    assert payable is not None
    assert payable.amount == owed > 0


def test_who_brought_the_sheet_does_not_review_it(counter: Counter, person: Person, bring_bills: Any) -> None:
    settle_and_open(counter, bring_bills(bill_row("B1", person, pay_loc="1", **PARTS)))
    case = counter.give_account(cases()[0])
    with system_scope():
        Reimbursement.objects.filter(pk=case.pk).update(handled_by=counter.cast.reviewer_east)
    with pytest.raises(SamePerson):
        counter.review(case)


def test_sent_back_it_is_the_counters_own(counter: Counter, person: Person, bring_bills: Any) -> None:
    """The reviewer found the papers wanting: no bulk run settles the bill behind the counter's back."""
    run = bring_bills(bill_row("B1", person, pay_loc="1", **PARTS))
    settle_and_open(counter, run)
    [case] = cases()
    reviewer, clerk = counter.cast.reviewer_east, counter.cast.clerk_east
    with acting_as(reviewer):
        return_case(case=case, reason="缺发票", acting_user=reviewer)
    tally = settle_waiting_bills(selection=Selection(counter.cast.area.pk), acting_user=clerk)
    assert (tally.settled, open_imported_cases(area_id=counter.cast.area.pk, acting_user=clerk)) == (0, 0)
    with acting_as(clerk):
        [again] = settle_case(case=case, acting_user=clerk)
    assert again.setl_id == f"{case.number}-2"
    with system_scope():
        assert Settlement.objects.filter(STANDING).count() == 1


def test_the_settling_job_opens_them(counter: Counter, person: Person, bring_bills: Any) -> None:
    run = bring_bills(bill_row("B1", person, pay_loc="1", **PARTS))
    cast = counter.cast
    job = enqueue_settling(owner=cast.clerk_east, agency=cast.east, import_run_id=run.pk)
    run_job(job.pk)
    assert len(cases()) == 1
    with system_scope():
        assert Bill.objects.get().case.reimbursement == cases()[0]


def test_opening_needs_the_duty(counter: Counter, person: Person) -> None:
    with pytest.raises(DutyMissing):
        open_imported_cases(area_id=counter.cast.area.pk, acting_user=counter.cast.reviewer_east)


def test_the_counter_finds_them_on_the_list_and_the_desk(
    counter: Counter, person: Person, bring_bills: Any, client: Client
) -> None:
    settle_and_open(counter, bring_bills(bill_row("B1", person, pay_loc="1", **PARTS)))
    client.force_login(counter.cast.clerk_east)
    listed = client.get(reverse("claims:reimbursements") + "?imported=yes").content.decode()
    assert cases()[0].number in listed
    assert (
        cases()[0].number
        not in client.get(reverse("claims:reimbursements") + "?imported=no").content.decode()
    )
    assert "imported=yes" in client.get("/desk/").content.decode()
    with system_scope():
        assert not Payable.objects.exists()
