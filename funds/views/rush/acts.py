"""The acts about an unusual outlay: the unit explains, the city decides, a second person closes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.utils.translation import gettext as _

from config.access import requires
from config.forms import Fact, once
from funds.forms_control import ExplainForm, ReplyForm, RushVerdictForm
from funds.rules import answers as rules
from funds.services.rush.course import RUSH_COURSE
from institutions.access import AgencyRequest

from ..answering import finding_act
from .findings import finding_of, reasons_in_words


def _act(
    request: AgencyRequest, pk: int, act: str, do: Callable[..., Any], form: forms.Form | None = None
) -> HttpResponseBase:
    finding = finding_of(pk)
    facts = [
        Fact(_("Unusual outlay"), finding),
        Fact(_("Paid out (yuan)"), f"{finding.spent:,.2f}"),
        Fact(_("Reasons"), reasons_in_words(finding)),
    ]
    return finding_act(request, finding, act, do, facts, form)


@requires(duty="finance", levels=("city", "county"))
@once
def answer(request: AgencyRequest, rush_finding_id: int) -> HttpResponseBase:
    form = ExplainForm(request.POST or None, request.FILES or None)
    return _act(request, rush_finding_id, rules.ANSWER, RUSH_COURSE.answer, form)


@requires(duty="finance", levels="city")
@once
def accept(request: AgencyRequest, rush_finding_id: int) -> HttpResponseBase:
    return _act(
        request, rush_finding_id, rules.ACCEPT, RUSH_COURSE.accept, RushVerdictForm(request.POST or None)
    )


@requires(duty="finance", levels="city")
@once
def send_back(request: AgencyRequest, rush_finding_id: int) -> HttpResponseBase:
    return _act(
        request, rush_finding_id, rules.SEND_BACK, RUSH_COURSE.send_back, ReplyForm(request.POST or None)
    )


@requires(duty="review", levels="city")
@once
def close(request: AgencyRequest, rush_finding_id: int) -> HttpResponseBase:
    return _act(request, rush_finding_id, rules.CLOSE, RUSH_COURSE.close)


@requires(duty="review", levels="city")
@once
def keep_open(request: AgencyRequest, rush_finding_id: int) -> HttpResponseBase:
    return _act(
        request, rush_finding_id, rules.KEEP_OPEN, RUSH_COURSE.keep_open, ReplyForm(request.POST or None)
    )
