"""Every address × every role × a neighbour city's records: refused, and indistinguishable from absence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern

from config.access import Requirement, requirement_of
from config.scoping import system_scope
from institutions.models import User
from tests.cast import Cast
from tests.config.pages.test_access import ADDRESSES
from tests.places import places
from tests.region_world import RegionPlace, build_region_world
from tests.world import build_world

World = tuple[dict[str, Any], dict[str, Any]]
ABSENT = 999_999_999
ABOUT_RECORDS = [(route, pattern) for route, pattern in ADDRESSES if "int:" in route]


@pytest.fixture
def world(cast: Cast) -> World:
    """Records of the cast's east county, and the same of the county elsewhere."""
    with system_scope():
        own, foreign = places(cast)
        return build_world(own), build_world(foreign)


@pytest.fixture
def regions(cast: Cast, world: World) -> tuple[RegionPlace, RegionPlace]:
    """The region above the cast's city, and the one above the city elsewhere."""
    elsewhere = cast.elsewhere.parent
    assert elsewhere is not None
    with system_scope():
        return build_region_world(cast.city), build_region_world(elsewhere)


def address(route: str, values: dict[str, Any]) -> str:
    """The route with its arguments; an unknown argument fails: add the record to ``tests/world.py``."""

    def fill(found: re.Match[str]) -> str:
        value = values[found["name"]]
        if isinstance(value, dict):
            value = value[route.split("/")[0]]
        return str(value)

    return "/" + re.sub(r"<int:(?P<name>\w+)>", fill, route)


def absent(values: dict[str, Any]) -> dict[str, Any]:
    return dict.fromkeys(values, ABSENT)


def told(answer: Any) -> tuple[dict[str, str], bytes]:
    """Every header and byte of an answer, but for the mark of the request."""
    mark = answer.headers["X-Request-ID"]
    headers = {name: value for name, value in answer.headers.items() if name != "X-Request-ID"}
    return headers, answer.content.replace(mark.encode(), b"")


def allowed(cast: Cast) -> Iterator[tuple[str, Any, str, URLPattern]]:
    for name, user in cast.users.items():
        if name == "clerk_elsewhere":
            continue
        for route, pattern in opened_to(user):
            yield name, user, route, pattern


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_record_looks_like_none_at_all(
    cast: Cast, world: World, client: Client, method: str
) -> None:
    _own, foreign = world
    wrong = []
    current = None
    for name, user, route, _pattern in allowed(cast):
        if user is not current:
            client.force_login(user)
            current = user
        wrong += [f"{method} {name} at {route}: {one}" for one in tells(client, method, route, foreign)]
    assert not wrong, "\n".join(wrong)


def tells(client: Client, method: str, route: str, foreign: dict[str, Any]) -> Iterator[str]:
    """How the answer about a foreign record differs from that about none at all."""
    there, nowhere = (
        getattr(client, method)(address(route, values)) for values in (foreign, absent(foreign))
    )
    if there.status_code not in (404, 405) or there.status_code != nowhere.status_code:
        yield f"foreign {there.status_code}, absent {nowhere.status_code}"
    elif told(there) != told(nowhere):
        yield f"one can tell {told(there)} from {told(nowhere)}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_region_is_told_of_no_other_region_and_of_nothing_in_its_cities(
    world: World, regions: tuple[RegionPlace, RegionPlace], client: Client, method: str
) -> None:
    (below, elsewhere), (own, foreign) = world, regions
    wrong = []
    for user in (own.worker, own.auditor):
        client.force_login(user)
        for route, _pattern in opened_to(user):
            wrong += [
                f"{method} {user} at {route}, elsewhere: {one}"
                for one in tells(client, method, route, {**elsewhere, **foreign.values})
            ]
            if arguments_of(route) - own.between:
                wrong += [
                    f"{method} {user} at {route}, below: {one}" for one in tells(client, method, route, below)
                ]
    assert not wrong, "\n".join(wrong)


def test_a_regions_own_records_open(regions: tuple[RegionPlace, RegionPlace], client: Client) -> None:
    own, _foreign = regions
    wrong, opened = [], set()
    for user in (own.worker, own.auditor):
        client.force_login(user)
        for route, _pattern in opened_to(user):
            if arguments_of(route) <= own.values.keys():
                opened.add(route)
                status = client.get(address(route, own.values)).status_code
                if status not in (200, 302, 405):
                    wrong.append(f"{user} at {route}: {status}")
    assert not wrong, "\n".join(wrong)
    assert len(opened) > 30


def opened_to(user: User) -> Iterator[tuple[str, URLPattern]]:
    assignment = user.assignments_in_force[0]
    for route, pattern in ABOUT_RECORDS:
        if (requirement_of(pattern.callback) or Requirement()).met_by(assignment):
            yield route, pattern


def arguments_of(route: str) -> set[str]:
    return set(re.findall(r"<int:(\w+)>", route))


def test_ones_own_records_open(cast: Cast, world: World, client: Client) -> None:
    """Whoever meets the requirement gets a page of east's records, or is told the address takes only a form."""
    own, _foreign = world
    wrong = []
    for name, user, route, pattern in allowed(cast):
        if "west" in name or route.startswith("jobs/"):
            continue
        client.force_login(user)
        status = client.get(address(route, own)).status_code
        # 204: a fragment that has the whole page loaded anew.
        if status not in (200, 204, 302, 405) and not (
            status == 404 and pattern.name in {"import_failed_rows"}
        ):
            wrong.append(f"{name} at {route}: {status}")
    assert not wrong, "\n".join(wrong)
