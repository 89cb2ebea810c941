"""Physicians as audited subjects (HG-09): on the bill from the sheet, listed, suspended by two people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from decimal import Decimal
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import Bill, BillFinding, PhysicianSuspension
from claims.reads.physicians import physicians_of
from claims.services.physicians import (
    PhysicianRefused,
    ask_physician_suspension,
    decide_physician_suspension,
)
from claims.spreadsheets.bills import EXAMPLE
from config.scoping import acting_as, system_scope
from institutions.models import CreditEvent
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person
from tests.claims.inspections.making import TODAY, Office
from tests.claims.making import make_bill
from tests.claims.spreadsheets.sheets import bring, found
from tests.support.databases import wait_until_blocked
from tests.support.policies import put_policy_in_force


def asked(office: Office, **given: object) -> PhysicianSuspension:
    values = {
        "institution": office.cast.hospital_east, "physician_code": "D1", "physician_name": "医师甲",
        "first_day": TODAY, "last_day": TODAY + dt.timedelta(90), "reason": "扣满12分",
    }  # fmt: skip
    with acting_as(office.inspector):
        return ask_physician_suspension(acting_user=office.inspector, **values | given)  # type: ignore[arg-type]


@pytest.mark.duty("HG-09")
def test_a_physician_is_suspended_by_two_people(office: Office) -> None:
    one = asked(office)
    with pytest.raises(PhysicianRefused):
        asked(office, first_day=TODAY + dt.timedelta(90), last_day=TODAY + dt.timedelta(100))
    asked(office, first_day=TODAY + dt.timedelta(91), last_day=TODAY + dt.timedelta(100))
    with acting_as(office.inspector), pytest.raises(DutyMissing):
        decide_physician_suspension(suspension=one, granted=True, acting_user=office.inspector)
    with acting_as(office.second):
        done = decide_physician_suspension(suspension=one, granted=True, acting_user=office.second)
        assert (done.granted, done.decided_by) == (True, office.second)
        with pytest.raises(PhysicianRefused):
            decide_physician_suspension(suspension=one, granted=False, acting_user=office.second)
    with system_scope():
        own = PhysicianSuspension.objects.exclude(pk=one.pk).get()
        own.asked_by = office.second
        own.save()
    with acting_as(office.second), pytest.raises(SamePerson):
        decide_physician_suspension(suspension=own, granted=True, acting_user=office.second)


def test_of_two_requests_at_once_the_second_is_refused(
    fresh_database: str, cast: Cast, as_owner: Callable[[], AbstractContextManager[psycopg.Connection]]
) -> None:
    office = Office(cast, policy=False)

    def second() -> Exception | None:
        try:
            asked(office)
        except PhysicianRefused as refused:
            return refused
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(1) as pool, as_owner() as link:
        with transaction.atomic():
            asked(office)
            waiting = pool.submit(second)
            wait_until_blocked(link)
        assert isinstance(waiting.result(), PhysicianRefused)
    with system_scope():
        assert PhysicianSuspension.objects.count() == 1


@pytest.mark.duty("HG-09")
def test_physicians_are_listed_with_what_was_found(office: Office, client: Client) -> None:
    with system_scope():
        bill = make_bill(
            make_person(office.cast.east), office.cast.hospital_east, diag_dr_codg="D1", diag_dr_name="医师甲",
            begndate=TODAY, enddate=TODAY,
        )  # fmt: skip
        BillFinding.unscoped.create(bill=bill, check_key="long_stay", found_at=timezone.now(), amount=500)
        CreditEvent.unscoped.create(
            institution=office.cast.hospital_east, area=office.cast.area, county=office.cast.east,
            physician_code="D2", physician_name="医师乙", event="physician_excess", title="过度", points=3, day=TODAY,
            evidence="核查", state="confirmed", entered_by=office.inspector, decided_by=office.second,
        )  # fmt: skip
    one = asked(office)
    with acting_as(office.second):
        decide_physician_suspension(suspension=one, granted=True, acting_user=office.second)
    with acting_as(office.inspector):
        first, second = physicians_of(office.cast.area, TODAY.year, TODAY)
    assert (first.code, first.name, first.bills, first.findings, first.amount, first.suspended) == (
        "D1", "医师甲", 1, 1, Decimal(500), True,
    )  # fmt: skip
    assert (second.code, second.points, second.suspended) == ("D2", 3, False)
    client.force_login(office.inspector)
    page = client.get(reverse("claims:physicians"))
    assert "医师甲" in page.text
    assert "医师乙" in page.text
    assert client.get(reverse("claims:physicians"), {"export": "1"}).status_code == 200
    with system_scope():
        number = BillFinding.objects.get(bill=bill).number
    assert number in client.get(reverse("claims:findings"), {"physician": "D1"}).text
    assert number not in client.get(reverse("claims:findings"), {"physician": "D9"}).text
    assert "医师甲" in client.get(reverse("claims:bill", args=[bill.pk])).text


def test_the_sheet_of_bills_names_the_physician(cast: Cast, tmp_path: Path) -> None:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    row = {
        **EXAMPLE, "certno": person.certno, "psn_name": person.psn_name, "psn_type": "1501",
        "fixmedins_code": cast.hospital_east.fixmedins_code, "diag_dr_codg": "D1", "diag_dr_name": "医师甲",
        "class_a_amt": "5000.00",
    }  # fmt: skip
    run = bring(tmp_path, "bills", [row], cast.clerk_east, cast.east)
    assert run.state == "done", found(run)
    with system_scope():
        bill = Bill.objects.get()
    assert (bill.diag_dr_codg, bill.diag_dr_name) == ("D1", "医师甲")


def test_a_physician_is_suspended_from_a_decided_case(office: Office, client: Client) -> None:
    case = office.case("decided", physician_code="D1", physician_name="医师甲")
    address = reverse("claims:case_suspend_physician", args=[case.pk])
    client.force_login(office.inspector)
    page = client.get(reverse("claims:inspection_case", args=[case.pk])).content.decode()
    assert address in page
    form = client.get(address).content.decode()
    assert "医师甲" in form
    assert case.number in form
    values = {
        "submission": uuid4(), "physician_code": "D1", "physician_name": "医师甲", "first_day": "2024-05-06",
        "last_day": "2024-08-06", "reason": case.number,
    }  # fmt: skip
    assert client.post(address, values | {"last_day": "2024-05-05"}).status_code == 422
    made = client.post(address, values)
    assert made.status_code == 302
    with system_scope():
        one = PhysicianSuspension.objects.select_related("case", "institution", "asked_by").get()
    assert (one.case, one.institution, one.asked_by) == (case, case.institution, office.inspector)
    assert reverse("claims:inspection_case", args=[case.pk]) in client.get(made["Location"]).content.decode()
    client.force_login(office.cast.clerk_west)
    assert client.get(address).status_code == 404
    for wrong in (office.case("opened"), office.case("decided", institution=office.cast.hospital_west)):
        with pytest.raises(PhysicianRefused):
            asked(office, case=wrong)
    client.force_login(office.inspector)
    undecided = office.case("proposed")
    not_yet = client.post(
        reverse("claims:case_suspend_physician", args=[undecided.pk]), values | {"submission": uuid4()}
    )
    assert not_yet.status_code == 422
