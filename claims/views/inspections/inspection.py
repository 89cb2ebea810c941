"""One inspection and its lots, which anybody who sees it may draw again; what is done with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms import ReasonForm
from claims.forms_inspections import (
    ConclusionForm,
    InspectionForm,
    InstitutionLotForm,
    LotForm,
    NameForm,
    ResultForm,
)
from claims.models import Inspection, InspectionDraw, InspectionTarget
from claims.reads.inspections import inspections_seen_by
from claims.rules.drawing import draw, rank
from claims.rules.inspections import INSPECTION
from claims.services.inspections import conduct, plan
from claims.services.inspections.draw import draw_inspectors, draw_institutions
from claims.services.inspections.states import ACTS
from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Action, Column, Table
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.second_person import next_is_another

from .lists import TONES
from .offered import buttons


def inspection_of(request: AgencyRequest, inspection_id: int) -> Inspection:
    """What the reader may know of; 404 for anything else."""
    related = ("county", "area", "prepared_by", "approved_by")
    found: Inspection = get_object_or_404(
        inspections_seen_by(_user(request)).select_related(*related), pk=inspection_id
    )
    return found


def _user(request: AgencyRequest) -> Any:
    return request.user


def _address(inspection: Inspection) -> str:
    return reverse("claims:inspection", args=[inspection.pk])


def facts_of(inspection: Inspection) -> list[Fact]:
    return [
        Fact(_("Number"), inspection.number),
        Fact(_("Kind"), inspection.get_kind_display()),
        Fact(_("Title"), inspection.title),
        Fact(_("State"), inspection.get_state_display()),
        Fact(_("Conducted by"), inspection.county),
        Fact(_("Together with"), inspection.partners or "—"),
        Fact(_("What is inspected"), inspection.content),
        Fact(_("Bills from"), inspection.bills_from),
        Fact(_("Bills to"), inspection.bills_to),
        Fact(_("Begins on"), inspection.starts_on),
        Fact(_("Ends on"), inspection.ends_on),
        Fact(_("Planned by"), inspection.prepared_by),
        Fact(_("Approved by"), inspection.approved_by or "—"),
        Fact(_("Conclusion"), inspection.conclusion or "—"),
    ]


@requires()
def inspection_page(request: AgencyRequest, inspection_id: int) -> HttpResponseBase:
    """``?print`` for paper."""
    inspection = inspection_of(request, inspection_id)
    context = {
        "title": inspection.title,
        "badge": inspection.get_state_display(),
        "tone": TONES[inspection.state],
        "facts": facts_of(inspection),
        "tables": [_targets(inspection), _team(inspection), _draws(inspection), _course(inspection)],
        "buttons": _buttons(request, inspection),
        "another": _another(request, inspection),
        "number": inspection.number,
        "agency": inspection.county,
        "back_url": _address(inspection),
    }
    template = "record_print" if "print" in request.GET else "record"
    return render(request, f"claims/inspections/{template}.html", context)


def _buttons(request: AgencyRequest, inspection: Inspection) -> list[Action]:
    held = _user(request).duties_at(inspection.county)
    may = {act for act in INSPECTION.open_in(inspection.state) if Duty.INSPECT in held and act != "approve"}
    if (
        inspection.state == "planned"
        and held & {Duty.REVIEW, Duty.APPROVE}
        and inspection.prepared_by != request.user
    ):
        may.add("approve")
    names = [
        ("withdraw", _("Withdraw"), "withdraw_inspection"),
        ("approve", _("Approve the plan"), "approve_inspection"),
        ("name", _("Name an institution"), "name_inspected"),
        ("draw", _("Draw the institutions"), "draw_inspected"),
        ("draw", _("Draw the inspectors"), "draw_inspectors"),
        ("begin", _("Begin"), "begin_inspection"),
        ("close", _("Close"), "close_inspection"),
    ]
    shown = [
        (title, reverse(f"claims:{page}", args=[inspection.pk])) for act, title, page in names if act in may
    ]
    links = [(_("All inspections"), reverse("claims:inspections")), (_("Print"), "?print")]
    return buttons(links, shown, undoing=[reverse("claims:withdraw_inspection", args=[inspection.pk])])


def _another(request: AgencyRequest, inspection: Inspection) -> str:
    if inspection.state != "planned" or inspection.prepared_by != request.user:
        return ""
    return next_is_another(inspection.county, Duty.REVIEW, Duty.APPROVE)


def _targets(inspection: Inspection) -> Table:
    columns = (
        Column("institution__fixmedins_code", _("Institution code"), "code"),
        Column("institution", _("Institution"), link=_target_address),
        Column("reason", _("Why it was named"), get=lambda row: row.reason or _("Drawn by lot")),
        Column("inspected_on", _("Inspected on"), "date"),
        Column("outcome", _("Outcome of the inspection")),
        Column("findings", _("What the inspection found")),
        Column(
            "case",
            _("Inspection case"),
            "code",
            get=lambda row: getattr(row, "case", None),
            link=_case_address,
        ),
    )
    rows = inspection.targets.select_related("institution", "case")
    return Table(caption=_("Inspected institutions"), columns=columns, rows=rows)


def _case_address(target: InspectionTarget) -> str | None:
    case = getattr(target, "case", None)
    return None if case is None else reverse("claims:inspection_case", args=[case.pk])


def _target_address(target: InspectionTarget) -> str:
    return reverse("claims:inspected", args=[target.inspection_id, target.pk])


def _team(inspection: Inspection) -> Table:
    columns = (
        Column("member__code", _("Roster number"), "code"),
        Column("member__name", _("Full name")),
        Column("member__kind", _("Roster"), get=lambda row: row.member.get_kind_display()),
        Column("member__organisation", _("Sent by")),
    )
    return Table(caption=_("Inspectors"), columns=columns, rows=inspection.team.select_related("member"))


def _draws(inspection: Inspection) -> Table:
    columns = (
        Column("what", _("Drawn"), link=lambda row: reverse("claims:draw", args=[inspection.pk, row.pk])),
        Column("size", _("Number drawn"), "number"),
        Column("listed", _("Stood on the list"), "number", get=lambda row: len(row.candidates)),
        Column("left_out", _("Left out beforehand"), "number", get=lambda row: len(row.excluded)),
        Column("seed", _("Seed"), "code"),
        Column("reason", _("Why it was drawn again")),
        Column("drawn_by", _("Drawn by")),
        Column("drawn_at", _("Drawn at"), "minute"),
    )
    return Table(caption=_("Lots"), columns=columns, rows=inspection.draws.select_related("drawn_by"))


def _course(inspection: Inspection) -> Table:
    columns = (
        Column("act", _("Act"), get=lambda row: ACTS[row.act]),
        Column("state", _("State afterwards")),
        Column("text", _("Statement or reason")),
        Column("done_by", _("Done by")),
        Column("done_at", _("Done at"), "minute"),
    )
    return Table(caption=_("Course"), columns=columns, rows=inspection.steps.select_related("done_by"))


@requires()
def draw_page(request: AgencyRequest, inspection_id: int, draw_id: int) -> HttpResponseBase:
    """The record of a lot, drawn again as one looks: every rank, who was left out, whether it is the same."""
    inspection = inspection_of(request, inspection_id)
    lot = get_object_or_404(
        InspectionDraw.objects.select_related("drawn_by"), pk=draw_id, inspection=inspection
    )
    again = draw(lot.seed, [code for code, _name in lot.candidates], lot.size)
    rows = [
        {
            "code": code,
            "name": name,
            "rank": rank(lot.seed, code),
            "place": again.index(code) + 1 if code in again else None,
        }
        for code, name in lot.candidates
    ]
    columns = (
        Column("code", _("Code"), "code"),
        Column("name", _("Name")),
        Column("rank", _("SHA-256 of seed, line feed, code"), "code"),
        Column("place", _("Drawn as number"), "number"),
    )
    left_out = [{"code": code, "name": name, "why": why} for code, name, why in lot.excluded]
    tables = [
        Table(
            caption=_("List drawn from"), columns=columns, rows=sorted(rows, key=lambda row: str(row["rank"]))
        ),
        Table(
            caption=_("Left out beforehand"),
            columns=(
                Column("code", _("Code"), "code"),
                Column("name", _("Name")),
                Column("why", _("Reason")),
            ),
            rows=left_out,
        ),
    ]
    same = again == lot.drawn
    context = {
        "title": _("Draw by lot"), "tables": tables, "number": inspection.number, "agency": inspection.county,
        "badge": _("Drawn again: the same") if same else _("Drawn again: another result"),
        "tone": "ok" if same else "bad",
        "facts": [
            Fact(_("Inspection"), inspection.number),
            Fact(_("Drawn"), lot.get_what_display()),
            Fact(_("Seed"), lot.seed),
            Fact(_("Number drawn"), lot.size),
            Fact(_("Drawn in this order"), ", ".join(lot.drawn)),
            Fact(_("Why it was drawn again"), lot.reason or "—"),
            Fact(_("Drawn by"), lot.drawn_by),
        ],
        "buttons": buttons([(_("Print"), "?print"), (_("Inspection"), _address(inspection))]),
        "back_url": reverse("claims:draw", args=[inspection.pk, lot.pk]),
    }  # fmt: skip
    template = "record_print" if "print" in request.GET else "record"
    return render(request, f"claims/inspections/{template}.html", context)


@requires(duty="inspect")
@once
def plan_one(request: AgencyRequest) -> HttpResponseBase:
    form = InspectionForm(request.POST or None)
    agency = request.assignment.agency

    def do() -> str:
        return _address(plan.plan_inspection(agency=agency, acting_user=_user(request), **form.cleaned_data))

    return act_page(
        request, title=_("Plan an inspection"), form=form, facts=[Fact(_("Conducted by"), agency)], do=do,
        warnings=[_("A surprise inspection is shown only to who plans, approves or conducts it, until it begins.")],
        label=_("Save"), said=_("The inspection is planned."), cancel_url=reverse("claims:inspections"),
    )  # fmt: skip


def _act(
    request: AgencyRequest,
    inspection: Inspection,
    do: Callable[[], Any],
    *,
    facts: list[Fact] | None = None,
    **shown: Any,
) -> HttpResponseBase:
    def act() -> str:
        do()
        return _address(inspection)

    summary = [*facts_of(inspection)[:5], *(facts or [])]
    return act_page(request, facts=summary, do=act, cancel_url=_address(inspection), **shown)


@requires(duty=("review", "approve"))
@once
def approve(request: AgencyRequest, inspection_id: int) -> HttpResponseBase:
    inspection = inspection_of(request, inspection_id)
    return _act(
        request, inspection, lambda: plan.approve_plan(inspection=inspection, acting_user=_user(request)),
        title=_("Approve the plan"), said=_("The plan is approved."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def withdraw(request: AgencyRequest, inspection_id: int) -> HttpResponseBase:
    inspection, form = inspection_of(request, inspection_id), ReasonForm(request.POST or None)
    return _act(
        request, inspection,
        lambda: plan.withdraw_plan(inspection=inspection, acting_user=_user(request), **form.cleaned_data),
        title=_("Withdraw the inspection"), form=form, danger=True, said=_("The inspection is withdrawn."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def name(request: AgencyRequest, inspection_id: int) -> HttpResponseBase:
    inspection, form = inspection_of(request, inspection_id), NameForm(request.POST or None)
    return _act(
        request, inspection,
        lambda: plan.name_institution(inspection=inspection, acting_user=_user(request), **form.cleaned_data),
        title=_("Name an institution"), form=form, label=_("Save"), said=_("The institution is named."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def lot_of_institutions(request: AgencyRequest, inspection_id: int) -> HttpResponseBase:
    inspection, form = inspection_of(request, inspection_id), InstitutionLotForm(request.POST or None)
    return _act(
        request, inspection,
        lambda: draw_institutions(inspection=inspection, acting_user=_user(request), **form.cleaned_data),
        title=_("Draw the institutions"), form=form, label=_("Draw"), said=_("The institutions are drawn."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def lot_of_inspectors(request: AgencyRequest, inspection_id: int) -> HttpResponseBase:
    inspection, form = inspection_of(request, inspection_id), LotForm(request.POST or None)
    return _act(
        request, inspection,
        lambda: draw_inspectors(inspection=inspection, acting_user=_user(request), **form.cleaned_data),
        title=_("Draw the inspectors"), form=form, label=_("Draw"), said=_("The inspectors are drawn."),
    )  # fmt: skip


@requires(duty="inspect")
@once
def begin(request: AgencyRequest, inspection_id: int) -> HttpResponseBase:
    inspection = inspection_of(request, inspection_id)
    return _act(
        request, inspection, lambda: conduct.begin_inspection(inspection=inspection, acting_user=_user(request)),
        title=_("Begin the inspection"), said=_("The inspection is under way."),
        warnings=[_("From now on everybody in the county may know of it.")],
    )  # fmt: skip


@requires(duty="inspect")
@once
def close(request: AgencyRequest, inspection_id: int) -> HttpResponseBase:
    inspection, form = inspection_of(request, inspection_id), ConclusionForm(request.POST or None)
    return _act(
        request, inspection,
        lambda: conduct.close_inspection(inspection=inspection, acting_user=_user(request), **form.cleaned_data),
        title=_("Close the inspection"), form=form, said=_("The inspection is closed."),
    )  # fmt: skip


def target_of(request: AgencyRequest, inspection_id: int, inspected_id: int) -> InspectionTarget:
    inspection = inspection_of(request, inspection_id)
    found: InspectionTarget = get_object_or_404(
        InspectionTarget.objects.select_related("institution", "inspection"),
        pk=inspected_id,
        inspection=inspection,
    )
    return found


@requires()
def target_page(request: AgencyRequest, inspection_id: int, inspected_id: int) -> HttpResponseBase:
    target = target_of(request, inspection_id, inspected_id)
    inspection, case = target.inspection, getattr(target, "case", None)
    links, acts = [(_("Inspection"), _address(inspection))], []
    if Duty.INSPECT in _user(request).duties_at(inspection.county) and case is None:
        if inspection.state == "under_way":
            acts.append(
                (_("Record the result"), reverse("claims:record_result", args=[inspection.pk, target.pk]))
            )
        if target.outcome == "problems":
            acts.append(
                (
                    _("Open a case against them"),
                    reverse("claims:case_of_target", args=[inspection.pk, target.pk]),
                )
            )
    if case is not None:
        links.append((_("Inspection case"), reverse("claims:inspection_case", args=[case.pk])))
    context = {
        "title": str(target.institution), "buttons": buttons(links, acts), "tables": [],
        "facts": [
            Fact(_("Inspection"), inspection.number),
            Fact(_("Institution"), f"{target.institution} {target.institution.fixmedins_code}"),
            Fact(_("Outcome of the inspection"), target.get_outcome_display()),
            Fact(_("Inspected on"), target.inspected_on or "—"),
            Fact(_("What the inspection found"), target.findings or "—"),
            Fact(_("Recorded by"), target.recorded_by or "—"),
        ],
    }  # fmt: skip
    return render(request, "claims/inspections/record.html", context)


@requires(duty="inspect")
@once
def record(request: AgencyRequest, inspection_id: int, inspected_id: int) -> HttpResponseBase:
    target = target_of(request, inspection_id, inspected_id)
    form = ResultForm(request.POST or None, initial={"inspected_on": timezone.localdate()})
    return _act(
        request, target.inspection,
        lambda: conduct.record_result(target=target, acting_user=_user(request), **form.cleaned_data),
        facts=[Fact(_("Institution"), target.institution)], title=_("Record the result"), form=form, label=_("Save"),
        said=_("The result is recorded."),
    )  # fmt: skip
