"""Checks of settled bills: what is found is kept, found again once, and told to be gone when it is."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import BillFinding
from claims.services import bill_checks
from claims.services.bill_checks import (
    BillCheck,
    CheckRange,
    Found,
    register_bill_check,
    run_bill_checks,
    says,
)
from config.jobs.run import run_job
from config.models import Job
from config.periods import Month
from config.scoping import acting_as, system_scope
from institutions.services.duties import DutyMissing
from tests.claims.making import make_bill

from .conftest import Year

MARCH = Month(2020, 3)


def stay(year: Year, first: int, last: int, **given: Any) -> Any:
    return year.settled(dt.date(2020, 3, last), 300_000, begndate=dt.date(2020, 3, first), **given)


def check(year: Year, month: Month = MARCH) -> dict[str, int]:
    return run_bill_checks(
        within=CheckRange(year.cast.area.pk, month, month), acting_user=year.cast.clerk_east
    )


def test_a_stay_billed_as_two_is_found_once(year: Year) -> None:
    first, second = stay(year, 2, 6), stay(year, 7, 9)
    stay(year, 12, 14)  # days later: another stay
    assert check(year) == check(year) == {"split_stay": 1}
    with acting_as(year.cast.clerk_east):
        [found] = BillFinding.objects.all()
    assert (found.bill_id, found.other_id) == (second.bill_id, first.bill_id)
    for word in (first.setl_id, "2020-03-06", "2020-03-07"):
        assert word in says(found)
    assert check(year, Month(2020, 4)) == {"split_stay": 0}


@pytest.mark.parametrize(
    "given",
    [
        {"med_type": "11"},  # a visit on the day of discharge
        {"transfer_chain": "T1"},
        {"begndate": dt.date(2020, 3, 8)},
    ],
)
def test_what_is_no_split_stay_is_not_found(year: Year, given: dict[str, Any]) -> None:
    stay(year, 2, 6, transfer_chain=given.get("transfer_chain", ""))
    year.settled(dt.date(2020, 3, 9), 300_000, **{"begndate": dt.date(2020, 3, 7), **given})
    assert check(year) == {"split_stay": 0}


def test_another_hospital_and_a_waiting_bill_are_not_held_against_it(year: Year) -> None:
    stay(year, 2, 6)
    with system_scope():
        make_bill(
            year.person, year.cast.hospital_east, begndate=dt.date(2020, 3, 7), enddate=dt.date(2020, 3, 9)
        )
    assert check(year) == {"split_stay": 0}


def test_a_finding_is_gone_when_its_bill_is_cancelled_and_back_when_it_is_found_again(
    year: Year, monkeypatch: pytest.MonkeyPatch
) -> None:
    stay(year, 2, 6)
    second = stay(year, 7, 9)
    check(year)
    year.cancel(second)
    assert check(year) == {"split_stay": 0}
    with system_scope():
        finding = BillFinding.objects.get()
    assert finding.gone_at is not None
    monkeypatch.setattr(bill_checks, "_checks", {})
    found = [Found(finding.bill_id, {}, finding.other_id)]
    register_bill_check(BillCheck("split_stay", "", "", lambda within: found))
    assert check(year) == {"split_stay": 1}
    with system_scope():
        assert BillFinding.objects.get().gone_at is None


def test_checks_have_names_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bill_checks, "_checks", {})
    one = BillCheck("same", "", "", lambda within: [])
    assert register_bill_check(one) is register_bill_check(one)
    with pytest.raises(ValueError, match="same"):
        register_bill_check(BillCheck("same", "", "", lambda within: []))


def test_from_the_page_as_a_job(year: Year, client: Client) -> None:
    stay(year, 2, 6)
    second = stay(year, 7, 9)
    client.force_login(year.cast.clerk_east)
    act = reverse("claims:check_bills")
    wrong = client.post(act, {"submission": str(uuid4()), "first": "2020-04", "last": "2020-03"})
    assert wrong.status_code == 422
    assert (
        client.post(act, {"submission": str(uuid4()), "first": "2020-03", "last": "2020-03"}).status_code
        == 302
    )
    run_job(Job.objects.latest("pk").pk)
    page = client.get(reverse("claims:findings") + "?open=yes&check=split_stay").content.decode()
    with system_scope():
        number = BillFinding.objects.get(bill__setl_id=second.setl_id).number
    assert number in page
    client.force_login(year.cast.clerk_west)
    assert number not in client.get(reverse("claims:findings")).content.decode()
    within = CheckRange(year.cast.area.pk, MARCH, MARCH)
    for user in (year.cast.reviewer_east, year.cast.clerk_elsewhere):
        with pytest.raises(DutyMissing):
            run_bill_checks(within=within, acting_user=user)
