"""What the pages of findings share: who may do what now, the course as a table, the page of one act."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.forms import Fact, act_page
from config.listing import Action, Column, Table
from funds.rules import answers as rules
from funds.services.answers import Course, done_before, open_acts
from institutions.access import AgencyRequest
from institutions.views.second_person import next_is_another

TONES = {"open": "bad", "returned": "warn", "answered": "info", "accepted": "info", "closed": "ok"}
NAMES = {
    rules.ANSWER: gettext_lazy("Answer with evidence"),
    rules.ACCEPT: gettext_lazy("Decide on the answer"),
    rules.SEND_BACK: gettext_lazy("Return the answer"),
    rules.CLOSE: gettext_lazy("Close the finding"),
    rules.KEEP_OPEN: gettext_lazy("Refuse the closing"),
}


# To return an answer or refuse a closing is never what the page asks for first.
GOING_ON = (rules.ANSWER, rules.ACCEPT, rules.CLOSE)


def act_links(request: AgencyRequest, finding: Any, course: Course, prefix: str) -> list[Action]:
    """What the reader may do now."""
    mine = _held_back(request, finding, course)
    held = open_acts(finding, course, request.assignment.agency, request.assignment.duties)
    return [
        Action(NAMES[act], reverse(f"funds:{prefix}_{act}", args=[finding.pk]), main=act in GOING_ON)
        for act in held
        if act not in mine
    ]


def who_goes_on(request: AgencyRequest, finding: Any, course: Course) -> str:
    """Who decides what the reader may not, having done a step before it; empty where the reader may."""
    mine = _held_back(request, finding, course)
    if not mine:
        return ""
    duty = course.closes if rules.CLOSE in mine or rules.KEEP_OPEN in mine else course.accepts
    return next_is_another(course.judges(finding), duty)


def _held_back(request: AgencyRequest, finding: Any, course: Course) -> set[str]:
    """Acts open to the reader's duties that another person has to do."""
    held = open_acts(finding, course, request.assignment.agency, request.assignment.duties)
    before = done_before(finding)
    return {act for act in held if request.user.pk in before.get(act, ())}


def steps_table(finding: Any) -> Table:
    def paper(row: Any) -> str | None:
        return reverse("institutions:paper", args=[row.evidence_id]) if row.evidence_id else None

    return Table(
        _("Course"),
        [
            Column("at", _("At"), "minute"),
            Column("act", _("What was done")),
            Column("by", _("By"), get=lambda row: row.by or _("the calendar")),
            Column("text", pgettext("of a finding", "In words")),
            Column("evidence", _("Evidence"), link=paper),
        ],
        list(finding.steps.select_related("by", "evidence").order_by("pk")),
    )


def finding_act(
    request: AgencyRequest,
    finding: Any,
    act: str,
    do: Callable[..., Any],
    facts: list[Fact],
    form: forms.Form | None = None,
) -> HttpResponseBase:
    given = [Fact(_("Answer"), finding.answer)] if finding.answer else []
    verdict = [Fact(_("Verdict"), finding.verdict_text)] if finding.verdict else []
    stays = (_("A closed finding stays as it is."),) if act == rules.CLOSE else ()
    return act_page(
        request,
        title=NAMES[act],
        facts=[*facts, *given, *verdict],
        form=form,
        warnings=stays,
        do=lambda: do(
            finding=finding, acting_user=request.user, **(form.cleaned_data if form is not None else {})
        ),
        cancel_url=finding.get_absolute_url(),
    )
