"""Two files of one person become one at the counter, and two again (JJ-03)."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from enrollment.models import Coverage, Person, PersonMerge
from tests.cast import Cast, make_coverage, make_person

YEARS = {year: DateRange(dt.date(year, 1, 1), dt.date(year + 1, 1, 1)) for year in (2019, 2020)}


@pytest.fixture
def twice(cast: Cast) -> tuple[Person, Person]:
    """East's file with 2019, West's with 2020."""
    with system_scope():
        one, other = make_person(cast.east), make_person(cast.west)
        make_coverage(one, period=YEARS[2019])
        make_coverage(other, period=YEARS[2020])
    return one, other


def held(person: Person) -> list[int]:
    with system_scope():
        rows = Coverage.objects.filter(person=person, effective=True).order_by("period")
        return [row.period.lower.year for row in rows]


def sent(into: Person, **given: Any) -> dict[str, Any]:
    return {"into": into.psn_no, "psn_name": into.psn_name, "reason": "户口簿，同一人", **given}


def test_made_one_and_taken_apart_again(cast: Cast, twice: tuple[Person, Person], client: Client) -> None:
    one, other = twice
    client.force_login(cast.clerk_east)
    address = reverse("enrollment:merge_person", args=[one.pk])
    file = reverse("enrollment:person", args=[one.pk])
    assert address in client.get(file).content.decode()
    # Whoever knows only the number learns nothing.
    wrong = client.post(address, sent(other, psn_name="别人"))
    assert wrong.status_code == 422
    assert client.post(address, sent(other)).status_code == 302
    assert (held(one), held(other)) == ([], [2019, 2020])
    assert client.post(address, sent(other)).status_code == 422
    with system_scope():
        merge = PersonMerge.objects.get()
    undo = reverse("enrollment:undo_merge", args=[merge.pk])
    assert undo in client.get(file).content.decode()
    assert client.post(undo).status_code == 302
    assert (held(one), held(other)) == ([2019], [2020])
    assert client.get(undo).status_code == 404


def test_a_file_of_another_county_is_not_merged_away(
    cast: Cast, twice: tuple[Person, Person], client: Client
) -> None:
    one, other = twice
    client.force_login(cast.clerk_east)
    assert client.get(reverse("enrollment:merge_person", args=[other.pk])).status_code == 404
    client.force_login(cast.auditor_city)
    assert client.post(reverse("enrollment:merge_person", args=[one.pk]), sent(other)).status_code == 403
    assert (held(one), held(other)) == ([2019], [2020])


def test_days_that_overlap_in_part_are_told(cast: Cast, twice: tuple[Person, Person], client: Client) -> None:
    one, other = twice
    with system_scope():
        make_coverage(one, period=DateRange(dt.date(2020, 7, 1), dt.date(2021, 7, 1)))
    client.force_login(cast.clerk_east)
    answer = client.post(reverse("enrollment:merge_person", args=[one.pk]), sent(other))
    assert answer.status_code == 422
    assert other.psn_no in answer.content.decode()
    assert held(one) == [2019, 2020]
