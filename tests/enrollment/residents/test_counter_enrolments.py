"""Late enrolment for listed reasons: both shares at once, inpatient cover only; newborns from birth (ZY-03)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.scoping import acting_as, system_scope
from enrollment.models import CounterEnrolment, Coverage, Person, Receipt, Standing
from enrollment.services.counter_enrolments.enrol import (
    Asked,
    EnrolmentRefused,
    Kind,
    enrol_at_counter,
    work_out,
)
from enrollment.services.coverage.history import CoverageRefused
from enrollment.services.people.keep import PersonRefused, correct_person
from enrollment.services.receipts.of_person import ReceiptOfAnother
from institutions.services.duties import DutyMissing
from tests.cast import ALWAYS, Cast, certificate_number, make_coverage, make_person

MAY = dt.date(2020, 5, 6)
END = dt.date(2021, 1, 1)
REASONS = ("graduate_not_yet_employed", "released_from_prison", "employment_ended")


def asked(person: Person, **given: Any) -> Asked:
    usual: dict[str, Any] = {
        "kind": Kind.LATE, "psn_type": "1501", "year": 2020, "paid_on": MAY, "reason": REASONS[0],
    }  # fmt: skip
    return Asked(person=person, county=person.county, **{**usual, **given})


def enrol(
    cast: Cast, enrolment: Asked, amount: str = "830.00", number: str = "T1", user: Any = None
) -> CounterEnrolment:
    user = user or cast.clerk_east
    with acting_as(user):
        return enrol_at_counter(
            enrolment=enrolment, evidence="毕业证", amount=Decimal(amount), number=number, acting_user=user
        )


@pytest.fixture
def person(city: Cast) -> Person:
    with system_scope():
        return make_person(city.east)


@pytest.fixture
def baby(city: Cast) -> Person:
    with system_scope():
        return make_person(city.east, name="测新生", born=dt.date(2020, 4, 10))


@pytest.mark.duty("ZY-03")
@pytest.mark.parametrize("reason", REASONS)
def test_both_shares_are_paid_at_once_and_stays_are_covered_from_that_day(
    city: Cast, person: Person, reason: str
) -> None:
    done = enrol(city, asked(person, reason=reason))
    assert (done.own, done.government, done.subsidy, done.reason) == (280, 550, 0, reason)
    coverage = done.coverage
    assert (coverage.period.lower, coverage.period.upper) == (MAY, END)
    assert (coverage.cover, coverage.origin, coverage.insutype) == ("inpatient_only", "late", "390")
    assert "四（二）2" in {step["clause"] for step in done.steps}
    with system_scope():
        receipt = Receipt.objects.get()
        assert (receipt.amount, receipt.state, receipt.received_on) == (830, "accepted", MAY)
        assert (receipt.month, receipt.last_month) == (dt.date(2020, 1, 1), dt.date(2020, 12, 1))


@pytest.mark.duty("ZY-03")
@pytest.mark.parametrize(
    ("given", "paid"),
    [
        ({"reason": "forgot"}, "830.00"),
        ({"paid_on": dt.date(2019, 12, 31)}, "830.00"),
        ({"year": 2022}, "830.00"),
        ({}, "280.00"),
        ({}, "829.99"),
    ],
)
def test_another_reason_an_open_window_or_less_money_enrols_nobody(
    city: Cast, person: Person, given: dict[str, Any], paid: str
) -> None:
    with pytest.raises(EnrolmentRefused):
        enrol(city, asked(person, **given), paid)
    with system_scope():
        assert not Receipt.objects.exists()
        assert not Coverage.objects.exists()


@pytest.mark.duty("NM-01")
def test_who_is_covered_already_is_not_enrolled_late(city: Cast, person: Person) -> None:
    with system_scope():
        make_coverage(person, insutype="310")
    with pytest.raises(CoverageRefused):
        enrol(city, asked(person))
    with system_scope():
        assert not Receipt.objects.exists()


def test_aid_counts_of_the_own_part_only(city: Cast, person: Person) -> None:
    with system_scope():
        Standing.objects.create(person=person, kind="aid", code="low_income", period=ALWAYS, source="民政")
    with acting_as(city.clerk_east):
        owed = work_out(asked(person))
    assert (owed.own, owed.aided, owed.government, owed.by_person) == (140_00, 140_00, 550_00, 690_00)
    done = enrol(city, asked(person), "690.00")
    assert (done.aid_category, done.aided) == ("low_income", 140)


def test_a_newborn_is_covered_from_birth_and_governments_pay_their_share(city: Cast, baby: Person) -> None:
    done = enrol(city, asked(baby, kind=Kind.NEWBORN, psn_type="1401", reason=""), "280.00")
    assert (done.own, done.government, done.subsidy) == (280, 0, 550)
    assert (done.coverage.period.lower, done.coverage.period.upper) == (baby.brdy, END)
    assert (done.coverage.cover, done.coverage.origin) == ("full", "newborn")


def test_a_newborn_enrols_within_the_policys_days(city: Cast, baby: Person) -> None:
    last = baby.brdy + dt.timedelta(days=89)
    late = asked(baby, kind=Kind.NEWBORN, psn_type="1401", reason="", paid_on=last + dt.timedelta(days=1))
    with pytest.raises(EnrolmentRefused):
        enrol(city, late, "280.00")
    assert enrol(city, asked(baby, kind=Kind.NEWBORN, psn_type="1401", reason="", paid_on=last), "280.00")


def test_a_newborn_for_whom_all_is_paid_needs_no_receipt(city: Cast, baby: Person) -> None:
    with system_scope():
        Standing.objects.create(person=baby, kind="aid", code="destitute", period=ALWAYS, source="民政")
    done = enrol(city, asked(baby, kind=Kind.NEWBORN, psn_type="1401", reason=""), "0", "")
    assert (done.own, done.aided, done.receipt) == (0, 280, None)


def test_a_receipt_stands_for_one_payment(city: Cast, person: Person, baby: Person) -> None:
    with pytest.raises(ReceiptOfAnother):
        enrol(city, asked(person), number="")
    enrol(city, asked(person))
    with pytest.raises(ReceiptOfAnother, match="T1"):
        enrol(city, asked(baby, kind=Kind.NEWBORN, psn_type="1401", reason=""), "280.00")
    with system_scope():
        assert CounterEnrolment.objects.count() == 1


@pytest.mark.duty("NB-27")
def test_another_countys_counter_enrols_and_is_named(city: Cast, person: Person) -> None:
    done = enrol(city, asked(person), user=city.clerk_west)
    assert (done.handled_at, done.coverage.county) == (city.west, city.east)
    with pytest.raises(DutyMissing):
        enrol(city, asked(person), user=city.auditor_city)


def test_on_the_page_the_amount_is_told_and_a_wrong_one_refused(
    city: Cast, person: Person, client: Client
) -> None:
    client.force_login(city.clerk_east)
    address = reverse("enrollment:enrol_late", args=[person.pk])
    assert address in client.get(reverse("enrollment:person", args=[person.pk])).content.decode()
    assert client.get(address).status_code == 200
    sent = {
        "reason": REASONS[1], "psn_type": "1501", "year": "2020", "evidence": "释放证明", "paid_on": "2020-05-06",
        "amount": "280", "number": "T1",
    }  # fmt: skip
    wrong = client.post(address, sent)
    assert wrong.status_code == 422
    assert "830.00" in wrong.content.decode()
    assert client.post(address, {**sent, "amount": "830"}).status_code == 302
    listed = client.get(reverse("enrollment:counter_enrolments")).content.decode()
    assert "T1" in listed
    assert "550.00" in listed
    client.force_login(city.clerk_west)
    assert "T1" not in client.get(reverse("enrollment:counter_enrolments")).content.decode()
    assert client.get(address).status_code == 404


def test_a_newborn_is_registered_and_enrolled_on_pages(city: Cast, client: Client) -> None:
    client.force_login(city.clerk_east)
    born = timezone.localdate() - dt.timedelta(days=5)
    sent = {
        "psn_cert_type": "99", "certno": "B20260001", "psn_name": "测新生", "gend": "2", "brdy": born.isoformat(),
        "county": city.east.pk,
    }  # fmt: skip
    made = client.post(reverse("enrollment:new_person"), sent)
    with system_scope():
        baby = Person.objects.get(certno="B20260001")
    assert made["Location"] == reverse("enrollment:person", args=[baby.pk])
    page = client.get(reverse("enrollment:enrol_newborn", args=[baby.pk]))
    assert page.status_code == 200
    twice = client.post(reverse("enrollment:new_person"), sent)
    assert twice.status_code == 422
    assert "测新生" in twice.content.decode()


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"certno": "990101198001010010"}, "certno"),
        ({"brdy": "1981-01-01"}, "brdy"),
        ({"psn_cert_type": "99", "certno": "X1"}, "brdy"),
    ],
)
def test_a_person_is_not_registered_on_a_faulty_certificate(
    city: Cast, client: Client, given: dict[str, Any], field: str
) -> None:
    client.force_login(city.clerk_east)
    sound = certificate_number(born=dt.date(1980, 1, 1), serial=77)
    sent = {"psn_cert_type": "01", "certno": sound, "psn_name": "测甲", "county": city.east.pk}
    answer = client.post(reverse("enrollment:new_person"), {**sent, **given})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert client.post(reverse("enrollment:new_person"), sent).status_code == 302
    with system_scope():
        assert (Person.objects.get().gend, Person.objects.get().brdy) == ("1", dt.date(1980, 1, 1))


def test_the_register_is_corrected_and_nobodys_certificate_taken(
    city: Cast, person: Person, baby: Person, client: Client
) -> None:
    client.force_login(city.clerk_east)
    address = reverse("enrollment:correct_person", args=[person.pk])
    sent = {
        "psn_cert_type": "01", "certno": person.certno, "psn_name": "测改名", "gend": "", "brdy": "", "tel": "010-1",
    }  # fmt: skip
    assert client.post(address, sent).status_code == 302
    with system_scope():
        changed = Person.objects.get(pk=person.pk)
        assert (changed.psn_name, changed.tel, changed.pinyin) == ("测改名", "010-1", "ce gai ming")
        assert changed.psn_no == person.psn_no
    assert client.post(address, {**sent, "certno": baby.certno}).status_code == 422
    client.force_login(city.clerk_west)
    assert client.get(address).status_code == 404
    ahead: dict[str, Any] = {"psn_cert_type": "08", "certno": "E1", "psn_name": "甲", "gend": "1"}
    with acting_as(city.clerk_east), pytest.raises(PersonRefused):
        correct_person(person=person, brdy=dt.date(2999, 1, 1), acting_user=city.clerk_east, **ahead)
