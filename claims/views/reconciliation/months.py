"""Reconciliations: the list, one institution's month, its differences, and what is done with them."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Reconciliation, ReconciliationDifference
from claims.reconciliation_tasks import enqueue_comparing, enqueue_result
from claims.services.reconciliation.decide import decide_difference, decide_kind
from claims.spreadsheets.reconciliation_result import clearing_type_name, result_name, write_result
from config.access import requires
from config.codes import name_of
from config.display import money_text
from config.forms import Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, FlagFilter, Listing, MonthFilter, TextFilter
from config.spreadsheets.web import workbook_answer
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach

TONES = {"open": "warn", "matched": "ok", "decided": "ok"}
RESULT_AT_ONCE = 5_000
"""A result sheet with more differences is written by a worker."""
Kind = ReconciliationDifference.Kind
Decision = ReconciliationDifference.Decision


def address(reconciliation: Reconciliation) -> str:
    return reverse("claims:reconciliation", args=[reconciliation.pk])


def _counted(**only: Any) -> Coalesce:
    """How many differences each has: asked of the page's rows, not of the whole list."""
    found = ReconciliationDifference.unscoped.filter(reconciliation=OuterRef("pk"), **only).order_by()
    return Coalesce(Subquery(found.values("reconciliation").annotate(n=Count("pk")).values("n")), 0)


class ReconciliationList(Listing):
    key = "reconciliations"
    title = gettext_lazy("Reconciliation with institutions")
    columns = (
        Column("month", gettext_lazy("Clearing month"), "month"),
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("county", gettext_lazy("County"), default=False),
        Column("insutype", gettext_lazy("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column(
            "differences",
            gettext_lazy("Number of differences"),
            "number",
            get=lambda row: row.all_differences,
        ),
        Column("undecided", gettext_lazy("Not decided"), "number", get=lambda row: row.undecided),
        Column("compared_at", gettext_lazy("Compared at"), "minute"),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Institution"),
            lookups=("institution__fixmedins_code__begins", "institution__name__begins"),
            hint=gettext_lazy("code or start of the name"),
        ),
        MonthFilter("month", gettext_lazy("Month")),
        ChoiceFilter("state", gettext_lazy("State"), choices=Reconciliation.State),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    empty_title = gettext_lazy("No institution has sent a statement yet.")
    empty_hint = gettext_lazy(
        "Import totals (3201) or details (3202): they are compared with what was settled."
    )

    def rows(self) -> QuerySet[Reconciliation]:
        return Reconciliation.objects.select_related("institution", "county").annotate(
            all_differences=_counted(), undecided=_counted(decision="")
        )

    def row_url(self, row: Reconciliation) -> str:
        return address(row)

    def actions(self) -> list[Action]:
        if self.assignment is None or "handle" not in self.assignment.duties:
            return []
        upload = reverse("import_upload")
        return [
            Action(gettext_lazy("Import totals"), f"{upload}?kind=reconciliation_totals"),
            Action(gettext_lazy("Import details"), f"{upload}?kind=reconciliation_details", main=True),
        ]


@requires()
def reconciliation_list(request: AgencyRequest) -> HttpResponseBase:
    return ReconciliationList.respond(request)


def _title(found: Reconciliation) -> str:
    return _("Reconciliation of %(institution)s, %(month)s") % {
        "institution": found.institution.name, "month": f"{found.month:%Y-%m}",
    }  # fmt: skip


class DifferenceList(Listing):
    key = "reconciliation-differences"
    title = gettext_lazy("Differences to the institution")
    unit = gettext_lazy("yuan")
    columns = (
        Column("setl_id", gettext_lazy("Settlement number"), "code",
               get=lambda row: row.setl_id or clearing_type_name(row.clr_type),
               link=lambda row: reverse("claims:bill", args=[row.bill_id]) if row.bill_id else None),
        Column("kind", gettext_lazy("Kind of difference")),
        Column("psn_no", gettext_lazy("Person number"), "code", default=False),
        Column("clr_type", gettext_lazy("Kind of clearing"), get=lambda row: clearing_type_name(row.clr_type)),
        Column("their_medfee", gettext_lazy("Total medical fee there"), "money", total=True),
        Column("our_medfee", gettext_lazy("Total medical fee here"), "money", total=True),
        Column("their_fund", gettext_lazy("Funds together there"), "money", total=True),
        Column("our_fund", gettext_lazy("Funds together here"), "money", total=True),
        Column("their_acct", gettext_lazy("Personal account there"), "money", default=False),
        Column("our_acct", gettext_lazy("Personal account here"), "money", default=False),
        Column("counts_in", gettext_lazy("Counts here in"), "month"),
        Column("decision", gettext_lazy("What was decided")),
        Column("reason", gettext_lazy("Reason")),
        Column("decided_by", gettext_lazy("Decided by"), default=False),
    )  # fmt: skip
    filters = (
        TextFilter("q", gettext_lazy("Settlement number"), lookups=("setl_id",)),
        ChoiceFilter("kind", gettext_lazy("Kind of difference"), choices=Kind),
        ChoiceFilter("decision", gettext_lazy("What was decided"), choices=Decision),
        FlagFilter("open", gettext_lazy("Not decided"), field="decided_by__isnull"),
    )
    order = "pk"
    empty_title = gettext_lazy("No differences.")

    def heading(self) -> str:
        found = Reconciliation.objects.select_related("institution").get(pk=self.given["reconciliation"])
        return f"{_title(found)} {name_of('insutype', found.insutype)}"

    def rows(self) -> QuerySet[ReconciliationDifference]:
        found = ReconciliationDifference.objects.filter(reconciliation=self.given["reconciliation"])
        return found.select_related("decided_by")

    def actions(self) -> Iterable[Action]:
        page = reverse("claims:reconciliation", args=[self.given["reconciliation"]])
        yield Action(_("Reconciliation"), page)

    def row_url(self, row: ReconciliationDifference) -> str | None:
        if self.assignment and "handle" in self.assignment.duties:
            return reverse("claims:decide_difference", args=[row.reconciliation_id, row.pk])
        return None


@requires()
def difference_list(request: AgencyRequest, reconciliation_id: int) -> HttpResponseBase:
    return DifferenceList.respond(request, reconciliation=_reconciliation(reconciliation_id).pk)


@requires()
def reconciliation_page(request: AgencyRequest, reconciliation_id: int) -> HttpResponse:
    """Totals side by side, differences by kind, what can be done now."""
    found = _reconciliation(reconciliation_id)
    by_kind = (
        ReconciliationDifference.objects.filter(reconciliation=found)
        .order_by("kind")
        .values("kind")
        .annotate(all=Count("pk"), undecided=Count("pk", filter=Q(decision="")))
    )
    context = {
        "title": _title(found),
        "reconciliation": found,
        "tone": TONES[found.state],
        "scheme": name_of("insutype", found.insutype),
        "totals": [(clearing_type_name(one.clr_type), one) for one in found.totals.order_by("clr_type")],
        "kinds": [(Kind(row["kind"]), row["all"], row["undecided"]) for row in by_kind],
        "may_decide": "handle" in request.assignment.duties,
    }
    return render(request, "claims/reconciliation/month.html", context)


@requires()
def result_sheet(request: AgencyRequest, reconciliation_id: int) -> HttpResponseBase:
    """The workbook for the institution; written by a worker when large."""
    found = _reconciliation(reconciliation_id)
    if found.differences.count() > RESULT_AT_ONCE:
        job = enqueue_result(owner=request.user, agency=_agency(request), reconciliation=found)
        return redirect(reverse("job", args=[job.pk]))
    content = io.BytesIO()
    write_result(found, content)
    content.seek(0)
    return workbook_answer(content, result_name(found))


class DecisionForm(forms.Form):
    decision = forms.ChoiceField(
        label=gettext_lazy("What was decided"), choices=[("", "—"), *Decision.choices]
    )
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


class KindDecisionForm(DecisionForm):
    """Carries how many the reader was shown."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


@requires(duty="handle")
@once
def decide_one(request: AgencyRequest, reconciliation_id: int, difference_id: int) -> HttpResponseBase:
    found = _reconciliation(reconciliation_id)
    one = get_object_or_404(ReconciliationDifference.objects, pk=difference_id, reconciliation=found)
    form = DecisionForm(request.POST or None, initial={"decision": one.decision, "reason": one.reason})

    def act() -> str:
        decide_difference(difference=one, acting_user=_user(request), **form.cleaned_data)
        return reverse("claims:reconciliation_differences", args=[found.pk]) + "?open=yes"

    facts = [
        *_facts(found),
        Fact(_("Settlement number"), one.setl_id or clearing_type_name(one.clr_type)),
        Fact(_("Difference found"), one.get_kind_display()),
        Fact(_("Funds together there"), "—" if one.their_fund is None else money_text(one.their_fund)),
        Fact(_("Funds together here"), "—" if one.our_fund is None else money_text(one.our_fund)),
        Fact(_("Counts here in"), f"{one.counts_in:%Y-%m}" if one.counts_in else "—"),
    ]
    return act_page(
        request,
        title=_("Decide on a difference"),
        facts=facts,
        warnings=[_("It changes neither the bill nor what is paid: that is done by its own act.")],
        form=form,
        do=act,
        label=_("Settle the difference"),
        said=_("The difference is decided."),
        cancel_url=reverse("claims:reconciliation_differences", args=[found.pk]),
    )


@requires(duty="handle")
@once
def decide_all(request: AgencyRequest, reconciliation_id: int) -> HttpResponseBase:
    """Every open difference of one kind (``?kind=``), for one reason."""
    found = _reconciliation(reconciliation_id)
    kind = request.GET.get("kind", "")
    label = Kind(kind).label if kind in Kind.values else "—"
    rows = ReconciliationDifference.objects.filter(reconciliation=found, kind=kind, decision="")
    count = rows.count()
    form = KindDecisionForm(request.POST or None, initial={"seen": count})

    def act() -> str:
        decide_kind(reconciliation=found, kind=kind, acting_user=_user(request), **form.cleaned_data)
        return address(found)

    return act_page(
        request,
        title=_("Decide on every difference of this kind"),
        facts=[*_facts(found), Fact(_("Difference found"), label), Fact(_("Not decided"), f"{count:,}")],
        warnings=[_("It changes neither the bill nor what is paid: that is done by its own act.")],
        form=form,
        do=act,
        label=_("Settle the difference"),
        said=_("The differences are decided."),
        cancel_url=address(found),
    )


@requires(duty="handle")
@once
def compare_anew(request: AgencyRequest, reconciliation_id: int) -> HttpResponseBase:
    """Compare once more with what is settled by now, as a job."""
    found = _reconciliation(reconciliation_id)

    def begin() -> str:
        job = enqueue_comparing(owner=request.user, agency=_agency(request), reconciliation=found)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Compare anew"),
        facts=_facts(found),
        warnings=[_("What is found again keeps its decision; what no longer differs goes.")],
        do=begin,
        label=_("Compare anew"),
        said=_("The month is being compared."),
        cancel_url=address(found),
    )


def _facts(found: Reconciliation) -> list[Fact]:
    return [
        Fact(_("Institution"), found.institution),
        Fact(_("Clearing month"), f"{found.month:%Y-%m}"),
        Fact(_("Scheme"), name_of("insutype", found.insutype)),
        Fact(_("State"), found.get_state_display()),
    ]


def _reconciliation(pk: int) -> Reconciliation:
    return get_object_or_404(Reconciliation.objects.select_related("institution", "county"), pk=pk)


def _agency(request: AgencyRequest) -> Any:
    return request.assignment.agency


def _user(request: AgencyRequest) -> Any:
    return request.user
