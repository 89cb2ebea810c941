"""All pages of one county's records, as somebody who may open them; shared by the intruders' tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.test import Client
from django.urls import URLPattern

from config.access import Requirement, requirement_of
from institutions.models import User
from tests.config.pages.test_access import ADDRESSES
from tests.test_foreign_records import address

LEADS_OUT = {"logout"}


def pages(user: User, values: dict[str, Any]) -> Iterator[tuple[str, URLPattern]]:
    """Every address ``user`` may open, with the records of ``values`` in its arguments."""
    for route, pattern in ADDRESSES:
        if "str:" in route or "slug:" in route or pattern.name in LEADS_OUT:
            continue
        if (requirement_of(pattern.callback) or Requirement()).met_by(user.assignments_in_force[0]):
            yield address(route, values), pattern


def opened(users: list[User], values: dict[str, Any], client: Client) -> Iterator[tuple[str, Any]]:
    """Every address and its answer, user by user; an exception in a view is an answer of 500."""
    client.raise_request_exception = False
    for user in users:
        client.force_login(user)
        for place, _pattern in pages(user, values):
            yield place, client.get(place)
