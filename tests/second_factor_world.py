"""A second factor, and a reset of it that waits to be confirmed, for :func:`tests.world.build_world`."""

from __future__ import annotations

import time
from typing import Any

import pyotp
from django.test import Client

from institutions.models import SecondFactorReset, User
from institutions.rules.second_factor import STEP_SECONDS, new_secret
from institutions.services.second_factor.keeping import switch_on
from tests.cast import PASSWORD
from tests.places import Place


def second_factor_of(place: Place) -> dict[str, int]:
    give_phone(place.checker)
    reset = SecondFactorReset.objects.create(user=place.checker, asked_by=place.worker, reason="手机丢失")
    return {"second_factor_reset_id": reset.pk}


def give_phone(user: User) -> tuple[str, list[str]]:
    """The secret of the phone, and the recovery codes. The code of the step before this one is used up."""
    secret = new_secret()
    codes = switch_on(acting_user=user, secret=secret, typed=code_of(secret, -1), address="")
    return secret, codes


def code_of(secret: str, step: int = 0) -> str:
    """What the phone shows now, or so many steps later."""
    return pyotp.TOTP(secret).at(int(time.time()) + step * STEP_SECONDS)


def password(client: Client, user: User, **fields: Any) -> Any:
    """The first step of signing in."""
    return client.post("/sign-in/", {"username": user.username, "password": PASSWORD, **fields})
