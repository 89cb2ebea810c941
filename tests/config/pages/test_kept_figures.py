"""Figures beside the navigation and of desks: counted now and then, anew after one's own act, for the right people."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from config import desk
from config.desk import DeskItem, Standing
from config.listing import paging
from config.listing.paging import capped_count
from config.navigation import NavItem, _items, register_navigation
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Agency
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.support.policies import put_policy_in_force

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept(settings: Any) -> None:
    """Figures are kept, under keys that no other test has."""
    settings.FIGURES_KEPT_SECONDS = 60
    own = copy.deepcopy(settings.CACHES)
    own["shared"]["KEY_PREFIX"] = uuid4().hex
    settings.CACHES = own


@pytest.fixture
def asked() -> Iterator[list[str]]:
    """Which agencies were counted for, time after time; the figure is 700 and how often anybody was."""
    before, names = list(_items), []

    def count(seat: Any) -> int:
        names.append(seat.agency.name)
        return 700 + len(names)

    register_navigation(NavItem("exchange", "任务", "enrollment:people", count=count))
    yield names
    _items[:] = before


@pytest.fixture
def sources() -> Iterator[list[Any]]:
    """The sources of every desk: what a test puts there and nothing else."""
    before = list(desk._sources)
    desk._sources.clear()
    yield desk._sources
    desk._sources[:] = before


def signed_in(user: Any) -> Client:
    client = Client()
    client.force_login(user)
    return client


def shown(client: Client, **headers: str) -> list[str]:
    """The titles on the desk."""
    answer = client.get("/desk/", headers=headers)
    assert answer.status_code == 200
    return [item.title for item in answer.context["items"]]


def test_counted_once_a_while_and_anew_after_an_act(cast: Cast, asked: list[str]) -> None:
    client = signed_in(cast.clerk_east)
    for _again in range(3):
        assert b"701" in client.get("/jobs/").content
    assert len(asked) == 1
    client.post("/preferences/language/", {"language": "en"})
    assert b"702" in client.get("/jobs/").content
    assert len(asked) == 2


def test_colleagues_share_and_other_agencies_and_duties_do_not(cast: Cast, asked: list[str]) -> None:
    east = cast.clerk_east.assignments_in_force[0].agency
    colleague = make_user("colleague", "同事甲", east, *cast.clerk_east.assignments_in_force[0].duties)
    other = make_user("other", "同事乙", east, "audit")
    for user in (cast.clerk_east, colleague):
        assert b"701" in signed_in(user).get("/jobs/").content
    assert b"702" in signed_in(cast.clerk_west).get("/jobs/").content
    assert b"703" in signed_in(other).get("/jobs/").content
    assert asked == [east.name, cast.clerk_west.assignments_in_force[0].agency.name, east.name]


def test_what_asks_who_sits_there_is_kept_for_that_person(cast: Cast, sources: list[Any]) -> None:
    """Four eyes: what one prepared oneself is on the colleague's desk only."""
    told: list[str] = []

    def for_all(seat: Any) -> Iterator[DeskItem]:
        told.append("all")
        yield DeskItem(f"all {seat.agency.name}", "/a/")

    def for_one(seat: Any) -> Iterator[DeskItem]:
        told.append("one")
        yield DeskItem(f"one {seat.user_id}", "/b/", Standing.LATE)

    sources += [for_all, for_one]
    assignment = cast.clerk_east.assignments_in_force[0]
    colleague = make_user("colleague", "同事甲", assignment.agency, *assignment.duties)
    for user in (cast.clerk_east, colleague, cast.clerk_east, colleague):
        assert shown(signed_in(user)) == [f"one {user.pk}", f"all {assignment.agency.name}"]
    assert told == ["all", "one", "one"]


def test_what_nobody_was_asked_about_yet_is_shared_until_it_is(cast: Cast, sources: list[Any]) -> None:
    """A source may ask who sits there only when there is something to do: kept by what it did this time."""
    waiting: list[str] = []

    def source(seat: Any) -> Iterator[DeskItem]:
        if waiting:
            yield DeskItem(f"{waiting[0]} {seat.user_id}", "/a/")

    sources.append(source)
    assignment = cast.clerk_east.assignments_in_force[0]
    colleague = make_user("colleague", "同事甲", assignment.agency, *assignment.duties)
    first, second = signed_in(cast.clerk_east), signed_in(colleague)
    assert shown(first) == [] == shown(second)
    waiting.append("case")
    assert shown(second) == []
    first.post("/preferences/language/", {"language": "zh-hans"})
    assert shown(first) == [f"case {cast.clerk_east.pk}"]


def test_loading_the_page_again_counts_anew(cast: Cast, sources: list[Any]) -> None:
    turns: list[int] = []

    def source(_seat: Any) -> Iterator[DeskItem]:
        turns.append(1)
        yield DeskItem(f"turn {len(turns)}", "/a/")

    sources.append(source)
    client = signed_in(cast.clerk_east)
    assert shown(client) == shown(client) == ["turn 1"]
    assert shown(client, cache_control="max-age=0") == ["turn 2"]
    assert shown(client) == ["turn 2"]


def test_an_item_comes_back_as_it_was_told(cast: Cast, sources: list[Any]) -> None:
    item = DeskItem("标题 <b>", "/a/", Standing.RETURNED, dt.date(2024, 5, 6), 7, "详情", True)
    sources.append(lambda _seat: [item])
    client = signed_in(cast.clerk_east)
    for _again in range(2):
        assert client.get("/desk/").context["items"] == [item]


def test_sums_over_all_people_are_kept_and_say_of_when(cast: Cast) -> None:
    """For whoever sees the same rows; not after one's own act, nor when loaded again or printed."""
    page, client = "/enrollment/subsidy-bill/?year=2018", signed_in(cast.finance_city)
    year = DateRange(dt.date(2018, 1, 1), dt.date(2019, 1, 1))

    def insure(county: Agency) -> None:
        with system_scope():
            make_coverage(make_person(county), period=year)

    def people(by: Client, path: str = page, **headers: str) -> tuple[int, Any]:
        answer = by.get(path, headers=headers)
        assert answer.status_code == 200
        return answer.context["bill"].people, answer.context["counted_at"]

    with system_scope():
        put_policy_in_force(cast, "hegang.yaml", counties={"230405": cast.east.code})
    insure(cast.west)
    count, first = people(client)
    assert count == 1
    insure(cast.east)
    assert people(client) == people(signed_in(cast.reviewer_city)) == (1, first)
    assert people(client, f"{page}&print=1")[0] == 2
    assert people(signed_in(cast.clerk_east))[0] == 1
    count, then = people(client, cache_control="no-cache")
    assert (count, then > first) == (2, True)
    insure(cast.east)
    assert people(client) == (2, then)
    client.post("/preferences/language/", {"language": "zh-hans"})
    assert people(client)[0] == 3


def test_without_seconds_every_page_counts(cast: Cast, asked: list[str], settings: Any) -> None:
    settings.FIGURES_KEPT_SECONDS = 0
    client = signed_in(cast.clerk_east)
    client.get("/jobs/")
    client.get("/jobs/")
    assert len(asked) == 2


def test_without_valkey_every_page_counts(cast: Cast, asked: list[str], settings: Any) -> None:
    own = copy.deepcopy(settings.CACHES)
    own["shared"]["LOCATION"] = "unix:///nowhere/valkey.sock"
    settings.CACHES = own
    client = signed_in(cast.clerk_east)
    assert b"701" in client.get("/jobs/").content
    assert b"702" in client.get("/jobs/").content


def test_that_a_list_is_long_is_found_out_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    with system_scope():
        for _person in range(4):
            make_person(cast.east)
    monkeypatch.setattr(paging, "COUNT_CAP", 3)
    with acting_as(cast.clerk_east), django_assert_num_queries(1):
        for _again in range(2):
            assert capped_count(Person.objects.all()) == (3, True)
    with acting_as(cast.clerk_west):
        for _again in range(2):
            assert capped_count(Person.objects.all()) == (0, False)
    with acting_as(cast.clerk_east):
        assert capped_count(Person.objects.filter(psn_name="没有这个人")) == (0, False)
        assert capped_count(Person.objects.none()) == (0, False)
