"""The door: passwords are looked at only while neither the name nor the address has failed too often.

Whether a user of the name exists changes nothing in what a visitor is told. docs/decisions/016 says why this is
ours and not a library's.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest

from config.client_address import client_address
from institutions.models import User
from institutions.services.second_factor.asked import step_of
from institutions.services.sign_ins import keep_failure, keep_success, shut_minutes


class GuardedBackend(ModelBackend):
    """Django's check of the password behind the count of failures."""

    def authenticate(
        self, request: HttpRequest | None, username: Any = None, password: Any = None, **fields: Any
    ) -> User | None:
        """The user, or None; ``request.sign_in_shut_minutes`` then says for how long the door is shut."""
        if request is None or username is None or password is None:
            return super().authenticate(request, username=username, password=password, **fields)  # type: ignore[return-value]
        address = client_address(request.META)
        if (minutes := shut_minutes(username=username, address=address)) is not None:
            request.sign_in_shut_minutes = minutes  # type: ignore[attr-defined]
            return None
        user = super().authenticate(request, username=username, password=password, **fields)
        if user is None:
            keep_failure(username=username, address=address)
            return None
        if step_of(user) is None:  # type: ignore[arg-type]
            keep_success(user=user, address=address)  # type: ignore[arg-type]
        return user  # type: ignore[return-value]
