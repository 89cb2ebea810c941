"""The annual enrolment as it goes: by village, community and school, who enrolled and who has not yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.access import requires
from config.listing import Action, ChoiceFilter, Column, Listing, TextFilter
from enrollment.models import Payer, Person, WindowEnrolment
from enrollment.reads.window import enrolments, not_enrolled, progress_of
from enrollment.views.counters import CounterFilter, counters_in_reach, own_business
from institutions.policy.wording import word
from institutions.views.institutions import counties_in_reach

KINDS = (Payer.Kind.VILLAGE, Payer.Kind.COMMUNITY, Payer.Kind.SCHOOL)


def next_year() -> int:
    return timezone.localdate().year + 1


def years(_listing: Any) -> list[tuple[int, str]]:
    return [(year, str(year)) for year in range(next_year(), next_year() - 8, -1)]


@dataclass(frozen=True)
class YearFilter(ChoiceFilter):
    """Which year of cover the figures are of; the next one when empty. It narrows the figures, not the rows."""

    def condition(self, values: dict[str, Any]) -> Q:
        return Q()


class OfOneYear(Listing):
    """A list about one year of cover."""

    @cached_property
    def year(self) -> int:
        return int((self.asked or {}).get("year") or next_year())

    def heading(self) -> str:
        return gettext("%(title)s for %(year)s") % {"title": self.title, "year": self.year}


class Progress(OfOneYear):
    key = "window_progress"
    title = _("Annual enrolment")
    unit = _("yuan")
    columns = (
        Column("emp_no", _("Payer number"), "code", sort="emp_no"),
        Column("name", _("Village, community or school")),
        Column("kind", _("Kind of payer"), get=lambda row: row.get_kind_display()),
        Column("county", _("County")),
        Column("roll", _("On the roll"), "number", total=True),
        Column("enrolled", _("Enrolled"), "number", total=True),
        Column("missing", _("Not yet enrolled"), "number", total=True),
        Column("rate", _("Enrolled of the roll"), "percent"),
        Column("paid", _("Paid by the person"), "money", total=True),
        Column("collective", _("Collective aid"), "money", total=True),
        Column("aided", _("Paid for the aided"), "money", total=True),
        Column("subsidy", _("Government subsidy"), "money", total=True),
        Column("received", _("Reported by tax"), "money", total=True),
        Column("left", _("Still to come"), "money"),
    )
    filters = (
        YearFilter("year", _("Year of cover"), choices=years),
        ChoiceFilter("county", _("County"), choices=counties_in_reach),
        CounterFilter("counter", _("Service counter"), choices=counters_in_reach),
        ChoiceFilter("kind", _("Kind of payer"), choices=[(kind.value, kind.label) for kind in KINDS]),
        TextFilter("q", _("Payer"), lookups=("emp_no", "name__begins"), hint=_("number or start of the name")),
    )  # fmt: skip
    order = "emp_no"
    empty_title = _("No village, community or school is registered yet.")

    def rows(self) -> QuerySet[Payer]:
        return Payer.objects.filter(own_business(self.assignment.agency), kind__in=KINDS).select_related(
            "county"
        )

    def completed(self, rows: list[Payer]) -> list[Payer]:
        progress = progress_of([row.pk for row in rows], self.year)
        for row in rows:
            vars(row).update(progress[row.pk])
        return rows

    def row_url(self, row: Payer) -> str:
        return f"{reverse('enrollment:window_enrolled', args=[row.pk])}?year={self.year}"

    def actions(self) -> Iterator[Action]:
        if "register" in self.assignment.duties:
            yield Action(_("Import"), reverse("import_upload") + "?kind=resident_window", main=True)


class OfOnePayer(OfOneYear):
    """People of one village, community or school."""

    @cached_property
    def payer(self) -> Payer:
        return Payer.objects.get(pk=self.given["payer"])

    def heading(self) -> str:
        return gettext("%(payer)s: %(title)s") % {"payer": self.payer, "title": super().heading()}

    def address(self, name: str) -> str:
        return f"{reverse(name, args=[self.payer.pk])}?year={self.year}"


class Enrolled(OfOnePayer):
    key = "window_enrolled"
    title = _("Enrolled")
    unit = _("yuan")
    columns = (
        Column("person__psn_no", _("Person number"), "code", sort="person__psn_no"),
        Column("person__psn_name", _("Full name")),
        Column("person__certno", _("Certificate number"), "masked"),
        Column("household", _("Household number"), "code"),
        Column("aid_category", _("Aid category"), get=lambda row: word(row.aid_category)),
        Column("paid_on", _("Paid on"), "date"),
        Column("paid", _("Paid by the person"), "money", total=True),
        Column("collective", _("Collective aid"), "money", total=True),
        Column("aided", _("Paid for the aided"), "money", total=True),
        Column("subsidy", _("Government subsidy"), "money", total=True),
    )
    filters = (YearFilter("year", _("Year of cover"), choices=years),)
    order = "person__psn_no"
    empty_title = _("Nobody is enrolled for this year yet.")

    def rows(self) -> QuerySet[WindowEnrolment]:
        return enrolments(self.year).filter(payer=self.payer).select_related("person")

    def row_url(self, row: WindowEnrolment) -> str:
        return reverse("enrollment:person", args=[row.person_id])

    def actions(self) -> Iterator[Action]:
        yield Action(_("Not yet enrolled"), self.address("enrollment:window_missing"))


class Missing(OfOnePayer):
    key = "window_missing"
    title = _("Not yet enrolled")
    columns = (
        Column("psn_no", _("Person number"), "code", sort="psn_no"),
        Column("psn_name", _("Full name")),
        Column("certno", _("Certificate number"), "masked"),
        Column("brdy", _("Born on"), "date"),
        Column("tel", _("Telephone"), "telephone"),
    )
    filters = (YearFilter("year", _("Year of cover"), choices=years),)
    order = "psn_no"
    empty_title = _("Everybody on the roll is enrolled.")

    def rows(self) -> QuerySet[Person]:
        return not_enrolled(self.payer.pk, self.year)

    def row_url(self, row: Person) -> str:
        return reverse("enrollment:person", args=[row.pk])

    def actions(self) -> Iterator[Action]:
        yield Action(_("Enrolled"), self.address("enrollment:window_enrolled"))


@requires()
def window_progress(request: HttpRequest) -> HttpResponseBase:
    return Progress.respond(request)


@requires()
def window_enrolled(request: HttpRequest, payer_id: int) -> HttpResponseBase:
    return Enrolled.respond(request, payer=get_object_or_404(Payer.objects, pk=payer_id).pk)


@requires()
def window_missing(request: HttpRequest, payer_id: int) -> HttpResponseBase:
    return Missing.respond(request, payer=get_object_or_404(Payer.objects, pk=payer_id).pk)
