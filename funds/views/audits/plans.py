"""Audits: the list, one audit with its samples, findings and report, and the acts about it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import dated, workbook_answer
from funds.forms_control import ConclusionForm, PlanForm, ReasonForm
from funds.models import AuditFinding, AuditPaper, AuditPlan, AuditSample
from funds.policy_control import AUDIT, section_at
from funds.reads.audit_report import report_of
from funds.services.audits import plan as service
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.second_person import next_is_another

from ..answering import TONES as FINDING_TONES

State = AuditPlan.State
TONES = {"planned": "warn", "under_way": "info", "reported": "warn", "issued": "ok", "withdrawn": "plain"}
# State → (address, what the button says).
ACTS: dict[str, tuple[tuple[str, Any], ...]] = {
    State.PLANNED: (
        ("approve_audit", gettext_lazy("Approve the audit")),
        ("withdraw_audit", gettext_lazy("Withdraw the audit")),
    ),
    State.UNDER_WAY: (
        ("draw_audit_sample", gettext_lazy("Draw a sample")),
        ("make_audit_finding", gettext_lazy("Make a finding")),
        ("draw_up_audit_report", gettext_lazy("Draw up the report")),
    ),
    State.REPORTED: (
        ("issue_audit_report", gettext_lazy("Issue the report")),
        ("return_audit_report", gettext_lazy("Return the audit report")),
    ),
}


# Acts that end or undo are never what a page asks for first.
UNDOING = ("withdraw_audit", "return_audit_report")


class AuditList(Listing):
    key = "funds.audits"
    title = gettext_lazy("Audits")
    columns = (
        Column("number", gettext_lazy("Number"), "code"),
        Column("year", gettext_lazy("Year"), "code"),
        Column("title", gettext_lazy("Title")),
        Column("county", gettext_lazy("Audited by")),
        Column("about", gettext_lazy("Audited unit"), get=lambda row: row.about or row.area),
        Column("first", gettext_lazy("Audited from"), "date"),
        Column("last", gettext_lazy("Audited to"), "date"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
    )
    filters = (ChoiceFilter("state", gettext_lazy("State"), choices=AuditPlan.State),)
    order = "-pk"
    empty_title = gettext_lazy("No audit is planned yet.")
    empty_hint = gettext_lazy("An auditor plans one; another approves it.")

    def rows(self) -> QuerySet[AuditPlan]:
        found: QuerySet[AuditPlan] = AuditPlan.objects.select_related("county", "about", "area")
        return found

    def row_url(self, row: Any) -> str:
        return str(row.get_absolute_url())

    def actions(self) -> Iterator[Action]:
        # Where no document speaks of audits, planning one would only be refused.
        if section_at(self.assignment.agency.area, AUDIT.name, timezone.localdate()) is None:
            return
        yield Action(_("Plan an audit"), reverse("funds:plan_audit"), main=True)


@requires(duty="audit")
def audit_list(request: AgencyRequest) -> HttpResponseBase:
    return AuditList.respond(request)


def plan_of(pk: int) -> AuditPlan:
    known = AuditPlan.objects.select_related(
        "area", "county", "about", "planned_by", "approved_by", "reported_by", "issued_by"
    )
    found: AuditPlan = get_object_or_404(known, pk=pk)
    return found


@requires(duty="audit")
def audit_page(request: AgencyRequest, audit_plan_id: int) -> HttpResponseBase:
    """On screen, with ``print`` the report on paper, with ``export`` as a workbook."""
    plan = plan_of(audit_plan_id)
    report = report_of(plan)
    tables = [samples_table(plan, report), kinds_table(report), findings_table(plan, report)]
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), dated(f"{plan.number} {plan.title}"))
    mine = request.assignment.agency.pk == plan.county_id
    facts = [
        (_("Number"), plan.number), (_("Audited by"), plan.county), (_("Audited unit"), plan.about or plan.area),
        (_("Days audited"), f"{plan.first} — {plan.last}"), (_("Programme"), plan.programme),
        (_("Planned by"), plan.planned_by), (_("Approved by"), plan.approved_by or "—"),
        (_("Report drawn up by"), plan.reported_by or "—"), (_("Report issued by"), plan.issued_by or "—"),
    ]  # fmt: skip
    context = {
        "title": f"{plan.number} {plan.title}", "plan": plan, "tone": TONES[plan.state], "tables": tables,
        "facts": facts, "conclusion": plan.conclusion or "—",
        **_offered(request, plan, mine=mine),
    }  # fmt: skip
    template = "print" if "print" in request.GET else "audit"
    return render(request, f"funds/audits/{template}.html", context)


def _offered(request: AgencyRequest, plan: AuditPlan, *, mine: bool) -> dict[str, Any]:
    """The acts the reader may do now, and who does those that are for a second auditor."""
    before = {State.PLANNED: plan.planned_by_id, State.REPORTED: plan.reported_by_id}.get(State(plan.state))
    second = before == request.user.pk
    held_back = ("approve_audit", "issue_audit_report", "return_audit_report") if second else ()
    acts = [
        Action(str(text), reverse(f"funds:{name}", args=[plan.pk]), main=name not in UNDOING and number == 0)
        for number, (name, text) in enumerate(ACTS.get(plan.state, ()) if mine else ())
        if name not in held_back
    ]
    return {"acts": acts, "another": next_is_another(plan.county, Duty.AUDIT) if mine and second else ""}


def _amount(name: str) -> Callable[[Any], Any]:
    return lambda row: None if row[name] is None else Decimal(row[name])


def _label(choices: Any, name: str) -> Callable[[Any], Any]:
    return lambda row: choices(row[name]).label


def samples_table(plan: AuditPlan, report: dict[str, Any]) -> Table:
    numbers = {one.seed: one.pk for one in AuditSample.objects.filter(plan=plan)}
    return Table(
        _("Samples"),
        [
            Column("population", pgettext("audit", "Population"), get=_label(AuditSample.Population, "population"),
                   link=lambda row: reverse("funds:audit_sample", args=[numbers[row["seed"]]])),
            Column("method", pgettext("audit", "Method"), get=_label(AuditSample.Method, "method")),
            Column("objects", _("Objects of the population"), "number"),
            Column("total", _("Sum of the population"), "money", get=_amount("total")),
            Column("drawn", pgettext("audit", "Drawn"), "number"),
            Column("drawn_amount", _("Amount of the objects drawn"), "money", get=_amount("drawn_amount")),
            Column("open", _("To be looked at"), "number"),
            Column("faults", pgettext("audit", "Faults"), "number"),
            Column("fault_amount", _("Fault amount"), "money", get=_amount("fault_amount")),
            Column("projected", _("Projected to the whole"), "money", get=_amount("projected"),
                   help=_("A point estimate by ratio; it says nothing of how far off it may be.")),
        ],
        report["samples"],
        unit=_("yuan"),
        empty=_("No sample was drawn yet."),
    )  # fmt: skip


def kinds_table(report: dict[str, Any]) -> Table:
    return Table(
        _("Faults by kind"),
        [
            Column("fault", _("Kind of fault"), get=_label(AuditPaper.Fault, "fault")),
            Column("count", _("Number of faults"), "number"),
            Column("amount", _("Fault amount"), "money", get=_amount("amount")),
        ],
        report["kinds"],
        unit=_("yuan"),
        empty=_("No fault was found."),
    )


def findings_table(plan: AuditPlan, report: dict[str, Any]) -> Table:
    """As the report has them; once it is issued, also how they stand today."""
    today = {one.pk: one for one in AuditFinding.objects.filter(plan=plan)}
    now = Column(
        "now", pgettext("audit", "State today"), "badge", get=lambda row: today[row["id"]].get_state_display(),
        tone=lambda row: FINDING_TONES[today[row["id"]].state],
    )  # fmt: skip
    return Table(
        _("Audit findings"),
        [
            Column("number", _("Number"), "number"),
            Column("title", _("Title"), link=lambda row: reverse("funds:audit_finding", args=[row["id"]])),
            Column("unit", _("To answer")),
            Column("amount", _("Amount concerned"), "money", get=_amount("amount")),
            Column("due_on", _("Deadline")),
            Column("state", pgettext("audit", "State in the report"), "badge", get=_label(AuditFinding.State, "state"),
                   tone=lambda row: FINDING_TONES[row["state"]]),
            *([now] if plan.content is not None else []),
        ],
        report["findings"],
        unit=_("yuan"),
        empty=_("Nothing was found that has to be put right."),
    )  # fmt: skip


@requires(duty="audit", levels=("city", "county"))
@once
def plan_audit(request: AgencyRequest) -> HttpResponseBase:
    agency = request.assignment.agency
    year = timezone.localdate().year
    initial = {"year": year, "first": dt.date(year, 1, 1), "last": dt.date(year, 12, 31)}
    form = PlanForm(request.POST or None, agency=agency, initial=initial)
    return act_page(
        request, title=_("Plan an audit"), facts=[Fact(_("Audited by"), agency)], form=form,
        do=lambda: service.plan_audit(agency=agency, acting_user=request.user, **form.cleaned_data),
        cancel_url=reverse("funds:audits"),
    )  # fmt: skip


def plan_act(
    request: AgencyRequest, pk: int, title: Any, do: Callable[..., Any], form: forms.Form | None = None,
    warnings: tuple[Any, ...] = (),
) -> HttpResponseBase:  # fmt: skip
    """The page of one act about an audit."""
    plan = plan_of(pk)
    return act_page(
        request, title=title, form=form, warnings=warnings,
        facts=[Fact(_("Audit"), plan), Fact(_("Title"), plan.title), Fact(_("State"), plan.get_state_display())],
        do=lambda: do(plan=plan, acting_user=request.user, **(form.cleaned_data if form is not None else {})),
        cancel_url=plan.get_absolute_url(),
    )  # fmt: skip


@requires(duty="audit", levels=("city", "county"))
@once
def approve(request: AgencyRequest, audit_plan_id: int) -> HttpResponseBase:
    return plan_act(request, audit_plan_id, _("Approve the audit"), service.approve_audit)


@requires(duty="audit", levels=("city", "county"))
@once
def withdraw(request: AgencyRequest, audit_plan_id: int) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    return plan_act(request, audit_plan_id, _("Withdraw the audit"), service.withdraw_audit, form)


@requires(duty="audit", levels=("city", "county"))
@once
def draw_up(request: AgencyRequest, audit_plan_id: int) -> HttpResponseBase:
    form = ConclusionForm(request.POST or None)
    return plan_act(
        request, audit_plan_id, _("Draw up the report"), service.draw_up_audit_report, form,
        (_("From then on no working paper changes."),),
    )  # fmt: skip


@requires(duty="audit", levels=("city", "county"))
@once
def send_back(request: AgencyRequest, audit_plan_id: int) -> HttpResponseBase:
    form = ReasonForm(request.POST or None)
    return plan_act(request, audit_plan_id, _("Return the audit report"), service.return_audit_report, form)


@requires(duty="audit", levels=("city", "county"))
@once
def issue(request: AgencyRequest, audit_plan_id: int) -> HttpResponseBase:
    return plan_act(
        request, audit_plan_id, _("Issue the report"), service.issue_audit_report, None,
        (_("The report stays as it is; findings go on until each is closed."),),
    )  # fmt: skip
