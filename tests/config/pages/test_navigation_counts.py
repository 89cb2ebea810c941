"""Figures beside the navigation: counted now and then, at once after an act of one's own, and never another's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from config.navigation import NavItem, _items, register_navigation
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Who was counted for, time after time."""
    kept, names = list(_items), []

    def count(user: Any) -> int:
        names.append(user.username)
        return 700 + len(names)

    register_navigation(NavItem("exchange", "任务", "jobs", count=count))
    cache.clear()
    yield names
    _items[:] = kept
    cache.clear()


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_counted_once_a_while_and_anew_after_an_act(cast: Cast, asked: list[str], settings: Any) -> None:
    settings.NAVIGATION_COUNT_SECONDS = 60
    client = signed_in(cast.clerk_east)
    for _again in range(3):
        assert b"701" in client.get("/jobs/").content
    assert len(asked) == 1
    client.post("/preferences/language/", {"language": "en"})
    assert b"702" in client.get("/jobs/").content
    assert len(asked) == 2


def test_nobody_sees_what_was_counted_for_another(cast: Cast, asked: list[str], settings: Any) -> None:
    settings.NAVIGATION_COUNT_SECONDS = 60
    for user in (cast.clerk_east, cast.clerk_west):
        signed_in(user).get("/jobs/")
    assert asked == [cast.clerk_east.username, cast.clerk_west.username]


def test_without_seconds_every_page_counts(cast: Cast, asked: list[str]) -> None:
    client = signed_in(cast.clerk_east)
    client.get("/jobs/")
    client.get("/jobs/")
    assert len(asked) == 2
