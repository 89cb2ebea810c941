"""Between the password and the second step nobody is signed in: the session only remembers whose password was right.

Which users have a second step, and where, a floor says with :func:`register_second_step`; config knows none itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.contrib.auth import load_backend, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from config.session_limits import to_the_door

HELD = "password_was_right"
PASSED = "second_step_passed"
HELD_SECONDS = 10 * 60
"""Whoever takes longer for the second step begins with the password again."""

_step_of: Callable[[Any], str | None] | None = None
_must_pass: Callable[[Any], bool] | None = None


def register_second_step(*, step_of: Callable[[Any], str | None], must_pass: Callable[[Any], bool]) -> None:
    """``step_of(user)``: the name of the address where their sign-in goes on, None where the password is enough.
    ``must_pass(user)``: whether a session of theirs that has passed no second step is refused.
    """
    global _step_of, _must_pass
    _step_of, _must_pass = step_of, must_pass


def step_of(user: Any) -> str | None:
    return _step_of(user) if _step_of else None


def hold(request: HttpRequest, user: Any, *, then: str) -> None:
    """After the password: a session with a new key which is nobody's, and remembers who is at the door."""
    request.session.flush()
    request.session[HELD] = {
        "user": user.pk,
        "backend": user.backend,
        "hash": user.get_session_auth_hash(),
        "at": time.time(),
        "then": then,
    }


def held_user(request: HttpRequest) -> Any:
    """Who stands at the door: None when nobody does, it took too long, or the password has changed meanwhile."""
    held = request.session.get(HELD)
    if held is None or request.user.is_authenticated or time.time() - held["at"] > HELD_SECONDS:
        return None
    user: Any = load_backend(held["backend"]).get_user(held["user"])
    if user is None or not constant_time_compare(held["hash"], user.get_session_auth_hash()):
        return None
    user.backend = held["backend"]
    return user


def let_in(request: HttpRequest, user: Any) -> str:
    """Sign in whoever was held, under another key; where they wanted to go."""
    then: str = request.session[HELD]["then"]
    request.session.flush()
    login(request, user, backend=user.backend)
    request.session[PASSED] = True
    return then


def note_passed(request: HttpRequest) -> None:
    """Somebody signed in has just shown the second factor: another key, and the session counts as passed."""
    request.session.cycle_key()
    request.session[PASSED] = True


class SecondStepMiddleware:
    """Signs out a session without the second step whose person must pass one: a duty given since, a rule made
    stricter since."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if (
            request.user.is_authenticated
            and not request.session.get(PASSED)
            and _must_pass is not None
            and _must_pass(request.user)
        ):
            logout(request)
            return to_the_door(request, _("Your duties ask for a second factor. Sign in again to go on."))
        return self.get_response(request)
