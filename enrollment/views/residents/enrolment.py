"""Late enrolment and newborns: what is to be paid at once, and the cover it gives (ZY-03)."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config import display
from config.access import requires
from config.codes import name_of
from config.errors import DomainError
from config.forms import Fact, act_page, once
from config.listing import ChoiceFilter, Column, DaysFilter, Listing
from config.money import from_fen
from enrollment.models import RESIDENTS, CounterEnrolment, Person
from enrollment.resident_forms import CounterEnrolmentForm
from enrollment.rules.contributions.terms import terms_on
from enrollment.services.counter_enrolments.enrol import Asked, Kind, enrol_at_counter, work_out
from enrollment.views.counters import CounterFilter, counters_in_reach
from enrollment.views.coverage import page_of
from enrollment.views.people import person_filter
from enrollment.views.reach import person_in_reach
from institutions.access import AgencyRequest
from institutions.models import PoolingArea
from institutions.policy.in_force import calendar_of
from institutions.policy.wording import word
from institutions.views.institutions import counties_in_reach


def reasons_of(area: PoolingArea, parameter: str) -> tuple[str, ...]:
    """The reasons the policy of today lists; none where it is silent."""
    today = timezone.localdate()
    given = terms_on(calendar_of(area).at, today, RESIDENTS).maybe("enrolment", parameter)
    return tuple(given.value) if given is not None else ()


class CounterEnrolments(Listing):
    key = "counter_enrolments"
    title = gettext_lazy("Enrolments outside the window")
    unit = gettext_lazy("yuan")
    columns = (
        Column("person__psn_no", gettext_lazy("Person number"), "code"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__county", gettext_lazy("County of registration")),
        Column("year", gettext_lazy("Year of cover"), "code"),
        Column("kind", gettext_lazy("Kind of enrolment"), get=lambda row: row.get_kind_display()),
        Column("reason", gettext_lazy("Reason"), get=lambda row: word(row.reason) if row.reason else ""),
        Column("evidence", gettext_lazy("Evidence"), default=False),
        Column("begins", gettext_lazy("First covered day"), "date", get=lambda row: row.coverage.period.lower),
        Column("paid_on", gettext_lazy("Paid on"), "date"),
        Column("own", gettext_lazy("Person's contribution"), "money", total=True),
        Column("government", gettext_lazy("Governments' share paid by the person"), "money", total=True),
        Column("aided", gettext_lazy("Paid for the aided"), "money", total=True),
        Column("subsidy", gettext_lazy("Government subsidy"), "money", total=True),
        Column("receipt__number", gettext_lazy("Receipt number"), "code"),
        Column("receipt__booked_on", gettext_lazy("Booked on"), "date"),
        Column("handled_at", gettext_lazy("Handled at")),
    )  # fmt: skip
    filters = (
        person_filter(),
        ChoiceFilter("kind", gettext_lazy("Kind of enrolment"), choices=CounterEnrolment.Kind),
        ChoiceFilter("county", gettext_lazy("County"), field="person__county", choices=counties_in_reach),
        CounterFilter("counter", gettext_lazy("Handled at"), field="handled_at", choices=counters_in_reach),
        DaysFilter("paid_on", gettext_lazy("Paid on")),
    )
    order = "-pk"
    empty_title = gettext_lazy("Nobody was enrolled outside the window yet.")
    empty_hint = gettext_lazy("Open a person's file to enrol late or as a newborn.")

    def rows(self) -> QuerySet[CounterEnrolment]:
        return CounterEnrolment.objects.select_related("person__county", "coverage", "receipt", "handled_at")

    def row_url(self, row: CounterEnrolment) -> str:
        return reverse("enrollment:person", args=[row.person_id])


@requires()
def counter_enrolments(request: AgencyRequest) -> HttpResponseBase:
    return CounterEnrolments.respond(request)


@requires(duty="register")
@once
def enrol_late(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = person_in_reach(request, person_id)
    reasons = reasons_of(person.county.area, "late.reasons")
    if not reasons:
        return _act(
            request, person, Kind.LATE, None, _("The policy in force lists no reason for late enrolment.")
        )
    return _act(request, person, Kind.LATE, reasons)


@requires(duty="register")
@once
def enrol_newborn(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    return _act(request, person_in_reach(request, person_id), Kind.NEWBORN, None)


def _act(
    request: AgencyRequest, person: Person, kind: str, reasons: tuple[str, ...] | None, *warnings: str
) -> HttpResponseBase:
    today = timezone.localdate()
    usual = {
        "psn_type": "1401" if kind == Kind.NEWBORN else "1501",
        "year": person.brdy.year if kind == Kind.NEWBORN else today.year,
        "paid_on": today,
    }
    form = CounterEnrolmentForm(request.POST or None, reasons=reasons, initial=usual)

    def asked(**given: Any) -> Asked:
        names = ("psn_type", "year", "paid_on", "reason")
        return Asked(
            person=person, county=person.county, kind=kind,
            **{name: given[name] for name in names if name in given},
        )  # fmt: skip

    def do() -> str:
        given = form.cleaned_data
        rest = {name: given[name] for name in ("evidence", "amount", "number")}
        enrol_at_counter(enrolment=asked(**given), acting_user=request.user, **rest)
        return page_of(request, person)

    first = {"reason": reasons[0]} if reasons else {}
    titles = {
        Kind.LATE.value: _("Enrol %(name)s after the window"),
        Kind.NEWBORN.value: _("Enrol the newborn %(name)s"),
    }
    return act_page(
        request,
        title=titles[str(kind)] % {"name": person.psn_name},
        facts=[
            Fact(_("Person number"), person.psn_no),
            Fact(_("Born on"), person.brdy),
            Fact(_("County of registration"), person.county),
            *([] if warnings else _quoted(asked(**usual, **first))),
        ],
        warnings=warnings,
        form=None if warnings else form,
        do=do,
        label=_("Enrol"),
        said=_("Enrolled: the receipt waits for the books."),
        cancel_url=page_of(request, person),
    )


def _quoted(asked: Asked) -> list[Fact]:
    """What is asked as things stand today; or why nothing can be."""
    try:
        owed = work_out(asked)
    except DomainError as refused:
        return [Fact(_("To be paid at once"), str(refused))]
    told = [
        Fact(
            _("To be paid at once as %(category)s") % {"category": name_of("psn_type", asked.psn_type)},
            display.money_text(from_fen(owed.by_person)),
        ),
        Fact(_("Covered from"), owed.begins),
    ]
    if owed.government:
        told.append(Fact(_("Of it the governments' share"), display.money_text(from_fen(owed.government))))
    return told
