"""Physicians as audited subjects (HG-09): the year's list; their suspension, asked and decided by two."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_inspections import InstitutionField
from claims.models import InspectionCase, PhysicianSuspension
from claims.reads.physicians import PhysicianYear, physicians_of
from claims.services.physicians import ask_physician_suspension, decide_physician_suspension
from config.access import requires
from config.forms import DayField, Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, Table, TextFilter
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.services.duties import duties_at_or_above
from institutions.views.credit import yearly_table
from institutions.views.institutions import counties_in_reach
from institutions.views.second_person import next_is_another

from .offered import buttons

TONES = {None: "warn", True: "bad", False: "plain"}


def _decision(row: PhysicianSuspension) -> str:
    return {None: _("Waits for decision"), True: _("Physician suspended"), False: _("Refused")}[row.granted]


class SuspensionList(Listing):
    key = "physician-suspensions"
    title = gettext_lazy("Suspensions of physicians")
    columns = (
        Column("physician_code", gettext_lazy("Code of the physician"), "code", sort="physician_code"),
        Column("physician_name", gettext_lazy("Physician")),
        Column("institution", gettext_lazy("Institution")),
        Column("first_day", gettext_lazy("Suspended from"), "date"),
        Column("last_day", gettext_lazy("Suspended until"), "date"),
        Column("granted", gettext_lazy("State"), get=_decision),
        Column("reason", gettext_lazy("Reason")),
        Column("asked_by", gettext_lazy("Asked by")),
        Column("decided_by", gettext_lazy("Decided by")),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Code of the physician"),
            lookups=("physician_code", "institution__fixmedins_code"),
        ),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "physician_code"
    empty_title = gettext_lazy("No physician is suspended.")
    empty_hint = gettext_lazy("A suspension is asked for by one person and decided by another.")

    def rows(self) -> QuerySet[PhysicianSuspension]:
        found: QuerySet[PhysicianSuspension] = PhysicianSuspension.objects.select_related(
            "institution", "asked_by", "decided_by"
        )
        return found

    def row_url(self, row: PhysicianSuspension) -> str:
        return reverse("claims:physician_suspension", args=[row.pk])

    def actions(self) -> list[Action]:
        if self.assignment and {"inspect", "handle"} & set(self.assignment.duties):
            return [Action(_("Ask for a suspension"), reverse("claims:suspend_physician"), main=True)]
        return []


@requires()
def suspension_list(request: AgencyRequest) -> HttpResponseBase:
    return SuspensionList.respond(request)


@requires()
def physician_list(request: AgencyRequest) -> HttpResponseBase:
    """Physicians of a year with what was found."""
    area, today = request.assignment.agency.area, timezone.localdate()
    return yearly_table(
        request, lambda year: _("Physicians %(year)s") % {"year": year},
        lambda year: _table(physicians_of(area, year, today)), reverse("institutions:credit_events"),
    )  # fmt: skip


def _table(rows: list[PhysicianYear]) -> Table:
    def findings(row: PhysicianYear) -> str:
        return f"{reverse('claims:findings')}?physician={row.code}"

    columns = (
        Column("code", _("Code of the physician"), "code", link=findings),
        Column("name", _("Physician")),
        Column("institution", _("Institution")),
        Column("bills", _("Bills"), "number"),
        Column("findings", _("Findings"), "number"),
        Column("amount", _("Amount in question"), "money"),
        Column("points", _("Points taken"), "number"),
        Column("suspended", _("Suspended today"), get=lambda row: _("yes") if row.suspended else ""),
    )
    empty = _("No bill with a finding names its physician, and no physician lost points.")
    return Table(caption=_("Physicians"), columns=columns, rows=rows, unit=_("yuan"), empty=empty)


class PhysicianForm(forms.Form):
    """Whom, when and why, at an institution that is known."""

    physician_code = LineField(label=gettext_lazy("Code of the physician"), max_length=30)
    physician_name = LineField(label=gettext_lazy("Physician"), max_length=50)
    first_day = DayField(label=gettext_lazy("Suspended from"))
    last_day = DayField(label=gettext_lazy("Suspended until"))
    reason = LineField(label=gettext_lazy("Reason"), max_length=300)


class SuspendForm(PhysicianForm):
    institution = InstitutionField()

    field_order = ("institution",)


@requires(duty=("inspect", "handle"))
@once
def suspend(request: AgencyRequest) -> HttpResponseBase:
    form = SuspendForm(request.POST or None)
    return _ask(request, form, cancel_url=reverse("claims:physician_suspensions"))


@requires(duty=("inspect", "handle"))
@once
def suspend_of_case(request: AgencyRequest, inspection_case_id: int) -> HttpResponseBase:
    """Ask for it from a decided case against the institution: the physician and the reason stand there already."""
    against = InspectionCase.objects.filter(institution__isnull=False)
    related = ("institution__county__parent", "institution__area")
    case = get_object_or_404(against.select_related(*related), pk=inspection_case_id)
    initial = {
        "physician_code": case.physician_code, "physician_name": case.physician_name,
        "first_day": timezone.localdate(), "reason": f"{case.number} {case.title}"[:300],
    }  # fmt: skip
    facts = [Fact(_("Case of inspection"), case.number), Fact(_("Institution"), case.institution)]
    return _ask(
        request, PhysicianForm(request.POST or None, initial=initial), facts=facts,
        cancel_url=reverse("claims:inspection_case", args=[case.pk]), case=case, institution=case.institution,
    )  # fmt: skip


def _ask(
    request: AgencyRequest,
    form: forms.Form,
    *,
    cancel_url: str,
    facts: Sequence[Fact] = (),
    **of: Any,
) -> HttpResponseBase:
    def do() -> str:
        made = ask_physician_suspension(acting_user=_user(request), **of, **form.cleaned_data)
        return reverse("claims:physician_suspension", args=[made.pk])

    return act_page(
        request, title=_("Ask for a suspension"), form=form, do=do, label=_("Save"), facts=facts,
        said=_("The suspension is asked for."), cancel_url=cancel_url,
        warnings=[_("Once another person granted it, screening finds the bills of those days.")],
    )  # fmt: skip


def _user(request: AgencyRequest) -> Any:
    return request.user


def _suspension(pk: int) -> PhysicianSuspension:
    related = ("institution", "county__parent", "asked_by", "decided_by", "case")
    found: PhysicianSuspension = get_object_or_404(
        PhysicianSuspension.objects.select_related(*related), pk=pk
    )
    return found


def _facts(one: PhysicianSuspension) -> list[Fact]:
    return [
        Fact(_("Physician"), f"{one.physician_name} {one.physician_code}"),
        Fact(_("Institution"), one.institution),
        Fact(_("Suspended from"), one.first_day),
        Fact(_("Suspended until"), one.last_day),
        Fact(_("Reason"), one.reason),
        Fact(_("State"), _decision(one)),
        Fact(_("Asked by"), one.asked_by),
        Fact(_("Decided by"), one.decided_by or "—"),
    ]


@requires()
def suspension_page(request: AgencyRequest, suspension_id: int) -> HttpResponseBase:
    one = _suspension(suspension_id)
    held = duties_at_or_above(user=_user(request), agency=one.county)
    case = (
        []
        if one.case is None
        else [(_("Case of inspection"), reverse("claims:inspection_case", args=[one.case.pk]))]
    )
    links, acts = [*case, (_("All suspensions"), reverse("claims:physician_suspensions"))], []
    mine = one.asked_by_id == request.user.pk
    if one.granted is None and Duty.REVIEW in held and not mine:
        acts = [
            (_("Refuse"), reverse("claims:refuse_physician_suspension", args=[one.pk])),
            (_("Suspend"), reverse("claims:grant_physician_suspension", args=[one.pk])),
        ]
    context = {
        "title": _("Suspension of a physician"), "facts": _facts(one), "tables": [],
        "buttons": buttons(links, acts),
        "another": next_is_another(one.county, Duty.REVIEW) if one.granted is None and mine else "",
        "badge": _decision(one), "tone": TONES[one.granted],
    }  # fmt: skip
    return render(request, "claims/inspections/record.html", context)


def _decide(request: AgencyRequest, pk: int, *, granted: bool) -> HttpResponseBase:
    one = _suspension(pk)
    where = reverse("claims:physician_suspension", args=[one.pk])

    def do() -> str:
        decide_physician_suspension(suspension=one, granted=granted, acting_user=_user(request))
        return where

    return act_page(
        request, title=_("Suspend the physician") if granted else _("Refuse the suspension"), facts=_facts(one), do=do,
        said=_("The physician is suspended.") if granted else _("The suspension is refused."), cancel_url=where,
    )  # fmt: skip


@requires(duty="review")
@once
def grant(request: AgencyRequest, suspension_id: int) -> HttpResponseBase:
    return _decide(request, suspension_id, granted=True)


@requires(duty="review")
@once
def refuse(request: AgencyRequest, suspension_id: int) -> HttpResponseBase:
    return _decide(request, suspension_id, granted=False)
