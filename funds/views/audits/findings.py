"""Audit findings: the list, one with its course, and the acts of unit and auditors."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.access import requires
from config.forms import Fact, once
from config.listing import ChoiceFilter, Column, Listing, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import dated, workbook_answer
from funds.forms_control import AuditVerdictForm, ExplainForm, FindingForm, ReplyForm
from funds.models import AuditFinding, AuditPaper
from funds.rules import answers as rules
from funds.services.audits.papers import AUDIT_COURSE, make_finding
from institutions.access import AgencyRequest
from institutions.models import Agency
from institutions.views.institutions import counties_in_reach

from ..answering import TONES, act_links, finding_act, steps_table, who_goes_on
from .plans import plan_act, plan_of


class AuditFindingList(Listing):
    key = "funds.audit_findings"
    title = gettext_lazy("Audit findings")
    unit = gettext_lazy("yuan")
    columns = (
        Column("title", gettext_lazy("Title")),
        Column("unit", gettext_lazy("To answer")),
        Column("county", gettext_lazy("Audited by")),
        Column("amount", gettext_lazy("Amount concerned"), "money", total=True),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("verdict", gettext_lazy("Verdict"), get=lambda row: row.verdict_text),
        Column("due_on", gettext_lazy("Deadline"), "date"),
    )
    filters = (
        ChoiceFilter("state", gettext_lazy("State"), choices=AuditFinding.State),
        ChoiceFilter("unit", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "-pk"
    empty_title = gettext_lazy("No audit found anything to put right.")
    empty_hint = gettext_lazy("Auditors make findings out of the faults of their samples.")

    def rows(self) -> QuerySet[AuditFinding]:
        found: QuerySet[AuditFinding] = AuditFinding.objects.select_related("unit", "county")
        return found

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())


@requires()
def finding_list(request: AgencyRequest) -> HttpResponseBase:
    return AuditFindingList.respond(request)


def finding_of(pk: int) -> AuditFinding:
    known = AuditFinding.objects.select_related(
        "unit", "area", "county", "answered_by", "accepted_by", "closed_by", "found_by"
    )
    found: AuditFinding = get_object_or_404(known, pk=pk)
    return found


@requires()
def finding_page(request: AgencyRequest, audit_finding_id: int) -> HttpResponseBase:
    """On screen, with ``export`` as a workbook, with ``print`` on paper."""
    finding = finding_of(audit_finding_id)
    tables = [faults_table(finding), steps_table(finding)]
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), dated(finding.title))
    context = {
        "title": finding.title, "finding": finding, "tone": TONES[finding.state], "tables": tables,
        "acts": act_links(request, finding, AUDIT_COURSE, "audit_finding"),
        "another": who_goes_on(request, finding, AUDIT_COURSE),
        "facts": [
            (_("To answer"), finding.unit), (_("Audited by"), finding.county),
            (pgettext("audit", "What was found"), finding.text),
            (_("Amount concerned (yuan)"), f"{finding.amount:,.2f}"),
            (_("Found by"), finding.found_by),
        ],
    }  # fmt: skip
    template = "print" if "print" in request.GET else "finding"
    return render(request, f"funds/audits/{template}.html", context)


def faults_table(finding: AuditFinding) -> Table:
    """Auditors see the working papers; the unit reads the finding's words."""
    papers = AuditPaper.objects.filter(finding=finding).select_related("sample")
    return Table(
        pgettext("audit", "Faults found"),
        [
            Column("sample", _("Sample"), link=lambda row: row.sample.get_absolute_url()),
            Column("position", pgettext("audit", "Place"), "number"),
            Column("amount", _("Amount"), "money"),
            Column("fault", _("Kind of fault")),
            Column("fault_amount", _("Fault amount"), "money"),
            Column("note", _("Note")),
        ],
        list(papers.order_by("sample", "position")),
        unit=_("yuan"),
        empty=_("Working papers stay with the auditors."),
    )


@requires(duty="audit", levels=("city", "county"))
@once
def make(request: AgencyRequest, audit_plan_id: int) -> HttpResponseBase:
    plan = plan_of(audit_plan_id)
    levels = (Agency.Level.CITY, Agency.Level.COUNTY)
    units = Agency.objects.filter(area=plan.area_id, level__in=levels).order_by("code")
    if plan.about_id:
        units = units.filter(pk=plan.about_id)
    faults = AuditPaper.objects.filter(
        sample__plan=plan, result=AuditPaper.Result.FAULT, finding__isnull=True
    ).select_related("sample")
    form = FindingForm(request.POST or None, units=units, papers=faults)

    def do(**given: Any) -> str:
        return make_finding(**given).get_absolute_url()

    return plan_act(request, audit_plan_id, _("Make a finding"), do, form)


def _act(
    request: AgencyRequest, pk: int, act: str, do: Callable[..., Any], form: forms.Form | None = None
) -> HttpResponseBase:
    finding = finding_of(pk)
    facts = [
        Fact(_("Audit finding"), finding.title),
        Fact(pgettext("audit", "What was found"), finding.text),
        Fact(_("Amount concerned (yuan)"), f"{finding.amount:,.2f}"),
    ]
    return finding_act(request, finding, act, do, facts, form)


@requires(duty="handle", levels=("city", "county"))
@once
def answer(request: AgencyRequest, audit_finding_id: int) -> HttpResponseBase:
    form = ExplainForm(request.POST or None, request.FILES or None)
    return _act(request, audit_finding_id, rules.ANSWER, AUDIT_COURSE.answer, form)


@requires(duty="audit", levels=("city", "county"))
@once
def accept(request: AgencyRequest, audit_finding_id: int) -> HttpResponseBase:
    form = AuditVerdictForm(request.POST or None)
    return _act(request, audit_finding_id, rules.ACCEPT, AUDIT_COURSE.accept, form)


@requires(duty="audit", levels=("city", "county"))
@once
def send_back(request: AgencyRequest, audit_finding_id: int) -> HttpResponseBase:
    form = ReplyForm(request.POST or None)
    return _act(request, audit_finding_id, rules.SEND_BACK, AUDIT_COURSE.send_back, form)


@requires(duty="audit", levels=("city", "county"))
@once
def close(request: AgencyRequest, audit_finding_id: int) -> HttpResponseBase:
    return _act(request, audit_finding_id, rules.CLOSE, AUDIT_COURSE.close)


@requires(duty="audit", levels=("city", "county"))
@once
def keep_open(request: AgencyRequest, audit_finding_id: int) -> HttpResponseBase:
    form = ReplyForm(request.POST or None)
    return _act(request, audit_finding_id, rules.KEEP_OPEN, AUDIT_COURSE.keep_open, form)
