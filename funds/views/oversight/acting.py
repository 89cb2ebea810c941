"""What the pages of sessions and consultations share: who may do what, and the page of one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.rules.flow import Flow
from config.forms import Fact, act_page
from funds.models import CommitteeSession, Consultation
from institutions.access import AgencyRequest
from institutions.models import Duty

OPINION_TONES = {"open": "warn", "answered": "info", "approved": "ok"}
CHECKERS = frozenset({Duty.REVIEW, Duty.APPROVE})
SECOND = frozenset({"lay", "approve_answer", "return_answer", "approve", "return", "decide"})


def may(request: AgencyRequest, record: CommitteeSession | Consultation, flow: Flow) -> set[str]:
    """The acts of the course that are open in its state and the reader's to do."""
    held = request.user.duties_at(record.county)
    return {
        act
        for act in flow.open_in(record.state)
        if (held & CHECKERS if act in SECOND else Duty.INSPECT in held)
    }


def address_of(record: CommitteeSession | Consultation) -> str:
    page = "committee_session" if isinstance(record, CommitteeSession) else "consultation"
    return reverse(f"funds:{page}", args=[record.pk])


def record_page(
    request: AgencyRequest, record: CommitteeSession | Consultation, **shown: Any
) -> HttpResponseBase:
    """``?print`` for paper."""
    context = {
        "number": record.number, "agency": record.county, "back_url": address_of(record),
        "title": record.title, "badge": record.get_state_display(), **shown,
    }  # fmt: skip
    template = "record_print" if "print" in request.GET else "record"
    return render(request, f"claims/inspections/{template}.html", context)


def one_act(
    request: AgencyRequest,
    record: CommitteeSession | Consultation,
    do: Callable[[], Any],
    *,
    facts: list[Fact] | None = None,
    **shown: Any,
) -> HttpResponseBase:
    """The page of one act; back to the record afterwards."""

    def act() -> str:
        do()
        return address_of(record)

    summary = [
        Fact(_("Number"), record.number),
        Fact(_("Title"), record.title),
        Fact(_("State"), record.get_state_display()),
        *(facts or []),
    ]
    return act_page(request, facts=summary, do=act, cancel_url=address_of(record), **shown)
