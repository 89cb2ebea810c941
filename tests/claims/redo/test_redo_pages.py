"""The pages of cancel and redo: what a clerk sees before acting, and what the acts do."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from claims.desk import bill_items
from claims.models import BillProblem, Cancellation, Redo, Settlement
from claims.services.settle_bill import settle_bill
from claims.tasks import enqueue_redo_year
from claims.waiting import ADVICE, NAMES, TEXTS
from config.desk import items_of
from config.jobs.run import run_job
from config.models import Job
from config.scoping import acting_as, system_scope
from enrollment.models import Coverage
from institutions.models import Institution
from tests.cast import Cast, make_coverage, make_person
from tests.claims.making import make_bill

from .conftest import Year

MARCH, JUNE = dt.date(2020, 3, 5), dt.date(2020, 6, 5)


def send(client: Client, user: Any, address: str, **values: Any) -> Any:
    client.force_login(user)
    return client.post(address, {"submission": str(uuid4()), **values})


def shown(client: Client, user: Any, address: str) -> str:
    client.force_login(user)
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_from_the_cancel_to_the_booked_redo(year: Year, client: Client) -> None:
    cast = year.cast
    first, second = year.settled(MARCH), year.settled(JUNE)
    cancel = reverse("claims:cancel_bill", args=[first.bill_id])
    page = shown(client, cast.clerk_east, cancel)
    assert second.setl_id in page
    assert f"-{first.fund_pay_sumamt:,.2f}" in page
    response = send(client, cast.clerk_east, cancel, setl_id="T-1", day="2020-06-30", reason="重复上传")
    assert response.status_code == 302, response.context["act"].errors
    bill = shown(client, cast.clerk_east, response["Location"])
    assert "重复上传" in bill
    draft = year.draft()
    assert draft is not None
    with system_scope():
        assert Cancellation.objects.get().handled_by == cast.clerk_east
        assert Settlement.objects.get(setl_id="T-1").clr_month == dt.date(2020, 6, 1)
    address = reverse("claims:redo", args=[draft.pk])
    assert address in shown(client, cast.clerk_east, reverse("claims:bill", args=[second.bill_id]))
    page = shown(client, cast.reviewer_east, address)
    assert second.setl_id in page
    assert page.count('<details class="panel"') == 1
    assert "2020-06" in page
    assert shown(client, cast.reviewer_east, address + "?print")
    approve = reverse("claims:approve_redo", args=[draft.pk])
    assert draft.digest in shown(client, cast.reviewer_east, approve)
    unseen = send(client, cast.reviewer_east, approve, seen="0" * 64)
    assert unseen.status_code == 422
    assert send(client, cast.reviewer_east, approve, seen=draft.digest).status_code == 302
    assert shown(client, cast.reviewer_east, address)
    chain = shown(client, cast.clerk_east, reverse("claims:bill", args=[second.bill_id]))
    assert f"RD{draft.pk}-1" in chain
    with system_scope():
        assert Redo.objects.get().state == Redo.State.APPLIED


def test_a_bill_cancelled_again_says_so(year: Year, client: Client) -> None:
    first = year.settled(MARCH)
    year.cancel(first)
    cancel = reverse("claims:cancel_bill", args=[first.bill_id])
    response = send(client, year.cast.clerk_east, cancel, setl_id="T-2", day="2020-06-30", reason="再退")
    assert response.status_code == 422
    assert response.context["act"].errors == [f"结算{first.setl_id}已经退费。"]
    with system_scope():
        assert not Settlement.objects.filter(setl_id="T-2").exists()


@pytest.mark.parametrize("day", ["2020-03-04", "2999-01-01"])
def test_a_cancel_lies_between_the_settlement_and_today(year: Year, client: Client, day: str) -> None:
    first = year.settled(MARCH)
    cancel = reverse("claims:cancel_bill", args=[first.bill_id])
    response = send(client, year.cast.clerk_east, cancel, setl_id="T-3", day=day, reason="x")
    assert "day" in response.context["act"].form.errors


def test_a_reviewer_rejects_with_a_reason(year: Year, client: Client) -> None:
    first = year.settled(MARCH)
    year.settled(JUNE)
    year.cancel(first)
    draft = year.draft()
    assert draft is not None
    reject = reverse("claims:reject_redo", args=[draft.pk])
    assert send(client, year.cast.reviewer_east, reject).status_code == 422
    assert send(client, year.cast.reviewer_east, reject, reason="另案").status_code == 302
    assert "另案" in shown(client, year.cast.clerk_east, draft.get_absolute_url())


def test_the_list_and_the_desks(year: Year, client: Client) -> None:
    cast = year.cast
    first = year.settled(MARCH)
    year.settled(JUNE)
    year.cancel(first)
    page = shown(client, cast.reviewer_east, reverse("claims:redos") + "?state=draft&cause=cancel")
    assert year.person.psn_name in page
    assert year.person.psn_name not in shown(client, cast.clerk_west, reverse("claims:redos"))
    counts = {}
    for user in (cast.reviewer_east, cast.reviewer_city, cast.clerk_east, cast.clerk_west):
        with acting_as(user):
            items = items_of(bill_items(user.assignments_in_force[0]))
            counts[user] = [(item.standing, item.count) for item in items if "redos" in item.url]
    assert counts[cast.reviewer_east] == counts[cast.reviewer_city] == [("due", 1)]
    assert counts[cast.clerk_east] == [("waiting", 1)]
    assert counts[cast.clerk_west] == []


def test_a_county_that_only_treated_cancels_without_seeing_the_others(
    cast: Cast, client: Client, year: Year
) -> None:
    """West's hospital took the bill back; which bills East's person has elsewhere is told as a sum only."""
    here = year.bill(MARCH)
    with system_scope():
        west = make_bill(
            year.person, cast.hospital_west, enddate=dt.date(2020, 2, 1), medfee_sumamt=90_000,
            inscp_scp_amt=90_000, fulamt_ownpay_amt=0, overlmt_selfpay=0, preselfpay_amt=0,
        )  # fmt: skip
    settle_bill(bill=west, acting_user=cast.clerk_west)
    year.settle(here)
    cancel = reverse("claims:cancel_bill", args=[west.pk])
    page = shown(client, cast.clerk_west, cancel)
    assert here.setl_id not in page
    assert west.setl_id in shown(client, cast.clerk_west, reverse("claims:bills"))
    for address in (cancel, reverse("claims:bill", args=[west.pk])):
        assert year.person.psn_name not in shown(client, cast.clerk_west, address)
    assert (
        send(client, cast.clerk_west, cancel, setl_id="W-1", day="2020-03-30", reason="退费").status_code
        == 302
    )
    draft = year.draft()
    assert draft is not None
    client.force_login(cast.clerk_west)
    assert client.get(draft.get_absolute_url()).status_code == 404
    assert client.get(reverse("claims:ask_redo", args=[west.pk])).status_code == 404


def test_reckoning_a_year_again_finds_what_came_to_be_known(year: Year, client: Client) -> None:
    cast = year.cast
    settled = year.settled(MARCH, 900_000)
    ask = reverse("claims:ask_redo", args=[settled.bill_id])
    response = send(client, cast.clerk_east, ask)
    assert response["Location"] == reverse("claims:bill", args=[settled.bill_id])
    with system_scope():
        Institution.unscoped.filter(pk=cast.hospital_east.pk).update(dedc_hosp_lv="3")
    job = enqueue_redo_year(owner=cast.clerk_east, agency=cast.east, insutype="390", year=2020)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    draft = year.draft()
    assert draft is not None
    assert draft.cause == Redo.Cause.ASKED
    assert send(client, cast.clerk_east, ask)["Location"] == draft.get_absolute_url()
    find = reverse("claims:find_redos")
    assert send(client, cast.clerk_east, find, insutype="390", year="2020").status_code == 302


# --- bills that wait ----------------------------------------------------------------------------------------------


def test_every_reason_has_a_name_and_says_what_to_do() -> None:
    assert set(TEXTS) == set(NAMES) == set(ADVICE)


def test_one_waiting_bill_is_settled_again_from_its_page(cast: Cast, year: Year, client: Client) -> None:
    with system_scope():
        stranger = make_person(cast.east)
        bill = make_bill(stranger, cast.hospital_east)
    settle_bill(bill=bill, acting_user=cast.clerk_east)
    again = reverse("claims:settle_again", args=[bill.pk])
    assert again in shown(client, cast.clerk_east, reverse("claims:bill", args=[bill.pk]))
    response = send(client, cast.clerk_east, again)
    assert response.status_code == 302
    assert "2020-03-05" in shown(client, cast.clerk_east, response["Location"])
    with system_scope():
        assert BillProblem.objects.filter(bill=bill).exists()
        make_coverage(stranger)
    send(client, cast.clerk_east, again)
    with system_scope():
        assert not BillProblem.objects.exists()
        assert Settlement.objects.filter(bill=bill).exists()


def test_those_of_a_filter_are_settled_again_as_a_job(cast: Cast, year: Year, client: Client) -> None:
    with system_scope():
        stranger = make_person(cast.east)
        uncovered = [make_bill(stranger, cast.hospital_east) for _ in range(3)]
        empty = make_bill(
            year.person, cast.hospital_east, fulamt_ownpay_amt=None, overlmt_selfpay=None,
            preselfpay_amt=None, inscp_scp_amt=None,
        )  # fmt: skip
    for bill in (*uncovered, empty):
        assert settle_bill(bill=bill, acting_user=cast.clerk_east) is None
    with system_scope():
        make_coverage(stranger)
        noted = BillProblem.objects.get(bill=empty).noted_at
    page = shown(client, cast.clerk_east, reverse("claims:waiting") + "?code=not_covered")
    assert uncovered[0].setl_id in page
    assert empty.setl_id not in page
    act = reverse("claims:settle_waiting") + "?code=not_covered"
    shown(client, cast.clerk_east, act)
    response = send(client, cast.clerk_east, act)
    job = Job.objects.latest("pk")
    assert response["Location"] == reverse("job", args=[job.pk])
    run_job(job.pk)
    with system_scope():
        assert list(BillProblem.objects.values_list("bill_id", "noted_at")) == [(empty.pk, noted)]
        assert Settlement.objects.filter(bill__in=uncovered).count() == len(uncovered)


def test_a_bulk_run_drafts_what_its_late_bills_change(cast: Cast, year: Year) -> None:
    """One look after the run finds the years; a first run of all bills finds none."""
    from claims.tasks import enqueue_settling

    bills = [year.bill(day) for day in (MARCH, JUNE)]
    job = enqueue_settling(owner=cast.clerk_east, agency=cast.east)
    run_job(job.pk)
    assert year.draft() is None
    assert len(year.stands()) == len(bills)
    with system_scope():
        other = make_person(cast.east)
        make_coverage(other)
    year.bill(dt.date(2020, 1, 20))
    with system_scope():
        make_bill(other, cast.hospital_east, enddate=dt.date(2020, 1, 20))
    job = enqueue_settling(owner=cast.clerk_east, agency=cast.east)
    run_job(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.DONE
    draft = year.draft()
    assert draft is not None
    assert (draft.cause, draft.prepared_by) == (Redo.Cause.LATE, cast.clerk_east)
    with system_scope():
        assert Redo.objects.count() == 1
    # A bill in order comes with the next run: the draft takes it in.
    year.bill(dt.date(2020, 11, 20))
    run_job(enqueue_settling(owner=cast.clerk_east, agency=cast.east).pk)
    again = year.draft()
    assert again is not None
    assert (again.pk, again.digest == draft.digest) == (draft.pk, False)


def test_all_of_a_filter_are_approved_as_a_job_but_ones_own(cast: Cast, client: Client, year: Year) -> None:
    with system_scope():
        second = Year(cast, make_person(cast.east))
        make_coverage(second.person)
    for one in (year, second):
        first = one.settled(MARCH)
        one.settled(JUNE)
        one.cancel(first)
    act = reverse("claims:approve_redos") + "?state=draft&cause=cancel"
    page = shown(client, cast.reviewer_east, act)
    seen = client.get(act).context["act"].form.initial["seen"]
    assert page.count(seen) == 1
    assert send(client, cast.reviewer_east, act, seen="0" * 64).status_code == 422
    response = send(client, cast.reviewer_east, act, seen=seen)
    assert response.status_code == 302, response.context["act"].errors
    # One of them changes before the job comes to it: it is named and left.
    outdated = second.draft()
    assert outdated is not None
    with system_scope():
        Coverage.objects.filter(person=second.person).update(period=("2020-06-01", "2021-01-01"))
        Redo.objects.filter(pk=outdated.pk).update(digest="1" * 64)
    job = Job.objects.latest("pk")
    run_job(job.pk)
    run_job(job.pk)
    with system_scope():
        states = dict(Redo.objects.values_list("person_id", "state"))
    assert states == {year.person.pk: "applied", second.person.pk: "draft"}
    assert any(str(second.person) in line.text for line in job.lines.all())
