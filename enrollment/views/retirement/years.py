"""A person's contribution years: counted with their evidence, withdrawn with a reason, judged at retirement."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.forms import Fact, act_page, once
from enrollment.models import ContributionYears, Coverage, Person
from enrollment.retirement_forms import ReasonForm, RetirementForm, YearsForm
from enrollment.services.retirement.judge import SCHEME, prepare_retirement
from enrollment.services.retirement.years import count_years, months_of, withdraw_years


def page_of(person_id: int) -> str:
    return reverse("enrollment:years", args=[person_id])


def _person(person_id: int) -> Person:
    return get_object_or_404(Person.objects.select_related("county__area"), pk=person_id)


def sums_of(months: dict[str, int]) -> list[tuple[Any, int]]:
    """(name of the source, months), those without any left out."""
    return [(ContributionYears.Source(source).label, count) for source, count in months.items() if count]


def years_of_person(request: HttpRequest, person: Person) -> dict[str, Any]:
    """What the panel of the person file shows."""
    return {
        "sums": sums_of(months_of(person)),
        "cases": person.retirement_cases.order_by("-pk"),
        "years_url": page_of(person.pk),
    }


@requires()
def years(request: HttpRequest, person_id: int) -> HttpResponseBase:
    person = _person(person_id)
    months = months_of(person)
    context = {
        "title": _("Contribution years of %(name)s") % {"name": person.psn_name},
        "person": person,
        "records": person.contribution_years.select_related("entered_by", "handled_at", "continuation"),
        "sums": sums_of(months),
        "total": sum(months.values()),
        "cases": person.retirement_cases.order_by("-pk"),
        "may_register": "register" in request.assignment.duties,  # type: ignore[attr-defined]
    }
    return render(request, "enrollment/retirement/years.html", context)


@requires(duty="register")
@once
def count(request: HttpRequest, person_id: int) -> HttpResponseBase:
    person = _person(person_id)
    form = YearsForm(request.POST or None)

    def do() -> str:
        count_years(person=person, acting_user=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        return page_of(person.pk)

    return act_page(
        request,
        title=_("Count years of %(name)s") % {"name": person.psn_name},
        facts=[Fact(_("Person number"), person.psn_no), Fact(_("Born on"), person.brdy)],
        form=form,
        do=do,
        label=_("Count"),
        said=_("Counted."),
        cancel_url=page_of(person.pk),
    )


@requires(duty="register")
@once
def withdraw(request: HttpRequest, years_id: int) -> HttpResponseBase:
    known = ContributionYears.objects.select_related("person__county__area")
    record = get_object_or_404(known, pk=years_id)
    form = ReasonForm(request.POST or None)

    def do() -> str:
        withdraw_years(years=record, reason=form.cleaned_data["reason"], acting_user=request.user)  # type: ignore[arg-type]
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
def retire(request: HttpRequest, person_id: int) -> HttpResponseBase:
    """The months counted, the days the rule asks for, and the case judged by them."""
    person = _person(person_id)
    first = Coverage.objects.filter(person=person, insutype=SCHEME, effective=True).order_by("period").first()
    initial = {"retired_on": timezone.localdate(), "joined_on": first.period.lower if first else None}
    form = RetirementForm(request.POST or None, initial=initial)
    facts = [Fact(name, months) for name, months in sums_of(months_of(person))]
    return act_page(
        request,
        title=_("Retirement of %(name)s") % {"name": person.psn_name},
        facts=[Fact(_("Born on"), person.brdy), Fact(_("Insured in"), person.county), *facts],
        form=form,
        do=lambda: prepare_retirement(person=person, acting_user=request.user, **form.cleaned_data),  # type: ignore[arg-type]
        label=_("Judge"),
        said=_("Judged: a second person decides."),
        cancel_url=page_of(person.pk),
    )
