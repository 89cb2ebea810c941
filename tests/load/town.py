"""Who works and who comes to the counters, read from the area that `make scale` made."""

from __future__ import annotations

import datetime as dt
import random
from itertools import chain
from typing import NamedTuple

from config.demo.scale.people import LEAVES_EVERY
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Agency, Assignment, Institution
from tests.load.day import Insured, Town

KNOWN = 300


class Employed(NamedTuple):
    username: str
    duty: str
    town: Town


def clerks(count: int) -> list[Employed]:
    """The first ``count`` of the area's clerks, as many of each duty at every place as there are."""
    with system_scope():
        people = Person.objects.order_by("-psn_no")[:1]
        if not people or not people[0].psn_no.startswith("S"):
            raise SystemExit("There is no area of real size here: make scale.")
        year, most = int(people[0].psn_no[7:11]), int(people[0].psn_no[11:])
        towns = _towns(people[0].psn_no[:11], most, dt.date(year, 12, 31))
        employed = (
            Assignment.objects.filter(user__username__regex=r"^\d+-[a-z]+-\d{3}$")
            .select_related("user")
            .order_by("user__username")
        )
        found = [Employed(one.user.username, one.duties[0], towns[one.agency_id]) for one in employed]
    if len(found) < count:
        raise SystemExit(f"Only {len(found)} clerks work here: manage.py scale --clerks {count}")
    # By their running number, so that fewer clerks are still of all places and duties.
    found.sort(key=lambda one: int(one.username[-3:]) * 7_919 % 1_009)
    return found[:count]


def _towns(prefix: str, most: int, day: dt.date) -> dict[int, Town]:
    """By agency; the city knows people of every county."""
    chance = random.Random(prefix)
    numbers = chance.sample(range(1, most + 1), min(most, KNOWN * 12))
    wanted = [f"{prefix}{number:09d}" for number in numbers if number % LEAVES_EVERY]
    people: dict[int, list[Insured]] = {}
    for person in Person.objects.filter(psn_no__in=wanted).order_by("psn_no"):
        people.setdefault(person.county_id, []).append(Insured(person.psn_no, person.certno, person.psn_name))
    hospitals: dict[int, list[str]] = {}
    for one in Institution.objects.filter(kind="1", county__isnull=False).order_by("pk"):
        hospitals.setdefault(one.county_id, []).append(one.fixmedins_code)
    bills = [f"{prefix}{number:010d}" for number in chance.sample(range(1, most + 1), min(most, KNOWN))]
    towns = {county: Town(known, hospitals[county], bills, day) for county, known in people.items()}
    everybody = Town([*chain(*people.values())], [*chain(*hospitals.values())], bills, day)
    return {agency.pk: towns.get(agency.pk, everybody) for agency in Agency.objects.all()}
