"""Nobody is covered twice at once: kept by the database, whoever writes."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import system_scope
from enrollment.models import BASIC_SCHEMES, Coverage, Person
from tests.cast import Cast, make_coverage, make_person

JANUARY, JULY, NEXT = dt.date(2020, 1, 1), dt.date(2020, 7, 1), dt.date(2021, 1, 1)
FIRST_HALF, SECOND_HALF = DateRange(JANUARY, JULY), DateRange(JULY, NEXT)
DAY = dt.timedelta(days=1)


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        return make_person(cast.east)


def cover(person: Person, insutype: str, period: Any, **given: Any) -> Coverage:
    with system_scope(), transaction.atomic():
        return Coverage.unscoped.create(
            person=person, insutype=insutype, psn_type="1501", county=person.county, period=period, **given
        )


@pytest.mark.parametrize(
    "period",
    [
        FIRST_HALF,
        DateRange(JULY - DAY, NEXT),
        DateRange(dt.date(2019, 1, 1), JANUARY + DAY),
        DateRange(dt.date(2020, 3, 1), dt.date(2020, 3, 2)),
        DateRange(JANUARY, None),
    ],
    ids=str,
)
@pytest.mark.parametrize("other", ["390", "310"])
def test_two_basic_schemes_never_overlap(person: Person, other: str, period: DateRange) -> None:
    cover(person, "390", FIRST_HALF)
    with pytest.raises(IntegrityError, match="coverage_one_basic_scheme_at_a_time"):
        cover(person, other, period)


def test_every_pair_of_basic_schemes_excludes_each_other(person: Person) -> None:
    for number, first in enumerate(BASIC_SCHEMES):
        year = 2000 + number
        period = DateRange(dt.date(year, 1, 1), dt.date(year + 1, 1, 1))
        cover(person, first, period)
        for second in BASIC_SCHEMES:
            with pytest.raises(IntegrityError):
                cover(person, second, period)


def test_periods_that_touch_do_not_overlap(person: Person) -> None:
    cover(person, "390", FIRST_HALF)
    cover(person, "310", SECOND_HALF)
    cover(person, "390", DateRange(NEXT, None))
    cover(person, "390", DateRange(dt.date(2019, 1, 1), JANUARY))


def test_two_people_and_what_is_not_effective_do_not_stand_in_the_way(cast: Cast, person: Person) -> None:
    first = cover(person, "390", FIRST_HALF)
    cover(person, "310", FIRST_HALF, effective=False)
    with system_scope():
        make_coverage(make_person(cast.west), period=FIRST_HALF)
        Coverage.unscoped.filter(pk=first.pk).update(effective=False)
        Coverage.unscoped.filter(insutype="310").update(effective=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            Coverage.unscoped.filter(pk=first.pk).update(effective=True)


def test_another_countys_coverage_counts_too(cast: Cast, person: Person) -> None:
    """The exclusion looks past the county that writes: row-level security hides nothing from it."""
    cover(person, "390", FIRST_HALF)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        Coverage.unscoped.create(
            person=person, insutype="390", psn_type="1501", county=cast.west, period=FIRST_HALF
        )


def test_a_supplement_hangs_on_a_basic_coverage(person: Person) -> None:
    for rider in ("320", "330", "510"):
        with pytest.raises(IntegrityError, match="coverage_rider_has_base"):
            cover(person, rider, FIRST_HALF)
    base = cover(person, "310", FIRST_HALF)
    for rider in ("320", "330"):  # any number of them at once
        cover(person, rider, FIRST_HALF, rider_of=base)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        Coverage.unscoped.filter(pk=base.pk).delete()


@pytest.mark.parametrize(
    "period", [DateRange(JANUARY, JANUARY), DateRange(None, JULY)], ids=["empty", "no beginning"]
)
def test_a_period_begins_and_has_a_day(person: Person, period: DateRange) -> None:
    with pytest.raises(IntegrityError, match="coverage_period_not_empty"):
        cover(person, "390", period)


def test_a_period_does_not_end_before_it_begins(person: Person) -> None:
    with pytest.raises(DataError):
        cover(person, "390", DateRange(JULY, JANUARY))


def test_a_form_says_it_before_the_database_does(person: Person) -> None:
    cover(person, "390", FIRST_HALF)
    second = Coverage(person=person, insutype="310", psn_type="11", county=person.county, period=FIRST_HALF)
    with system_scope(), pytest.raises(ValidationError):
        second.full_clean()


def test_a_certificate_is_one_persons(cast: Cast, person: Person) -> None:
    with system_scope(), pytest.raises(IntegrityError, match="person_certificate"), transaction.atomic():
        Person.unscoped.create(
            psn_no="X", certno=person.certno, psn_name="另一人", brdy=JANUARY, county=cast.west
        )
    with (
        system_scope(),
        pytest.raises(IntegrityError, match="person_not_own_canonical"),
        transaction.atomic(),
    ):
        Person.unscoped.filter(pk=person.pk).update(canonical=person.pk)
