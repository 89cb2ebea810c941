"""Consultations of experts: the list, one question with its lot and opinions, its acts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import Count, QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms import ReasonForm
from claims.rules.drawing import draw, rank
from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, DaysFilter, Listing, Table, TextFilter
from funds.forms_oversight import ConcludeForm, EffectForm, ExpertLotForm, ExpertOpinionForm, QuestionForm
from funds.models import Consultation
from funds.rules.oversight import CONSULTATION
from funds.services.oversight import consultations
from institutions.access import AgencyRequest
from institutions.models import Duty

from .acting import address_of, may, one_act, record_page

TONES = {
    "proposed": "plain", "approved": "info", "asked": "warn", "concluded": "warn", "decided": "ok", "assessed": "ok",
    "withdrawn": "plain",
}  # fmt: skip


class ConsultationList(Listing):
    key = "consultations"
    title = gettext_lazy("Consultations of experts")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("title", gettext_lazy("Title")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("asked", gettext_lazy("Experts asked"), "number", get=lambda row: len(row.drawn)),
        Column("answered", gettext_lazy("Answered by experts"), "number"),
        Column("answer_by", gettext_lazy("Opinions wanted by"), "date"),
        Column("decided_on", gettext_lazy("Decided on"), "date"),
        Column("assess_by", gettext_lazy("Effect to be looked at by"), "date"),
        Column("county", gettext_lazy("Put by")),
    )
    filters = (
        TextFilter("q", gettext_lazy("Number"), lookups=("number", "title__contains")),
        ChoiceFilter("state", gettext_lazy("State"), choices=Consultation.State),
        DaysFilter("answer_by", gettext_lazy("Opinions wanted by")),
    )
    order = "-number"
    empty_title = gettext_lazy("No questions to experts.")
    empty_hint = gettext_lazy("Major questions are put to experts drawn by lot from the pool.")

    def rows(self) -> QuerySet[Consultation]:
        found: QuerySet[Consultation] = Consultation.objects.select_related("county").annotate(
            answered=Count("opinions")
        )
        return found

    def row_url(self, row: Consultation) -> str:
        return address_of(row)

    def row_css(self, row: Consultation) -> str:
        return "late" if is_late(row, timezone.localdate()) else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and Duty.INSPECT in self.assignment.duties:
            yield Action(_("Propose a question"), reverse("funds:propose_question"), main=True)


@requires()
def consultation_list(request: AgencyRequest) -> HttpResponseBase:
    return ConsultationList.respond(request)


def is_late(row: Consultation, today: dt.date) -> bool:
    """Opinions wanted, or the effect to be looked at, by a day that is over."""
    if row.state == "asked":
        return row.answer_by < today
    return row.state == "decided" and row.assess_by is not None and row.assess_by < today


def consultation_of(consultation_id: int) -> Consultation:
    related = (
        "county",
        "area",
        "proposed_by",
        "approved_by",
        "drawn_by",
        "concluded_by",
        "decided_by",
        "assessed_by",
    )
    found: Consultation = get_object_or_404(Consultation.objects.select_related(*related), pk=consultation_id)
    return found


@requires()
def consultation_page(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    """One question; the lot is drawn again as one looks. ``?print`` for paper."""
    consultation = consultation_of(consultation_id)
    tables = [_opinions(consultation)]
    if consultation.seed:
        tables.append(_lot(consultation))
    return record_page(
        request, consultation, tone=TONES[consultation.state], facts=_facts(consultation), tables=tables,
        buttons=_buttons(request, consultation),
    )  # fmt: skip


def _facts(one: Consultation) -> list[Fact]:
    facts = [
        Fact(_("Number"), one.number),
        Fact(_("Put by"), one.county),
        Fact(_("Question"), one.question),
        Fact(_("Opinions wanted by"), one.answer_by),
        Fact(_("Proposed by"), one.proposed_by),
        Fact(_("Approved by"), one.approved_by or "—"),
        Fact(_("Conclusion"), one.conclusion or "—"),
        Fact(_("Conclusion drawn by"), one.concluded_by or "—"),
        Fact(_("Decided by"), one.decided_by or "—"),
        Fact(_("Decided on"), one.decided_on or "—"),
        Fact(_("Effect to be looked at by"), one.assess_by or "—"),
        Fact(_("Effect of the decision"), one.effect or "—"),
    ]
    if one.reason:
        facts.append(Fact(_("Reason"), one.reason))
    if one.seed:
        same = draw(one.seed, [code for code, _name in one.candidates], len(one.drawn)) == one.drawn
        facts += [
            Fact(_("Seed"), one.seed),
            Fact(_("Drawn by"), one.drawn_by),
            Fact(_("Drawn again now"), _("the same") if same else _("another result")),
        ]
    if one.redrawn:
        facts.append(Fact(_("Why it was drawn again"), one.redrawn))
    return facts


def _buttons(request: AgencyRequest, one: Consultation) -> list[tuple[str, str]]:
    acts = may(request, one, CONSULTATION)
    if one.proposed_by == request.user:
        acts.discard("approve")
    if one.concluded_by == request.user:
        acts.discard("decide")
    if one.opinions.exists():
        acts.discard("draw")
    names = [
        ("withdraw", _("Withdraw"), "withdraw_question"),
        ("approve", _("Approve the question"), "approve_question"),
        ("draw", _("Draw the experts"), "draw_experts"),
        ("opinion", _("Enter an expert's opinion"), "enter_expert_opinion"),
        ("conclude", _("Draw a conclusion"), "conclude_question"),
        ("return", _("Return the conclusion"), "return_conclusion"),
        ("decide", _("Decide"), "decide_question"),
        ("assess", _("Look at the effect"), "assess_effect"),
    ]
    shown = [(title, reverse(f"funds:{page}", args=[one.pk])) for act, title, page in names if act in acts]
    return [(_("All questions"), reverse("funds:consultations")), (_("Print"), "?print"), *shown]


def _opinions(one: Consultation) -> Table:
    columns = (
        Column("member__code", _("Roster number"), "code"),
        Column("member__name", _("Full name")),
        Column("member__specialty", _("Specialty")),
        Column("stance", _("Stance"), get=lambda row: row.get_stance_display()),
        Column("grounds", _("Grounds")),
        Column("given_on", _("Given on"), "date"),
        Column("entered_by", _("Entered by")),
    )
    rows = one.opinions.select_related("member", "entered_by")
    return Table(caption=_("Opinions of the experts"), columns=columns, rows=rows)


def _lot(one: Consultation) -> Table:
    rows = [
        {
            "code": code,
            "name": name,
            "rank": rank(one.seed, code),
            "place": one.drawn.index(code) + 1 if code in one.drawn else None,
            "why": "",
        }
        for code, name in one.candidates
    ]
    rows.sort(key=lambda row: str(row["rank"]))
    rows += [
        {"code": code, "name": name, "rank": "", "place": None, "why": why}
        for code, name, why in one.excluded
    ]
    columns = (
        Column("code", _("Roster number"), "code"),
        Column("name", _("Full name")),
        Column("place", _("Drawn as number"), "number"),
        Column("why", _("Why left out")),
        Column("rank", _("SHA-256 of seed, line feed, code"), "code"),
    )
    return Table(caption=_("List drawn from"), columns=columns, rows=rows)


@requires(duty="inspect")
@once
def propose(request: AgencyRequest) -> HttpResponseBase:
    form, agency = QuestionForm(request.POST or None), request.assignment.agency
    return act_page(
        request, title=_("Propose a question"), form=form, facts=[Fact(_("Put by"), agency)], label=_("Save"),
        do=lambda: address_of(
            consultations.propose_question(agency=agency, acting_user=request.user, **form.cleaned_data)
        ),
        said=_("The question is proposed."), cancel_url=reverse("funds:consultations"),
    )  # fmt: skip


@requires(duty=("review", "approve"))
@once
def approve(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    one = consultation_of(consultation_id)
    return one_act(
        request, one, lambda: consultations.approve_question(consultation=one, acting_user=request.user),
        facts=[Fact(_("Question"), one.question)], title=_("Approve the question"),
        said=_("The question is approved."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def withdraw(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    one, form = consultation_of(consultation_id), ReasonForm(request.POST or None)
    return one_act(
        request, one,
        lambda: consultations.withdraw_question(consultation=one, acting_user=request.user, **form.cleaned_data),
        title=_("Withdraw the question"), form=form, danger=True, said=_("The question is withdrawn."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def draw_lot(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    one, form = consultation_of(consultation_id), ExpertLotForm(request.POST or None)
    return one_act(
        request, one,
        lambda: consultations.draw_experts(consultation=one, acting_user=request.user, **form.cleaned_data),
        facts=[Fact(_("In the pool"), consultations.experts_of(one).count())], title=_("Draw the experts"), form=form,
        label=_("Draw"), said=_("The experts are drawn."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def enter_opinion(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    one = consultation_of(consultation_id)
    form = ExpertOpinionForm(
        request.POST or None, consultation=one, initial={"given_on": timezone.localdate()}
    )
    return one_act(
        request, one,
        lambda: consultations.enter_expert_opinion(
            consultation=one, acting_user=request.user, **form.cleaned_data
        ),
        facts=[Fact(_("Question"), one.question)], title=_("Enter an expert's opinion"), form=form, label=_("Save"),
        said=_("The opinion is entered."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def conclude(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    one = consultation_of(consultation_id)
    form = ConcludeForm(request.POST or None, initial={"conclusion": one.conclusion})
    return one_act(
        request, one,
        lambda: consultations.conclude(consultation=one, acting_user=request.user, **form.cleaned_data),
        facts=[Fact(_("Question"), one.question), *_stances(one)], title=_("Draw a conclusion"), form=form,
        label=_("Save"), said=_("The conclusion waits for a decision."),
    )  # fmt: skip


def _stances(one: Consultation) -> list[Fact]:
    counts = one.opinions.order_by().values("stance").annotate(n=Count("pk"))
    named = {row["stance"]: row["n"] for row in counts}
    stances = one.opinions.model.Stance
    return [Fact(stances(stance).label, named[stance]) for stance in stances.values if stance in named]


@requires(duty=("review", "approve"))
@once
def return_conclusion(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    one, form = consultation_of(consultation_id), ReasonForm(request.POST or None)
    return one_act(
        request, one,
        lambda: consultations.return_conclusion(consultation=one, acting_user=request.user, **form.cleaned_data),
        facts=[Fact(_("Conclusion"), one.conclusion)], title=_("Return the conclusion"), form=form,
        said=_("The conclusion is returned."),
    )  # fmt: skip


@requires(duty=("review", "approve"))
@once
def decide(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    one = consultation_of(consultation_id)
    return one_act(
        request, one, lambda: consultations.decide(consultation=one, acting_user=request.user),
        facts=[*_stances(one), Fact(_("Conclusion"), one.conclusion)], title=_("Decide on the conclusion"),
        said=_("The conclusion holds."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def assess(request: AgencyRequest, consultation_id: int) -> HttpResponseBase:
    one, form = consultation_of(consultation_id), EffectForm(request.POST or None)
    return one_act(
        request, one,
        lambda: consultations.assess_effect(consultation=one, acting_user=request.user, **form.cleaned_data),
        facts=[Fact(_("Conclusion"), one.conclusion), Fact(_("Decided on"), one.decided_on)],
        title=_("Look at the effect"), form=form, label=_("Save"), said=_("What came of it is recorded."),
    )  # fmt: skip
