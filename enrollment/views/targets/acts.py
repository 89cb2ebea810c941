"""Acts on targets: draft, adjust, submit, send back, approve, drop, count the months."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.display import money_text, whole
from config.forms import Fact, act_page, once
from config.listing import Column, Table
from enrollment.models import CountyTarget, TargetPlan
from enrollment.reads.targets import SCHEMES
from enrollment.services.targets.decide import (
    adjust_target,
    approve_targets,
    drop_targets,
    return_targets,
    submit_targets,
)
from enrollment.services.targets.draft import draft_targets
from enrollment.services.targets.months import start_counting
from enrollment.target_forms import AdjustForm, WhyForm, YearForm
from institutions.access import AgencyRequest

from .plans import plan_in_reach


@requires(duty="finance", levels="city")
@once
def draft(request: AgencyRequest) -> HttpResponseBase:
    area = request.assignment.agency.area
    form = YearForm(request.POST or None)
    return act_page(
        request,
        title=_("Draft a year's targets"),
        facts=[Fact(_("Pooling area"), area)],
        form=form,
        do=lambda: draft_targets(area=area, acting_user=request.user, **form.cleaned_data),
        label=_("Work out"),
        said=_("Drafted: adjust what has to be adjusted, then submit."),
        cancel_url=reverse("enrollment:target_plans"),
    )


@requires(duty="finance", levels="city")
@once
def adjust(request: AgencyRequest, target_id: int) -> HttpResponseBase:
    known = CountyTarget.objects.select_related("plan__area", "county")
    target = get_object_or_404(known, pk=target_id)
    form = AdjustForm(
        request.POST or None,
        initial={"people": target.people, "amount": target.amount, "reason": target.reason},
    )

    def do() -> Any:
        adjust_target(target=target, acting_user=request.user, **form.cleaned_data)
        return target.plan

    return act_page(
        request,
        title=_("Adjust the target of %(county)s") % {"county": target.county},
        facts=[
            Fact(_("Targets of a year"), target.plan),
            Fact(_("Scheme"), name_of("insutype", target.insutype)),
            Fact(_("People, worked out"), whole(target.people_computed)),
            Fact(_("Collection, worked out"), money_text(target.amount_computed)),
        ],
        form=form,
        do=do,
        label=_("Adjust"),
        said=_("Adjusted."),
        cancel_url=target.plan.get_absolute_url(),
    )


def _act(
    request: AgencyRequest,
    plan: TargetPlan,
    *,
    title: str,
    do: Callable[[], Any],
    said: str,
    form: forms.Form | None = None,
    warnings: tuple[str, ...] = (),
) -> HttpResponseBase:
    def act() -> Any:
        do()
        return plan

    return act_page(
        request,
        title=title,
        facts=[Fact(_("Targets of a year"), plan), Fact(_("Prepared by"), plan.prepared_by)],
        affects=_sums(plan),
        warnings=warnings,
        form=form,
        do=act,
        said=said,
        cancel_url=plan.get_absolute_url(),
    )


def _sums(plan: TargetPlan) -> Table:
    """The whole area by scheme, and how much of it was adjusted."""
    targets = list(CountyTarget.objects.filter(plan=plan))
    rows = []
    for insutype in SCHEMES:
        own = [one for one in targets if one.insutype == insutype]
        amounts = [one.amount for one in own if one.amount is not None]
        rows.append(
            {
                "scheme": name_of("insutype", insutype),
                "counties": len(own),
                "adjusted": sum(one.is_adjusted for one in own),
                "people": sum(one.people for one in own),
                "amount": sum(amounts) if amounts else None,
            }
        )
    return Table(
        caption=_("The whole area"),
        columns=[
            Column("scheme", _("Scheme")),
            Column("counties", _("Counties"), "number"),
            Column("adjusted", _("Of them adjusted"), "number"),
            Column("people", _("People to be insured"), "number"),
            Column("amount", _("Collection"), "money"),
        ],
        rows=rows,
    )


@requires(duty="finance", levels="city")
@once
def submit(request: AgencyRequest, target_plan_id: int) -> HttpResponseBase:
    plan = plan_in_reach(request, target_plan_id)
    return _act(
        request,
        plan,
        title=_("Submit the targets"),
        do=lambda: submit_targets(plan=plan, acting_user=request.user),
        said=_("Submitted: a second person approves."),
    )


@requires(duty="approve", levels="city")
@once
def send_back(request: AgencyRequest, target_plan_id: int) -> HttpResponseBase:
    plan = plan_in_reach(request, target_plan_id)
    form = WhyForm(request.POST or None)
    return _act(
        request,
        plan,
        title=_("Send the targets back"),
        form=form,
        do=lambda: return_targets(plan=plan, acting_user=request.user, **form.cleaned_data),
        said=_("Sent back."),
    )


@requires(duty="approve", levels="city")
@once
def approve(request: AgencyRequest, target_plan_id: int) -> HttpResponseBase:
    plan = plan_in_reach(request, target_plan_id)
    return _act(
        request,
        plan,
        title=_("Approve the targets"),
        do=lambda: approve_targets(plan=plan, acting_user=request.user),
        warnings=(
            _("Every county sees its own figures at once; the version before is superseded and kept."),
        ),
        said=_("Approved and published to the counties."),
    )


@requires(duty="finance", levels="city")
@once
def drop(request: AgencyRequest, target_plan_id: int) -> HttpResponseBase:
    plan = plan_in_reach(request, target_plan_id)
    form = WhyForm(request.POST or None)
    return _act(
        request,
        plan,
        title=_("Drop this version"),
        form=form,
        do=lambda: drop_targets(plan=plan, acting_user=request.user, **form.cleaned_data),
        warnings=(_("It is kept with its reason; another can be drafted then."),),
        said=_("Dropped."),
    )


@requires(duty="finance", levels="city")
@once
def count(request: AgencyRequest) -> HttpResponseBase:
    """Count a year's ended months now, for whoever cannot wait for the night."""
    area = request.assignment.agency.area
    form = YearForm(request.POST or None)

    def do() -> str:
        job = start_counting(area=area, acting_user=request.user, **form.cleaned_data)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Count the months"),
        facts=[Fact(_("Pooling area"), area)],
        warnings=(_("What was counted first stays; a later count stands beside it."),),
        form=form,
        do=do,
        label=_("Count the months"),
        said=_("The count is under way."),
        cancel_url=reverse("enrollment:target_board"),
    )
