"""Whom a request may act for: people of one's own counties, and the walk-in whom the counter has looked up."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from config.scoping import system_scope
from enrollment.models import BenefitHold, Coverage, Person

WALK_IN = "walk_in"


def remember_walk_in(request: HttpRequest, person: Person) -> None:
    request.session[WALK_IN] = person.pk


def walk_in_of(request: HttpRequest) -> int | None:
    found: int | None = request.session.get(WALK_IN)
    return found


def own_person(person_id: int) -> Person:
    """A person of one's own counties; 404 for everybody else. For acts that look at a whole life, which a walk-in's
    counter does not see."""
    return get_object_or_404(Person.objects.select_related("county__area"), pk=person_id)


def person_in_reach(request: HttpRequest, person_id: int) -> Person:
    """The person, with the county; 404 for whoever is neither one's own nor the walk-in."""
    found = Person.objects.filter(pk=person_id).select_related("county").first()
    if found is None and walk_in_of(request) == person_id:
        with system_scope():
            found = Person.objects.select_related("county").get(pk=person_id)
    if found is None:
        raise Http404
    return found


def coverage_in_reach(request: HttpRequest, coverage_id: int) -> Coverage:
    """The coverage, with its person; likewise."""
    known = Coverage.objects.select_related("person", "county", "payer")
    found = known.filter(pk=coverage_id).first()
    if found is None:
        with system_scope():
            away = Coverage.objects.select_related("person", "county", "payer").filter(
                pk=coverage_id, person_id=walk_in_of(request)
            )
            found = away.first()
    if found is None:
        raise Http404
    return found


def hold_in_reach(request: HttpRequest, hold_id: int) -> BenefitHold:
    found = BenefitHold.objects.select_related("person__county").filter(pk=hold_id).first()
    if found is None:
        with system_scope():
            away = BenefitHold.objects.select_related("person__county").filter(
                pk=hold_id, person_id=walk_in_of(request)
            )
            found = away.first()
    if found is None:
        raise Http404
    return found
