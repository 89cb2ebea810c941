"""Acts on coverage as a counter does them: in the database, by any counter of the area, with their history."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import system_scope
from enrollment.models import BenefitHold, Coverage, Person
from enrollment.services.coverage.change import change_category, change_scheme, move_coverage
from enrollment.services.coverage.end import end_coverage, void_coverage
from enrollment.services.coverage.enrol import enrol_person
from enrollment.services.coverage.history import CoverageRefused
from enrollment.services.coverage.hold import hold_benefits, resume_benefits
from institutions.services.duties import DutyMissing
from tests.cast import Cast, make_person

JANUARY, JULY, NEXT = dt.date(2022, 1, 1), dt.date(2022, 7, 1), dt.date(2023, 1, 1)


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        return make_person(cast.east)


def covers(person: Person) -> list[tuple[str, str, dt.date, dt.date | None]]:
    with system_scope():
        return [
            (row.insutype, row.county.code, row.period.lower, row.period.upper)
            for row in Coverage.objects.filter(person=person, effective=True).order_by("period", "insutype")
        ]


def enrol(cast: Cast, person: Person, **changes: object) -> Coverage:
    known = {"insutype": "390", "psn_type": "1501", "county": cast.east, "start": JANUARY, "end": NEXT}
    return enrol_person(person=person, acting_user=cast.clerk_east, **{**known, **changes})  # type: ignore[arg-type]


@pytest.mark.duty("NB-27")
def test_any_counter_of_the_area_enrols_and_the_record_keeps_both(cast: Cast, person: Person) -> None:
    coverage = enrol_person(
        person=person,
        insutype="390",
        psn_type="1501",
        county=cast.east,
        start=JANUARY,
        acting_user=cast.clerk_west,
    )
    assert (coverage.county, coverage.handled_at) == (cast.east, cast.west)


def test_a_counter_of_another_area_or_without_the_duty_is_refused(cast: Cast, person: Person) -> None:
    for user in (cast.clerk_elsewhere, cast.reviewer_east):
        with pytest.raises(DutyMissing):
            enrol_person(
                person=person,
                insutype="390",
                psn_type="1501",
                county=cast.east,
                start=JANUARY,
                acting_user=user,
            )


@pytest.mark.duty("NM-01")
def test_nobody_is_enrolled_twice(cast: Cast, person: Person) -> None:
    enrol(cast, person)
    with pytest.raises(CoverageRefused) as refused:
        enrol(cast, person, insutype="310", start=JULY, end=None)
    assert "2022-01-01" in str(refused.value)
    assert covers(person) == [("390", "990101", JANUARY, NEXT)]


def test_the_dead_and_the_unborn_are_not_enrolled(cast: Cast, person: Person) -> None:
    with system_scope():
        Person.objects.filter(pk=person.pk).update(deceased_on=dt.date(2021, 5, 1))
    with pytest.raises(CoverageRefused):
        enrol(cast, person)
    with system_scope():
        child = make_person(cast.east, born=dt.date(2022, 3, 1))
    with pytest.raises(CoverageRefused):
        enrol(cast, child)
    assert enrol(cast, child, start=child.brdy, origin="newborn").period.lower == child.brdy


@pytest.mark.duty("ZY-25")
def test_a_move_between_counties_and_a_change_of_scheme_break_no_day(cast: Cast, person: Person) -> None:
    coverage = enrol(cast, person)
    moved = move_coverage(
        coverage=coverage, county=cast.west, day=dt.date(2022, 4, 1), acting_user=cast.clerk_east
    )
    change_scheme(coverage=moved, insutype="310", psn_type="11", day=JULY, acting_user=cast.clerk_west)
    assert covers(person) == [
        ("390", "990101", JANUARY, dt.date(2022, 4, 1)),
        ("390", "990102", dt.date(2022, 4, 1), JULY),
        ("310", "990102", JULY, NEXT),
    ]


def test_a_rider_moves_along_and_ends_with_its_scheme(cast: Cast, person: Person) -> None:
    base = enrol(cast, person, insutype="310", psn_type="11", end=None)
    enrol(cast, person, insutype="330", psn_type="11", end=None)
    moved = move_coverage(coverage=base, county=cast.west, day=JULY, acting_user=cast.clerk_east)
    assert covers(person)[2:] == [("310", "990102", JULY, None), ("330", "990102", JULY, None)]
    change_scheme(coverage=moved, insutype="390", psn_type="1501", day=NEXT, acting_user=cast.clerk_east)
    assert covers(person)[-1] == ("390", "990102", NEXT, None)
    assert [row for row in covers(person) if row[0] == "330"][-1][3] == NEXT


def test_a_supplement_needs_a_basic_coverage(cast: Cast, person: Person) -> None:
    with pytest.raises(CoverageRefused):
        enrol(cast, person, insutype="330")


def test_ending_and_voiding(cast: Cast, person: Person) -> None:
    coverage = enrol(cast, person)
    with pytest.raises(CoverageRefused):
        end_coverage(coverage=coverage, day=JANUARY, acting_user=cast.clerk_east)
    end_coverage(coverage=coverage, day=JULY, acting_user=cast.clerk_east)
    assert covers(person) == [("390", "990101", JANUARY, JULY)]
    void_coverage(coverage=coverage, acting_user=cast.clerk_east)
    assert covers(person) == []
    with pytest.raises(CoverageRefused):
        void_coverage(coverage=coverage, acting_user=cast.clerk_east)


def test_retiring_changes_the_category_from_its_day(cast: Cast, person: Person) -> None:
    coverage = enrol(cast, person, insutype="310", psn_type="11", end=None)
    retired = change_category(coverage=coverage, psn_type="12", day=JULY, acting_user=cast.clerk_east)
    assert (retired.psn_type, retired.period) == ("12", DateRange(JULY, None))
    with pytest.raises(CoverageRefused):
        change_category(coverage=retired, psn_type="12", day=NEXT, acting_user=cast.clerk_east)


def test_a_hold_ends_or_is_lifted(cast: Cast, person: Person) -> None:
    coverage = enrol(cast, person, insutype="310", psn_type="11", end=None)
    hold = hold_benefits(
        coverage=coverage, day=JULY, reason=BenefitHold.Reason.ARREARS, acting_user=cast.clerk_east
    )
    with pytest.raises(Exception, match="已"):
        hold_benefits(
            coverage=coverage, day=NEXT, reason=BenefitHold.Reason.ARREARS, acting_user=cast.clerk_east
        )
    ended = resume_benefits(hold=hold, day=dt.date(2022, 9, 1), acting_user=cast.clerk_east)
    assert (ended.lifted, ended.period.upper) == (False, dt.date(2022, 9, 1))
    again = hold_benefits(
        coverage=coverage, day=NEXT, reason=BenefitHold.Reason.ARREARS, acting_user=cast.clerk_east
    )
    assert resume_benefits(hold=again, day=dt.date(2023, 2, 1), acting_user=cast.clerk_east, lift=True).lifted
