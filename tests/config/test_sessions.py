"""A person sees where they are signed in and ends the others; a new password ends them by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils import timezone

from config.models import StaffSession
from config.sessions import browser_of, own_sessions
from tests.cast import PASSWORD, Cast

EDGE = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def signed_in(name: str, *, address: str, agent: str) -> Client:
    client = Client(REMOTE_ADDR=address, HTTP_USER_AGENT=agent)
    assert client.post("/sign-in/", {"username": name, "password": PASSWORD}).status_code == 302
    return client


def is_in(client: Client) -> bool:
    return client.get("/preferences/").status_code == 200


@pytest.fixture
def two(cast: Cast) -> tuple[Client, Client]:
    name = cast.clerk_east.username
    return (
        signed_in(name, address="10.0.0.1", agent=EDGE),
        signed_in(name, address="10.0.0.2", agent=FIREFOX),
    )


def test_one_sees_ones_own_sessions_only(cast: Cast, two: tuple[Client, Client]) -> None:
    signed_in(cast.clerk_west.username, address="10.0.0.3", agent=FIREFOX)
    page = two[0].get("/preferences/sessions/").content.decode()
    assert [f"10.0.0.{n}" in page for n in (1, 2, 3)] == [True, True, False]
    assert "Edge 140, Windows" in page
    assert "Firefox 140, Linux" in page
    assert page.count("当前登录") == 1


def test_ending_the_others_leaves_ones_own(cast: Cast, two: tuple[Client, Client]) -> None:
    stranger = signed_in(cast.clerk_west.username, address="10.0.0.3", agent=FIREFOX)
    assert two[0].get("/preferences/sessions/end/").status_code == 405
    assert two[0].post("/preferences/sessions/end/").status_code == 302
    assert [is_in(client) for client in (*two, stranger)] == [True, False, True]


def test_a_new_password_ends_the_others_rows_too(cast: Cast, two: tuple[Client, Client]) -> None:
    new = "another-horse-10"
    two[1].post(
        "/preferences/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert [is_in(client) for client in two] == [False, True]
    assert [one.address for one in StaffSession.objects.filter(user=cast.clerk_east)] == ["10.0.0.2"]


def test_a_password_set_by_an_administrator_ends_all(cast: Cast, two: tuple[Client, Client]) -> None:
    administrator = Client()
    administrator.force_login(cast.administrator_city)
    new = {"password1": "another-horse-10", "password2": "another-horse-10", "usable_password": "true"}
    answer = administrator.post(f"/admin/institutions/user/{cast.clerk_east.pk}/password/", new)
    assert answer.status_code == 302
    cast.clerk_east.refresh_from_db()
    assert own_sessions(cast.clerk_east) == []
    assert [is_in(client) for client in two] == [False, False]


def test_sessions_that_are_over_are_not_shown(cast: Cast, two: tuple[Client, Client]) -> None:
    long_ago = timezone.now() - dt.timedelta(hours=2)
    StaffSession.objects.filter(address="10.0.0.2").update(seen_at=long_ago)
    assert [one.address for one in own_sessions(cast.clerk_east)] == ["10.0.0.1"]


def test_the_row_follows_the_key(cast: Cast, two: tuple[Client, Client]) -> None:
    """Choosing another agency changes the key; the old one's row goes with it."""
    own = cast.clerk_east.assignments_in_force[0]
    two[0].post("/preferences/assignment/", {"assignment": own.pk})
    assert len(own_sessions(cast.clerk_east)) == 2


@pytest.mark.parametrize(
    ("agent", "name"), [(EDGE, "Edge 140, Windows"), ("", ""), ("<script>alert(1)</script>" * 99, "")]
)
def test_only_known_browsers_are_named(agent: str, name: str) -> None:
    assert browser_of({"HTTP_USER_AGENT": agent}) == name
