"""Acts on findings: ask, reply, first and second review, dismiss; asking and dismissing also for all of a filter."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import Count, Sum
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import BillFinding, FindingStep
from claims.services.bill_checks import finding_titles
from claims.services.findings.ask import ask_institution, dismiss
from claims.services.findings.reply import enter_reply
from claims.services.findings.review import confirm, propose, send_back
from claims.services.findings.states import FindingRefused
from claims.tasks import enqueue_findings
from config.access import requires
from config.display import money_text
from config.forms import DayField, Fact, LineField, MoneyInput, act_page, once
from config.listing import Column, Table
from institutions.access import AgencyRequest

from .finding import facts_of, finding_of
from .findings import FindingList

ASKERS = ("handle", "inspect")
MOST_AT_ONCE = 5_000
_BY_RULE = (
    Column("check_key", gettext_lazy("Check"), get=lambda row: finding_titles().get(row["check_key"])),
    Column("findings", gettext_lazy("Findings"), "number"),
    Column("amount", gettext_lazy("Amount in question"), "money"),
)


class WhyForm(forms.Form):
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


class ReplyForm(forms.Form):
    received_on = DayField(label=gettext_lazy("Reply received on"))
    text = forms.CharField(
        label=gettext_lazy("Reply of the institution"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
    )


class ProposeForm(forms.Form):
    amount = MoneyInput(
        label=gettext_lazy("To be deducted, yuan"),
        min_value=Decimal(0),
        help_text=gettext_lazy("0 closes the finding."),
    )
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


class SeenForm(forms.Form):
    """Carries what the reader looked at."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class DismissAllForm(SeenForm):
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


@requires(duty=ASKERS)
@once
def ask(request: AgencyRequest, bill_finding_id: int) -> HttpResponseBase:
    finding = finding_of(bill_finding_id)
    return _act(
        request,
        finding,
        lambda: ask_institution(finding=finding, acting_user=_user(request)),
        title=_("Put the finding to the institution"),
        warnings=[_("The institution has the policy's working days to reply; then it is reviewed without.")],
        label=_("Put to the institutions"),
        said=_("The finding is put to the institution."),
    )


@requires(duty=ASKERS)
@once
def reply(request: AgencyRequest, bill_finding_id: int) -> HttpResponseBase:
    finding = finding_of(bill_finding_id)
    form = ReplyForm(request.POST or None, initial={"received_on": timezone.localdate()})
    return _act(
        request,
        finding,
        lambda: enter_reply(finding=finding, acting_user=_user(request), **form.cleaned_data),
        title=_("Enter the institution's reply"),
        form=form,
        label=_("Save"),
        said=_("The reply is entered."),
    )


@requires(duty=ASKERS)
@once
def first_review(request: AgencyRequest, bill_finding_id: int) -> HttpResponseBase:
    finding = finding_of(bill_finding_id)
    form = ProposeForm(request.POST or None, initial={"amount": finding.amount})
    return _act(
        request,
        finding,
        lambda: propose(finding=finding, acting_user=_user(request), **form.cleaned_data),
        title=_("First review"),
        warnings=[_("Another person reviews it again; only then it is deducted or closed.")],
        form=form,
        label=_("Propose"),
        said=_("The finding waits for its second review."),
    )


@requires(duty="review")
@once
def second_review(request: AgencyRequest, bill_finding_id: int) -> HttpResponseBase:
    finding = finding_of(bill_finding_id)
    proposed = finding.proposed_amount or Decimal(0)
    return _act(
        request,
        finding,
        lambda: confirm(finding=finding, acting_user=_user(request)),
        title=_("Second review"),
        facts=[
            Fact(_("To be deducted, yuan"), money_text(proposed)),
            Fact(_("Reviewed first by"), finding.proposed_by),
            Fact(_("Reply of the institution"), _said(finding, FindingStep.Act.REPLY)),
            Fact(_("Reason"), _said(finding, FindingStep.Act.PROPOSE, FindingStep.Act.ACQUIT)),
        ],
        warnings=[
            _("The amount is withheld from the institution in the month that collects now.")
            if proposed
            else _("The finding is closed; nothing is deducted.")
        ],
        label=_("Confirm"),
        said=_("The finding is deducted.") if proposed else _("The finding is closed."),
    )


@requires(duty="review")
@once
def back(request: AgencyRequest, bill_finding_id: int) -> HttpResponseBase:
    finding = finding_of(bill_finding_id)
    form = WhyForm(request.POST or None)
    return _act(
        request,
        finding,
        lambda: send_back(finding=finding, acting_user=_user(request), **form.cleaned_data),
        title=_("Back to the first review"),
        form=form,
        label=_("Send back"),
        said=_("The finding is reviewed first again."),
        danger=True,
    )


@requires(duty=ASKERS)
@once
def dismiss_one(request: AgencyRequest, bill_finding_id: int) -> HttpResponseBase:
    finding = finding_of(bill_finding_id)
    form = WhyForm(request.POST or None)
    return _act(
        request,
        finding,
        lambda: dismiss(finding=finding, acting_user=_user(request), **form.cleaned_data),
        title=_("Dismiss the finding"),
        warnings=[_("It is closed without the institution hearing of it; the reason is kept.")],
        form=form,
        label=_("Dismiss"),
        said=_("The finding is dismissed."),
        danger=True,
    )


@requires(duty=ASKERS)
@once
def ask_all(request: AgencyRequest) -> HttpResponseBase:
    """Put every open finding of the filter to its institution, as a job."""
    return _all(
        request,
        "ask",
        SeenForm,
        title=_("Put findings to their institutions"),
        label=_("Put to the institutions"),
        warnings=[_("Those of institutions that another agency pays are left to it.")],
    )


@requires(duty=ASKERS)
@once
def dismiss_all(request: AgencyRequest) -> HttpResponseBase:
    """Dismiss every open finding of the filter for one reason, as a job."""
    return _all(
        request,
        "dismiss",
        DismissAllForm,
        title=_("Dismiss findings"),
        label=_("Dismiss"),
        warnings=[_("They are closed without the institutions hearing of them; the reason is kept.")],
        danger=True,
    )


def _all(request: AgencyRequest, act: str, form_class: type[SeenForm], **page: Any) -> HttpResponseBase:
    listing = FindingList(
        user=request.user,
        assignment=request.assignment,
        parameters=request.GET,
    )
    waiting = listing.filtered.filter(state=BillFinding.State.FOUND)
    if act == "ask":
        waiting = waiting.filter(gone_at__isnull=True)
    found = list(waiting.order_by("pk").values_list("pk", flat=True)[:MOST_AT_ONCE])
    digest = hashlib.sha256(repr(found).encode()).hexdigest()
    form = form_class(request.POST or None, initial={"seen": digest})

    def begin() -> str:
        if not found or form.cleaned_data["seen"] != digest:
            raise FindingRefused(_("The list changed since you looked at it: look again."))
        job = enqueue_findings(
            owner=request.user,
            agency=request.assignment.agency,
            act=act,
            findings=found,
            reason=form.cleaned_data.get("reason", ""),
        )
        return reverse("job", args=[job.pk])

    of_these = BillFinding.objects.filter(pk__in=found).order_by("check_key").values("check_key")
    sums = of_these.annotate(findings=Count("pk"), amount=Sum("amount"))
    return act_page(
        request,
        facts=[Fact(_("Findings"), f"{len(found):,}")],
        affects=Table(_("By rule"), _BY_RULE, sums, unit=_("yuan")),
        form=form,
        do=begin,
        said=_("The findings are being worked through."),
        cancel_url=reverse("claims:findings"),
        **page,
    )


def _act(
    request: AgencyRequest,
    finding: BillFinding,
    do: Callable[[], Any],
    *,
    facts: list[Fact] | None = None,
    **page: Any,
) -> HttpResponseBase:
    address = reverse("claims:bill_finding", args=[finding.pk])

    def act() -> str:
        do()
        return address

    return act_page(request, facts=[*facts_of(finding), *(facts or [])], do=act, cancel_url=address, **page)


def _said(finding: BillFinding, *acts: str) -> str:
    """What was written last in one of these acts."""
    step = finding.steps.filter(act__in=acts).order_by("-pk").first()
    return step.text if step else "—"


def _user(request: AgencyRequest) -> Any:
    return request.user
