"""Interrupted and missing enrolment, the dead, contradicting certificates; with what must not be found."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import system_scope
from enrollment.models import (
    ContributionMonth,
    ContributionYears,
    Coverage,
    Declaration,
    Payer,
    Person,
    Transfer,
    WindowEnrolment,
)
from tests.cast import Cast, certificate_number

from .conftest import DAY, LAST_YEAR, YEAR, Room, cover, employer, person

MAY = dt.date(2024, 5, 1)


def found_people(room: Room, kind: str) -> list[int | None]:
    return sorted(one.person_id or 0 for one in room.found(kind))


def until(day: dt.date) -> DateRange:
    return DateRange(dt.date(2022, 1, 1), day)


def test_an_interrupted_employee(room: Room, cast: Cast) -> None:
    with system_scope():
        payer = employer(cast.east, "E1")
        gone = person(cast.east)
        cover(gone, "310", until(MAY), payer=payer)
        follows, later, dead, recent = (person(cast.east) for _number in range(4))
        cover(follows, "310", until(MAY))
        cover(follows, "390", DateRange(MAY, dt.date(2025, 1, 1)))
        cover(later, "310", until(MAY))
        cover(later, "310", DateRange(dt.date(2024, 7, 1), None))
        cover(dead, "310", until(MAY))
        Person.objects.filter(pk=dead.pk).update(deceased_on=dt.date(2024, 4, 30))
        # 29 days before the comparison; the policy lists after 30.
        cover(recent, "310", until(DAY - dt.timedelta(29)))
        cover(person(cast.east), "310", until(dt.date(2023, 7, 2)))  # before the policy compares
        void = cover(follows, "310", DateRange(dt.date(2021, 1, 1), dt.date(2021, 2, 1)))
        Coverage.objects.filter(pk=void.pk).update(effective=False)
    [found] = room.found("interrupted")
    assert found.person == gone
    assert (found.evidence["ends"], found.evidence["payer"]) == ("2024-05-01", "E1")
    assert room.of("not_renewed") == []


def test_an_interruption_is_listed_once_the_days_have_passed(room: Room, cast: Cast) -> None:
    with system_scope():
        recent = person(cast.east)
        cover(recent, "310", until(DAY - dt.timedelta(30)))
    assert found_people(room, "interrupted") == [recent.pk]


def test_who_left_with_a_certificate_is_not_interrupted(room: Room, cast: Cast) -> None:
    with system_scope():
        left = person(cast.east)
        ended = cover(left, "310", until(MAY))
        Transfer.objects.create(
            person=left, direction="out", county=cast.east, handled_at=cast.east, insutype="310", number="Z1",
            place_code="999900", place="外市", day=MAY, months=28, coverage=ended, made_by=cast.clerk_east,
        )  # fmt: skip
    assert room.found("interrupted") == []


def test_a_resident_of_last_year_who_did_not_enrol_again(room: Room, cast: Cast) -> None:
    with system_scope():
        village = Payer.objects.create(
            emp_no="V1", kind="village", name="新村", county=cast.east, period=DateRange(MAY, None)
        )
        lost, again, employed = (person(cast.east) for _number in range(3))
        former = cover(lost, "390", LAST_YEAR)
        WindowEnrolment.objects.create(
            person=lost, year=2023, payer=village, coverage=former, paid_on=dt.date(2022, 11, 1), paid=350, subsidy=610,
            handled_at=cast.east,
        )  # fmt: skip
        for one, insutype in ((again, "390"), (employed, "310")):
            cover(one, "390", LAST_YEAR)
            cover(one, insutype, YEAR)
    [found] = room.found("not_renewed")
    assert found.person == lost
    assert (found.evidence["year"], found.evidence["payer_name"]) == (2023, "新村")


def statement(payer: Payer, month: int) -> None:
    ContributionMonth.unscoped.create(
        payer=payer,
        insutype="310",
        month=dt.date(2024, month, 1),
        heads=5,
        wages=1,
        base=1,
        employer=1,
        personal=0,
    )


def declared(who: Person, payer: Payer, *months: int) -> None:
    for month in months:
        Declaration.unscoped.create(
            payer=payer, person=who, insutype="310", month=dt.date(2024, month, 1), wage=6000
        )


def test_a_month_the_payer_declared_without_the_person(room: Room, cast: Cast) -> None:
    with system_scope():
        payer, other = employer(cast.east, "E1"), employer(cast.east, "E2")
        for month in (1, 2, 3, 6):
            statement(payer, month)
        lacking, whole, retired, elsewhere, counted, joined = (person(cast.east) for _number in range(6))
        for one in (lacking, whole, elsewhere, counted):
            cover(one, "310", until(dt.date(2025, 1, 1)), payer=payer)
        cover(retired, "310", until(dt.date(2025, 1, 1)), payer=payer, psn_type="1201")
        cover(joined, "310", DateRange(dt.date(2024, 2, 10), None), payer=payer)
        declared(lacking, payer, 2)
        declared(whole, payer, 1, 2, 3)
        declared(elsewhere, other, 1, 2, 3)
        declared(joined, payer, 3)
        ContributionYears.objects.create(
            person=counted, source="actual", period=(dt.date(2024, 1, 1), dt.date(2024, 4, 1)), months=3,
            evidence="台账", handled_at=cast.east, entered_by=cast.clerk_east,
        )  # fmt: skip
    # June is not over; April and May were declared for nobody: the payer's arrears.
    [found] = room.found("months_missing")
    assert found.person == lacking
    assert (found.evidence["payer"], found.evidence["missing"]) == ("E1", ["2024-01", "2024-03"])


def test_cover_after_death(room: Room, cast: Cast) -> None:
    died = dt.date(2024, 3, 10)
    with system_scope():
        runs_on, ended, begun = (person(cast.east, deceased_on=died) for _number in range(3))
        cover(runs_on, "390", YEAR)
        cover(ended, "390", DateRange(dt.date(2024, 1, 1), died + dt.timedelta(1)))
        cover(begun, "390", LAST_YEAR)
        cover(begun, "390", DateRange(dt.date(2025, 1, 1), dt.date(2026, 1, 1)))
        cover(person(cast.east), "390", YEAR)
    assert found_people(room, "deceased") == sorted([runs_on.pk, begun.pk])
    by_person = {one.person_id: one for one in room.of("deceased")}
    assert by_person[begun.pk].evidence["begins"] == "2025-01-01"
    # The policy gives fifteen days for the dead.
    assert by_person[runs_on.pk].due_on == dt.date(2024, 6, 30)


@pytest.mark.parametrize(
    ("fields", "listed"),
    [
        ({"brdy": dt.date(1981, 2, 3)}, False),
        ({"brdy": dt.date(1981, 2, 4)}, True),
        ({"gend": "2"}, True),
        ({"gend": "9"}, False),
        ({"psn_cert_type": "99", "brdy": dt.date(1990, 1, 1)}, False),
    ],
)
def test_a_certificate_that_contradicts_the_file(
    room: Room, cast: Cast, fields: dict[str, object], listed: bool
) -> None:
    born = dt.date(1981, 2, 3)
    with system_scope():
        one = person(
            cast.east, **{"certno": certificate_number(born=born), "brdy": born, "gend": "1", **fields}
        )
    assert found_people(room, "certificate_differs") == ([one.pk] if listed else [])
