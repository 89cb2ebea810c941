"""Controls made without templates say to the letter what Django's templates say."""

from __future__ import annotations

from typing import Any

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from config.widgets import PlainRenderer

HOSTILE = "<b>\"quoted\" & 'so'</b>"
GROUPED = [
    ("", _("all")),
    (HOSTILE, HOSTILE),
    (HOSTILE, [("a", HOSTILE), (1, mark_safe("<i>1</i>"))]),
    (True, "yes"),
]
WIDGETS: dict[str, tuple[forms.Widget, list[Any]]] = {
    "text": (forms.TextInput(attrs={"placeholder": _("choose"), "size": 8}), [None, "", "甲", HOSTILE, 0]),
    "safe": (forms.TextInput(), [mark_safe("&amp;")]),
    "flags": (
        forms.TextInput(attrs={"required": True, "disabled": False, "data-x": HOSTILE, "n": None}),
        ["1"],
    ),
    "date": (forms.DateInput(format="%Y-%m-%d"), [None, "2020-03-05"]),
    "number": (forms.NumberInput(attrs={"step": 1}), [None, 5, "1.50"]),
    "hidden": (forms.HiddenInput(), [None, HOSTILE]),
    "email": (forms.EmailInput(), ["a@b.example"]),
    "checkbox": (forms.CheckboxInput(), [True, False, None, "yes"]),
    "select": (forms.Select(choices=GROUPED), ["", None, "a", 1, "1", HOSTILE, True]),
    "nothing": (forms.Select(), [None]),
    "several": (forms.SelectMultiple(choices=GROUPED), [["a", HOSTILE]]),
    "password": (forms.PasswordInput(), ["x"]),
    "lines": (forms.Textarea(), [HOSTILE]),
}


def _lines(markup: str) -> list[str]:
    """Django leaves a line empty after each option."""
    return [line for line in markup.splitlines() if line]


@pytest.mark.parametrize("kind", WIDGETS)
def test_controls_are_the_same(kind: str) -> None:
    widget, values = WIDGETS[kind]
    for value in values:
        for attrs in ({}, {"id": "id_x", "class": HOSTILE}):
            made = widget.render("na&me", value, attrs, PlainRenderer())
            assert _lines(made) == _lines(widget.render("na&me", value, attrs, DjangoTemplates())), value
            assert hasattr(made, "__html__")
