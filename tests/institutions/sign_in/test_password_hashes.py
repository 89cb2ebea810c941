"""Passwords are stored as Argon2id; what an earlier release stored still opens and is made anew."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher, check_password, make_password
from django.test import Client
from django.urls import reverse

from config.settings import base
from institutions.models import User
from tests.cast import Cast

PASSWORD = "纬地-9-经天-long"


@pytest.fixture
def stored_as_in_production(settings: Any) -> None:
    settings.PASSWORD_HASHERS = base.PASSWORD_HASHERS


@pytest.mark.usefixtures("stored_as_in_production")
def test_an_older_hash_opens_and_is_made_anew(cast: Cast, client: Client) -> None:
    older = PBKDF2PasswordHasher().encode(PASSWORD, "salt-of-long-ago", iterations=1_000)
    User.objects.filter(pk=cast.clerk_east.pk).update(password=older)
    for _turn in range(2):
        answer = client.post(reverse("login"), {"username": cast.clerk_east.username, "password": PASSWORD})
        assert answer.status_code == 302
        stored = User.objects.get(pk=cast.clerk_east.pk).password
        assert stored.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")
        client.logout()


@pytest.mark.usefixtures("stored_as_in_production")
def test_one_password_is_stored_differently_for_two_people() -> None:
    first, second = make_password(PASSWORD), make_password(PASSWORD)
    assert first != second
    assert check_password(PASSWORD, first)
    assert not check_password(PASSWORD + "x", first)
