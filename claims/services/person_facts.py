"""What the rules must know of the people whose bills are read: once for each person, however many bills.

A city's year has five bills a person; looking coverage up bill by bill cost a third of reading them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

import psycopg
from django.db import connection

# A person may hold several coverages of a scheme, and a rider may overlap itself: the first entered counts.
PEOPLE = """
    SELECT p.id, p.brdy, p.deceased_on, coalesce(legacy.amount, 0), c.insutype, lower(c.period), upper(c.period),
           c.county_id, c.cover, c.entitled_from
    FROM enrollment_person p
    LEFT JOIN claims_legacyoutpatientbalance legacy ON legacy.person_id = p.id
    LEFT JOIN enrollment_coverage c ON c.person_id = p.id AND c.effective
    WHERE p.id = ANY(%s) ORDER BY p.id, c.id
"""


class Cover(NamedTuple):
    """One effective coverage, half open; ``entitled_from`` None: benefits from its first day."""

    insutype: str
    start: dt.date
    end: dt.date | None
    county: int
    cover: str
    entitled_from: dt.date | None


class PersonFacts(NamedTuple):
    """One person; ``legacy_balance`` in fen."""

    brdy: dt.date
    deceased_on: dt.date | None
    legacy_balance: int
    covers: list[Cover]

    def cover_on(self, insutype: str, day: dt.date) -> Cover | None:
        """The coverage of the scheme on ``day``."""
        for cover in self.covers:
            if cover[0] == insutype and cover[1] <= day and (cover[2] is None or day < cover[2]):
                return cover
        return None


def read_people(people: Collection[int]) -> dict[int, PersonFacts]:
    """The facts of each person, in one query."""
    connection.ensure_connection()
    found: dict[int, PersonFacts] = {}
    with psycopg.Cursor(connection.connection) as cursor:
        cursor.execute(PEOPLE, [as_array(people)], binary=True)
        for person, brdy, deceased_on, legacy, *cover in cursor:
            facts = found.get(person)
            if facts is None:
                facts = found[person] = PersonFacts(brdy, deceased_on, legacy, [])
            if cover[0] is not None:
                facts.covers.append(Cover(*cover))
    return found


def as_array(ids: Collection[int]) -> str:
    """Many ids as one parameter: a list is written element by element, which for a block of people takes longer
    than their query."""
    return "{" + ",".join(map(str, ids)) + "}"
