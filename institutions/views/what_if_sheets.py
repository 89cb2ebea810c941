"""The sheet of a what-if: read for a moment, worked out by the policy of the area asked, shown or given back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from django import forms

from config.spreadsheets.faults import FileFault
from config.spreadsheets.web import uploaded
from institutions.models import PoolingArea
from institutions.policy.what_if import PolicyOn, policy_in_area

T = TypeVar("T")


def quoted(form: forms.Form, area: PoolingArea | None, quote: Callable[[Path, PolicyOn], T]) -> T | None:
    """What ``quote`` makes of the form's ``sheet``; where it cannot be read the field says why, and nothing comes."""
    if not form.is_valid() or area is None:
        return None
    try:
        with uploaded(form.cleaned_data["sheet"]) as path:
            return quote(path, policy_in_area(area))
    except FileFault as fault:
        form.add_error("sheet", str(fault))
        return None
