"""The demonstration's staff: one invented role per agency and duty; every act finds its two people."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from config.demo.words import words
from institutions.models import Agency, Assignment, Duty, User
from institutions.services.districts import district, districts
from institutions.services.lay_out_area import AreaLayout

# Known to everybody: the demonstration listens on this machine only and holds nobody's data.
PASSWORD = "tongchou-demo"  # noqa: S105
ADMINISTRATOR = "admin"
SINCE = dt.date(2019, 1, 1)
_CITY_ONLY = (Duty.AUDIT, Duty.ADMINISTER)


class Login(NamedTuple):
    """A line of the list of logins."""

    username: str
    name: str
    agency: str
    duty: str


@dataclass(frozen=True)
class Cast:
    """Who plays whom: ``at(agency, duty)`` is the person holding that duty there."""

    people: dict[tuple[int, str], User]
    administrator: User

    def at(self, agency: Agency, duty: str) -> User:
        return self.people[agency.pk, duty]


@transaction.atomic
def hire(layout: AreaLayout) -> Cast:
    """Make whoever is missing; nobody's password or assignment is touched afterwards."""
    # Hashing a password takes a third of a second by design; all these roles share one.
    encoded = make_password(PASSWORD)
    people = {}
    for agency in (*_region(layout), layout.city, *layout.units):
        for duty in Duty.values:
            if agency.is_municipal or duty not in _CITY_ONLY:
                people[agency.pk, duty] = _role(agency, duty, encoded)
    administrator, _created = User.objects.get_or_create(
        username=ADMINISTRATOR,
        defaults={
            "name": words()["administrator"], "password": encoded, "is_staff": True, "is_superuser": True,
        },
    )  # fmt: skip
    return Cast(people, administrator)


def _region(layout: AreaLayout) -> list[Agency]:
    """The agency of the area's region, whose documents the area inherits."""
    return [] if layout.city.parent is None else [layout.city.parent]


@transaction.atomic
def another(agency: Agency, duty: str) -> User:
    """A second person with the same duty there, where one alone must not decide."""
    return _role(agency, duty, make_password(PASSWORD), second=True)


def _role(agency: Agency, duty: str, encoded: str, *, second: bool = False) -> User:
    user, created = User.objects.get_or_create(
        username=f"{agency.code}-{duty}" + ("-2" if second else ""),
        defaults={
            "name": place_name(agency) + words()["duties"][duty] + (words()["second"] if second else ""),
            "password": encoded,
            "is_staff": duty == Duty.ADMINISTER,
        },
    )
    if created:
        Assignment.objects.create(user=user, agency=agency, duties=[duty], period=DateRange(SINCE, None))
    return user


def place_name(agency: Agency) -> str:
    """The district an agency serves; an accounting unit that is no district keeps its agency's name."""
    return district(agency.code).name if agency.code in districts() else agency.name


def logins(layout: AreaLayout) -> list[Login]:
    """Every role of the area, the city's first."""
    found = (
        Assignment.objects.filter(agency__in=[*_region(layout), layout.city, *layout.units])
        .select_related("user", "agency")
        .order_by("agency__code", "pk")
    )
    return [
        Login(
            one.user.username,
            one.user.name,
            place_name(one.agency),
            " ".join(str(Duty(d).label) for d in one.duties),
        )
        for one in found
    ]
