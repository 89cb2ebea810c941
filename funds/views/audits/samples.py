"""Samples: drawn, looked through object by object, drawn again for proof."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.spreadsheets.web import dated, workbook_answer
from funds.forms_control import DrawForm, ResultForm
from funds.models import AuditPaper, AuditSample
from funds.reads.audit_populations import POPULATIONS, Shown
from funds.services.audits.papers import record_result
from funds.services.audits.samples import draw_again, start_draw
from institutions.access import AgencyRequest

from .plans import plan_act, plan_of

RESULT_TONES = {"open": "warn", "right": "ok", "fault": "bad"}


@requires(duty="audit", levels=("city", "county"))
@once
def draw(request: AgencyRequest, audit_plan_id: int) -> HttpResponseBase:
    plan = plan_of(audit_plan_id)
    form = DrawForm(request.POST or None, initial={"first": plan.first, "last": plan.last, "size": 25})

    def do(**given: Any) -> str:
        return reverse("job", args=[start_draw(**given).pk])

    return plan_act(
        request, audit_plan_id, _("Draw a sample"), do, form,
        (_("The population is frozen with its sum and hash; the seed is kept, so anybody can draw it again."),),
    )  # fmt: skip


def sample_of(pk: int) -> AuditSample:
    known = AuditSample.objects.select_related("plan__area", "plan__county", "plan__about", "drawn_by")
    found: AuditSample = get_object_or_404(known, pk=pk)
    return found


@requires(duty="audit")
def sample_page(request: AgencyRequest, audit_sample_id: int) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook; ``again`` proves the draw."""
    sample = sample_of(audit_sample_id)
    tables = [papers_table(sample, request)]
    title = f"{sample.plan.number} {sample}"
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), dated(title))
    facts = [
        (_("Audit"), sample.plan), (_("Days audited"), f"{sample.first} — {sample.last}"),
        (pgettext("audit", "Method"), sample.get_method_display()), (_("Seed"), sample.seed),
        (_("Objects of the population"), f"{sample.objects_count:,}"),
        (_("Sum of the population (yuan)"), f"{sample.total:,.2f}"),
        (_("Hash of the population"), bytes(sample.digest).hex(" ", 8)), (_("Drawn by"), sample.drawn_by),
    ]  # fmt: skip
    context = {
        "title": title, "sample": sample, "plan": sample.plan, "facts": facts, "tables": tables,
        "again": draw_again(sample) if "again" in request.GET else None,
    }  # fmt: skip
    template = "print" if "print" in request.GET else "sample"
    return render(request, f"funds/audits/{template}.html", context)


def papers_table(sample: AuditSample, request: AgencyRequest) -> Table:
    papers = list(
        AuditPaper.objects.filter(sample=sample).select_related("checked_by", "finding", "evidence")
    )
    shown = POPULATIONS[sample.population].shown(one.object_id for one in papers)
    gone = Shown(_("No longer there"), None, None)
    mine = request.assignment.agency.pk == sample.plan.county_id and sample.plan.state == "under_way"

    def of(row: AuditPaper) -> Shown:
        return shown.get(row.object_id, gone)

    columns = [
        Column("position", pgettext("audit", "Place"), "number"),
        Column("object", _("Object"), get=lambda row: of(row).label, link=lambda row: of(row).url),
        Column("day", _("Day"), "date", get=lambda row: of(row).day),
        Column("amount", _("Amount"), "money"),
        Column("source", _("Came from"), get=lambda row: pgettext("audit", "Look") if of(row).source else "",
               link=lambda row: of(row).source),
        Column("result", _("Result"), "badge", tone=RESULT_TONES),
        Column("fault", _("Kind of fault"),
               link=lambda row: row.finding and row.finding.get_absolute_url()),
        Column("fault_amount", _("Fault amount"), "money", get=lambda row: row.fault_amount or None),
        Column("note", _("Note")),
        Column("evidence", _("Evidence"), link=lambda row: row.evidence_id and reverse(
            "institutions:paper", args=[row.evidence_id])),
        Column("checked_by", pgettext("audit", "Looked at by")),
    ]  # fmt: skip
    if mine:
        columns.insert(6, Column("act", "", get=lambda row: "" if row.finding_id else _("Enter the result"),
                                 link=lambda row: None if row.finding_id else reverse(
                                     "funds:audit_paper", args=[row.pk])))  # fmt: skip
    # A column nobody has anything in makes a wide table wider.
    filled = {
        "source": any(of(row).source for row in papers), "evidence": any(row.evidence_id for row in papers),
    }  # fmt: skip
    shown_columns = [one for one in columns if filled.get(one.name, True)]
    return Table(_("Working papers"), shown_columns, papers, unit=_("yuan"))


@requires(duty="audit", levels=("city", "county"))
@once
def paper_result(request: AgencyRequest, audit_paper_id: int) -> HttpResponseBase:
    known = AuditPaper.objects.select_related("sample__plan")
    paper: AuditPaper = get_object_or_404(known, pk=audit_paper_id)
    sample = paper.sample
    shown = POPULATIONS[sample.population].shown([paper.object_id]).get(paper.object_id)
    form = ResultForm(
        request.POST or None, request.FILES or None,
        initial={"fault": paper.fault, "fault_amount": paper.fault_amount, "note": paper.note},
    )  # fmt: skip

    def do() -> str:
        given = form.cleaned_data
        record_result(
            paper=paper, acting_user=request.user, **given | {"fault_amount": given["fault_amount"] or 0}
        )
        return sample.get_absolute_url()

    return act_page(
        request,
        title=_("Result of a working paper"),
        facts=[
            Fact(_("Audit"), sample.plan),
            Fact(_("Object"), shown.label if shown else _("No longer there")),
            Fact(_("Amount (yuan)"), f"{paper.amount:,.2f}"),
        ],
        form=form,
        do=do,
        cancel_url=sample.get_absolute_url(),
    )
