"""Rosters: somebody put on one, what they must not inspect, their last day."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.forms_inspections import ConflictForm, LeaveForm, MemberForm
from claims.models import RosterMember
from claims.services.inspections import roster
from config import display
from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Column, Table
from institutions.access import AgencyRequest
from institutions.models import Duty

from .offered import buttons


def _member(member_id: int) -> RosterMember:
    related = ("county", "works_at", "entered_by")
    found: RosterMember = get_object_or_404(RosterMember.objects.select_related(*related), pk=member_id)
    return found


def _address(member: RosterMember) -> str:
    return reverse("claims:roster_member", args=[member.pk])


def _user(request: AgencyRequest) -> Any:
    return request.user


def _facts(member: RosterMember) -> list[Fact]:
    return [
        Fact(_("Roster"), member.get_kind_display()),
        Fact(_("Roster number"), member.code),
        Fact(_("Full name"), member.name),
        Fact(_("County"), member.county),
        Fact(_("Sent by"), member.organisation or "—"),
        Fact(_("Stands for"), member.get_stands_for_display() or "—"),
        Fact(_("Specialty"), member.specialty or "—"),
        Fact(_("Phone"), display.masked_telephone(member.tel)),
        Fact(_("Works at"), member.works_at or "—"),
        Fact(_("From"), member.period.lower),
        Fact(_("Off the roster from"), member.period.upper or "—"),
        Fact(_("Entered by"), member.entered_by),
    ]


@requires()
def member_page(request: AgencyRequest, roster_member_id: int) -> HttpResponseBase:
    member = _member(roster_member_id)
    conflicts = Table(
        caption=_("Must not inspect"),
        columns=(
            Column("institution", _("Institution")),
            Column("reason", _("Reason")),
            Column("entered_by", _("Entered by")),
        ),
        rows=member.conflicts.select_related("institution", "entered_by"),
    )
    acts = []
    if Duty.INSPECT in _user(request).duties_at(member.county):
        acts = [
            (_("Set the last day"), reverse("claims:leave_roster", args=[member.pk])),
            (_("Declare a conflict of interest"), reverse("claims:declare_conflict", args=[member.pk])),
        ]
    shown = buttons([(_("All rosters"), reverse("claims:rosters"))], acts)
    context = {"title": member.name, "facts": _facts(member), "tables": [conflicts], "buttons": shown}
    return render(request, "claims/inspections/record.html", context)


@requires(duty="inspect")
@once
def enrol(request: AgencyRequest) -> HttpResponseBase:
    form = MemberForm(request.POST or None, initial={"first": timezone.localdate()})
    agency = request.assignment.agency
    return act_page(
        request, title=_("Put somebody on a roster"), form=form, facts=[Fact(_("County"), agency)], label=_("Save"),
        do=lambda: _address(roster.enrol(agency=agency, acting_user=_user(request), **form.cleaned_data)),
        said=_("The roster is changed."), cancel_url=reverse("claims:rosters"),
    )  # fmt: skip


@requires(duty="inspect")
@once
def leave(request: AgencyRequest, roster_member_id: int) -> HttpResponseBase:
    member, form = _member(roster_member_id), LeaveForm(request.POST or None)
    return act_page(
        request, title=_("Set the last day"), form=form, facts=_facts(member), label=_("Save"),
        do=lambda: _address(roster.leave(member=member, acting_user=_user(request), **form.cleaned_data)),
        said=_("The roster is changed."), cancel_url=_address(member),
    )  # fmt: skip


@requires(duty="inspect")
@once
def conflict(request: AgencyRequest, roster_member_id: int) -> HttpResponseBase:
    member, form = _member(roster_member_id), ConflictForm(request.POST or None)

    def do() -> str:
        roster.declare_conflict(member=member, acting_user=_user(request), **form.cleaned_data)
        return _address(member)

    return act_page(
        request, title=_("Declare a conflict of interest"), form=form, facts=_facts(member)[:3], label=_("Save"),
        do=do, said=_("The conflict is declared."), cancel_url=_address(member),
    )  # fmt: skip
