"""What a year would have cost under another policy: asked, estimated, run as a job, read as a report."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Bill, WhatIfReport
from claims.reads.schemes import schemes_with_benefits
from claims.reads.what_if_report import whole
from claims.services.what_if import Estimate, estimate
from claims.services.what_if_policy import tried_upload
from claims.services.what_if_run import Question
from claims.spreadsheets.what_if import what_if_workbook
from claims.tasks import enqueue_what_if
from config.access import requirement_of, requires
from config.codes import name_of
from config.errors import DomainError
from config.forms import DayField, once
from config.listing import Action, ChoiceFilter, Column, Listing, TextFilter
from config.spreadsheets.web import workbook_answer
from institutions.access import AgencyRequest
from institutions.models import PolicyVersion, PoolingArea

from .quote_forms import version_label
from .what_if_page import facts_of, page_context


class ReportList(Listing):
    key = "claims.what-if"
    title = gettext_lazy("What-if reports")
    unit = gettext_lazy("yuan")
    columns = (
        Column("pk", gettext_lazy("Number"), "number", sort="pk"),
        Column("year", gettext_lazy("Year"), get=lambda row: str(row.year)),
        Column("insutype", gettext_lazy("Scheme"),
               get=lambda row: name_of("insutype", row.insutype) if row.insutype else _("All schemes")),
        Column("draft_title", gettext_lazy("Policy tried")),
        Column("base", gettext_lazy("Compared with"), get=lambda row: row.base_version or _("what was settled")),
        Column("as_at", gettext_lazy("Policy as at"), "date"),
        Column("bills", gettext_lazy("Number of bills"), "number"),
        Column("people", gettext_lazy("Number of people"), "number"),
        Column("fund", gettext_lazy("Funds: difference"), "money", get=lambda row: whole(row).fund.difference),
        Column("prepared_by", gettext_lazy("Prepared by")),
        Column("prepared_at", gettext_lazy("Prepared at"), "minute"),
    )  # fmt: skip
    filters = (
        TextFilter("q", gettext_lazy("Policy"), lookups=("draft_title",)),
        ChoiceFilter("year", gettext_lazy("Year"), choices=lambda listing: year_choices()),
    )
    order = "-pk"
    empty_title = gettext_lazy("No report yet.")
    empty_hint = gettext_lazy(
        "Try a draft on a year that was settled: what each fund, county and group would have paid."
    )

    def rows(self) -> QuerySet[WhatIfReport]:
        reports: QuerySet[WhatIfReport] = WhatIfReport.objects.select_related(
            "base_version__document", "prepared_by"
        )
        return reports

    def row_url(self, row: WhatIfReport) -> str:
        return reverse("claims:what_if_report", args=[row.pk])

    def actions(self) -> list[Action]:
        requirement = requirement_of(ask)
        if requirement is None or not requirement.met_by(self.assignment):
            return []
        return [Action(_("Try a policy"), reverse("claims:ask_what_if"), main=True)]


def year_choices() -> list[tuple[int, str]]:
    """Years of which there are bills, the latest first."""
    # Both ends of the bills' index by time: a minimum under the scope's conditions would read every settlement.
    times = Bill.objects.values_list("setl_time", flat=True)
    first, last = times.order_by("setl_time", "pk").first(), times.order_by("-setl_time", "-pk").first()
    if first is None or last is None:
        return [(timezone.localdate().year, str(timezone.localdate().year))]
    # A stay settled in January may belong to the December before.
    latest, earliest = timezone.localdate(last).year, timezone.localdate(first).year
    return [(year, str(year)) for year in range(latest, earliest - 2, -1)]


class AskForm(forms.Form):
    """A question; an uploaded package is carried along as text from the estimate to the start."""

    year = forms.TypedChoiceField(label=gettext_lazy("Year"), coerce=int)
    insutype = forms.ChoiceField(label=gettext_lazy("Scheme"), required=False)
    draft = forms.ModelChoiceField(
        PolicyVersion.objects.none(),
        label=gettext_lazy("Policy to try"),
        required=False,
        empty_label=gettext_lazy("the package uploaded below"),
    )
    package = forms.FileField(
        label=gettext_lazy("Or a package"),
        required=False,
        help_text=gettext_lazy("A YAML file that need not be loaded; it is kept with the report only."),
    )
    base = forms.ModelChoiceField(
        PolicyVersion.objects.none(),
        label=gettext_lazy("Compare with"),
        required=False,
        empty_label=gettext_lazy("what was really settled"),
    )
    as_at = DayField(
        label=gettext_lazy("Policy as at"),
        required=False,
        help_text=gettext_lazy(
            "Every bill is settled by what the policy says on this day. Empty: by what it says on the bill's own "
            "day, or on its first day for a policy that begins after the year."
        ),
    )
    text = forms.CharField(required=False, widget=forms.HiddenInput, strip=False)

    def __init__(self, *given: Any, area: PoolingArea, **more: Any) -> None:
        super().__init__(*given, **more)
        lineage = [one.pk for one in area.lineage()]
        versions = (
            PolicyVersion.objects.filter(document__area__in=lineage)
            .select_related("document")
            .order_by("document__key", "-number")
        )
        for name in ("draft", "base"):
            field: Any = self.fields[name]
            field.queryset = versions
            field.label_from_instance = version_label
        year: Any = self.fields["year"]
        year.choices = year_choices()
        scheme: Any = self.fields["insutype"]
        scheme.choices = [("", _("All schemes")), *schemes_with_benefits(area)]
        self.area = area

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        upload = values.get("package")
        if upload is not None:
            try:
                values["text"] = tried_upload(upload.read(), file=upload.name).text
            except DomainError as error:
                self.add_error("package", str(error))
                return values
        if not values.get("draft") and not values.get("text"):
            self.add_error("draft", _("Choose a version or upload a package."))
        if values.get("draft") and values.get("text"):
            self.add_error("draft", _("Choose a version or upload a package, not both."))
        return values

    def question(self) -> Question:
        values = self.cleaned_data
        draft, base = values["draft"], values["base"]
        question = Question(
            area_id=self.area.pk,
            year=values["year"],
            insutype=values["insutype"],
            draft_version=draft.pk if draft else None,
            draft_text="" if draft else values["text"],
            base_version=base.pk if base else None,
            as_at=values["as_at"],
        )
        return _as_at_its_first_day(question)


def _as_at_its_first_day(question: Question) -> Question:
    """A policy that begins after the year would have no value on any of its days."""
    tried = question.draft()
    first = tried.version.effective_from if tried.version else tried.package.document.effective
    if question.as_at is None and first > dt.date(question.year, 12, 31):
        return replace(question, as_at=first)
    return question


@requires(levels="city")
def report_list(request: AgencyRequest) -> HttpResponseBase:
    return ReportList.respond(request)


@requires(duty={"administer", "handle"}, levels="city")
@once
def ask(request: AgencyRequest) -> HttpResponseBase:
    """First the estimate of what a run would go through, then the job."""
    area = request.assignment.agency.area
    form = AskForm(request.POST or None, request.FILES or None, area=area)
    expected: Estimate | None = None
    question: Question | None = None
    if request.method == "POST" and form.is_valid():
        try:
            question = form.question()
            expected = estimate(question=question, acting_user=request.user)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            if "start" in request.POST:
                agency = request.assignment.agency
                job = enqueue_what_if(owner=request.user, agency=agency, question=question)
                return redirect("job", job.pk)
            form = AskForm(_carried(request, question), area=area)
            form.is_valid()
    context = {"title": _("Try a policy on a year"), "form": form, "estimate": expected, "question": question}
    return render(request, "claims/what_if_ask.html", context, status=422 if form.errors else 200)


def _carried(request: AgencyRequest, question: Question) -> Any:
    """What was typed, with the uploaded package as text: a file cannot be sent back to its form."""
    values = request.POST.copy()
    values["text"] = question.draft_text
    values["as_at"] = question.as_at.isoformat() if question.as_at else ""
    return values


@requires(levels="city")
def report_page(request: AgencyRequest, report_id: int) -> HttpResponseBase:
    """Before, after and difference by fund part, county, scheme, group, level and benefit; paper and workbook too."""
    report = get_object_or_404(
        WhatIfReport.objects.select_related("area", "base_version__document", "draft_version__document"),
        pk=report_id,
    )
    if request.GET.get("export") == "xlsx":
        facts = [(str(fact.label), fact.value if fact.value is not None else "") for fact in facts_of(report)]
        content = what_if_workbook(report, [(label, str(value)) for label, value in facts])
        name = f"{_('What-if')}-{report.area.name}-{report.year}-{report.pk}"
        return workbook_answer(content, name)
    template = "claims/what_if_print.html" if request.GET.get("print") else "claims/what_if_report.html"
    return render(request, template, page_context(report))
