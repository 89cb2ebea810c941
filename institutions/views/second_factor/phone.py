"""Show a secret to a phone: it waits in the session, sealed, until the phone has answered with a code."""

from __future__ import annotations

from typing import Any

import segno
from django import forms
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from config.forms import LineField
from config.sealing import SealBroken, seal, unseal
from institutions.models import User
from institutions.rules import second_factor as rules

SHOWN = "second_factor_shown"
CODES = "recovery_codes_shown"
PURPOSE = "second factor in a session"
CODE_LENGTH = 40


def code_field(label: Any, help_text: Any = "") -> LineField:
    return LineField(
        label=label,
        help_text=help_text,
        max_length=CODE_LENGTH,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autocapitalize": "none",
                "spellcheck": "false",
                "size": 20,
            }
        ),
    )


def shown_secret(request: HttpRequest) -> str:
    """The secret this session shows; the same one until a phone has answered."""
    try:
        return unseal(request.session[SHOWN], purpose=PURPOSE)
    except (KeyError, SealBroken):
        secret = rules.new_secret()
        request.session[SHOWN] = seal(secret, purpose=PURPOSE)
        return secret


def phone_context(request: HttpRequest, user: User) -> dict[str, Any]:
    """The picture and the key as text."""
    secret = shown_secret(request)
    address = rules.address_for_app(secret, user_name=user.username, issuer=_("Tongchou"))
    return {"picture": _picture(address), "key": rules.in_groups(secret)}


def keep_codes_to_show(request: HttpRequest, codes: list[str], *, then: str) -> None:
    request.session.pop(SHOWN, None)
    request.session[CODES] = {"sealed": seal(" ".join(codes), purpose=PURPOSE), "then": then}


def codes_to_show(request: HttpRequest) -> tuple[list[str], str]:
    """The new recovery codes, once, and where the person goes on."""
    kept = request.session.pop(CODES, None)
    if kept is None:
        return [], ""
    return unseal(kept["sealed"], purpose=PURPOSE).split(), kept["then"]


def _picture(address: str) -> SafeString:
    """Drawn here, part of the page: neither a script nor another address is asked."""
    return mark_safe(  # noqa: S308 - a drawing made of numbers
        segno.make(address, error="m").svg_inline(
            scale=4, border=3, light="white", svgclass="qr", lineclass=None
        )
    )
