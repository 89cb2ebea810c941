"""A person's contribution years: counted with their evidence, withdrawn with a reason, judged at retirement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.forms import Fact, act_page, once
from config.listing import Action, ChoiceFilter, Column, Listing
from config.periods import Month
from enrollment.models import ContributionYears, Coverage, Person
from enrollment.retirement_forms import ReasonForm, RetirementForm, YearsForm
from enrollment.services.retirement.judge import SCHEME, prepare_retirement
from enrollment.services.retirement.years import count_years, months_of, withdraw_years
from enrollment.views.people import person_filter
from enrollment.views.reach import own_person
from institutions.access import AgencyRequest
from institutions.views.institutions import counties_in_reach


def page_of(person_id: int) -> str:
    return reverse("enrollment:years", args=[person_id])


def sums_of(months: dict[str, int]) -> list[tuple[Any, int]]:
    """(name of the source, months), those without any left out."""
    return [(ContributionYears.Source(source).label, count) for source, count in months.items() if count]


def years_of_person(request: AgencyRequest, person: Person) -> dict[str, Any]:
    """What the panel of the person file shows."""
    return {
        "sums": sums_of(months_of(person)),
        "cases": person.retirement_cases.order_by("-pk"),
        "years_url": page_of(person.pk),
    }


@requires()
def years(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = own_person(person_id)
    months = months_of(person)
    context = {
        "title": _("Contribution years of %(name)s") % {"name": person.psn_name},
        "person": person,
        "records": person.contribution_years.select_related("entered_by", "handled_at", "continuation"),
        "sums": sums_of(months),
        "total": sum(months.values()),
        "cases": person.retirement_cases.order_by("-pk"),
        "may_register": "register" in request.assignment.duties,
    }
    return render(request, "enrollment/retirement/years.html", context)


class YearsList(Listing):
    """Records of everybody in reach: to be filtered, exported and printed."""

    key = "contribution_years"
    title = gettext_lazy("Contribution years")
    columns = (
        Column("person__psn_no", gettext_lazy("Person number"), "code"),
        Column("person__psn_name", gettext_lazy("Full name")),
        Column("person__county", gettext_lazy("County")),
        Column("source", gettext_lazy("Source"), get=lambda row: row.get_source_display()),
        Column("first", gettext_lazy("First month"), "code", get=lambda row: str(Month.of(row.period.lower))),
        Column(
            "last",
            gettext_lazy("Last month"),
            "code",
            get=lambda row: str(Month.of(row.period.upper - dt.timedelta(days=1))),
        ),
        Column("months", gettext_lazy("Months counted"), "number", total=True),
        Column("evidence", gettext_lazy("Evidence")),
        Column("withdrawn_reason", gettext_lazy("Why it does not count")),
    )
    filters = (
        person_filter(),
        ChoiceFilter("county", gettext_lazy("County"), choices=counties_in_reach, field="person__county"),
        ChoiceFilter("source", gettext_lazy("Source"), choices=ContributionYears.Source),
    )
    order = "-pk"
    empty_title = gettext_lazy("No months are counted yet.")
    empty_hint = gettext_lazy("They are imported, or entered in a person's contribution years.")

    def rows(self) -> QuerySet[ContributionYears]:
        return ContributionYears.objects.select_related("person__county")

    def row_url(self, row: ContributionYears) -> str:
        return page_of(row.person_id)

    def actions(self) -> Iterator[Action]:
        if "register" in self.assignment.duties:
            yield Action(_("Import"), reverse("import_upload") + "?kind=contribution_years", main=True)


@requires()
def year_list(request: AgencyRequest) -> HttpResponseBase:
    return YearsList.respond(request)


@requires(duty="register")
@once
def count(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = own_person(person_id)
    form = YearsForm(request.POST or None)

    def do() -> str:
        count_years(person=person, acting_user=request.user, **form.cleaned_data)
        return page_of(person.pk)

    return act_page(
        request,
        title=_("Count years of %(name)s") % {"name": person.psn_name},
        facts=[Fact(_("Person number"), person.psn_no), Fact(_("Born on"), person.brdy)],
        form=form,
        do=do,
        label=_("Count these months"),
        said=_("Counted."),
        cancel_url=page_of(person.pk),
    )


@requires(duty="register")
@once
def withdraw(request: AgencyRequest, years_id: int) -> HttpResponseBase:
    known = ContributionYears.objects.select_related("person__county__area")
    record = get_object_or_404(known, pk=years_id)
    form = ReasonForm(request.POST or None)

    def do() -> str:
        withdraw_years(years=record, reason=form.cleaned_data["reason"], acting_user=request.user)
        return page_of(record.person_id)

    return act_page(
        request,
        title=_("These months do not count"),
        facts=[
            Fact(_("Person"), record.person.psn_name),
            Fact(_("Source"), record.get_source_display()),
            Fact(_("Months counted"), record.months),
            Fact(_("Evidence"), record.evidence),
        ],
        form=form,
        do=do,
        said=_("Withdrawn."),
        danger=True,
        cancel_url=page_of(record.person_id),
    )


@requires(duty="register")
@once
def retire(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    """The months counted, the days the rule asks for, and the case judged by them."""
    person = own_person(person_id)
    first = Coverage.objects.filter(person=person, insutype=SCHEME, effective=True).order_by("period").first()
    initial = {"retired_on": timezone.localdate(), "joined_on": first.period.lower if first else None}
    form = RetirementForm(request.POST or None, initial=initial)
    facts = [Fact(name, months) for name, months in sums_of(months_of(person))]
    return act_page(
        request,
        title=_("Retirement of %(name)s") % {"name": person.psn_name},
        facts=[Fact(_("Born on"), person.brdy), Fact(_("Insured in"), person.county), *facts],
        form=form,
        do=lambda: prepare_retirement(person=person, acting_user=request.user, **form.cleaned_data),
        label=_("Judge"),
        said=_("Judged: a second person decides."),
        cancel_url=page_of(person.pk),
    )
