"""The second step of signing in: before it nothing is open, and its codes are guessed no better than passwords."""

from __future__ import annotations

import datetime as dt
import threading
from typing import Any

import pytest
import time_machine
from django.conf import settings as django_settings
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from config.models import StaffSession
from config.scoping import system_scope
from config.second_step import HELD, HELD_SECONDS
from institutions.models import Assignment, Delegation, Duty, RecoveryCode, SecondFactor, SignInEvent, User
from institutions.services.second_factor.asked import NEEDING, must_have, needs, with_need
from tests.cast import ALWAYS, PASSWORD, Cast
from tests.config.pages.test_access import ADDRESSES, filled
from tests.institutions.sign_in.test_door import told
from tests.second_factor_world import code_of, give_phone, password

Kind = SignInEvent.Kind
CODE = "/sign-in/code/"
PHONE = "/sign-in/phone/"
NAMES = django_settings.SIGN_IN_FAILURES_BY_NAME


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def kinds() -> list[str]:
    return list(SignInEvent.objects.order_by("pk").values_list("kind", flat=True))


def give(client: Client, code: str, address: str = CODE) -> Any:
    return client.post(address, {"code": code})


@pytest.fixture
def required(settings: Any) -> None:
    settings.SECOND_FACTOR = "required"


@pytest.fixture
def phone(cast: Cast) -> tuple[str, list[str]]:
    secret, codes = give_phone(cast.finance_city)
    return secret, codes


def test_password_then_code(cast: Cast, client: Client, phone: tuple[str, list[str]]) -> None:
    client.session["planted"] = "1"
    client.session.save()
    keys = {client.session.session_key}
    answer = password(client, cast.finance_city, next="/preferences/")
    assert (answer.status_code, answer["Location"], is_in(client)) == (302, CODE, False)
    keys.add(client.session.session_key)
    answer = give(client, code_of(phone[0]))
    assert (answer.status_code, answer["Location"], is_in(client)) == (302, "/preferences/", True)
    keys.add(client.session.session_key)
    assert len(keys) == 3, "another key at each step"
    assert StaffSession.objects.filter(session_key__in=keys).count() == 1
    assert HELD not in client.session
    assert kinds() == [Kind.FACTOR_ON, Kind.SIGNED_IN]


@pytest.mark.parametrize("step", [-1, 0, 1])
def test_one_step_of_drift(cast: Cast, client: Client, step: int) -> None:
    with time_machine.travel(timezone.now() - dt.timedelta(minutes=5)):
        secret, _codes = give_phone(cast.finance_city)
    password(client, cast.finance_city)
    give(client, code_of(secret, step))
    assert is_in(client)


def test_a_code_opens_once(cast: Cast, client: Client, phone: tuple[str, list[str]]) -> None:
    code = code_of(phone[0])
    password(client, cast.finance_city)
    give(client, code)
    again = Client()
    password(again, cast.finance_city)
    assert give(again, code).status_code == 422
    assert not is_in(again)


def test_one_code_sent_twice_at_once_opens_once(fresh_database: Any, cast: Cast) -> None:
    secret, _codes = give_phone(cast.finance_city)
    clients = [Client() for _ in range(4)]
    for one in clients:
        password(one, cast.finance_city)
    code = code_of(secret)

    def send(one: Client) -> None:
        try:
            give(one, code)
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=(one,)) for one in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [is_in(one) for one in clients].count(True) == 1


def test_a_recovery_code_opens_once(cast: Cast, client: Client, phone: tuple[str, list[str]]) -> None:
    code = phone[1][0]
    password(client, cast.finance_city)
    answer = give(client, code.upper())
    assert is_in(client)
    assert "剩余恢复码：9 个" in client.get(answer["Location"], follow=True).content.decode()
    again = Client()
    password(again, cast.finance_city)
    assert give(again, code).status_code == 422
    assert kinds()[-2:] == [Kind.RECOVERED, Kind.BAD_CODE]
    assert give(again, phone[1][1]).status_code == 302


def test_wrong_codes_lock_the_name_and_a_right_password_begins_nothing_anew(
    cast: Cast, client: Client, phone: tuple[str, list[str]]
) -> None:
    for _ in range(NAMES):
        # The password again before each guess.
        other = Client()
        password(other, cast.finance_city)
        assert give(other, "000000").status_code == 422
    assert kinds()[1:] == [Kind.BAD_CODE] * NAMES
    # Whoever stood at the second step already is told the same.
    assert "分钟后再试" in give(other, code_of(phone[0])).content.decode()
    assert password(client, cast.finance_city).status_code == 422
    assert kinds()[-1] == Kind.SHUT
    with time_machine.travel(
        timezone.now() + dt.timedelta(minutes=django_settings.SIGN_IN_WINDOW_MINUTES, seconds=1)
    ):
        password(client, cast.finance_city)
        give(client, code_of(phone[0]))
        assert is_in(client)


def test_what_was_wrong_is_not_told(cast: Cast, phone: tuple[str, list[str]]) -> None:
    """A code used before, another person's, a recovery code used before, nonsense: one page."""
    other, _codes = give_phone(cast.reviewer_city)
    RecoveryCode.objects.filter(factor__user=cast.finance_city).update(used_at=timezone.now())
    pages = set()
    for typed in (code_of(phone[0], -1), code_of(other), phone[1][0], "xyz"):
        client = Client()
        password(client, cast.finance_city)
        pages.add(told(give(client, typed)))
    assert len(pages) == 1


def test_with_a_wrong_password_nobody_learns_who_has_a_second_factor(
    cast: Cast, phone: tuple[str, list[str]]
) -> None:
    pages = {
        told(Client().post("/sign-in/", {"username": name, "password": "wrong"}))
        for name in (cast.finance_city.username, cast.clerk_east.username, "nobody")
    }
    assert len(pages) == 1


def everywhere() -> list[str]:
    """Every address of the site, the maintenance room's too."""

    def admin(resolver: URLResolver, prefix: str) -> list[str]:
        found = []
        for one in resolver.url_patterns:
            route = prefix + str(one.pattern)
            found += admin(one, route) if isinstance(one, URLResolver) else [plain(one, route)]
        return found

    def plain(pattern: URLPattern, route: str) -> str:
        for name in pattern.pattern.converters:
            route = (
                route.replace(f"<path:{name}>", "1").replace(f"<int:{name}>", "1").replace(f"<{name}>", "1")
            )
        return "/" + route.replace("^", "").replace("$", "").replace("(?P<url>.*)", "")

    rooms = [one for one in get_resolver().url_patterns if getattr(one, "namespace", None) == "admin"]
    found = [filled(route, pattern) for route, pattern in ADDRESSES]
    return found + [address for room in rooms for address in admin(room, str(room.pattern))]


@pytest.mark.duty("NB-29")
@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("step", [CODE, PHONE])
def test_half_signed_in_everything_answers_as_to_a_visitor(
    cast: Cast, required: None, step: str, method: str
) -> None:
    if step == CODE:
        give_phone(cast.finance_city)
    held, visitor = Client(), Client()
    assert password(held, cast.finance_city)["Location"] == step
    key = held.session.session_key
    wrong, compared = [], 0
    for address in everywhere():
        if address in (CODE, PHONE, "/sign-in/", "/sign-out/"):
            continue
        there, without = (getattr(one, method)(address) for one in (held, visitor))
        compared += 1
        if (there.status_code, there.headers.get("Location")) != (
            without.status_code,
            without.headers.get("Location"),
        ) or is_in(held):
            wrong.append(f"{address}: {there.status_code}, a visitor: {without.status_code}")
    assert compared > 500
    assert not wrong, "\n".join(wrong)
    assert (held.session.session_key, HELD in held.session) == (key, True)


def test_the_step_before_enrolment_does_not_open_the_other(
    cast: Cast, client: Client, required: None
) -> None:
    """With a phone on file the password alone shows no new secret."""
    give_phone(cast.finance_city)
    password(client, cast.finance_city)
    assert client.get(PHONE)["Location"] == CODE
    assert give(client, "000000", PHONE)["Location"] == CODE


def test_a_visitor_and_somebody_signed_in_at_the_steps(cast: Cast, client: Client) -> None:
    for address in (CODE, PHONE):
        assert client.get(address)["Location"] == "/sign-in/"
    client.force_login(cast.finance_city)
    for address in (CODE, PHONE):
        assert client.get(address)["Location"] == "/"


def test_it_must_go_on_in_time_and_with_the_same_password(
    cast: Cast, client: Client, phone: tuple[str, list[str]]
) -> None:
    password(client, cast.finance_city)
    with time_machine.travel(timezone.now() + dt.timedelta(seconds=HELD_SECONDS + 1)):
        assert give(client, code_of(phone[0]))["Location"] == "/sign-in/"
    password(client, cast.finance_city)
    cast.finance_city.set_password("another-horse-10")
    cast.finance_city.save()
    assert give(client, code_of(phone[0]))["Location"] == "/sign-in/"
    client.post("/sign-in/", {"username": cast.finance_city.username, "password": "another-horse-10"})
    User.objects.filter(pk=cast.finance_city.pk).update(is_active=False)
    assert give(client, code_of(phone[0]))["Location"] == "/sign-in/"
    assert not is_in(client)


# --- Who must have one ---


@pytest.mark.duty("NB-29")
def test_whoever_needs_it_shows_a_phone_before_anything_else(
    cast: Cast, client: Client, required: None
) -> None:
    answer = password(client, cast.finance_city, next="/preferences/")
    assert (answer["Location"], is_in(client)) == (PHONE, False)
    page = client.get(PHONE).content.decode()
    assert "<svg" in page
    key = client.get(PHONE).context["key"].replace(" ", "")
    assert give(client, "000000", PHONE).status_code == 422
    assert client.get(PHONE).context["key"].replace(" ", "") == key, "a slip does not change the picture"
    answer = give(client, code_of(key), PHONE)
    assert (answer["Location"], is_in(client)) == ("/preferences/second-factor/codes/", True)
    page = client.get(answer["Location"])
    assert len(page.context["codes"]) == 10
    assert page.context["then"] == "/preferences/"
    assert client.get(answer["Location"])["Location"] == "/preferences/second-factor/", "shown once"
    assert kinds() == [Kind.FACTOR_ON, Kind.SIGNED_IN]
    assert client.get("/preferences/").status_code == 200


def test_the_others_come_in_with_the_password(cast: Cast, client: Client, required: None) -> None:
    for user in (cast.clerk_east, cast.auditor_city):
        assert password(client, user)["Location"] == "/"
        assert client.get("/preferences/").status_code == 200
        client.post("/sign-out/")


@pytest.mark.parametrize(
    ("own", "visitors", "heading"), [("en", "zh-hans", "Second step"), ("zh-hans", "en", "第二步验证")]
)
def test_after_the_password_the_door_speaks_the_persons_own_language(
    cast: Cast, client: Client, phone: tuple[str, list[str]], own: str, visitors: str, heading: str
) -> None:
    User.objects.filter(pk=cast.finance_city.pk).update(language=own)
    client.cookies[django_settings.LANGUAGE_COOKIE_NAME] = visitors
    password(client, cast.finance_city)
    shown = client.get(CODE)
    assert shown["Content-Language"] == own
    assert f"<h2>{heading}</h2>" in shown.content.decode()
    refused = give(client, "000000")
    assert f"<h2>{heading}</h2>" in refused.content.decode()
    # Beginning again is a visitor's page, on which the language can be chosen.
    assert client.get("/sign-in/")["Content-Language"] == visitors


def test_a_phone_is_shown_at_the_door_in_the_persons_own_language(
    cast: Cast, client: Client, required: None
) -> None:
    User.objects.filter(pk=cast.finance_city.pk).update(language="en")
    password(client, cast.finance_city)
    shown = client.get(PHONE)
    assert shown["Content-Language"] == "en"
    assert "<h2>Your phone as second factor</h2>" in shown.content.decode()


def test_who_needs_it_comes_from_the_duties(cast: Cast, required: None) -> None:
    expected = {
        "reviewer_east", "finance_city", "reviewer_city", "approver_city", "administrator_city",
    }  # fmt: skip
    assert {name for name, user in cast.users.items() if must_have(user)} == expected
    needed = set(with_need(User.objects.all()).filter(needed=True))
    assert needed == {user for user in cast.users.values() if needs(user)}
    assert {*NEEDING} == {Duty.REVIEW, Duty.APPROVE, Duty.FINANCE, Duty.ADMINISTER}


def test_a_duty_lent_counts_and_one_that_is_over_does_not(cast: Cast, required: None) -> None:
    with system_scope():
        Delegation.objects.create(
            assignment=cast.approver_city.assignments.get(),
            receiver=cast.clerk_east,
            period=ALWAYS,
            reason="x",
        )
        cast.finance_city.assignments.update(period=DateRange(dt.date(2015, 1, 1), dt.date(2016, 1, 1)))
    assert must_have(User.objects.get(pk=cast.clerk_east.pk))
    assert not must_have(User.objects.get(pk=cast.finance_city.pk))
    assert with_need(User.objects.all()).get(pk=cast.clerk_east.pk).needed
    boss = User.objects.create_superuser("boss", PASSWORD, name="安装人")
    assert must_have(boss)
    assert with_need(User.objects.all()).get(pk=boss.pk).needed


def test_a_session_from_before_the_duty_is_led_to_the_door(cast: Cast, client: Client, settings: Any) -> None:
    password(client, cast.finance_city)
    assert client.get("/preferences/").status_code == 200
    settings.SECOND_FACTOR = "required"
    answer = client.get("/preferences/")
    assert answer["Location"] == "/sign-in/?next=/preferences/"
    assert "须使用双重验证" in client.get(answer["Location"]).content.decode()
    password(client, cast.clerk_east)
    assert client.get("/preferences/").status_code == 200
    with system_scope():
        Assignment.objects.create(
            user=cast.clerk_east, agency=cast.city, duties=[Duty.FINANCE], period=ALWAYS
        )
    answer = client.get("/jobs/badge/", headers={"HX-Request": "true"})
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
    assert client.get("/preferences/").status_code == 302


def test_every_address_for_somebody_signed_in_without_the_step(
    cast: Cast, client: Client, settings: Any
) -> None:
    """As if the sign-in had let somebody through: nothing but the door answers while it is required."""
    client.force_login(cast.finance_city)
    assert client.get("/preferences/").status_code == 200
    settings.SECOND_FACTOR = "required"
    visitor = Client()
    opened = []
    for address in everywhere():
        client.force_login(cast.finance_city)
        if client.get(address).status_code == 200 != visitor.get(address).status_code:
            opened.append(address)
    assert not opened


def test_switched_off_here_nobody_is_asked(cast: Cast, client: Client, settings: Any) -> None:
    give_phone(cast.finance_city)
    settings.SECOND_FACTOR = "off"
    password(client, cast.finance_city)
    assert is_in(client)
    assert client.get("/preferences/second-factor/").status_code == 200
    assert client.get("/preferences/second-factor/phone/")["Location"] == "/preferences/second-factor/"


# --- At rest ---


def test_the_database_tells_neither_secret_nor_codes(
    cast: Cast, client: Client, phone: tuple[str, list[str]], settings: Any
) -> None:
    factor = SecondFactor.objects.get()
    kept = factor.sealed_secret + "".join(RecoveryCode.objects.values_list("digest", flat=True))
    for told_nowhere in (phone[0], *phone[1], *(code.replace("-", "") for code in phone[1])):
        assert told_nowhere not in kept
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "k" * 50, [settings.SECRET_KEY]
    password(client, cast.finance_city)
    give(client, code_of(phone[0]))
    assert is_in(client), "sealed under the former key"


def test_without_the_key_a_recovery_code_still_opens(
    cast: Cast, client: Client, phone: tuple[str, list[str]], settings: Any
) -> None:
    settings.SECRET_KEY = "k" * 50
    password(client, cast.finance_city)
    assert give(client, code_of(phone[0])).status_code == 422
    give(client, phone[1][3])
    assert is_in(client)


def test_the_secret_waiting_for_a_phone_is_sealed_too(cast: Cast, client: Client, required: None) -> None:
    password(client, cast.finance_city)
    key = client.get(PHONE).context["key"].replace(" ", "")
    row = StaffSession.objects.get(session_key=client.session.session_key)
    assert key not in str(row.get_decoded())
    assert row.user_id is None
