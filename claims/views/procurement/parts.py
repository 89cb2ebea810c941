"""What the pages of procurement share: the page of one thing, an act about it, who the reader is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render

from config.forms import Fact, act_page
from config.listing import Action, Table
from config.panels import panels_of
from institutions.access import AgencyRequest


def user_of(request: AgencyRequest) -> Any:
    return request.user


def agency_of(request: AgencyRequest) -> Any:
    return request.assignment.agency


def _state_of(thing: Any) -> str:
    if hasattr(thing, "shown_state"):
        return str(thing.shown_state)
    return thing.get_state_display() if hasattr(thing, "get_state_display") else ""


def file_page(
    request: AgencyRequest,
    thing: Any,
    *,
    title: str,
    facts: Sequence[Fact],
    tone: str = "plain",
    buttons: Iterable[Action] = (),
    tables: Sequence[Table] = (),
    notes: Sequence[Any] = (),
    steps: Sequence[Any] = (),
    panels: str = "",
) -> HttpResponse:
    """One thing with its facts, what may be done, and what hangs on it."""
    context = {
        "title": title,
        "state": _state_of(thing),
        "tone": tone,
        "buttons": list(buttons),
        "facts": facts,
        "tables": tables,
        "notes": [note for note in notes if note],
        "steps": steps,
        "panels": panels_of(panels, request, thing) if panels else [],
    }
    return render(request, "claims/procurement/file.html", context)


def act_on(
    request: AgencyRequest,
    thing: Any,
    do: Callable[..., Any],
    *,
    where: str | None = None,
    form: Any = None,
    **shown: Any,
) -> HttpResponseBase:
    """The page before an act on ``thing``; ``do`` gets the form's values and the reader as ``acting_user``."""
    address = where or thing.get_absolute_url()

    def act() -> str:
        do(acting_user=user_of(request), **(form.cleaned_data if form is not None else {}))
        return address

    return act_page(request, do=act, form=form, cancel_url=address, **shown)


def yuan(amount: Any) -> str:
    return f"{amount:,.2f}"
