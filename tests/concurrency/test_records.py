"""Two clerks at one record: the second is told what changed, and nothing he typed is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.scoping import system_scope
from enrollment.models import Person
from enrollment.views.residents import people as page
from institutions.models import Duty, User
from tests.cast import Cast, make_person, make_user
from tests.support.databases import owner_connection, wait_until_blocked

SHOWN = re.compile(r'name="shown_before" value="([^"]*)"')


class Clerk:
    """Has opened the page at which a person's particulars are corrected."""

    def __init__(self, user: User, person: Person) -> None:
        self.client = Client()
        self.client.force_login(user)
        self.address = reverse("enrollment:correct_person", args=[person.pk])
        self.reads(self.client.get(self.address))

    def reads(self, answer: Any) -> None:
        self.shown = unescape(SHOWN.search(answer.content.decode())[1])  # type: ignore[index]
        self.fields = {name: value or "" for name, value in answer.context["form"].initial.items()}

    def sends(self, **typed: str) -> Any:
        asked = {**self.fields, **typed, "shown_before": self.shown, "submission": str(uuid4())}
        return self.client.post(self.address, asked)

    def sends_apart(self, **typed: str) -> Any:
        """In a thread of its own, whose connection is closed."""
        try:
            return self.sends(**typed)
        finally:
            connection.close()


@pytest.fixture
def second(cast: Cast) -> User:
    with system_scope():
        return make_user("clerk.east.two", "东山经办二", cast.east, Duty.REGISTER)


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        return make_person(cast.east)


def stored(person: Person) -> Person:
    with system_scope():
        return Person.objects.get(pk=person.pk)


def test_the_second_is_told_what_changed_and_keeps_what_he_typed(
    cast: Cast, second: User, person: Person
) -> None:
    one, other = Clerk(cast.clerk_east, person), Clerk(second, person)
    assert json.loads(other.shown)["tel"] == ""
    assert one.sends(tel="13900000001", addr="东山县城关镇").status_code == 302
    answer = other.sends(tel="13900000002", psn_name="测试乙")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "139****0001" in text
    assert 'value="13900000002"' in text
    assert 'value="测试乙"' in text
    assert set(answer.context["form"].errors) == {"tel", "addr", "__all__"}
    found = stored(person)
    assert (found.tel, found.psn_name) == ("13900000001", "测试甲")
    # Told, he decides: what he sends now counts.
    other.reads(answer)
    assert other.sends(tel="13900000002", psn_name="测试乙").status_code == 302
    found = stored(person)
    assert (found.tel, found.psn_name, found.addr) == ("13900000002", "测试乙", "东山县城关镇")


def test_digits_behind_the_mask_are_told_without_showing_them(
    cast: Cast, second: User, person: Person
) -> None:
    Clerk(cast.clerk_east, person).sends(tel="13911110001")
    one, other = Clerk(cast.clerk_east, person), Clerk(second, person)
    assert one.sends(tel="13922220001").status_code == 302
    answer = other.sends(tel="13900000002")
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"tel", "__all__"}
    text = answer.content.decode()
    assert "未显示的部分已被他人修改" in text
    assert "139****0001" in text
    assert "13922220001" not in text
    other.reads(answer)
    assert other.sends(tel="13900000002").status_code == 302
    assert stored(person).tel == "13900000002"


def test_the_digest_says_nothing_about_the_number(cast: Cast, person: Person) -> None:
    """Another at each showing, and worth nothing at another person's page: nobody finds a number by trying."""
    with system_scope():
        neighbour = make_person(cast.east)
    for one in (person, neighbour):
        Clerk(cast.clerk_east, one).sends(tel="13911110001")
    first, again, beside = (Clerk(cast.clerk_east, one) for one in (person, person, neighbour))
    marks = [json.loads(one.shown)["*"][1]["tel"] for one in (first, again, beside)]
    assert len(set(marks)) == 3
    assert "13911110001" not in first.shown
    beside.shown = first.shown
    assert "tel" in beside.sends(tel="13900000002").context["form"].errors


def test_a_fault_of_his_own_does_not_hide_what_changed(cast: Cast, second: User, person: Person) -> None:
    one, other = Clerk(cast.clerk_east, person), Clerk(second, person)
    one.sends(tel="13900000001")
    answer = other.sends(tel="13900000002", psn_name="")
    assert answer.status_code == 422
    other.reads(answer)
    answer = other.sends(tel="13900000002", psn_name="测试乙")
    assert "139****0001" in answer.content.decode()
    assert stored(person).tel == "13900000001"


def test_what_nobody_changed_and_a_form_without_it_are_stored(cast: Cast, person: Person) -> None:
    clerk = Clerk(cast.clerk_east, person)
    assert clerk.sends(tel="13900000003").status_code == 302
    clerk.shown = "not json"
    assert clerk.sends(tel="13900000004").status_code == 302


@pytest.mark.slow
def test_sent_at_the_same_moment_the_second_waits_and_is_told(
    fresh_database: str, cast: Cast, second: User, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = Clerk(cast.clerk_east, person), Clerk(second, person)
    original: Callable[..., Any] = page.correct_person
    answers: list[Any] = []
    with ThreadPoolExecutor(1) as pool, owner_connection(fresh_database) as link:

        def correct_and_hold(**given: Any) -> Any:
            """The first has stored and not yet committed when the second sends."""
            monkeypatch.setattr(page, "correct_person", original)
            done = original(**given)
            answers.append(pool.submit(other.sends_apart, tel="13900000002"))
            wait_until_blocked(link)
            return done

        monkeypatch.setattr(page, "correct_person", correct_and_hold)
        assert one.sends(tel="13900000001").status_code == 302
        answer = answers[0].result()
    assert answer.status_code == 422
    assert "139****0001" in answer.content.decode()
    assert stored(person).tel == "13900000001"
