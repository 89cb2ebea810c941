"""Contributions in arrears: payers' unpaid months with the late fee as of a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy

from config import display
from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, DayField, Listing, MonthFilter, Table, TextFilter
from config.listing.filters import Filter
from enrollment.models import ContributionMonth, Declaration, Person
from enrollment.reads.arrears import Arrears
from enrollment.services.arrears.restore import ToRestore, to_restore
from enrollment.services.arrears.stop import ToStop, to_stop, within_charge_of
from enrollment.tasks.arrears import RESTORE, STOP, enqueue_for_arrears
from institutions.access import AgencyRequest
from institutions.models import Duty
from institutions.views.institutions import counties_in_reach

MOST_SHOWN = 200


@dataclass(frozen=True)
class AsOfFilter(Filter):
    """The day the figures are of; today when empty."""

    def fields(self, listing: Any) -> dict[str, forms.Field]:
        return {self.name: DayField(label=self.label, required=False)}

    def condition(self, values: dict[str, Any]) -> Q:
        return Q()

    def says(self, listing: Any, values: dict[str, Any]) -> str:
        return display.day(listing.day)


TOLD = ("due", "days_late", "fee", "stops", "clause", "assumed", "gap")
"""Columns the policy of the month answers, as of the day asked."""


class OfADay(Listing):
    """A list of arrears as they stand on the day asked, today when none is."""

    unit = gettext_lazy("yuan")
    filters = (
        AsOfFilter("as_of", gettext_lazy("As of")),
        MonthFilter("month", gettext_lazy("Month")),
        TextFilter("q", gettext_lazy("Payer"), lookups=("payer__emp_no", "payer__name__begins"),
                   hint=gettext_lazy("number or start of the name")),
        ChoiceFilter("payer__county", gettext_lazy("County"), choices=counties_in_reach),
    )  # fmt: skip
    empty_title = gettext_lazy("Nothing is in arrears.")

    @cached_property
    def day(self) -> dt.date:
        return (self.asked or {}).get("as_of") or timezone.localdate()

    @cached_property
    def arrears(self) -> Arrears:
        return Arrears(self.day)

    def heading(self) -> str:
        return gettext("%(title)s on %(day)s") % {"title": self.title, "day": display.day(self.day)}

    def address(self, name: str) -> str:
        """The other list, of the same day."""
        return f"{reverse(name)}?as_of={display.day(self.day)}"


class ArrearsList(OfADay):
    key = "enrollment.arrears"
    title = gettext_lazy("Contributions in arrears")
    columns = (
        Column("month", gettext_lazy("Month"), "month", sort="month"),
        Column("payer__emp_no", gettext_lazy("Payer number"), "code"),
        Column("payer__name", gettext_lazy("Payer's name")),
        Column("payer__county", gettext_lazy("County")),
        Column("heads", gettext_lazy("People"), "number", total=True),
        Column("together", gettext_lazy("Owed together"), "money", get=lambda row: row.total),
        Column("paid", gettext_lazy("Paid in"), "money", get=lambda row: row.paid),
        Column("left_then", gettext_lazy("Still owed"), "money", total=True),
        Column("due", gettext_lazy("Due on"), "date"),
        Column("days_late", gettext_lazy("Days late"), "number"),
        Column("fee", gettext_lazy("Late fee"), "money"),
        Column("stops", gettext_lazy("Benefits stop on"), "date"),
        Column("clause", gettext_lazy("Clause")),
        Column("assumed", gettext_lazy("Assumed"), "assumed"),
        Column("gap", gettext_lazy("The policy does not say"), default=False),
    )
    order = "month"

    @cached_property
    def shown(self) -> list[Column]:
        return [replace(one, get=self._told(one.name)) if one.name in TOLD else one for one in super().shown]

    def _told(self, name: str) -> Callable[[Any], Any]:
        return lambda row: getattr(self.arrears.of(row), name)

    def actions(self) -> Iterator[Action]:
        yield Action(gettext_lazy("People concerned"), self.address("enrollment:people_in_arrears"))
        if Duty.REGISTER in self.assignment.duties:
            yield Action(gettext_lazy("Stop benefits"), self.address("enrollment:stop_in_arrears"))
            yield Action(gettext_lazy("Restore benefits"), self.address("enrollment:restore_after_arrears"))

    def rows(self) -> QuerySet[ContributionMonth]:
        return self.arrears.months().select_related("payer__county")

    def row_url(self, row: ContributionMonth) -> str:
        """The month's statement: who is in it, and what was paid."""
        return reverse("enrollment:contribution_month", args=[row.pk])


class PeopleInArrears(OfADay):
    """Those declared for a month that is not paid in whole: one row for a person and month."""

    key = "enrollment.people_in_arrears"
    title = gettext_lazy("People with contributions in arrears")
    columns = (
        Column("person__psn_no", gettext_lazy("Person number"), "code", sort="person__psn_no"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__certno", gettext_lazy("Certificate number"), "masked"),
        Column("month", gettext_lazy("Month"), "month"),
        Column("payer__emp_no", gettext_lazy("Payer number"), "code"),
        Column("payer__name", gettext_lazy("Payer's name")),
        Column("payer__county", gettext_lazy("County")),
        Column("base", gettext_lazy("Contribution base"), "money", total=True),
        Column("personal", gettext_lazy("Person's contribution"), "money", total=True),
    )
    order = "person__psn_no"

    def rows(self) -> QuerySet[Declaration]:
        unpaid = self.arrears.months().filter(
            payer=OuterRef("payer"), insutype=OuterRef("insutype"), month=OuterRef("month")
        )
        rows: QuerySet[Declaration] = Declaration.objects.filter(Exists(unpaid))
        return rows.select_related("person", "payer__county")

    def row_url(self, row: Declaration) -> str:
        return reverse("enrollment:person", args=[row.person_id])

    def actions(self) -> Iterator[Action]:
        yield Action(gettext_lazy("By payer and month"), self.address("enrollment:arrears"))


@requires()
def people_in_arrears(request: AgencyRequest) -> HttpResponseBase:
    return PeopleInArrears.respond(request)


@requires()
def arrears_list(request: AgencyRequest) -> HttpResponseBase:
    return ArrearsList.respond(request)


def _asked_day(request: AgencyRequest) -> dt.date:
    """The day of the list the act was called from; today when it names none or one that lies ahead."""
    today = timezone.localdate()
    try:
        return min(today, dt.date.fromisoformat(request.GET.get("as_of", "")))
    except ValueError:
        return today


@requires(duty="register")
@once
def stop_in_arrears(request: AgencyRequest) -> HttpResponseBase:
    """Stop the benefits of everybody whose payer is in arrears on the day."""
    day = _asked_day(request)
    with within_charge_of(request.user):
        stops = to_stop(day)
    return act_page(
        request,
        title=gettext("Stop benefits for arrears"),
        facts=[
            Fact(gettext("As of"), display.day(day)),
            Fact(gettext("People whose benefits stop"), len(stops)),
            Fact(gettext("Payers in arrears"), len({one.payer for one in stops})),
        ],
        affects=_affected(stops) if stops else None,
        warnings=(
            gettext(
                "Bills of the days stopped wait until benefits are restored; bills settled already stay."
            ),
        ),
        label=gettext("Stop benefits"),
        danger=True,
        do=lambda: _begin(STOP, request, day),
        said=gettext("Benefits are being stopped."),
        cancel_url=reverse("enrollment:arrears"),
    )


@requires(duty="register")
@once
def restore_after_arrears(request: AgencyRequest) -> HttpResponseBase:
    """Restore the benefits of everybody who owes nothing any more."""
    day = _asked_day(request)
    with within_charge_of(request.user):
        restored = to_restore(day)
    return act_page(
        request,
        title=gettext("Restore benefits after arrears"),
        facts=[
            Fact(gettext("As of"), display.day(day)),
            Fact(gettext("People whose benefits go on"), len(restored)),
            Fact(gettext("Of these as if never stopped"), sum(one.lifted for one in restored)),
        ],
        affects=_restoring(restored) if restored else None,
        label=gettext("Restore benefits"),
        do=lambda: _begin(RESTORE, request, day),
        said=gettext("Benefits are being restored."),
        cancel_url=reverse("enrollment:arrears"),
    )


def _begin(kind: str, request: AgencyRequest, day: dt.date) -> str:
    agency = request.assignment.agency
    return reverse("job", args=[enqueue_for_arrears(kind, owner=request.user, agency=agency, day=day).pk])


def _affected(stops: Sequence[ToStop]) -> Table:
    people = Person.objects.in_bulk([one.person_id for one in stops[:MOST_SHOWN]])
    return Table(
        caption=_shown(len(stops)),
        columns=[
            Column("person", gettext("Person number"), "code", get=lambda one: people[one.person_id].psn_no),
            Column("name", gettext("Full name"), get=lambda one: people[one.person_id].psn_name),
            Column("insutype", gettext("Scheme"), get=lambda one: name_of("insutype", one.insutype)),
            Column("payer", gettext("Payer number"), "code"),
            Column("month", gettext("First unpaid month"), "month"),
            Column("first", gettext("Benefits stop on"), "date"),
        ],
        rows=stops[:MOST_SHOWN],
    )


def _restoring(restored: Sequence[ToRestore]) -> Table:
    return Table(
        caption=_shown(len(restored)),
        columns=[
            Column("person", gettext("Person number"), "code", get=lambda one: one.hold.person.psn_no),
            Column("name", gettext("Full name"), get=lambda one: one.hold.person.psn_name),
            Column("scheme", gettext("Scheme"), get=lambda one: name_of("insutype", one.hold.insutype)),
            Column("stopped", gettext("Benefits stop on"), "date", get=lambda one: one.hold.period.lower),
            Column("day", gettext("Benefits go on from"), "date"),
            Column("lifted", gettext("No gap"), get=lambda one: gettext("yes") if one.lifted else ""),
        ],
        rows=restored[:MOST_SHOWN],
    )


def _shown(number: int) -> str:
    if number <= MOST_SHOWN:
        return gettext("People concerned")
    return gettext("The first %(shown)s of %(all)s people concerned") % {"shown": MOST_SHOWN, "all": number}
