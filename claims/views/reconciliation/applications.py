"""Clearing applications (3203): the list, one of them beside what was settled, accepted or returned."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import ClearingApplication
from claims.reads.reconciliations import beside_ours, reconciliation_of
from claims.services.clearing_applications import accept_application, doubts, return_application
from claims.spreadsheets.reconciliation_result import clearing_type_name
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, MonthFilter, TextFilter
from config.scoping import system_scope
from institutions.access import AgencyRequest

TONES = {"10": "warn", "20": "ok", "70": "plain"}


class ClearingApplicationList(Listing):
    key = "clearing-applications"
    title = gettext_lazy("Clearing applications")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Application number"), "code"),
        Column("month", gettext_lazy("Clearing month"), "month"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column(
            "clr_type", gettext_lazy("Kind of clearing"), get=lambda row: clearing_type_name(row.clr_type)
        ),
        Column("psntime", gettext_lazy("Settlements"), "number", total=True),
        Column("medfee_sumamt", gettext_lazy("Total medical fee"), "money", total=True),
        Column("fund_appy_sum", gettext_lazy("Applied for from the funds"), "money", total=True),
        Column("acct_pay", gettext_lazy("Personal account"), "money", total=True, default=False),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("entered_by", gettext_lazy("Entered by"), default=False),
        Column("decided_by", gettext_lazy("Decided by")),
        Column("reason", gettext_lazy("Reason")),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Institution"),
            lookups=("institution__fixmedins_code__begins", "institution__name__begins", "number"),
            hint=gettext_lazy("code, start of the name, or number"),
        ),
        MonthFilter("month", gettext_lazy("Month")),
        ChoiceFilter("state", gettext_lazy("State"), choices=ClearingApplication.State),
    )
    empty_title = gettext_lazy("No clearing application yet.")
    empty_hint = gettext_lazy("What institutions apply for in a month is imported here (3203).")

    def rows(self) -> QuerySet[ClearingApplication]:
        return ClearingApplication.objects.select_related("institution", "entered_by", "decided_by")

    def row_url(self, row: ClearingApplication) -> str:
        return address(row)

    def actions(self) -> list[Action]:
        if self.assignment is None or "handle" not in self.assignment.duties:
            return []
        where = f"{reverse('import_upload')}?kind=clearing_applications"
        return [Action(gettext_lazy("Import clearing applications"), where, main=True)]


def address(application: ClearingApplication) -> str:
    return reverse("claims:clearing_application", args=[application.pk])


@requires()
def application_list(request: AgencyRequest) -> HttpResponseBase:
    return ClearingApplicationList.respond(request)


@requires()
def application_page(request: AgencyRequest, clearing_application_id: int) -> HttpResponse:
    """What is applied for beside what was settled and reconciled."""
    found = _application(clearing_application_id)
    # Whoever pays an institution need not see every settlement of its bills; sums only.
    with system_scope():
        compared, reconciled = beside_ours(found), reconciliation_of(found)
    context = {
        "title": _("Clearing application %(number)s") % {"number": found.number},
        "application": found,
        "tone": TONES[found.state],
        "scheme": name_of("insutype", found.insutype),
        "clearing_type": clearing_type_name(found.clr_type),
        "compared": compared,
        "reconciliation": reconciled,
        "may_decide": found.state == "10"
        and "review" in request.assignment.duties
        and found.entered_by_id != request.user.pk,
    }
    return render(request, "claims/reconciliation/application.html", context)


class AcceptForm(forms.Form):
    reason = LineField(
        label=gettext_lazy("Reason"),
        max_length=300,
        required=False,
        help_text=gettext_lazy("Needed when it differs from what was settled or reconciled."),
    )


class ReturnForm(forms.Form):
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


@requires(duty="review")
@once
def accept(request: AgencyRequest, clearing_application_id: int) -> HttpResponseBase:
    found = _application(clearing_application_id)
    return _act(
        request, found, accept_application, AcceptForm(request.POST or None), title=_("Accept the application"),
        warnings=doubts(found), label=_("Accept"), said=_("The application is accepted."),
    )  # fmt: skip


@requires(duty="review")
@once
def send_back(request: AgencyRequest, clearing_application_id: int) -> HttpResponseBase:
    found = _application(clearing_application_id)
    return _act(
        request, found, return_application, ReturnForm(request.POST or None), title=_("Return the application"),
        warnings=doubts(found), label=_("Return"), said=_("The application is returned."), danger=True,
    )  # fmt: skip


def _act(
    request: AgencyRequest, found: ClearingApplication, do: Any, form: forms.Form, **page: Any
) -> HttpResponseBase:
    def act() -> str:
        do(application=found, acting_user=request.user, **form.cleaned_data)
        return address(found)

    facts = [
        Fact(_("Institution"), found.institution),
        Fact(_("Clearing month"), f"{found.month:%Y-%m}"),
        Fact(_("Kind of clearing"), clearing_type_name(found.clr_type)),
        Fact(_("Applied for from the funds"), money_text(found.fund_appy_sum)),
    ]
    return act_page(request, facts=facts, form=form, do=act, cancel_url=address(found), **page)


def _application(pk: int) -> ClearingApplication:
    related = ("institution", "area", "county__parent", "entered_by", "decided_by")
    return get_object_or_404(ClearingApplication.objects.select_related(*related), pk=pk)
