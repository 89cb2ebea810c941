"""Whoever was given a password, or has had one for long, chooses a new one before anything else."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.scoping import system_scope
from institutions.models import User
from tests.cast import Cast

GIVEN, CHOSEN = "Given-by-another-1", "Chosen-by-myself-2"
CHANGE = reverse("password_change")


@pytest.fixture(autouse=True)
def asked(settings: Any) -> None:
    settings.OWN_PASSWORD, settings.PASSWORD_DAYS = True, 90


@pytest.fixture
def clerk(cast: Cast) -> User:
    with system_scope():
        user = User.objects.get(pk=cast.clerk_east.pk)
        user.set_password(GIVEN)
        user.save()
    return user


def signed_in(user: User, password: str) -> Client:
    client = Client()
    answer = client.post(reverse("login"), {"username": user.username, "password": password})
    assert answer.status_code == 302
    return client


def change(client: Client, old: str, new: str, query: str = "") -> Any:
    return client.post(CHANGE + query, {"old_password": old, "new_password1": new, "new_password2": new})


def test_a_given_password_leads_to_the_page_of_passwords_and_back(clerk: User) -> None:
    client = signed_in(clerk, GIVEN)
    people = reverse("enrollment:people") + "?q=1"
    answer = client.get(people)
    assert answer.status_code == 302
    assert answer["Location"].startswith(f"{CHANGE}?next=")
    page = client.get(answer["Location"])
    assert page.status_code == 200
    assert "由他人设置" in page.content.decode()
    done = change(client, GIVEN, CHOSEN, "?" + answer["Location"].partition("?")[2])
    assert (done.status_code, done["Location"]) == (302, people)
    assert client.get(people).status_code == 200


def test_nothing_else_is_reached_and_nothing_is_done(clerk: User) -> None:
    client = signed_in(clerk, GIVEN)
    for address in ("/", reverse("desk"), reverse("jobs"), reverse("preferences"), "/admin/"):
        assert client.get(address)["Location"].startswith(CHANGE), address
    sent = client.post(reverse("end_other_sessions"))
    assert sent["Location"] == f"{CHANGE}?next=%2F"
    polled = client.get(reverse("job_badge"), headers={"HX-Request": "true"})
    assert (polled.status_code, polled["HX-Refresh"]) == (204, "true")
    assert client.get("/no-such-page/").status_code == 404
    assert client.post(reverse("logout")).status_code in (200, 302)


def test_the_present_password_is_no_new_one(clerk: User) -> None:
    client = signed_in(clerk, GIVEN)
    answer = change(client, GIVEN, GIVEN)
    assert answer.status_code == 200
    assert "这是您现在的密码" in answer.content.decode()
    assert client.get(reverse("desk")).status_code == 302


@pytest.mark.parametrize(("age", "goes_on"), [(89, True), (90, False)])
def test_a_password_of_ones_own_holds_for_the_days_the_settings_say(
    clerk: User, age: int, goes_on: bool, settings: Any
) -> None:
    with system_scope():
        clerk.choose_password(CHOSEN)
        clerk.password_own_since = timezone.now() - dt.timedelta(days=age)
        clerk.save()
    client = signed_in(clerk, CHOSEN)
    assert (client.get(reverse("desk")).status_code == 200) is goes_on
    settings.PASSWORD_DAYS = 0
    assert client.get(reverse("desk")).status_code == 200


def test_who_is_given_another_by_an_administrator_chooses_again(clerk: User, cast: Cast) -> None:
    with system_scope():
        clerk.choose_password(CHOSEN)
        clerk.save()
    settled = signed_in(clerk, CHOSEN)
    assert settled.get(reverse("desk")).status_code == 200
    keeper = Client()
    with system_scope():
        administrator = User.objects.get(pk=cast.administrator_city.pk)
        administrator.choose_password("Administrator-own-3")
        administrator.save()
    keeper.force_login(administrator)
    done = keeper.post(
        f"/admin/institutions/user/{clerk.pk}/password/",
        {"password1": GIVEN, "password2": GIVEN, "usable_password": "true"},
    )
    assert done.status_code == 302
    with system_scope():
        assert User.objects.get(pk=clerk.pk).password_own_since is None
    assert signed_in(clerk, GIVEN).get(reverse("desk"))["Location"].startswith(CHANGE)
