"""Counters at four levels, city, county, township and village, do the same business (JJ-14)."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from enrollment.models import Coverage, Payer, Person
from institutions.models import Agency, Duty, User
from tests.cast import ALWAYS, Cast, make_agency, make_person, make_user
from tests.enrollment.test_counter import ENROL


@dataclass
class Counters:
    """East's township with two villages, and a clerk at every level."""

    township: Agency
    near: Agency
    far: Agency
    clerks: dict[str, User]


@pytest.fixture
def counters(cast: Cast) -> Counters:
    with system_scope():
        township = make_agency("990101100", "河口镇医保站", "township", cast.area, cast.east)
        near = make_agency("990101100201", "东河村医保室", "village", cast.area, township)
        far = make_agency("990101100202", "新河村医保室", "village", cast.area, township)
        for agency in (township, near, far):
            agency.county = cast.east
            agency.save(update_fields=["county"])
        places = {"city": cast.city, "county": cast.east, "township": township, "village": near}
        clerks = {
            level: make_user(f"clerk.{level}", "经办", at, Duty.REGISTER) for level, at in places.items()
        }
        served = {"V1": near, "V2": far, "V3": township, "V4": None}
        for number, counter in served.items():
            Payer.objects.create(
                emp_no=number,
                kind="village",
                name=f"{number}村",
                county=cast.east,
                counter=counter,
                period=ALWAYS,
            )
    return Counters(township, near, far, clerks)


def listed(client: Client, page: str, **asked: object) -> set[str]:
    text = client.get(reverse(f"enrollment:{page}"), asked).content.decode()
    return {number for number in ("V1", "V2", "V3", "V4") if f"{number}村" in text}


@pytest.mark.duty("JJ-14")
@pytest.mark.parametrize("level", ["city", "county", "township", "village"])
def test_a_counter_of_every_level_enrols_and_is_named(
    cast: Cast, counters: Counters, client: Client, level: str
) -> None:
    with system_scope():
        person: Person = make_person(cast.east)
    clerk = counters.clerks[level]
    client.force_login(clerk)
    sent = {**ENROL, "county": cast.east.pk}
    assert client.post(reverse("enrollment:enrol", args=[person.pk]), sent).status_code == 302
    with system_scope():
        coverage = Coverage.objects.get(person=person)
        assert coverage.county == cast.east
        assert coverage.handled_at == clerk.assignments.get().agency


@pytest.mark.duty("JJ-14")
def test_townships_and_villages_see_their_own_lists_in_the_annual_enrolment(
    counters: Counters, client: Client
) -> None:
    everything = {"V1", "V2", "V3", "V4"}
    own = {"city": everything, "county": everything, "township": {"V1", "V2", "V3"}, "village": {"V1"}}
    for level, expected in own.items():
        client.force_login(counters.clerks[level])
        assert listed(client, "window") == expected


def test_payers_and_lists_are_filtered_by_the_counter_that_serves_them(
    counters: Counters, client: Client
) -> None:
    client.force_login(counters.clerks["county"])
    for page in ("payers", "window"):
        assert listed(client, page, counter=counters.township.pk) == {"V1", "V2", "V3"}
        assert listed(client, page, counter=counters.far.pk) == {"V2"}


def test_a_village_of_another_county_is_no_choice(cast: Cast, counters: Counters, client: Client) -> None:
    client.force_login(cast.clerk_west)
    assert "东河村医保室" not in client.get(reverse("enrollment:payers")).content.decode()
