"""Acts on payment budgets: draft, hand in, send back, approve, drop; a county's; adjustments; counting the use."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from claims.forms_budgets import AddShareForm, ChangeForm, DraftForm, WhyForm
from claims.models import Budget, BudgetAdjustment, BudgetShare, CountyBudget
from claims.services.budgets.adjust import (
    decide_change,
    propose_cap_change,
    propose_change,
    refuse_change,
)
from claims.services.budgets.caps import approve_caps, drop_budget, return_caps, submit_caps
from claims.services.budgets.decide import decide, hand_in, send_back
from claims.services.budgets.draft import start_drafting
from claims.services.budgets.negotiate import add_share
from claims.services.budgets.use import start_counting
from config.access import requires
from config.display import money_text
from config.forms import Fact, act_page, once
from institutions.models import Consortium, Institution

from .whole import assignment_of, budget_in_reach

_Do = Callable[..., Any]


@requires(duty="finance", levels="city")
@once
def draft(request: HttpRequest) -> HttpResponseBase:
    area = assignment_of(request).agency.area
    form = DraftForm(request.POST or None)

    def do() -> str:
        job = start_drafting(area=area, acting_user=_user(request), **form.cleaned_data)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Draft a payment budget"),
        facts=[Fact(_("Pooling area"), area)],
        warnings=[
            _("Worked out from what payment methods paid last year; caps can be changed before they are approved.")
        ],
        form=form,
        do=do,
        label=_("Work out"),
        said=_("The draft is being worked out; then set the caps and hand them in."),
        cancel_url=reverse("claims:budgets"),
    )  # fmt: skip


def _user(request: HttpRequest) -> Any:
    return request.user


def _on_whole(
    request: HttpRequest, budget: Budget, title: str, said: str, do: _Do, why: bool = False
) -> HttpResponseBase:
    form = WhyForm(request.POST or None) if why else None

    def act() -> Budget:
        do(budget=budget, acting_user=_user(request), **(form.cleaned_data if form is not None else {}))
        return budget

    facts = [
        Fact(_("Payment budget"), budget),
        Fact(_("Budget"), money_text(budget.total)),
        Fact(_("Reserved"), money_text(budget.reserved)),
        Fact(_("Prepared by"), budget.prepared_by),
    ]
    return act_page(
        request, title=title, facts=facts, form=form, do=act, said=said, cancel_url=budget.get_absolute_url()
    )


@requires(duty="finance", levels="city")
@once
def submit(request: HttpRequest, budget_id: int) -> HttpResponseBase:
    budget = budget_in_reach(request, budget_id)
    return _on_whole(
        request, budget, _("Hand in the caps"), _("Handed in: a second person approves."), submit_caps
    )


@requires(duty="finance", levels="city")
@once
def drop(request: HttpRequest, budget_id: int) -> HttpResponseBase:
    budget = budget_in_reach(request, budget_id)
    return _on_whole(request, budget, _("Drop the budget"), _("Dropped."), drop_budget, why=True)


@requires(duty="approve", levels="city")
@once
def return_whole(request: HttpRequest, budget_id: int) -> HttpResponseBase:
    budget = budget_in_reach(request, budget_id)
    return _on_whole(request, budget, _("Send the caps back"), _("Sent back."), return_caps, why=True)


@requires(duty="approve", levels="city")
@once
def approve(request: HttpRequest, budget_id: int) -> HttpResponseBase:
    budget = budget_in_reach(request, budget_id)
    said = _("Approved: counties see their caps and negotiate.")
    return _on_whole(request, budget, _("Approve the caps"), said, approve_caps)


@requires(duty=("handle", "review", "finance", "approve"))
@once
def count(request: HttpRequest, budget_id: int) -> HttpResponseBase:
    """Count the use now, for whoever cannot wait for the night."""
    budget = budget_in_reach(request, budget_id)

    def do() -> str:
        job = start_counting(budget=budget, agency=assignment_of(request).agency, owner=_user(request))
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Count the use"),
        facts=[Fact(_("Payment budget"), budget)],
        do=do,
        said=_("The count is under way."),
        cancel_url=reverse("claims:budget_use", args=[budget.pk]),
    )


# --- a county ---------------------------------------------------------------------------------------------------------


def county_in_reach(request: HttpRequest, county_budget_id: int) -> CountyBudget:
    """A county's budget once its cap is approved."""
    known = CountyBudget.objects.select_related(
        "budget__area", "county__parent", "county__area", "submitted_by", "decided_by"
    )
    found: CountyBudget = get_object_or_404(
        known, pk=county_budget_id, budget__state__in=(Budget.State.NEGOTIATING, Budget.State.DECIDED)
    )
    return found


def _on_county(
    request: HttpRequest, county_budget_id: int, title: str, said: str, do: _Do, why: bool = False
) -> HttpResponseBase:
    county = county_in_reach(request, county_budget_id)
    form = WhyForm(request.POST or None) if why else None

    def act() -> CountyBudget:
        do(county=county, acting_user=_user(request), **(form.cleaned_data if form is not None else {}))
        return county

    facts = [
        Fact(_("Payment budget"), county.budget),
        Fact(_("County"), county.county),
        Fact(_("Cap"), money_text(county.current)),
    ]
    return act_page(
        request, title=title, facts=facts, form=form, do=act, said=said, cancel_url=county.get_absolute_url()
    )


@requires(duty="handle")
@once
def hand_in_county(request: HttpRequest, county_budget_id: int) -> HttpResponseBase:
    said = _("Handed in: a second person decides.")
    return _on_county(request, county_budget_id, _("Hand in the negotiation"), said, hand_in)


@requires(duty="review")
@once
def return_county(request: HttpRequest, county_budget_id: int) -> HttpResponseBase:
    return _on_county(
        request, county_budget_id, _("Send the negotiation back"), _("Sent back."), send_back, why=True
    )


@requires(duty="review")
@once
def decide_county(request: HttpRequest, county_budget_id: int) -> HttpResponseBase:
    said = _("Decided: the budgets stand, split into months.")
    return _on_county(request, county_budget_id, _("Decide the institutions' budgets"), said, decide)


@requires(duty="handle")
@once
def new_share(request: HttpRequest, county_budget_id: int) -> HttpResponseBase:
    county = county_in_reach(request, county_budget_id)
    form = AddShareForm(request.POST or None, whose=_candidates(county))

    def do() -> CountyBudget:
        given = dict(form.cleaned_data)
        kind, _sep, key = given.pop("whose").partition(":")
        named: dict[str, Any] = {}
        if kind == "institution":
            named["institution"] = Institution.objects.get(pk=key, county=county.county)
        elif kind == "consortium":
            named["consortium"] = Consortium.objects.get(pk=key, county=county.county)
        add_share(county=county, acting_user=_user(request), **named, **given)
        return county

    return act_page(
        request,
        title=_("Add an institution or a method"),
        facts=[Fact(_("Payment budget"), county)],
        warnings=(_("Once the county's budget is decided it starts with nothing; an adjustment gives it something."),),
        form=form,
        do=do,
        label=_("Add"),
        said=_("Added."),
        cancel_url=county.get_absolute_url(),
    )  # fmt: skip


def _candidates(county: CountyBudget) -> list[tuple[str, str]]:
    institutions = Institution.objects.filter(county=county.county).order_by("fixmedins_code")
    consortia = Consortium.objects.filter(county=county.county).order_by("name")
    return [
        *((f"institution:{one.pk}", f"{one.fixmedins_code} {one.name}") for one in institutions),
        *((f"consortium:{one.pk}", one.name) for one in consortia),
        ("all:", _("All institutions together")),
    ]


# --- adjustments ------------------------------------------------------------------------------------------------------


@requires(duty="finance", levels="city")
@once
def adjust_county(request: HttpRequest, county_budget_id: int) -> HttpResponseBase:
    county = county_in_reach(request, county_budget_id)
    form = ChangeForm(request.POST or None)

    def do() -> Budget:
        propose_cap_change(county=county, acting_user=_user(request), **form.cleaned_data)
        return county.budget

    return act_page(
        request,
        title=_("Adjust the cap of %(county)s") % {"county": county.county},
        facts=[Fact(_("Payment budget"), county.budget), Fact(_("Cap"), money_text(county.current))],
        form=form,
        do=do,
        label=_("Propose"),
        said=_("Proposed: a second person decides."),
        cancel_url=county.budget.get_absolute_url(),
    )


def share_in_reach(request: HttpRequest, share_id: int) -> BudgetShare:
    """A share, once its county may be seen."""
    share: BudgetShare = get_object_or_404(
        BudgetShare.objects.select_related("institution", "consortium"), pk=share_id
    )
    share.county_budget = county_in_reach(request, share.county_budget_id)
    return share


@requires(duty="handle")
@once
def adjust_share(request: HttpRequest, budget_share_id: int) -> HttpResponseBase:
    share = share_in_reach(request, budget_share_id)
    form = ChangeForm(request.POST or None)
    where = reverse("claims:budget_share", args=[share.pk])

    def do() -> str:
        propose_change(share=share, acting_user=_user(request), **form.cleaned_data)
        return where

    return act_page(
        request,
        title=_("Adjust the budget of %(share)s") % {"share": share},
        facts=[
            Fact(_("Payment budget"), share.county_budget),
            Fact(_("Decided, with adjustments"), money_text(share.current)),
        ],
        form=form,
        do=do,
        label=_("Propose"),
        said=_("Proposed: a second person decides."),
        cancel_url=where,
    )


def _decision(
    request: HttpRequest, change_id: int, title: str, said: str, do: _Do, why: bool
) -> HttpResponseBase:
    known = BudgetAdjustment.objects.select_related("share", "prepared_by", "county")
    change = get_object_or_404(known, pk=change_id)
    county = change.county_budget = county_in_reach(request, change.county_budget_id)
    if change.share is None:
        where = county.budget.get_absolute_url()
    else:
        change.share = share_in_reach(request, change.share_id)
        where = reverse("claims:budget_share", args=[change.share_id])
    form = WhyForm(request.POST or None) if why else None

    def act() -> str:
        do(change=change, acting_user=_user(request), **(form.cleaned_data if form is not None else {}))
        return where

    facts = [
        Fact(_("Payment budget"), county),
        Fact(_("Applies to"), change.share or _("the county's cap")),
        Fact(_("Amount of the change"), money_text(change.amount)),
        Fact(_("From the month"), f"{change.effective_from:%Y-%m}"),
        Fact(_("Reason"), change.reason),
        Fact(_("Prepared by"), change.prepared_by),
    ]
    return act_page(request, title=title, facts=facts, form=form, do=act, said=said, cancel_url=where)


@requires(duty=("review", "approve"))
@once
def decide_adjustment(request: HttpRequest, budget_adjustment_id: int) -> HttpResponseBase:
    return _decision(
        request, budget_adjustment_id, _("Decide the adjustment"), _("Decided."), decide_change, False
    )


@requires(duty=("review", "approve"))
@once
def refuse_adjustment(request: HttpRequest, budget_adjustment_id: int) -> HttpResponseBase:
    return _decision(
        request, budget_adjustment_id, _("Refuse the adjustment"), _("Refused."), refuse_change, True
    )
