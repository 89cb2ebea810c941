"""One's own second factor: on, to another phone, new codes, off; never without showing who one is."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings as django_settings
from django.test import Client

from config.models import StaffSession
from institutions.models import RecoveryCode, SecondFactor, SignInEvent
from tests.cast import PASSWORD, Cast
from tests.second_factor_world import code_of, give_phone, password

Kind = SignInEvent.Kind
OWN = "/preferences/second-factor/"
ON, OFF, NEW, CODES = (OWN + part for part in ("phone/", "off/", "codes/new/", "codes/"))


def key_on(client: Client) -> str:
    return str(client.get(ON).context["key"]).replace(" ", "")


@pytest.fixture
def inside(cast: Cast, client: Client) -> Client:
    """Somebody whom no duty asks for it."""
    password(client, cast.clerk_east)
    return client


def test_everybody_may_switch_it_on(cast: Cast, inside: Client) -> None:
    other = Client()
    password(other, cast.clerk_east)
    before = inside.session.session_key
    answer = inside.post(ON, {"present": PASSWORD, "code": code_of(key_on(inside))})
    assert answer["Location"] == CODES
    page = inside.get(CODES)
    codes = page.context["codes"]
    assert all(code in page.content.decode() for code in codes)
    assert inside.session.session_key != before
    assert not StaffSession.objects.filter(user=cast.clerk_east).exclude(
        session_key=inside.session.session_key
    )
    assert other.get("/preferences/").status_code == 302
    assert inside.get(OWN).context["codes_left"] == 10
    assert password(Client(), cast.clerk_east)["Location"] == "/sign-in/code/"
    assert inside.get(CODES)["Location"] == OWN, "shown once"


@pytest.mark.parametrize(
    ("present", "code"), [("wrong-password", None), ("", None), (PASSWORD, "000000"), (PASSWORD, "")]
)
def test_not_without_the_password_and_the_phones_code(
    cast: Cast, inside: Client, present: str, code: str | None
) -> None:
    secret = key_on(inside)
    answer = inside.post(ON, {"present": present, "code": code_of(secret) if code is None else code})
    assert answer.status_code == 422
    assert not SecondFactor.objects.exists()
    assert key_on(inside) == secret


def test_a_stranger_at_an_open_screen_guesses_no_password_here(cast: Cast, inside: Client) -> None:
    for _ in range(django_settings.SIGN_IN_FAILURES_BY_NAME):
        inside.post(ON, {"present": "wrong-password", "code": code_of(key_on(inside))})
    answer = inside.post(ON, {"present": PASSWORD, "code": code_of(key_on(inside))})
    assert "分钟后再试" in answer.content.decode()
    assert not SecondFactor.objects.exists()


@pytest.fixture
def with_phone(cast: Cast, client: Client) -> tuple[Client, str, list[str]]:
    secret, codes = give_phone(cast.clerk_east)
    password(client, cast.clerk_east)
    client.post("/sign-in/code/", {"code": codes[0]})
    assert client.get(OWN).context["codes_left"] == 9
    return client, secret, codes


def test_to_another_phone_with_the_old_ones_code(
    cast: Cast, with_phone: tuple[Client, str, list[str]]
) -> None:
    client, secret, codes = with_phone
    new = key_on(client)
    # A slip at the new phone uses up nothing of the old.
    assert client.post(ON, {"present": code_of(secret), "code": "000000"}).status_code == 422
    assert client.post(ON, {"present": code_of(secret), "code": code_of(new)})["Location"] == CODES
    again = Client()
    for typed in (code_of(secret), codes[1]):
        password(again, cast.clerk_east)
        assert again.post("/sign-in/code/", {"code": typed}).status_code == 422
    assert SecondFactor.objects.count() == 1
    assert RecoveryCode.objects.count() == 10


def test_the_password_alone_moves_it_to_no_phone(
    cast: Cast, with_phone: tuple[Client, str, list[str]]
) -> None:
    client, _secret, _codes = with_phone
    answer = client.post(ON, {"present": PASSWORD, "code": code_of(key_on(client))})
    assert answer.status_code == 422
    assert SignInEvent.objects.latest("pk").kind == Kind.BAD_CODE


def test_new_codes_replace_the_old(cast: Cast, with_phone: tuple[Client, str, list[str]]) -> None:
    client, secret, codes = with_phone
    assert client.post(NEW, {"present": "000000"}).status_code == 422
    assert client.post(NEW, {"present": code_of(secret)})["Location"] == CODES
    made = client.get(CODES).context["codes"]
    assert set(made).isdisjoint(codes)
    again = Client()
    password(again, cast.clerk_east)
    assert again.post("/sign-in/code/", {"code": codes[2]}).status_code == 422
    assert again.post("/sign-in/code/", {"code": made[2]}).status_code == 302


def test_off_with_a_code(cast: Cast, with_phone: tuple[Client, str, list[str]]) -> None:
    client, secret, _codes = with_phone
    assert client.post(OFF, {"present": PASSWORD}).status_code == 422
    assert client.post(OFF, {"present": code_of(secret)})["Location"] == OWN
    assert not SecondFactor.objects.exists()
    assert not RecoveryCode.objects.exists()
    assert SignInEvent.objects.latest("pk").kind == Kind.FACTOR_OFF
    assert password(Client(), cast.clerk_east)["Location"] == "/"


def test_whoever_needs_it_does_not_switch_it_off(cast: Cast, client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR = "required"
    secret, codes = give_phone(cast.finance_city)
    password(client, cast.finance_city)
    client.post("/sign-in/code/", {"code": codes[0]})
    page = client.get(OWN)
    assert page.context["must_have"]
    assert OFF not in page.content.decode()
    assert client.post(OFF, {"present": code_of(secret)})["Location"] == OWN
    assert SecondFactor.objects.count() == 1


def test_nothing_to_change_without_one(inside: Client) -> None:
    for address in (OFF, NEW, CODES):
        assert inside.get(address)["Location"] == OWN
