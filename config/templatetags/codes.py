"""National codes by name."""

from __future__ import annotations

from typing import Any

from django import template

from config.codes import name_of

register = template.Library()


@register.filter
def code(value: Any, code_set: str) -> str:
    """``{{ bill.med_type|code:"med_type" }}``: the name of a national code."""
    return name_of(code_set, str(value)) if value else ""
