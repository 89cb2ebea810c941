"""Acts on a county's policy proposal: written, checked and sent at the county; answered at the city (NB-28)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.forms import Fact, act_page, once
from institutions.access import AgencyRequest
from institutions.forms_policy import (
    AdoptForm,
    AskBackForm,
    DecisionForm,
    EvidenceForm,
    NewProposalForm,
    ParameterForm,
    ProposalForm,
)
from institutions.models import PolicyProposal, PolicyProposalLine
from institutions.services.policy_proposals.decide import adopt, ask_back, decline, receive_decision, take_up
from institutions.services.policy_proposals.propose import (
    add_parameter,
    attach_evidence,
    enter_proposal,
    entries_in_force,
    remove_parameter,
    rewrite_proposal,
    send_proposal,
)

from .policy_proposals import facts_of, lines_table, proposal_or_404

MAKERS = ("city", "region")


@requires(duty="handle", levels="county")
@once
def new(request: AgencyRequest) -> HttpResponseBase:
    county = request.assignment.agency
    entries = entries_in_force(county, timezone.localdate())
    asked = {"parameter": request.GET.get("parameter", "")}
    form = NewProposalForm(request.POST or None, entries=entries, initial=asked)
    return act_page(
        request, title=_("New policy proposal"), form=form, label=_("Save"), facts=[Fact(_("County"), county)],
        do=lambda: enter_proposal(county=county, acting_user=request.user, **{**form.line, **form.said}),
        said=_("Saved: attach the evidence, then a second person checks and sends it."),
        cancel_url=reverse("institutions:policy_proposals"),
    )  # fmt: skip


def _act(
    request: AgencyRequest, one: PolicyProposal, title: Any, said: Any, do: Callable[[], object],
    form: forms.Form | None = None, **more: Any,
) -> HttpResponseBase:  # fmt: skip
    """The page of an act on ``one``, which it comes back to."""

    def act() -> str:
        do()
        return one.get_absolute_url()

    return act_page(
        request, title=title, facts=facts_of(one), affects=lines_table(request, one), form=form, do=act,
        label=title, said=said, cancel_url=one.get_absolute_url(), **more,
    )  # fmt: skip


@requires(duty="handle", levels="county")
@once
def rewrite(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    form = ProposalForm(
        request.POST or None, initial={name: getattr(one, name) for name in ProposalForm.base_fields}
    )
    return _act(
        request, one, _("Write anew"), _("The proposal is written anew."), form=form,
        do=lambda: rewrite_proposal(proposal=one, acting_user=request.user, **form.said),
    )  # fmt: skip


@requires(duty="handle", levels="county")
@once
def add_line(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    form = ParameterForm(request.POST or None, entries=entries_in_force(one.county, timezone.localdate()))
    return _act(
        request, one, _("Add a parameter"), _("The parameter is added."), form=form,
        do=lambda: add_parameter(proposal=one, acting_user=request.user, **form.line),
    )  # fmt: skip


@requires(duty="handle", levels="county")
@once
def remove_line(
    request: AgencyRequest, policy_proposal_id: int, policy_proposal_line_id: int
) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    line: PolicyProposalLine = get_object_or_404(
        PolicyProposalLine.objects, pk=policy_proposal_line_id, proposal=one
    )
    return _act(
        request, one, _("Remove a parameter"), _("The parameter is removed."), warnings=[line.meaning],
        do=lambda: remove_parameter(line=line, acting_user=request.user),
    )  # fmt: skip


@requires(duty="handle", levels="county")
@once
def attach_scan(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    form = EvidenceForm(request.POST or None, request.FILES or None)
    return _act(
        request, one, _("Attach evidence"), _("The scan is kept."), form=form,
        do=lambda: attach_evidence(proposal=one, acting_user=request.user, **form.cleaned_data),
    )  # fmt: skip


@requires(duty="review", levels="county")
@once
def send(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    return _act(
        request, one, _("Check and send"), _("The proposal is with the city."),
        do=lambda: send_proposal(proposal=one, acting_user=request.user),
    )  # fmt: skip


@requires(duty="administer", levels=MAKERS)
@once
def city_takes_up(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    return _act(
        request, one, _("Take up"), _("The proposal is taken up."),
        do=lambda: take_up(proposal=one, acting_user=request.user),
    )  # fmt: skip


def _answer(
    request: AgencyRequest,
    one: PolicyProposal,
    form: forms.Form,
    answer: Callable[..., object],
    title: Any,
    said: Any,
) -> HttpResponseBase:
    """The city answers with what ``form`` asks."""
    return _act(
        request, one, title, said, form=form,
        do=lambda: answer(proposal=one, acting_user=request.user, **form.cleaned_data),
    )  # fmt: skip


@requires(duty="administer", levels=MAKERS)
@once
def city_asks_back(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one, form = proposal_or_404(policy_proposal_id), AskBackForm(request.POST or None)
    return _answer(request, one, form, ask_back, _("Ask back"), _("The proposal is back with the county."))


@requires(duty="approve", levels=MAKERS)
@once
def city_declines(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one, form = proposal_or_404(policy_proposal_id), DecisionForm(request.POST or None)
    return _answer(request, one, form, decline, _("Decline"), _("The county has the answer on its desk."))


@requires(duty="administer", levels=MAKERS)
@once
def city_adopts(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    form = AdoptForm(request.POST or None, document=one.document)
    return _act(
        request, one, _("Adopt into a draft"), _("Adopted: the draft is reviewed and put in force by others."),
        form=form, do=lambda: adopt(proposal=one, acting_user=request.user, **form.cleaned_data),
        warnings=[_("Load the draft first: it must change every parameter of the proposal.")],
    )  # fmt: skip


@requires(duty=("handle", "review"), levels="county")
@once
def received(request: AgencyRequest, policy_proposal_id: int) -> HttpResponseBase:
    one = proposal_or_404(policy_proposal_id)
    if not one.answer:
        return redirect("institutions:policy_proposal", one.pk)
    return _act(
        request, one, _("Confirm receipt"), _("The decision is received."), warnings=[one.answer],
        do=lambda: receive_decision(proposal=one, acting_user=request.user),
    )  # fmt: skip
