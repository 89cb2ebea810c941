"""Give a deduction back after an upheld objection: proposed, then confirmed or refused by another person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import DeductionReversal, InstitutionObjection
from claims.rules.objections import REVERSAL
from claims.services import deduction_reversals as services
from config.access import requires
from config.forms import Fact, LineField, MoneyInput, act_page, once
from institutions.access import AgencyRequest

TONES = {"proposed": "warn", "confirmed": "ok", "refused": "plain"}


def reversals_shown(objection: InstitutionObjection, request: AgencyRequest) -> dict[str, Any]:
    """What the objection gives back, for its page: the rows, whether one may be proposed, and who may decide."""
    duties = set(request.assignment.duties)
    rows = list(objection.reversals.select_related("deduction", "proposed_by", "decided_by").order_by("pk"))
    deduction = services.deduction_of(objection)
    proposable = (
        objection.state == InstitutionObjection.State.UPHELD
        and deduction is not None
        and deduction.reviewed_by_id is not None
        and all(one.state == "refused" for one in rows)
    )
    return {
        "reversals": [
            {
                "row": one,
                "tone": TONES[one.state],
                "may": "review" in duties
                and one.proposed_by_id != request.user.pk
                and REVERSAL.allows(one.state, "confirm"),
            }
            for one in rows
        ],
        "may_give_back": proposable and "handle" in duties,
    }


class ReversalForm(forms.Form):
    amount = MoneyInput(label=gettext_lazy("Amount given back, yuan"))
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


class RefusalForm(forms.Form):
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


@requires(duty="handle")
@once
def give_back(request: AgencyRequest, institution_objection_id: int) -> HttpResponseBase:
    related = ("institution", "county__parent", "deduction", "finding__deduction")
    found = get_object_or_404(
        InstitutionObjection.objects.select_related(*related), pk=institution_objection_id
    )
    deduction = services.deduction_of(found)
    left = services.left_of(deduction) if deduction is not None else None
    form = ReversalForm(request.POST or None, initial={"amount": left})

    def act() -> str:
        made = services.propose_reversal(objection=found, acting_user=request.user, **form.cleaned_data)
        return made.get_absolute_url()

    facts = [Fact(_("Institution"), found.institution), Fact(_("Objection"), found)]
    if deduction is not None:
        facts += [
            Fact(_("Deduction"), f"{deduction} · {deduction.clr_month:%Y-%m}"),
            Fact(_("Deducted, yuan"), f"{deduction.amount:,.2f}"),
            Fact(_("Not given back, yuan"), f"{left:,.2f}"),
        ]
    return act_page(
        request,
        title=_("Give the deduction back"),
        facts=facts,
        warnings=[_("Once another person has confirmed it, the next clearing pays it on a line of its own.")],
        form=form,
        do=act,
        label=_("Propose"),
        said=_("What is given back waits for confirmation."),
        cancel_url=reverse("claims:institution_objection", args=[found.pk]),
    )


@requires(duty="review")
@once
def confirm(request: AgencyRequest, deduction_reversal_id: int) -> HttpResponseBase:
    return _decide(
        request, deduction_reversal_id, services.confirm_reversal, title=_("Confirm what is given back"),
        label=_("Confirm"), said=_("The deduction is given back with the next clearing."),
        warnings=[_("It counts in the month that collects now; the objection is followed by it.")],
    )  # fmt: skip


@requires(duty="review")
@once
def refuse(request: AgencyRequest, deduction_reversal_id: int) -> HttpResponseBase:
    return _decide(
        request, deduction_reversal_id, services.refuse_reversal, form=RefusalForm(request.POST or None),
        title=_("Do not give it back"), label=_("Refuse"), said=_("It is not given back."), danger=True,
    )  # fmt: skip


def _decide(request: AgencyRequest, pk: int, do: Any, **page: Any) -> HttpResponseBase:
    found = get_object_or_404(
        DeductionReversal.objects.select_related("institution", "deduction", "objection", "proposed_by"),
        pk=pk,
    )
    form = page.get("form")

    def act() -> str:
        do(reversal=found, acting_user=request.user, **(form.cleaned_data if form else {}))
        return found.get_absolute_url()

    facts = [
        Fact(_("Institution"), found.institution),
        Fact(_("Objection"), f"{found.objection} {found.objection.text}"),
        Fact(_("Deduction"), f"{found.deduction} · {found.deduction.clr_month:%Y-%m}"),
        Fact(_("Deducted, yuan"), f"{found.deduction.amount:,.2f}"),
        Fact(_("Amount given back, yuan"), f"{found.amount:,.2f}"),
        Fact(_("Reason"), found.reason),
        Fact(_("Proposed by"), found.proposed_by),
    ]
    return act_page(request, facts=facts, do=act, cancel_url=found.get_absolute_url(), **page)
