"""The work list of findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.listing import Action, ChoiceFilter, Column, Listing
from enrollment.models import CleaningFinding, FindingKind
from enrollment.views.people import person_filter
from institutions.models import Assignment, Duty
from institutions.views.institutions import counties_in_reach

from .words import says

State = CleaningFinding.State
TONES = {
    "open": "warn",
    "assigned": "info",
    "decided": "info",
    "excused": "plain",
    "gone": "ok",
    "reopened": "bad",
}
NOBODY, WAITING, OVERDUE = "nobody", "waiting", "overdue"


def _staff(listing: Listing) -> list[tuple[Any, Any]]:
    """Oneself, nobody, and whoever registers in the counties in reach."""
    held = Assignment.objects.in_force(timezone.localdate()).filter(duties__contains=[Duty.REGISTER])
    scope = listing.user.scope()
    if not scope.everything:
        held = held.filter(agency__in=scope.counties)
    others = held.exclude(user=listing.user).order_by("user__name").values_list("user", "user__name")
    return [(listing.user.pk, _("me")), (NOBODY, _("nobody")), *others.distinct()]


def _states(_listing: Listing) -> list[tuple[str, Any]]:
    return [(WAITING, _("To be looked into")), (OVERDUE, _("Overdue")), *State.choices]


@dataclass(frozen=True)
class AssigneeFilter(ChoiceFilter):
    def condition(self, values: dict[str, Any]) -> Q:
        if values.get(self.name) == NOBODY:
            return Q(assignee__isnull=True)
        return super().condition(values)


@dataclass(frozen=True)
class StateFilter(ChoiceFilter):
    """A state, or every one in which somebody has to decide, or of these what is overdue."""

    def condition(self, values: dict[str, Any]) -> Q:
        waiting = Q(state__in=CleaningFinding.WAITING)
        asked = {WAITING: waiting, OVERDUE: waiting & Q(due_on__lt=timezone.localdate())}
        return asked.get(values.get(self.name) or "") or super().condition(values)


class FindingList(Listing):
    key = "enrollment.findings"
    title = _("Data cleaning")
    columns = (
        Column("pk", _("Number"), "code", sort="pk"),
        Column("kind", _("Kind of finding")),
        Column("name", _("Full name"), get=lambda row: row.evidence.get("name")),
        Column("says", _("What was found"), get=says),
        Column("county", _("County")),
        Column("other_county", _("Other county"), default=False),
        Column("state", _("State"), "badge", tone=TONES),
        Column("assignee", _("Assigned to")),
        Column("due_on", _("Decide by"), "date", sort="due_on"),
        Column("first_seen", _("First found on"), "date"),
        Column("last_seen", _("Last found on"), "date", default=False),
        Column("gone_on", _("Found no more since"), "date", default=False),
        Column("times_reopened", _("Times found again"), "number", default=False),
        Column("psn_no", _("Person number"), "code", get=lambda row: row.evidence.get("psn_no"), default=False),
    )  # fmt: skip
    filters = (
        person_filter(),
        ChoiceFilter("kind", _("Kind of finding"), choices=FindingKind),
        ChoiceFilter("county", _("County"), choices=counties_in_reach),
        StateFilter("state", _("State"), choices=_states),
        AssigneeFilter("assignee", _("Assigned to"), choices=_staff),
    )
    order = "due_on"
    empty_title = _("Nothing was found yet.")
    empty_hint = _("Compare the data to begin.")

    def rows(self) -> QuerySet[CleaningFinding]:
        return CleaningFinding.objects.select_related("county", "other_county", "assignee")

    def row_url(self, row: CleaningFinding) -> str:
        return reverse("enrollment:finding", args=[row.pk])

    def row_css(self, row: CleaningFinding) -> str:
        return "late" if row.is_overdue else ""

    def actions(self) -> Iterator[Action]:
        yield Action(_("Counts over time"), reverse("enrollment:cleaning_counts"))
        if Duty.REGISTER in self.assignment.duties:
            yield Action(
                _("Assign what is listed"), reverse("enrollment:assign_findings") + self.query(sort=None)
            )
            yield Action(
                _("Sheet of decisions"), reverse("enrollment:decision_sheet") + self.query(sort=None)
            )
            yield Action(_("Import decisions"), reverse("import_upload") + "?kind=cleaning_decisions")
            yield Action(_("Compare data"), reverse("enrollment:compare_data"), main=True)


@requires()
def finding_list(request: HttpRequest) -> HttpResponseBase:
    return FindingList.respond(request)
