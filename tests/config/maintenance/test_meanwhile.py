"""Two administrators at one row of the maintenance room: the second is told what changed and keeps what was typed."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

from django.test import Client

from config.scoping import system_scope
from institutions.models import User
from tests.cast import Cast

from .conftest import Room, address

SHOWN = re.compile(r'name="shown_before" value="([^"]*)"')


class Keeper:
    """Has opened the page of one of the staff."""

    def __init__(self, room: Room, user: User) -> None:
        self.client = Client()
        self.client.force_login(room.keeper_city)
        self.place = address(room, "user", "change", user.pk)
        self.reads(self.client.get(self.place))

    def reads(self, answer: Any) -> None:
        form = answer.context["adminform"].form
        self.shown = unescape(SHOWN.search(answer.content.decode())[1])  # type: ignore[index]
        self.typed = {name: form[name].value() for name in ("username", "name", "language", "is_active")}
        for formset in answer.context["inline_admin_formsets"]:
            for hidden in formset.formset.management_form:
                self.typed[hidden.html_name] = hidden.value()
            for inline in formset.formset.initial_forms:
                self.typed |= {
                    inline.add_prefix("id"): inline.instance.pk,
                    inline.add_prefix("user"): inline.instance.user_id,
                    inline.add_prefix("agency"): inline.instance.agency_id,
                    inline.add_prefix("duties"): inline.instance.duties,
                    inline.add_prefix("period_0"): inline.instance.period.lower,
                    inline.add_prefix("period_1"): inline.instance.period.upper or "",
                }

    def sends(self, **typed: str) -> Any:
        return self.client.post(self.place, self.typed | typed | {"shown_before": self.shown})


def name_of(user: User) -> str:
    with system_scope():
        return User.objects.get(pk=user.pk).name


def test_the_second_is_told_and_decides(room: Room, cast: Cast) -> None:
    clerk = cast.clerk_east
    one, other = Keeper(room, clerk), Keeper(room, clerk)
    assert one.sends(name="东山经办甲").status_code == 302
    answer = other.sends(name="东山经办乙")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert "东山经办甲" in text
    assert 'value="东山经办乙"' in text
    assert set(answer.context["adminform"].form.errors) == {"name", "__all__"}
    assert name_of(clerk) == "东山经办甲"
    other.shown = unescape(SHOWN.search(text)[1])  # type: ignore[index]
    assert other.sends(name="东山经办乙").status_code == 302
    assert name_of(clerk) == "东山经办乙"


def test_what_nobody_fills_in_does_not_travel(room: Room, cast: Cast) -> None:
    """A user's password hash is shown by its kind only: it is no part of the hidden field."""
    with system_scope():
        clerk = User.objects.get(pk=cast.clerk_east.pk)
        clerk.set_password("a password of some length")
        clerk.save()
    keeper = Keeper(room, clerk)
    assert "password" not in keeper.shown
    assert clerk.password not in keeper.shown
    assert set(json.loads(keeper.shown)) == {"username", "name", "language", "is_active"}
