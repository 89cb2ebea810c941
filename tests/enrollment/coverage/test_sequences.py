"""Whatever acts follow each other on a person's coverages: no month is covered twice, none is lost or won that the
act did not name, and an act that is refused changes nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from config.scoping import system_scope
from enrollment.models import Coverage, Person
from enrollment.services.coverage.change import change_category, change_scheme, move_coverage
from enrollment.services.coverage.end import end_coverage, void_coverage
from enrollment.services.coverage.enrol import enrol_person
from enrollment.services.coverage.history import CoverageRefused
from institutions.models import Agency
from tests.cast import Cast, make_person

FIRST_YEAR, MONTHS = 2020, 30
# Beyond the last month asked: what is open ends nowhere.
HORIZON = MONTHS + 12
PSN_TYPE = {"310": "1101", "390": "1501"}
CATEGORIES = {"310": ("1101", "1201"), "390": ("1501", "1403")}
Covered = dict[int, tuple[str, int]]
"""Month by number → (scheme, county) in which the person is covered."""

MONTH = st.integers(0, MONTHS)
PICK = st.integers(0, 50)
ACT = st.one_of(
    st.tuples(st.just("enrol"), st.sampled_from(["310", "390"]), st.booleans(), MONTH, st.none() | MONTH),
    st.tuples(st.just("end"), PICK, MONTH),
    st.tuples(st.just("void"), PICK),
    st.tuples(st.just("move"), PICK, st.booleans(), MONTH),
    st.tuples(st.just("scheme"), PICK, st.sampled_from(["310", "390"]), MONTH),
    st.tuples(st.just("category"), PICK, st.integers(0, 1), MONTH),
)


def day_of(month: int) -> dt.date:
    return dt.date(FIRST_YEAR + month // 12, month % 12 + 1, 1)


def number_of(day: dt.date | None) -> int:
    return HORIZON if day is None else (day.year - FIRST_YEAR) * 12 + day.month - 1


class Life:
    """One person's coverages in the database, and the acts on them."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        with system_scope():
            self.person: Person = make_person(cast.east, born=dt.date(1980, 1, 1))

    def rows(self) -> list[Coverage]:
        with system_scope():
            found = Coverage.objects.filter(person=self.person, effective=True).select_related("county__area")
            return list(found.order_by("period", "pk"))

    def covered(self) -> Covered:
        """Fails where a month is covered twice."""
        months: Covered = {}
        for row in self.rows():
            for month in range(number_of(row.period.lower), number_of(row.period.upper)):
                assert month not in months, f"covered twice on {day_of(month)}"
                months[month] = row.insutype, row.county_id
        return months

    def county(self, east: bool) -> Agency:
        return self.cast.east if east else self.cast.west

    def do(self, act: tuple[Any, ...]) -> Covered | None:
        """Does it; what must be covered afterwards, None where there is no coverage to act on."""
        name, *given = act
        if name == "enrol":
            return self.enrol(*given)
        rows = self.rows()
        if not rows:
            return None
        row = rows[given[0] % len(rows)]
        return getattr(self, name)(row, *given[1:])

    def enrol(self, scheme: str, east: bool, start: int, end: int | None) -> Covered:
        before, county = self.covered(), self.county(east)
        enrol_person(
            person=self.person, insutype=scheme, psn_type=PSN_TYPE[scheme], county=county, start=day_of(start),
            end=None if end is None else day_of(end), acting_user=self.cast.clerk_east,
        )  # fmt: skip
        added = dict.fromkeys(range(start, HORIZON if end is None else end), (scheme, county.pk))
        assert not set(added) & set(before)
        return before | added

    def end(self, row: Coverage, month: int) -> Covered:
        before = self.covered()
        end_coverage(coverage=row, day=day_of(month), acting_user=self.cast.clerk_east)
        gone = range(month, number_of(row.period.upper))
        return {one: where for one, where in before.items() if one not in gone}

    def void(self, row: Coverage) -> Covered:
        before = self.covered()
        void_coverage(coverage=row, acting_user=self.cast.clerk_east)
        gone = range(number_of(row.period.lower), number_of(row.period.upper))
        return {one: where for one, where in before.items() if one not in gone}

    def move(self, row: Coverage, east: bool, month: int) -> Covered:
        before, county = self.covered(), self.county(east)
        move_coverage(coverage=row, county=county, day=day_of(month), acting_user=self.cast.clerk_east)
        return before | self.rest(row, month, (row.insutype, county.pk))

    def scheme(self, row: Coverage, scheme: str, month: int) -> Covered:
        before = self.covered()
        change_scheme(
            coverage=row, insutype=scheme, psn_type=PSN_TYPE[scheme], day=day_of(month),
            acting_user=self.cast.clerk_east,
        )  # fmt: skip
        return before | self.rest(row, month, (scheme, row.county_id))

    def category(self, row: Coverage, which: int, month: int) -> Covered:
        before = self.covered()
        psn_type = CATEGORIES[row.insutype][which]
        change_category(coverage=row, psn_type=psn_type, day=day_of(month), acting_user=self.cast.clerk_east)
        return before

    @staticmethod
    def rest(row: Coverage, month: int, where: tuple[str, int]) -> Covered:
        return dict.fromkeys(range(month, number_of(row.period.upper)), where)


@pytest.fixture
def life(cast: Cast) -> Callable[[], Life]:
    return lambda: Life(cast)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(ACT, min_size=1, max_size=12))
def test_no_sequence_of_acts_overlaps_or_loses_a_month(
    life: Callable[[], Life], acts: list[tuple[Any, ...]]
) -> None:
    one = life()
    for act in acts:
        before = one.covered()
        try:
            with transaction.atomic():
                expected = one.do(act)
        except (CoverageRefused, ValidationError):  # in words; what only the database refuses fails here
            event(f"{act[0]} refused")
            expected = before
        else:
            event(f"{act[0]} done")
        assert one.covered() == (before if expected is None else expected), act
