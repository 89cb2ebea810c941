"""Refunds of contributions paid ahead: the list, a refund with its steps, preparing and deciding one (ZY-04)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import ChoiceFilter, Column, DaysFilter, Listing
from config.panels import panels_of
from enrollment.models import ContributionRefund, WindowEnrolment
from enrollment.resident_forms import RefundForm
from enrollment.retirement_forms import ReasonForm
from enrollment.services.refunds.decide import approve_refund, refuse_refund
from enrollment.services.refunds.prepare import prepare_refund
from enrollment.views.coverage import page_of
from enrollment.views.people import person_filter
from institutions.access import AgencyRequest
from institutions.policy.wording import word
from institutions.views.institutions import counties_in_reach

from .enrolment import reasons_of

TONES = {"waiting": "warn", "approved": "ok", "refused": "bad"}


class RefundList(Listing):
    key = "refunds"
    title = gettext_lazy("Refunds of contributions")
    unit = gettext_lazy("yuan")
    columns = (
        Column("enrolment__person__psn_no", gettext_lazy("Person number"), "code"),
        Column("enrolment__person__psn_name", gettext_lazy("Full name")),
        Column("insu_county", gettext_lazy("Insured in")),
        Column("handling_county", gettext_lazy("Handled at"), default=False),
        Column("enrolment__year", gettext_lazy("Year of cover"), "code"),
        Column("reason", gettext_lazy("Reason"), get=lambda row: word(row.reason)),
        Column("happened_on", gettext_lazy("Since"), "date"),
        Column("amount", gettext_lazy("Amount"), "money", total=True),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("decided_by", gettext_lazy("Decided by")),
    )
    filters = (
        person_filter("enrolment__person"),
        ChoiceFilter("state", gettext_lazy("State"), choices=ContributionRefund.State),
        ChoiceFilter("county", gettext_lazy("County"), field="insu_county", choices=counties_in_reach),
        DaysFilter("happened_on", gettext_lazy("Since")),
    )  # fmt: skip
    order = "-pk"
    empty_title = gettext_lazy("No contribution was given back yet.")
    empty_hint = gettext_lazy("Open a person's file: a year paid ahead can be given back there.")

    def rows(self) -> QuerySet[ContributionRefund]:
        return ContributionRefund.objects.select_related(
            "enrolment__person", "insu_county", "handling_county", "prepared_by", "decided_by"
        )

    def row_url(self, row: ContributionRefund) -> str:
        return row.get_absolute_url()


@requires()
def refunds(request: AgencyRequest) -> HttpResponseBase:
    return RefundList.respond(request)


@requires()
def refund(request: AgencyRequest, refund_id: int) -> HttpResponseBase:
    found = _in_reach(refund_id)
    context = {
        "title": _("Refund of the contribution of %(year)s") % {"year": found.enrolment.year},
        "refund": found,
        "person": found.enrolment.person,
        "reason": word(found.reason),
        "tone": TONES[found.state],
        "may_decide": found.state == "waiting" and "review" in request.assignment.duties,
        "panels": panels_of("refund", request, found),
    }
    return render(request, "enrollment/residents/refund.html", context)


@requires(duty="register")
@once
def refund_contribution(request: AgencyRequest, enrolment_id: int) -> HttpResponseBase:
    """What a person paid ahead for a year, back to them or their heirs."""
    known = WindowEnrolment.objects.select_related("person", "payer", "coverage__county__area")
    enrolment = get_object_or_404(known, pk=enrolment_id)
    person = enrolment.person
    reasons = reasons_of(enrolment.coverage.county.area, "refund.reasons")
    initial = {"payee_name": person.psn_name, "happened_on": timezone.localdate()}
    form = RefundForm(request.POST or None, reasons=reasons, initial=initial) if reasons else None

    def do() -> str:
        assert form is not None  # noqa: S101 - without reasons there is nothing to send
        done = prepare_refund(enrolment=enrolment, acting_user=request.user, **form.cleaned_data)
        return done.get_absolute_url()

    return act_page(
        request,
        title=_("Give back the contribution of %(year)s to %(name)s")
        % {"year": enrolment.year, "name": person.psn_name},
        facts=[
            Fact(_("Enrolled through"), enrolment.payer),
            Fact(_("Paid on"), enrolment.paid_on),
            Fact(_("Paid by the person"), display.money_text(enrolment.paid)),
        ],
        warnings=(
            _("Once a second person approves, the cover of that year ends and the amount is paid out.")
            if reasons
            else _("The policy in force lists no reason for a refund."),
        ),
        form=form,
        do=do,
        label=_("Prepare the refund"),
        said=_("Prepared: a second person decides."),
        cancel_url=page_of(request, person),
    )


@requires(duty="review")
@once
def approve(request: AgencyRequest, refund_id: int) -> HttpResponseBase:
    found = _in_reach(refund_id)
    return _decide(
        request,
        found,
        title=_("Approve the refund"),
        do=lambda: approve_refund(refund=found, acting_user=request.user),
        warnings=(_("The cover of the year ends, and the amount waits for its payment."),),
        said=_("Approved: the amount waits for its payment."),
    )


@requires(duty="review")
@once
def refuse(request: AgencyRequest, refund_id: int) -> HttpResponseBase:
    found = _in_reach(refund_id)
    form = ReasonForm(request.POST or None)
    return _decide(
        request,
        found,
        title=_("Turn the refund down"),
        form=form,
        do=lambda: refuse_refund(refund=found, acting_user=request.user, **form.cleaned_data),
        said=_("Turned down."),
    )


def _decide(request: AgencyRequest, refund: ContributionRefund, *, do: Any, **page: Any) -> HttpResponseBase:
    def act() -> str:
        do()
        return refund.get_absolute_url()

    return act_page(
        request,
        facts=[
            Fact(_("Person"), refund.enrolment.person.psn_name),
            Fact(_("Year of cover"), refund.enrolment.year),
            Fact(_("Reason"), word(refund.reason)),
            Fact(_("Since"), refund.happened_on),
            Fact(_("Evidence"), refund.evidence),
            Fact(
                _("Payee"),
                f"{refund.payee_name} {display.masked_account(refund.payee_account)} {refund.payee_bank}",
            ),
            Fact(_("Amount"), display.money_text(refund.amount)),
        ],
        do=act,
        cancel_url=refund.get_absolute_url(),
        **page,
    )


def _in_reach(refund_id: int) -> ContributionRefund:
    known = ContributionRefund.objects.select_related(
        "enrolment__person", "enrolment__payer", "insu_county", "handling_county", "prepared_by", "decided_by"
    )
    return get_object_or_404(known, pk=refund_id)
