"""Lists: inspections one may know of, rosters, cases."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.models import Inspection, InspectionCase, RosterMember
from claims.reads.inspections import inspections_seen_by
from config.access import requires
from config.listing import Action, ChoiceFilter, Column, DaysFilter, Listing, TextFilter
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach

TONES = {
    "planned": "plain", "approved": "info", "under_way": "warn", "closed": "ok", "withdrawn": "plain",
}  # fmt: skip
CASE_TONES = {
    "opened": "warn", "asked": "info", "stated": "warn", "proposed": "warn", "decided": "bad", "closed": "plain",
}  # fmt: skip


class InspectionList(Listing):
    key = "inspections"
    title = gettext_lazy("Inspections")
    columns = (
        Column("number", gettext_lazy("Number"), "code", sort="number"),
        Column("kind", gettext_lazy("Kind")),
        Column("title", gettext_lazy("Title")),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("county", gettext_lazy("Conducted by")),
        Column("partners", gettext_lazy("Together with"), default=False),
        Column("starts_on", gettext_lazy("Begins on"), "date"),
        Column("ends_on", gettext_lazy("Ends on"), "date"),
        Column("prepared_by", gettext_lazy("Planned by")),
        Column("approved_by", gettext_lazy("Approved by"), default=False),
    )
    filters = (
        TextFilter("q", gettext_lazy("Number"), lookups=("number", "title__contains")),
        ChoiceFilter("kind", gettext_lazy("Kind"), choices=Inspection.Kind),
        ChoiceFilter("state", gettext_lazy("State"), choices=Inspection.State),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        DaysFilter("starts_on", gettext_lazy("Begins on")),
    )
    order = "-number"
    empty_title = gettext_lazy("No inspections.")
    empty_hint = gettext_lazy("They are planned by one person, approved by another and drawn by lot.")

    def rows(self) -> QuerySet[Inspection]:
        return inspections_seen_by(self.user).select_related("county", "prepared_by", "approved_by")

    def row_url(self, row: Inspection) -> str:
        return reverse("claims:inspection", args=[row.pk])

    def row_css(self, row: Inspection) -> str:
        return "late" if row.state == "under_way" and row.ends_on < timezone.localdate() else ""

    def actions(self) -> Iterable[Action]:
        if self.assignment and Duty.INSPECT in self.assignment.duties:
            yield Action(_("Plan an inspection"), reverse("claims:plan_inspection"), main=True)


class RosterList(Listing):
    key = "rosters"
    title = gettext_lazy("Rosters of inspection")
    columns = (
        Column("code", gettext_lazy("Roster number"), "code", sort="code"),
        Column("kind", gettext_lazy("Roster")),
        Column("name", gettext_lazy("Full name")),
        Column("organisation", gettext_lazy("Sent by")),
        Column("stands_for", gettext_lazy("Stands for"), default=False),
        Column("specialty", gettext_lazy("Specialty")),
        Column("works_at", gettext_lazy("Works at"), default=False),
        Column("county", gettext_lazy("County")),
        Column("first", gettext_lazy("From"), "date", get=lambda row: row.period.lower),
        Column("last", gettext_lazy("Off the roster from"), "date", get=lambda row: row.period.upper),
    )
    filters = (
        TextFilter("q", gettext_lazy("Full name"), lookups=("code", "name__begins")),
        ChoiceFilter("kind", gettext_lazy("Roster"), choices=RosterMember.Kind),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )
    order = "code"
    empty_title = gettext_lazy("Nobody stands on a roster.")
    empty_hint = gettext_lazy(
        "Inspectors, experts, grid and social supervisors, and the supervision committee."
    )

    def rows(self) -> QuerySet[RosterMember]:
        found: QuerySet[RosterMember] = RosterMember.objects.select_related("county", "works_at")
        return found

    def row_url(self, row: RosterMember) -> str:
        return reverse("claims:roster_member", args=[row.pk])

    def actions(self) -> Iterable[Action]:
        if self.assignment and Duty.INSPECT in self.assignment.duties:
            yield Action(_("Put somebody on a roster"), reverse("claims:enrol_member"), main=True)


class CaseList(Listing):
    key = "inspection-cases"
    title = gettext_lazy("Cases of inspection")
    unit = gettext_lazy("yuan")
    columns = (
        Column("number", gettext_lazy("Case file number"), "code", sort="number"),
        Column("source", gettext_lazy("Source")),
        Column("subject", gettext_lazy("Whom it is about")),
        Column("title", gettext_lazy("Title")),
        Column("state", gettext_lazy("State"), "badge", tone=CASE_TONES),
        Column("opened_on", gettext_lazy("Case opened on"), "date"),
        Column("statement_due", gettext_lazy("Statement by"), "date"),
        Column("due_on", gettext_lazy("Case to be decided by"), "date"),
        Column("fine", gettext_lazy("Fine"), "money"),
        Column("fine_due_on", gettext_lazy("Fine to be paid by"), "date", default=False),
        Column("fine_paid_on", gettext_lazy("Fine paid on"), "date", default=False),
        Column("handed_to", gettext_lazy("Handed over to")),
        Column("decided_on", gettext_lazy("Decided on"), "date"),
        Column("county", gettext_lazy("County")),
    )
    filters = (
        TextFilter(
            "q",
            gettext_lazy("Institution"),
            lookups=("number", "institution__fixmedins_code", "institution__name__begins"),
            hint=gettext_lazy("number, code or name"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=InspectionCase.State),
        ChoiceFilter("source", gettext_lazy("Source"), choices=InspectionCase.Source),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
        DaysFilter("opened_on", gettext_lazy("Case opened on")),
    )
    order = "-number"
    empty_title = gettext_lazy("No cases.")
    empty_hint = gettext_lazy("They are opened from an inspection, a finding on a bill or a report.")

    def rows(self) -> QuerySet[InspectionCase]:
        found: QuerySet[InspectionCase] = InspectionCase.objects.select_related(
            "institution", "person", "county"
        )
        return found

    def row_url(self, row: InspectionCase) -> str:
        return reverse("claims:inspection_case", args=[row.pk])

    def row_css(self, row: Any) -> str:
        return "late" if row.state not in ("decided", "closed") and row.due_on < timezone.localdate() else ""


@requires()
def inspection_list(request: HttpRequest) -> HttpResponseBase:
    return InspectionList.respond(request)


@requires()
def roster_list(request: HttpRequest) -> HttpResponseBase:
    return RosterList.respond(request)


@requires()
def case_list(request: HttpRequest) -> HttpResponseBase:
    return CaseList.respond(request)
