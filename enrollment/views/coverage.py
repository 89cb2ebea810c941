"""Acts on a person's coverage at the counter; for people of another county through the walk-in page (NB-27)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.forms import Fact, act_page, once
from enrollment.forms import CategoryForm, DayForm, EnrolForm, HoldForm, MoveForm, ResumeForm, SchemeForm
from enrollment.models import Coverage, Person
from enrollment.services.coverage.change import change_category, change_scheme, move_coverage
from enrollment.services.coverage.end import end_coverage, void_coverage
from enrollment.services.coverage.enrol import enrol_person
from enrollment.services.coverage.hold import hold_benefits, resume_benefits
from institutions.access import AgencyRequest

from .reach import coverage_in_reach, hold_in_reach, person_in_reach, walk_in_of


def page_of(request: AgencyRequest, person: Person) -> str:
    """The person's file; for the walk-in of another county the walk-in page."""
    own = Person.objects.filter(pk=person.pk).exists()
    if not own and walk_in_of(request) == person.pk:
        return reverse("enrollment:walk_in_person")
    return reverse("enrollment:person", args=[person.pk])


@requires(duty="register")
@once
def enrol(request: AgencyRequest, person_id: int) -> HttpResponseBase:
    person = person_in_reach(request, person_id)
    today = timezone.localdate()
    agency = request.assignment.agency
    initial = {"start": today, "county": person.county_id, "cover": Coverage.Cover.FULL}
    form = EnrolForm(request.POST or None, agency=agency, initial=initial)

    def do() -> str:
        enrol_person(person=person, acting_user=request.user, **form.cleaned_data)
        return page_of(request, person)

    return act_page(
        request,
        title=_("Enrol %(name)s") % {"name": person.psn_name},
        facts=[
            Fact(_("Person number"), person.psn_no),
            Fact(_("Born on"), person.brdy),
            Fact(_("County of registration"), person.county),
        ],
        form=form,
        do=do,
        label=_("Enrol"),
        said=_("Enrolled."),
        cancel_url=page_of(request, person),
    )


def _act(
    request: AgencyRequest,
    coverage: Coverage,
    *,
    title: str,
    form: forms.Form | None,
    do: Callable[[], Any],
    said: str,
    warnings: tuple[str, ...] = (),
    danger: bool = False,
) -> HttpResponseBase:
    back = page_of(request, coverage.person)

    def act() -> str:
        do()
        return back

    return act_page(
        request,
        title=title,
        facts=[
            Fact(_("Person"), coverage.person.psn_name),
            Fact(_("Scheme"), name_of("insutype", coverage.insutype)),
            Fact(_("Person category"), name_of("psn_type", coverage.psn_type)),
            Fact(_("Insured in"), coverage.county),
            Fact(_("First covered day"), coverage.period.lower),
            Fact(_("Ends before"), coverage.period.upper or "—"),
        ],
        warnings=warnings,
        form=form,
        do=act,
        said=said,
        danger=danger,
        cancel_url=back,
    )


@requires(duty="register")
@once
def end(request: AgencyRequest, coverage_id: int) -> HttpResponseBase:
    coverage = coverage_in_reach(request, coverage_id)
    form = DayForm(request.POST or None, initial={"day": timezone.localdate()})
    return _act(
        request,
        coverage,
        title=_("End the coverage"),
        form=form,
        do=lambda: end_coverage(
            coverage=coverage,
            day=form.cleaned_data["day"],
            acting_user=request.user,
        ),
        said=_("The coverage ends."),
        warnings=(_("The day entered is the first that is no longer covered."),),
    )


@requires(duty="register")
@once
def void(request: AgencyRequest, coverage_id: int) -> HttpResponseBase:
    coverage = coverage_in_reach(request, coverage_id)
    return _act(
        request,
        coverage,
        title=_("Void the coverage"),
        form=None,
        do=lambda: void_coverage(coverage=coverage, acting_user=request.user),
        said=_("The coverage is void."),
        warnings=(
            _("As if it had never been. Bills settled by it keep their outcome until they are redone."),
        ),
        danger=True,
    )


@requires(duty="register")
@once
def move(request: AgencyRequest, coverage_id: int) -> HttpResponseBase:
    coverage = coverage_in_reach(request, coverage_id)
    agency = request.assignment.agency
    form = MoveForm(request.POST or None, agency=agency, initial={"day": timezone.localdate()})
    return _act(
        request,
        coverage,
        title=_("Move to another county"),
        form=form,
        do=lambda: move_coverage(coverage=coverage, acting_user=request.user, **form.cleaned_data),
        said=_("The coverage goes on in the other county."),
    )


@requires(duty="register")
@once
def scheme(request: AgencyRequest, coverage_id: int) -> HttpResponseBase:
    coverage = coverage_in_reach(request, coverage_id)
    agency = request.assignment.agency
    form = SchemeForm(request.POST or None, agency=agency, initial={"day": timezone.localdate()})
    return _act(
        request,
        coverage,
        title=_("Change the scheme"),
        form=form,
        do=lambda: change_scheme(coverage=coverage, acting_user=request.user, **form.cleaned_data),
        said=_("The coverage goes on under the other scheme."),
        warnings=(_("The day before is the last under the present scheme; supplements of it end with it."),),
    )


@requires(duty="register")
@once
def category(request: AgencyRequest, coverage_id: int) -> HttpResponseBase:
    coverage = coverage_in_reach(request, coverage_id)
    agency = request.assignment.agency
    form = CategoryForm(
        request.POST or None,
        agency=agency,
        initial={"day": timezone.localdate(), "payer": coverage.payer.emp_no if coverage.payer else ""},
    )
    return _act(
        request,
        coverage,
        title=_("Change category or payer"),
        form=form,
        do=lambda: change_category(coverage=coverage, acting_user=request.user, **form.cleaned_data),
        said=_("The coverage goes on as changed."),
    )


@requires(duty="register")
@once
def hold(request: AgencyRequest, coverage_id: int) -> HttpResponseBase:
    coverage = coverage_in_reach(request, coverage_id)
    form = HoldForm(request.POST or None, initial={"day": timezone.localdate()})
    return _act(
        request,
        coverage,
        title=_("Stop benefits"),
        form=form,
        do=lambda: hold_benefits(coverage=coverage, acting_user=request.user, **form.cleaned_data),
        said=_("Benefits are stopped."),
        warnings=(_("Bills of the days from then on wait until benefits go on."),),
    )


@requires(duty="register")
@once
def resume(request: AgencyRequest, hold_id: int) -> HttpResponseBase:
    held = hold_in_reach(request, hold_id)
    form = ResumeForm(request.POST or None, initial={"day": timezone.localdate()})
    back = page_of(request, held.person)

    def do() -> str:
        resume_benefits(hold=held, acting_user=request.user, **form.cleaned_data)
        return back

    return act_page(
        request,
        title=_("Let benefits go on"),
        facts=[
            Fact(_("Person"), held.person.psn_name),
            Fact(_("Scheme"), name_of("insutype", held.insutype)),
            Fact(_("Stopped on"), held.period.lower),
            Fact(_("Reason"), held.get_reason_display()),
        ],
        form=form,
        do=do,
        said=_("Benefits go on."),
        cancel_url=back,
    )
