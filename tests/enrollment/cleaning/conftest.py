"""Two counties under a policy that compares from July 2023; the city's registrar compares, East's clerk decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange

from config.scoping import acting_as, system_scope
from enrollment.models import CleaningFinding, CleaningRun, Coverage, Payer, Person
from enrollment.services.cleaning.compare import compare
from institutions.models import Agency, Duty, User
from tests.cast import ALWAYS, Cast, make_person, make_user
from tests.support.policies import put_policy_in_force

DAY = dt.date(2024, 6, 15)
YEAR = DateRange(dt.date(2024, 1, 1), dt.date(2025, 1, 1))
LAST_YEAR = DateRange(dt.date(2023, 1, 1), dt.date(2024, 1, 1))


@dataclass
class Room:
    """The cast at work on the data of its area."""

    cast: Cast
    registrar: User

    def compare(
        self, day: dt.date = DAY, county: Agency | None = None, user: User | None = None
    ) -> CleaningRun:
        user = user or self.registrar
        with acting_as(user):
            return compare(area=self.cast.area, day=day, county=county, acting_user=user)

    def found(self, kind: str) -> list[CleaningFinding]:
        """What stands of a kind after a comparison on 15 June 2024."""
        self.compare()
        return self.of(kind)

    def of(self, kind: str) -> list[CleaningFinding]:
        with system_scope():
            rows = CleaningFinding.objects.filter(kind=kind).exclude(state="gone")
            return list(rows.select_related("person", "other", "county", "other_county").order_by("subject"))


@pytest.fixture
def room(cast: Cast) -> Room:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
        return Room(cast, make_user("registrar.city", "市级登记", cast.city, Duty.REGISTER))


def person(county: Agency, **fields: Any) -> Person:
    """A person of the county, with these fields."""
    made = make_person(county)
    for name, value in fields.items():
        setattr(made, name, value)
    made.save()
    return made


def cover(who: Person, insutype: str, period: DateRange, **fields: Any) -> Coverage:
    given = {"psn_type": "1101" if insutype == "310" else "1501", "county": who.county, **fields}
    return Coverage.unscoped.create(person=who, insutype=insutype, period=period, **given)


def employer(county: Agency, number: str) -> Payer:
    return Payer.unscoped.create(
        emp_no=number, kind="employer", name=f"{number}厂", county=county, period=ALWAYS
    )
