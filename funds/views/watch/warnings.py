"""Warnings: the list, one warning with its course, and the acts of the unit, the city and the second person."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import ChoiceFilter, Column, Listing, Table
from config.periods import Month
from funds.forms_watch import AcceptForm, AnswerForm, ReasonForm, ReplyForm, TalkForm, TellForm
from funds.models import FundWarning, Level, WarningStep
from funds.reads.corridors import corridors, frozen
from funds.reads.watched import (
    TONES,
    assumed_of,
    bounds_in_words,
    clauses_of,
    in_words,
    name_of_indicator,
    series_of,
)
from funds.rules import watch as rules
from funds.services.watch import course
from funds.views import year_guide
from institutions.access import AgencyRequest
from institutions.models import Agency, Duty
from institutions.views.institutions import counties_in_reach

from .tables import trend_chart

STATE_TONES = {
    "open": "bad", "returned": "warn", "answered": "info", "accepted": "info", "closing": "info", "closed": "plain"
}  # fmt: skip
# Act → (who does it: the unit itself or the city; with which duty; what the button says).
ACTS: dict[str, tuple[str, str, Any]] = {
    rules.ANSWER: ("unit", Duty.FINANCE, gettext_lazy("Give cause and measures")),
    rules.ACCEPT: ("city", Duty.FINANCE, gettext_lazy("Accept the answer")),
    rules.SEND_BACK: ("city", Duty.FINANCE, gettext_lazy("Return the answer")),
    rules.HOLD_TALK: ("city", Duty.FINANCE, gettext_lazy("Record a talk")),
    rules.REPORT: ("city", Duty.FINANCE, gettext_lazy("Note the report to the government")),
    rules.ASK_CLOSING: ("city", Duty.FINANCE, gettext_lazy("Ask for closing")),
    rules.CLOSE: ("city", Duty.REVIEW, gettext_lazy("Close the warning")),
    rules.KEEP_OPEN: ("city", Duty.REVIEW, gettext_lazy("Keep the warning open")),
}


class WarningList(Listing):
    key = "funds.warnings"
    title = gettext_lazy("Warnings of the fund")
    purpose = year_guide.WARNINGS
    columns = (
        Column("unit", gettext_lazy("Unit")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("code", gettext_lazy("Indicator"), get=lambda row: name_of_indicator(row.code)),
        Column("value", gettext_lazy("Value"), get=lambda row: in_words(row.code, row.value)),
        Column("level", gettext_lazy("Level"), "badge", tone=TONES),
        Column("state", gettext_lazy("State"), "badge", tone=STATE_TONES),
        Column("month", gettext_lazy("Opened for"), "month"),
        Column("worse", gettext_lazy("Months worse in a row"), "number"),
        Column("due_on", gettext_lazy("Deadline"), "date"),
        Column("talk_due_on", gettext_lazy("Talk due on"), "date"),
    )
    filters = (
        ChoiceFilter("state", gettext_lazy("State"), choices=FundWarning.State),
        ChoiceFilter("level", gettext_lazy("Level"), choices=[(one.value, one.label) for one in Level][3:]),
        ChoiceFilter("unit", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = gettext_lazy("No warning was opened yet.")
    empty_hint = gettext_lazy("A month's count opens one for each indicator outside its corridor.")

    def rows(self) -> QuerySet[FundWarning]:
        found: QuerySet[FundWarning] = FundWarning.objects.select_related("unit")
        return found

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())


@requires()
def warning_list(request: AgencyRequest) -> HttpResponseBase:
    return WarningList.respond(request)


def warning_of(pk: int) -> FundWarning:
    known = FundWarning.objects.select_related("unit", "area", "answered_by", "closing_by", "closed_by")
    found: FundWarning = get_object_or_404(known, pk=pk)
    return found


def open_acts(warning: FundWarning, agency: Agency, duties: Iterable[str]) -> list[str]:
    """What may be done now at ``agency`` with ``duties``."""
    at_unit = agency.pk == warning.unit_id
    at_city = agency.level == Agency.Level.CITY and agency.area_id == warning.area_id
    found = []
    for act, (where, duty, _text) in ACTS.items():
        here = at_unit if where == "unit" else at_city
        wanted = act != rules.REPORT or bool(warning.reported_to)
        if here and wanted and duty in duties and rules.after(act, warning.state) is not None:
            found.append(act)
    if warning.needs_talk or warning.needs_report:
        found = [act for act in found if act != rules.ASK_CLOSING]
    # What is still to be done comes first: it is the main button.
    return sorted(found, key=lambda act: (act == rules.HOLD_TALK and not warning.needs_talk,
                                          act == rules.REPORT and not warning.needs_report))  # fmt: skip


def corridor_of(warning: FundWarning) -> dict[str, Any]:
    bounds = corridors(warning.area, warning.insutype, Month.of(warning.seen_month))
    return dict(frozen(bounds.get(warning.code)))


@requires()
def warning_page(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    warning, assignment = warning_of(fund_warning_id), request.assignment
    corridor = corridor_of(warning)
    trend = trend_chart(warning.code, series_of(warning.area, warning.unit, warning.insutype, warning.code))
    acts = open_acts(warning, assignment.agency, assignment.duties)
    context = year_guide.of_warning(warning) | {
        "title": str(warning), "warning": warning, "value": in_words(warning.code, warning.value),
        "level_tone": TONES[warning.level], "state_tone": STATE_TONES[warning.state],
        "corridor": bounds_in_words(warning.code, corridor), "clause": clauses_of(corridor),
        "assumed": assumed_of(corridor), "trend": trend, "indicator": name_of_indicator(warning.code),
        "acts": [(reverse(f"funds:warning_{act}", args=[warning.pk]), ACTS[act][2]) for act in acts],
        "steps": _steps(warning),
    }  # fmt: skip
    return render(request, "funds/watch/warning.html", context)


def _by(step: WarningStep) -> Any:
    return step.by or _("the count of %(month)s") % {"month": f"{step.month:%Y-%m}"}


def _steps(warning: FundWarning) -> Table:
    rows = WarningStep.objects.filter(warning=warning).select_related("by", "minutes").order_by("pk")
    return Table(
        _("Course"),
        [
            Column("at", _("At"), "minute"),
            Column("act", _("What was done")),
            Column("by", _("By"), get=_by),
            Column("value", _("Value"), get=lambda row: in_words(warning.code, row.value)),
            Column("level", _("Level"), "badge", tone=TONES),
            Column("text", _("Content"), "prose"),
            Column("day", _("Day"), "date"),
            Column("people", _("Who took part"), "prose"),
            Column("document", _("Document number")),
            Column("minutes", _("Minutes"), link=lambda row: row.minutes_id and reverse(
                "institutions:paper", args=[row.minutes_id])),
        ],
        list(rows),
    )  # fmt: skip


def _act(
    request: AgencyRequest,
    pk: int,
    act: str,
    do: Callable[..., Any],
    *,
    form: forms.Form | None = None,
    warnings: tuple[Any, ...] = (),
    initial: Callable[[FundWarning], dict[str, Any]] | None = None,
) -> HttpResponseBase:
    warning = warning_of(pk)
    if form is not None and initial is not None:
        form.initial = initial(warning)
    return act_page(
        request,
        title=ACTS[act][2],
        facts=[
            Fact(_("Warning of the fund"), warning),
            Fact(_("Value"), in_words(warning.code, Decimal(warning.value))),
            Fact(_("Corridor"), bounds_in_words(warning.code, corridor_of(warning))),
            *([Fact(_("Cause"), warning.cause), Fact(_("Measures"), warning.measures)] if warning.cause else []),
        ],
        form=form,
        warnings=warnings,
        do=lambda: do(
            warning=warning, acting_user=request.user, **(form.cleaned_data if form is not None else {})
        ),
        cancel_url=warning.get_absolute_url(),
    )  # fmt: skip


@requires(duty="finance", levels=("city", "county"))
@once
def answer(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    return _act(
        request, fund_warning_id, rules.ANSWER, course.answer_warning, form=AnswerForm(request.POST or None),
        initial=lambda one: {"cause": one.cause, "measures": one.measures},
    )  # fmt: skip


@requires(duty="finance", levels="city")
@once
def accept(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    form = AcceptForm(request.POST or None)
    return _act(request, fund_warning_id, rules.ACCEPT, course.accept_answer, form=form)


@requires(duty="finance", levels="city")
@once
def send_back(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    form = ReplyForm(request.POST or None)
    return _act(request, fund_warning_id, rules.SEND_BACK, course.return_answer, form=form)


@requires(duty="finance", levels="city")
@once
def talk(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    form = TalkForm(request.POST or None, request.FILES or None)
    return _act(request, fund_warning_id, rules.HOLD_TALK, course.record_talk, form=form)


@requires(duty="finance", levels="city")
@once
def tell(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    form = TellForm(request.POST or None)
    return _act(request, fund_warning_id, rules.REPORT, course.note_report, form=form)


@requires(duty="finance", levels="city")
@once
def ask_closing(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    return _act(request, fund_warning_id, rules.ASK_CLOSING, course.ask_closing, form=form)


@requires(duty="review", levels="city")
@once
def close(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    stays = (_("A closed warning stays as it is; what lies outside in a later month opens another."),)
    return _act(request, fund_warning_id, rules.CLOSE, course.close_warning, warnings=stays)


@requires(duty="review", levels="city")
@once
def keep_open(request: AgencyRequest, fund_warning_id: int) -> HttpResponseBase:
    form = ReplyForm(request.POST or None)
    return _act(request, fund_warning_id, rules.KEEP_OPEN, course.keep_open, form=form)
