"""Sessions end by themselves, with their owner's rights, and with the password they were opened with."""

from __future__ import annotations

import re
import time

import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client

from config.models import StaffSession
from config.session_limits import SEEN, SINCE
from institutions.models import Assignment, Duty, User
from tests.cast import ALWAYS, PASSWORD, Cast

IDLE, WHOLE = settings.SESSION_IDLE_MINUTES * 60, settings.SESSION_HOURS * 60 * 60


def aged(client: Client, **seconds: float) -> None:
    """As if so many seconds had gone by since signing in (``since``) and the last click (``seen``)."""
    session = client.session
    for name, key in (("since", SINCE), ("seen", SEEN)):
        session[key] = time.time() - seconds.get(name, 0)
    session.save()


def is_in(client: Client) -> bool:
    return client.get("/preferences/").status_code == 200


@pytest.fixture
def inside(cast: Cast, client: Client) -> Client:
    client.post("/sign-in/", {"username": cast.clerk_east.username, "password": PASSWORD})
    assert is_in(client)
    return client


def test_without_a_click_it_ends_and_says_why(inside: Client) -> None:
    aged(inside, since=IDLE, seen=IDLE - 5)
    assert is_in(inside)
    aged(inside, since=IDLE, seen=IDLE)
    answer = inside.get("/preferences/?a=1")
    assert answer.headers["Location"] == "/sign-in/?next=/preferences/%3Fa%3D1"
    door = inside.get(answer.headers["Location"]).content.decode()
    assert re.search(rf"note-warn[^<]*{settings.SESSION_IDLE_MINUTES} 分钟没有操作", door)


def test_a_click_puts_the_end_off_but_not_beyond_the_hours(inside: Client) -> None:
    aged(inside, since=WHOLE - 60, seen=IDLE - 60)
    assert is_in(inside)
    assert time.time() - inside.session[SEEN] < 30
    aged(inside, since=WHOLE, seen=0)
    assert not is_in(inside)


def test_what_the_page_asks_by_itself_keeps_nobody_in(inside: Client) -> None:
    aged(inside, since=IDLE, seen=IDLE - 60)
    inside.get("/jobs/badge/", headers={"HX-Request": "true"})
    assert time.time() - inside.session[SEEN] > IDLE - 120
    aged(inside, since=IDLE, seen=IDLE)
    answer = inside.get("/jobs/badge/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
    assert not is_in(inside)


def test_a_form_sent_too_late_changes_nothing(inside: Client, cast: Cast) -> None:
    aged(inside, since=IDLE, seen=IDLE)
    assert inside.post("/preferences/language/", {"language": "en"}).headers["Location"] == "/sign-in/?next=/"
    assert User.objects.get(pk=cast.clerk_east.pk).language == "zh-hans"


def test_a_session_from_before_the_limits_begins_now(inside: Client) -> None:
    session = inside.session
    del session[SINCE], session[SEEN]
    session.save()
    assert is_in(inside)
    assert time.time() - inside.session[SINCE] < 30


def test_the_key_changes_at_sign_in_and_with_the_duties(cast: Cast, client: Client) -> None:
    other = Assignment.objects.create(
        user=cast.clerk_east, agency=cast.west, duties=[Duty.HANDLE], period=DateRange(ALWAYS.lower, None)
    )
    client.session["planted"] = "1"
    client.session.save()
    planted = client.session.session_key
    client.post("/sign-in/", {"username": cast.clerk_east.username, "password": PASSWORD})
    signed_in = client.session.session_key
    client.post("/preferences/assignment/", {"assignment": other.pk})
    chosen = client.session.session_key
    assert len({planted, signed_in, chosen}) == 3
    assert not StaffSession.objects.filter(session_key__in=[planted, signed_in]).exists()


def test_a_person_switched_off_is_out_at_once(inside: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.clerk_east.pk).update(is_active=False)
    assert not is_in(inside)


def test_a_new_password_ends_the_other_sessions_and_not_the_own(inside: Client, cast: Cast) -> None:
    other = Client()
    other.force_login(cast.clerk_east)
    new = "another-horse-10"
    answer = inside.post(
        "/preferences/password/", {"old_password": PASSWORD, "new_password1": new, "new_password2": new}
    )
    assert answer.status_code == 302
    assert is_in(inside)
    assert not is_in(other)
