"""Form controls as markup made here: Django makes each out of templates, four for a choice, which took as long as the
rest of a filter bar. What they say is the same to the letter (``tests/config/test_widgets.py``)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms.renderers import DjangoTemplates
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

WIDGETS = "django/forms/widgets"
INPUTS = frozenset(
    f"{WIDGETS}/{kind}.html" for kind in ("text", "date", "number", "hidden", "checkbox", "email")
)
SELECT = f"{WIDGETS}/select.html"
OPTION = f"{WIDGETS}/select_option.html"


class PlainRenderer(DjangoTemplates):
    """Lines, days, numbers, boxes to tick and choices without templates; everything else with Django's."""

    def render(self, template_name: str, context: Mapping[str, Any], request: Any = None) -> str:
        if template_name in INPUTS:
            return _input(context["widget"])
        if template_name == SELECT:
            groups = context["widget"]["optgroups"]
            if all(
                option["template_name"] == OPTION for _name, options, _number in groups for option in options
            ):
                return _select(context["widget"])
        return super().render(template_name, context, request)  # type: ignore[arg-type]


def _input(widget: Mapping[str, Any]) -> SafeString:
    value = "" if widget["value"] is None else f' value="{_text(widget["value"])}"'
    kind, name = conditional_escape(widget["type"]), conditional_escape(widget["name"])
    return SafeString(f'<input type="{kind}" name="{name}"{value}{_attributes(widget)}>')


def _select(widget: Mapping[str, Any]) -> SafeString:
    parts = [f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget)}>']
    for name, options, _number in widget["optgroups"]:
        if name:
            parts.append(f'\n  <optgroup label="{conditional_escape(name)}">')
        for option in options:
            label = conditional_escape(option["label"])
            parts.append(
                f'\n  <option value="{_text(option["value"])}"{_attributes(option)}>{label}</option>'
            )
        if name:
            parts.append("\n  </optgroup>")
    parts.append("\n</select>")
    return SafeString("".join(parts))


def _attributes(widget: Mapping[str, Any]) -> str:
    return "".join(
        f" {conditional_escape(name)}" if value is True else f' {conditional_escape(name)}="{_text(value)}"'
        for name, value in widget["attrs"].items()
        if value is not False
    )


def _text(value: Any) -> str:
    """A value as ``stringformat:'s'`` writes it, which keeps safe what is."""
    return conditional_escape(value if isinstance(value, str) else str(value))
