"""A transfer leaves no gap and loses no month, whichever way it goes; each is done once."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import ContributionYears, Coverage, Person, Transfer
from enrollment.services.retirement.years import months_of
from enrollment.services.transfers.arrive import arrive
from enrollment.services.transfers.leave import TransferRefused, leave
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_coverage, make_person

from .test_cases import count, coverages, prepare

DAY = dt.date(2024, 3, 1)


def go(cast: Cast, person: Person, day: dt.date = DAY) -> Transfer:
    with acting_as(cast.clerk_east):
        return leave(person=person, day=day, place_code="330200", place="外市", acting_user=cast.clerk_east)


def come(cast: Cast, person: Person, **given: Any) -> Transfer:
    told = {
        "insutype": "310", "psn_type": "1101", "number": "ZY1", "place_code": "330200", "place": "外市",
        "first": Month(2015, 1), "last": Month(2019, 12), "day": dt.date(2020, 1, 1), **given,
    }  # fmt: skip
    with acting_as(cast.clerk_east):
        return arrive(person=person, acting_user=cast.clerk_east, **told)


@pytest.fixture
def newcomer(city: Cast) -> Person:
    with system_scope():
        return make_person(city.east, born=dt.date(1980, 3, 1))


@pytest.mark.duty("ZY-25")
def test_who_leaves_takes_a_certificate_of_every_period_and_is_covered_to_the_day(
    city: Cast, employee: Person
) -> None:
    count(city, employee, "1984-12", "1986-11", "veteran_service")
    count(city, employee, "2022-01", "2024-02")
    transfer = go(city, employee)
    assert coverages(employee) == [("1101", dt.date(2022, 1, 1), DAY)]
    assert (transfer.day, transfer.months, transfer.insutype) == (DAY, 50, "310")
    assert [(one["kind"], one["first"], one["last"]) for one in transfer.periods] == [
        ("veteran_service", "1984-12", "1986-11"),
        ("actual", "2022-01", "2024-02"),
        ("covered", "2022-01-01", "2024-02-29"),
    ]
    with pytest.raises(TransferRefused):
        go(city, employee, dt.date(2024, 2, 1))
    assert coverages(employee) == [("1101", dt.date(2022, 1, 1), DAY)]


def test_a_coverage_that_ended_before_is_certified_to_its_own_end(city: Cast, employee: Person) -> None:
    with system_scope():
        Coverage.objects.filter(person=employee).update(period=DateRange(dt.date(2022, 1, 1), DAY))
    assert go(city, employee, dt.date(2024, 6, 1)).day == DAY


def test_nobody_leaves_whose_retirement_is_judged_here_or_who_was_never_here(
    city: Cast, employee: Person, newcomer: Person
) -> None:
    prepare(city, employee)
    for person in (employee, newcomer):
        with pytest.raises(TransferRefused):
            go(city, person)
    with acting_as(city.reviewer_east), pytest.raises(DutyMissing):
        leave(person=employee, day=DAY, place_code="330200", place="外市", acting_user=city.reviewer_east)
    assert coverages(employee) == [("1101", dt.date(2022, 1, 1), None)]


@pytest.mark.duty("ZY-25")
def test_who_arrives_keeps_the_years_and_is_covered_without_a_gap(city: Cast, newcomer: Person) -> None:
    transfer = come(city, newcomer, account=Decimal("120.50"))
    assert coverages(newcomer) == [("1101", dt.date(2020, 1, 1), None)]
    assert (transfer.months, transfer.account) == (60, Decimal("120.50"))
    with system_scope():
        assert months_of(newcomer)["transferred"] == 60
        assert transfer.coverage.origin == "transferred"
    with pytest.raises(ValidationError):
        come(city, newcomer)
    with system_scope():
        assert (Transfer.objects.count(), ContributionYears.objects.count()) == (1, 1)


@pytest.mark.duty("ZY-25")
def test_cover_that_began_here_stays_and_a_gap_is_told_not_made(city: Cast, employee: Person) -> None:
    transfer = come(city, employee, day=dt.date(2022, 1, 1), last=Month(2021, 12))
    assert coverages(employee) == [("1101", dt.date(2022, 1, 1), None)]
    assert transfer.months == 84
    with system_scope():
        late = make_person(city.east, born=dt.date(1980, 3, 1))
        make_coverage(late, insutype="310", period=DateRange(dt.date(2020, 4, 1), None), psn_type="1101")
    with pytest.raises(TransferRefused, match="2020-04-01"):
        come(city, late, number="ZY2")
    with system_scope():
        assert months_of(late)["transferred"] == 0


def test_a_month_counted_here_is_not_counted_again_and_nothing_is_half_done(
    city: Cast, newcomer: Person
) -> None:
    count(city, newcomer, "2019-12", "2019-12")
    with pytest.raises(ValidationError):
        come(city, newcomer)
    with pytest.raises(TransferRefused):
        come(city, newcomer, last=Month(2020, 1))
    assert coverages(newcomer) == []


def test_residents_bring_cover_but_no_months(city: Cast, newcomer: Person) -> None:
    transfer = come(city, newcomer, insutype="390", psn_type="1501")
    assert (transfer.months, transfer.years) == (0, None)
    with pytest.raises(TransferRefused):
        come(city, newcomer, number="ZY2")


@pytest.mark.duty("ZY-25")
def test_both_ways_on_pages_scoped_to_the_county(
    city: Cast, employee: Person, newcomer: Person, client: Client
) -> None:
    client.force_login(city.clerk_east)
    told = {"place_code": "330200", "place": "外市", "day": "2024-03-01"}
    assert client.get(reverse("enrollment:leave", args=[employee.pk])).status_code == 200
    assert client.get(reverse("enrollment:arrive", args=[employee.pk])).status_code == 200
    gone = client.post(reverse("enrollment:leave", args=[employee.pk]), told)
    assert gone.status_code == 302
    page = client.get(gone["Location"]).content.decode()
    assert "2024-02-29" in page
    assert "参保缴费凭证" in page
    arrived = client.post(
        reverse("enrollment:arrive", args=[newcomer.pk]),
        {
            **told, "number": "ZY9", "insutype": "310", "psn_type": "1101", "first": "2020-01", "last": "2024-02",
            "account": "10.00",
        },
    )  # fmt: skip
    assert arrived.status_code == 302
    listed = client.get(reverse("enrollment:transfers")).content.decode()
    assert "ZY9" in listed
    assert employee.psn_no in listed
    client.force_login(city.clerk_west)
    assert "ZY9" not in client.get(reverse("enrollment:transfers")).content.decode()
    assert client.get(gone["Location"]).status_code == 404
