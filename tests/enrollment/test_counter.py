"""The counter's pages: enrolling, changing, stopping; and somebody of another county (NB-27)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from enrollment.models import Coverage, Person
from tests.cast import Cast, make_coverage, make_person


@pytest.fixture
def person(cast: Cast) -> Person:
    """Of East."""
    with system_scope():
        return make_person(cast.east, name="李东山")


def latest(person: Person) -> Coverage:
    with system_scope():
        return Coverage.objects.select_related("county", "handled_at").filter(person=person).latest("pk")


ENROL = {
    "insutype": "390",
    "psn_type": "1501",
    "start": "2022-01-01",
    "cover": "full",
    "origin": "registered",
}


def test_a_clerk_enrols_ends_and_sees_it_on_the_file(cast: Cast, person: Person, client: Client) -> None:
    client.force_login(cast.clerk_east)
    address = reverse("enrollment:enrol", args=[person.pk])
    assert client.post(address, {**ENROL, "county": cast.east.pk}).status_code == 302
    coverage = latest(person)
    answer = client.post(reverse("enrollment:end_coverage", args=[coverage.pk]), {"day": "2022-07-01"})
    assert answer.status_code == 302
    page = client.get(reverse("enrollment:person", args=[person.pk])).content.decode()
    assert "2022-07-01" in page
    assert reverse("enrollment:move_coverage", args=[coverage.pk]) in page


def test_what_cannot_be_is_said_on_the_page_and_nothing_changes(
    cast: Cast, person: Person, client: Client
) -> None:
    with system_scope():
        make_coverage(person)
    client.force_login(cast.clerk_east)
    answer = client.post(
        reverse("enrollment:enrol", args=[person.pk]),
        {**ENROL, "start": "2020-06-01", "county": cast.east.pk},
    )
    assert answer.status_code == 422
    assert "已有险种390的参保关系" in answer.content.decode()
    with system_scope():
        assert Coverage.objects.filter(person=person).count() == 1


@pytest.mark.duty("NB-27")
def test_another_county_serves_whoever_brings_name_and_certificate(
    cast: Cast, person: Person, client: Client
) -> None:
    client.force_login(cast.clerk_west)
    look_up = reverse("enrollment:walk_in")
    given = {"psn_cert_type": "01", "certno": person.certno.lower(), "psn_name": "李东山"}
    wrong = [
        client.post(look_up, {**given, **change}) for change in ({"psn_name": "李西水"}, {"certno": "1"})
    ]
    said = {answer.content.decode().split('role="alert"')[1][:80] for answer in wrong}
    assert [answer.status_code for answer in wrong] == [422, 422]
    assert len(said) == 1
    # Not looked up yet: the person might as well not exist.
    enrol = reverse("enrollment:enrol", args=[person.pk])
    assert client.get(enrol).status_code == 404

    assert client.post(look_up, given).status_code == 302
    page = client.get(reverse("enrollment:walk_in_person")).content.decode()
    assert person.certno not in page
    assert client.post(enrol, {**ENROL, "county": cast.east.pk}).status_code == 302
    coverage = latest(person)
    assert (coverage.county, coverage.handled_at) == (cast.east, cast.west)
    # The file with bills and address stays the own county's.
    assert client.get(reverse("enrollment:person", args=[person.pk])).status_code == 404
    held = client.post(
        reverse("enrollment:hold_benefits", args=[coverage.pk]), {"day": "2022-03-01", "reason": "arrears"}
    )
    assert held.status_code == 302
    with system_scope():
        assert person.holds.get().period.lower == dt.date(2022, 3, 1)


def test_a_walk_in_of_another_area_is_not_found(cast: Cast, client: Client) -> None:
    with system_scope():
        stranger = make_person(cast.elsewhere, name="王北岭")
    client.force_login(cast.clerk_east)
    answer = client.post(
        reverse("enrollment:walk_in"),
        {"psn_cert_type": "01", "certno": stranger.certno, "psn_name": "王北岭"},
    )
    assert answer.status_code == 422
