"""Acts on fund budgets: draft, hand in, check, send back, note an answer, drop; a change, final accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms_budgets import WhyForm
from config.access import requires
from config.forms import Fact, act_page, once
from funds.forms_fund_budgets import AnswerForm, DraftForm, ExplainForm, HandInForm
from funds.services.fund_budgets.change import draft_accounts, draft_change
from funds.services.fund_budgets.course import check, drop, hand_in, note_answer, send_back, waiting_step
from funds.services.fund_budgets.draft import draft_fund_budget
from institutions.access import AgencyRequest
from institutions.models import Agency

from .papers import paper_in_reach

_Do = Callable[..., Any]


@requires(duty="finance", levels=("city", "county"))
@once
def draft(request: AgencyRequest) -> HttpResponseBase:
    agency: Agency = request.assignment.agency
    form = DraftForm(request.POST or None)
    return act_page(
        request,
        title=_("Draft a budget"),
        facts=[Fact(_("Drafting agency"), agency)],
        warnings=[
            _("Worked out from last year's ledger, people insured and the policy; every line can be changed. "
              "The city's draft takes the first drafts its counties have handed on.")
        ],
        form=form,
        do=lambda: draft_fund_budget(unit=agency, acting_user=request.user, **form.cleaned_data),
        label=_("Work out"),
        said=_("Drafted: look through the lines, then hand it in."),
        cancel_url=reverse("funds:fund_budgets"),
    )  # fmt: skip


def _on_paper(
    request: AgencyRequest, paper_id: int, title: str, said: str, do: _Do, form: forms.Form | None = None
) -> HttpResponseBase:
    """The act ``do(budget=…, acting_user=…, **form)``; where it makes a paper the page leads to that."""
    paper = paper_in_reach(request, paper_id)
    facts = [
        Fact(_("Fund budget"), paper),
        Fact(_("State"), paper.get_state_display()),
        Fact(_("Prepared by"), paper.prepared_by),
    ]
    step = waiting_step(paper)
    if step is not None:
        facts.append(Fact(_("Waits for"), f"{step.get_office_display()} · {step.get_act_display()}"))
    given: Callable[[], dict[str, Any]] = lambda: {} if form is None else form.cleaned_data  # noqa: E731
    return act_page(
        request,
        title=title,
        facts=facts,
        form=form,
        do=lambda: do(budget=paper, acting_user=request.user, **given()),
        said=said,
        cancel_url=paper.get_absolute_url(),
    )


@requires(duty="finance")
@once
def hand_in_paper(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    said = _("Handed in: a second person checks.")
    return _on_paper(request, fund_budget_id, _("Hand in"), said, hand_in, HandInForm(request.POST or None))


@requires(duty="review")
@once
def check_paper(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    return _on_paper(
        request, fund_budget_id, _("Check and send out"), _("Checked: it goes its steps now."), check
    )


@requires(duty="review")
@once
def send_back_paper(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _on_paper(request, fund_budget_id, _("Send back"), _("Sent back."), send_back, form)


@requires(duty="finance")
@once
def answer_paper(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    form = AnswerForm(request.POST or None)
    return _on_paper(
        request, fund_budget_id, _("Note the office's answer"), _("Answer noted."), note_answer, form
    )


@requires(duty="finance")
@once
def drop_paper(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    form = WhyForm(request.POST or None)
    return _on_paper(request, fund_budget_id, _("Drop the draft"), _("Dropped."), drop, form)


@requires(duty="finance")
@once
def change_paper(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    said = _("Enter by how much each line changes; it goes the steps of a budget.")
    form = ExplainForm(request.POST or None)
    return _on_paper(request, fund_budget_id, _("Change in mid-year"), said, draft_change, form)


@requires(duty="finance")
@once
def accounts_paper(request: AgencyRequest, fund_budget_id: int) -> HttpResponseBase:
    said = _("Drafted from the ledger: note what lines rated poor are due to, then hand it in.")
    return _on_paper(request, fund_budget_id, _("Draft the final accounts"), said, draft_accounts)
