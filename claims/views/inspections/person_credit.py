"""Credit of insured persons (JJ-11): the list of events, the year's ratings, an event and its acts, the panel."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_procurement import EventForm
from claims.models import InspectionCase, PersonCreditEvent
from claims.services.cases.states import WORKERS
from claims.services.person_credit import PersonStanding, enter_person_event, person_standings, rating_policy
from claims.views.inspections.lists import CASE_TONES
from claims.views.procurement.parts import act_on, file_page
from config.access import requires
from config.forms import Fact, once
from config.listing import Action, ChoiceFilter, Column, DaysFilter, Listing, Table
from enrollment.models import Person
from enrollment.views.people import person_filter
from enrollment.views.reach import own_person
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.policy.credit import PERSON
from institutions.policy.wording import word
from institutions.views.credit import (
    TONES,
    buttons_of,
    decision_page,
    facts_of,
    repair_page,
    yearly_table,
)
from institutions.views.institutions import counties_in_reach

MOST_SHOWN = 20


def _file(person: Person) -> str:
    return reverse("enrollment:person", args=[person.pk])


class PersonCreditEventList(Listing):
    key = "person-credit-events"
    title = gettext_lazy("Credit events of insured persons")
    columns = (
        Column("day", gettext_lazy("Day of the event"), "date"),
        Column("person__psn_no", gettext_lazy("Person number"), "code"),
        Column("person__psn_name", gettext_lazy("Full name"), link=lambda row: _file(row.person)),
        Column("person__certno", gettext_lazy("Certificate number"), "masked", default=False),
        Column("title", gettext_lazy("Event")),
        Column("points", gettext_lazy("Points"), "number"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("person__county", gettext_lazy("County")),
        Column("evidence", gettext_lazy("Evidence"), default=False),
        Column("entered_by", gettext_lazy("Entered by"), default=False),
        Column("decided_by", gettext_lazy("Decided by"), default=False),
        Column("repaired_on", gettext_lazy("Repaired on"), "date", default=False),
    )
    filters = (
        person_filter(),
        ChoiceFilter("state", gettext_lazy("State"), choices=PersonCreditEvent.State),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach, field="person__county"),
        DaysFilter("day", gettext_lazy("Day of the event")),
    )
    empty_title = gettext_lazy("No credit events yet.")
    empty_hint = gettext_lazy("They are entered in a person's file, or follow from a decided case.")

    def rows(self) -> QuerySet[Any]:
        return PersonCreditEvent.objects.select_related("person__county", "entered_by", "decided_by")

    def row_url(self, row: PersonCreditEvent) -> str:
        return row.get_absolute_url()

    def actions(self) -> list[Action]:
        return [Action(_("Credit ratings"), reverse("claims:person_ratings"))]


@requires()
def event_list(request: AgencyRequest) -> HttpResponseBase:
    return PersonCreditEventList.respond(request)


@requires()
def ratings(request: AgencyRequest) -> HttpResponseBase:
    """Everybody with a confirmed event in a year, and the rating it left them."""
    area = request.assignment.agency.area
    return yearly_table(
        request, lambda year: _("Credit ratings of insured persons %(year)s") % {"year": year},
        lambda year: _ratings(person_standings(area, year)), reverse("claims:person_credit_events"),
    )  # fmt: skip


def _ratings(rows: list[PersonStanding]) -> Table:
    columns = (
        Column("person__psn_no", _("Person number"), "code"),
        Column("person__psn_name", _("Full name"), link=lambda row: _file(row.person)),
        Column("person__county", _("County")),
        Column("events", _("Credit events"), "number"),
        Column("start", _("At the start"), "number"),
        Column("taken", _("Points taken"), "number"),
        Column("left", _("Points left"), "number"),
        Column("rating", _("Rating"), get=lambda row: word(row.rating)),
    )
    empty = _("Nobody insured lost points in this year, or no policy rates them.")
    return Table(caption=_("Credit ratings"), columns=columns, rows=rows, empty=empty)


@requires(duty=("handle", "inspect"))
@once
def new_event(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person, today = own_person(person_id), timezone.localdate()
    policy = rating_policy(person.county.area, today)
    known = policy.events(PERSON) if policy else []
    form = EventForm(request.POST or None, events=[one.choice for one in known], initial={"day": today})
    return act_on(
        request, person,
        lambda acting_user, **given: enter_person_event(person=person, acting_user=acting_user, **given),
        where=_file(person), form=form, title=_("New credit event"), label=_("Save"), said=_("The event is entered."),
        facts=[Fact(_("Person number"), person.psn_no), Fact(_("Full name"), person.psn_name)],
        warnings=[_("The points are taken only when a second person has confirmed the event.")],
    )  # fmt: skip


def _event(pk: int) -> PersonCreditEvent:
    related = ("person__county", "area", "entered_by", "decided_by", "repair_asked_by", "repaired_by")
    return get_object_or_404(PersonCreditEvent.objects.select_related(*related), pk=pk)


EVENT_PAGES = {
    "refuse": "refuse_person_credit_event",
    "confirm": "confirm_person_credit_event",
    "ask_repair": "ask_person_credit_repair",
    "refuse_repair": "refuse_person_credit_repair",
    "repair": "grant_person_credit_repair",
}


@requires()
def event_page(request: AgencyRequest, person_credit_event_id: int) -> HttpResponse:
    event = _event(person_credit_event_id)
    addresses = {act: reverse(f"claims:{page}", args=[event.pk]) for act, page in EVENT_PAGES.items()}
    acts = [Action(title, url, main=True) for title, url in buttons_of(request, event, addresses)]
    cases = InspectionCase.objects.filter(person_credit=event)
    decided = [
        Fact(_("Decided by"), event.decided_by or "—"),
        Fact(_("Repair asked by"), event.repair_asked_by or "—"),
        Fact(_("Repair granted by"), event.repaired_by or "—"),
        Fact(_("Repaired on"), event.repaired_on or "—"),
    ]
    return file_page(
        request, event, title=event.title, tone=TONES[event.state], facts=[*facts_of(event), *decided],
        buttons=[Action(_("Insured person"), _file(event.person)), *acts],
        tables=[_cases(cases)] if cases else [],
    )  # fmt: skip


def _cases(found: QuerySet[InspectionCase]) -> Table:
    columns = (
        Column("number", _("Case number"), "code"),
        Column("title", _("Title")),
        Column("decided_on", _("Decided on"), "date"),
        Column("state", _("State"), "badge", tone=CASE_TONES),
    )
    return Table(
        _("Cases of inspection"), columns, found.order_by("-pk")[:MOST_SHOWN], empty=_("No cases."),
        row_url=lambda row: reverse("claims:inspection_case", args=[row.pk]),
    )  # fmt: skip


def _decides(act: str) -> Callable[[HttpRequest, int], HttpResponseBase]:
    def view(request: AgencyRequest, person_credit_event_id: int) -> HttpResponseBase:
        return decision_page(request, _event(person_credit_event_id), act)

    return requires(duty=Duty.REVIEW.value)(once(view))


confirm, refuse = _decides("confirm"), _decides("refuse")
grant_repair, refuse_repair = _decides("repair"), _decides("refuse_repair")


@requires(duty="handle")
@once
def ask_repair(request: AgencyRequest, person_credit_event_id: int) -> HttpResponseBase:
    return repair_page(request, _event(person_credit_event_id))


def credit_of_person(request: AgencyRequest, person: Person) -> dict[str, Any]:
    """Panel of the person file: this year's points, the latest events, cases, and where to enter one."""
    today = timezone.localdate()
    held = request.user.duties_at(person.county)
    area = person.county.area
    # A walk-in's counter does not see what happened elsewhere, so it is shown no rating either.
    seen = request.user.scope().includes(county_id=person.county_id, area_id=area.pk)
    rows = person_standings(area, today.year, [person]) if seen else []
    buttons = []
    if held & set(WORKERS):
        buttons.append(
            Action(_("Open a case against them"), reverse("claims:case_of_person", args=[person.pk]))
        )
        if rows:
            url = reverse("claims:new_person_credit_event", args=[person.pk])
            buttons.append(Action(_("New credit event"), url))
    return {
        "buttons": buttons,
        "year": str(today.year),
        "standing": rows[0] if rows else None,
        "rating": word(rows[0].rating) if rows else "",
        "tables": [_events(person), _cases(InspectionCase.objects.filter(person=person))],
    }


def _events(person: Person) -> Table:
    columns = (
        Column("day", _("Day of the event"), "date"),
        Column("title", _("Event")),
        Column("points", _("Points"), "number"),
        Column("state", _("State"), "badge", tone=TONES),
    )
    return Table(
        _("Credit events"), columns, PersonCreditEvent.objects.filter(person=person)[:MOST_SHOWN],
        empty=_("No credit events yet."), row_url=lambda row: row.get_absolute_url(),
    )  # fmt: skip
