"""Credit points: the work list of events, entering and deciding them, the year's standings, the panel on the file."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.display import changed_query
from config.forms import DayField, Fact, LineField, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing, Table, TextFilter
from config.listing.export import tables_workbook
from config.spreadsheets.web import dated, workbook_answer
from institutions.access import AgencyRequest
from institutions.models import CreditEvent, Duty, Institution
from institutions.policy.credit import SUBJECTS, credit_policy_or_none
from institutions.policy.wording import word
from institutions.rules import credit as rules
from institutions.services.credit import (
    ACTS,
    ask_repair,
    decide_event,
    decide_repair,
    enter_event,
    standings,
)
from institutions.views.institutions import counties_in_reach

TONES = {
    "entered": "warn", "confirmed": "bad", "refused": "plain", "repair_asked": "warn", "repaired": "ok",
}  # fmt: skip
# Act → (duty, page). In the order of the buttons.
PAGES = {
    "refuse": (Duty.REVIEW, "refuse_credit_event"),
    "confirm": (Duty.REVIEW, "confirm_credit_event"),
    "ask_repair": (Duty.HANDLE, "ask_credit_repair"),
    "refuse_repair": (Duty.REVIEW, "refuse_credit_repair"),
    "repair": (Duty.REVIEW, "grant_credit_repair"),
}
FIRST_YEAR = 2015


class CreditEventList(Listing):
    key = "credit_events"
    title = gettext_lazy("Credit events")
    columns = (
        Column("day", gettext_lazy("Day of the event"), "date"),
        Column("institution__fixmedins_code", gettext_lazy("Institution code"), "code"),
        Column("institution__name", gettext_lazy("Institution")),
        Column("physician_name", gettext_lazy("Physician")),
        Column("title", gettext_lazy("Event")),
        Column("points", gettext_lazy("Points"), "number"),
        Column("state", gettext_lazy("State"), "badge", tone=TONES),
        Column("county", gettext_lazy("County")),
        Column("entered_by", gettext_lazy("Entered by"), default=False),
        Column("decided_by", gettext_lazy("Decided by"), default=False),
    )
    filters = (
        TextFilter(
            "q", gettext_lazy("Institution"),
            lookups=("institution__fixmedins_code__begins", "institution__name__begins"),
            hint=gettext_lazy("code or start of the name"),
        ),
        ChoiceFilter("state", gettext_lazy("State"), choices=CreditEvent.State),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach),
    )  # fmt: skip
    empty_title = gettext_lazy("No credit events yet.")
    empty_hint = gettext_lazy("They are entered in an institution's file.")

    def rows(self) -> QuerySet[Any]:
        return CreditEvent.objects.select_related("institution", "county", "entered_by", "decided_by")

    def row_url(self, row: CreditEvent) -> str:
        return row.get_absolute_url()

    def actions(self) -> list[Action]:
        return [Action(_("Credit ratings"), reverse("institutions:credit_standings"))]


@requires()
def credit_events(request: AgencyRequest) -> HttpResponseBase:
    return CreditEventList.respond(request)


@requires()
def credit_standings(request: AgencyRequest) -> HttpResponseBase:
    """The list of a year to be published."""
    area, counties = request.assignment.agency.area, request.user.scope()
    everybody = Institution.objects.filter(area=area, county__isnull=False).select_related("county", "area")
    seen = [one for one in everybody if counties.includes(county_id=one.county_id, area_id=one.area_id)]
    return yearly_table(
        request, lambda year: _("Credit ratings %(year)s") % {"year": year},
        lambda year: _table(standings(area, year, seen)), reverse("institutions:credit_events"),
    )  # fmt: skip


def yearly_table(
    request: AgencyRequest, titled: Callable[[int], str], table_of: Callable[[int], Table], events_url: str
) -> HttpResponseBase:
    """The table of a year; on screen, with ``print`` on paper, with ``export`` as a workbook."""
    this = timezone.localdate().year
    years = [str(year) for year in range(this, FIRST_YEAR - 1, -1)]
    asked = request.GET.get("year", "")
    year = int(asked) if asked in years else this
    table, title = table_of(year), titled(year)
    if "export" in request.GET:
        return workbook_answer(tables_workbook([table]), dated(title))
    context = {
        "title": title, "table": table, "tables": [table], "years": years, "year": str(year), "period": year,
        "agency": request.assignment.agency, "printed_at": timezone.now(), "events_url": events_url,
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "back_url": changed_query(request.GET, print=None),
    }  # fmt: skip
    name = "assessment/board_print" if "print" in request.GET else "credit/standings"
    return render(request, f"institutions/{name}.html", context)


def _table(rows: Any) -> Table:
    columns = (
        Column("institution__fixmedins_code", _("Institution code"), "code"),
        Column("institution__name", _("Institution"), link=lambda row: _file(row.institution)),
        Column("county", _("County"), get=lambda row: row.institution.county),
        Column("physician_name", _("Physician")),
        Column("start", _("At the start"), "number"),
        Column("taken", _("Points taken"), "number"),
        Column("left", _("Points left"), "number"),
        Column("rating", _("Rating"), get=lambda row: word(row.rating)),
    )
    empty = _("No policy on credit points is in force for this year.")
    return Table(caption=_("Credit ratings"), columns=columns, rows=rows, empty=empty)


def _file(institution: Institution) -> str:
    return reverse("institutions:institution", args=[institution.pk])


def _event(pk: int) -> CreditEvent:
    related = ("institution", "area", "county", "entered_by", "decided_by", "repair_asked_by", "repaired_by")
    found: CreditEvent = get_object_or_404(CreditEvent.objects.select_related(*related), pk=pk)
    return found


@requires()
def credit_event(request: AgencyRequest, credit_event_id: int) -> HttpResponseBase:
    event = _event(credit_event_id)
    addresses = {
        act: reverse(f"institutions:{page}", args=[event.pk]) for act, (_duty, page) in PAGES.items()
    }
    context = {"title": event.title, "event": event, "tone": TONES[event.state]}
    context["buttons"] = buttons_of(request, event, addresses)
    return render(request, "institutions/credit/event.html", context)


def buttons_of(request: AgencyRequest, event: Any, addresses: dict[str, str]) -> list[tuple[str, str]]:
    """Title and address of every act that is open to the reader."""
    held = request.user.duties_at(event.rated_at)
    return [
        (title_of(act), address)
        for act, address in addresses.items()
        if rules.after(event.state, act) and PAGES[act][0] in held and request.user.pk != _before(event)
    ]


def _before(event: Any) -> int | None:
    """Who did the step before, and may not do the next."""
    return {"entered": event.entered_by_id, "repair_asked": event.repair_asked_by_id}.get(event.state)


class CreditEventForm(forms.Form):
    """An event of the catalogue; with a physician it costs the physician points."""

    event = forms.ChoiceField(label=gettext_lazy("Event"))
    day = DayField(label=gettext_lazy("Day of the event"))
    physician_code = LineField(label=gettext_lazy("Code of the physician"), required=False, max_length=30)
    physician_name = LineField(label=gettext_lazy("Physician"), required=False, max_length=50)
    evidence = LineField(label=gettext_lazy("Evidence"), max_length=300)

    def __init__(self, *args: Any, events: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["event"].choices = events  # type: ignore[attr-defined]


class MeasuresForm(forms.Form):
    measures = LineField(label=gettext_lazy("Measures taken"), max_length=300)


@requires(duty=("handle", "inspect"))
@once
def new_event(request: AgencyRequest, institution_id: int) -> HttpResponseBase:
    institution = get_object_or_404(Institution.objects.select_related("county", "area"), pk=institution_id)
    today = timezone.localdate()
    policy = credit_policy_or_none(institution.area, today)
    titles = {"institution": _("Institution"), "physician": _("Physician")}
    events = [
        (one.key, f"{titles[subject]} · {one.title} (−{one.points})")
        for subject in SUBJECTS
        for one in (policy.events(subject) if policy else ())
    ]
    form = CreditEventForm(request.POST or None, events=events, initial={"day": today})
    return act_page(
        request, title=_("New credit event"), form=form, label=_("Save"),
        facts=[Fact(_("Institution"), f"{institution} {institution.fixmedins_code}")],
        warnings=[_("The points are taken only when a second person has confirmed the event.")],
        do=lambda: enter_event(institution=institution, acting_user=_user(request), **form.cleaned_data),
        said=_("The event is entered."), cancel_url=_file(institution),
    )  # fmt: skip


def _user(request: AgencyRequest) -> Any:
    return request.user


def title_of(act: str) -> str:
    return str(ACTS[act])[:1].upper() + str(ACTS[act])[1:]


# What a decision that takes nothing does, and says when it is done.
DECISIONS: dict[str, tuple[Callable[[Any, Any], object], Any]] = {
    "confirm": (
        lambda event, user: decide_event(event=event, confirmed=True, acting_user=user),
        gettext_lazy("The points are taken."),
    ),
    "refuse": (
        lambda event, user: decide_event(event=event, confirmed=False, acting_user=user),
        gettext_lazy("The event is refused."),
    ),
    "repair": (
        lambda event, user: decide_repair(event=event, granted=True, acting_user=user),
        gettext_lazy("The points are given back."),
    ),
    "refuse_repair": (
        lambda event, user: decide_repair(event=event, granted=False, acting_user=user),
        gettext_lazy("The repair is refused."),
    ),
}


def decision_page(request: AgencyRequest, event: Any, act: str) -> HttpResponseBase:
    """The page of a decision about an event, whoever it is about."""
    do, said = DECISIONS[act]
    return act_page(
        request, title=title_of(act), facts=facts_of(event), do=lambda: do(event, _user(request)), said=said,
        cancel_url=event.get_absolute_url(),
    )  # fmt: skip


def repair_page(request: AgencyRequest, event: Any) -> HttpResponseBase:
    form = MeasuresForm(request.POST or None)
    return act_page(
        request, title=_("Ask for repair"), facts=facts_of(event), form=form,
        do=lambda: ask_repair(event=event, acting_user=_user(request), **form.cleaned_data),
        said=_("The repair is asked for."), cancel_url=event.get_absolute_url(),
    )  # fmt: skip


def facts_of(event: Any) -> list[Fact]:
    found = [
        Fact(event.of._meta.verbose_name, event.of),
        Fact(_("Event"), event.title),
        Fact(_("Points"), event.points),
        Fact(_("Day of the event"), event.day),
        Fact(_("Evidence"), event.evidence),
        Fact(_("Entered by"), event.entered_by),
    ]
    if event.subject == "physician":
        found.insert(1, Fact(_("Physician"), f"{event.physician_name} {event.physician_code}"))
    if event.measures:
        found.append(Fact(_("Measures taken"), event.measures))
    return found


def _decides(act: str) -> Callable[[HttpRequest, int], HttpResponseBase]:
    def view(request: AgencyRequest, credit_event_id: int) -> HttpResponseBase:
        return decision_page(request, _event(credit_event_id), act)

    return requires(duty="review")(once(view))


confirm, refuse = _decides("confirm"), _decides("refuse")
grant_repair, refuse_repair = _decides("repair"), _decides("refuse_repair")


@requires(duty="handle")
@once
def repair(request: AgencyRequest, credit_event_id: int) -> HttpResponseBase:
    return repair_page(request, _event(credit_event_id))


def credit_panel(request: AgencyRequest, institution: Institution) -> dict[str, Any]:
    """This year's points of the institution and its physicians, its events, and where to enter one."""
    events = CreditEvent.objects.filter(institution=institution).order_by("-day", "-pk")[:20]
    today = timezone.localdate()
    duties = set() if institution.county is None else request.user.duties_at(institution.county)
    known = credit_policy_or_none(institution.area, today) is not None
    rows = standings(institution.area, today.year, [institution]) if institution.county_id else []
    return {
        "year": str(today.year),
        "standings": [(row, word(row.rating)) for row in rows],
        "events": [(one, TONES[one.state]) for one in events],
        "enter_url": reverse("institutions:new_credit_event", args=[institution.pk])
        if known and duties & {Duty.HANDLE, Duty.INSPECT}
        else "",
    }
