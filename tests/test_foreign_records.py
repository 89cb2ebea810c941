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
from tests.cast import Cast
from tests.config.pages.test_access import ADDRESSES
from tests.places import places
from tests.world import build_world

ABSENT = 999_999_999
ABOUT_RECORDS = [(route, pattern) for route, pattern in ADDRESSES if "int:" in route]


@pytest.fixture
def world(cast: Cast) -> tuple[dict[str, Any], dict[str, Any]]:
    """Records of the cast's east county, and the same of the county elsewhere."""
    with system_scope():
        own, foreign = places(cast)
        return build_world(own), build_world(foreign)


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
        assignment = user.assignments_in_force[0]
        for route, pattern in ABOUT_RECORDS:
            if (requirement_of(pattern.callback) or Requirement()).met_by(assignment):
                yield name, user, route, pattern


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_foreign_record_looks_like_none_at_all(
    cast: Cast, world: tuple[dict[str, Any], dict[str, Any]], client: Client, method: str
) -> None:
    _own, foreign = world
    wrong = []
    current = None
    for name, user, route, _pattern in allowed(cast):
        if user is not current:
            client.force_login(user)
            current = user
        answers = [getattr(client, method)(address(route, values)) for values in (foreign, absent(foreign))]
        there, nowhere = answers
        if there.status_code not in (404, 405) or there.status_code != nowhere.status_code:
            wrong.append(
                f"{method} {name} at {route}: foreign {there.status_code}, absent {nowhere.status_code}"
            )
        elif told(there) != told(nowhere):
            wrong.append(f"{method} {name} at {route}: one can tell {told(there)} from {told(nowhere)}")
    assert not wrong, "\n".join(wrong)


def test_ones_own_records_open(
    cast: Cast, world: tuple[dict[str, Any], dict[str, Any]], client: Client
) -> None:
    """Whoever meets the requirement gets a page of east's records, or is told the address takes only a form."""
    own, _foreign = world
    wrong = []
    for name, user, route, pattern in allowed(cast):
        if "west" in name or route.startswith("jobs/"):
            continue
        client.force_login(user)
        status = client.get(address(route, own)).status_code
        if status not in (200, 302, 405) and not (status == 404 and pattern.name in {"import_failed_rows"}):
            wrong.append(f"{name} at {route}: {status}")
    assert not wrong, "\n".join(wrong)
