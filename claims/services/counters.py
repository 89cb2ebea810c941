"""Who acts on a case at a counter: whoever's counter took it, whose the person is, or the city (NB-27)."""

from __future__ import annotations

import datetime as dt
from typing import Protocol

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.scoping import system_scope
from enrollment.models import Coverage, Person
from institutions.models import Agency, Duty, User
from institutions.services.duties import DutyMissing


class PersonUnknown(DomainError):
    """Nobody in the area has this number and name, or they are not insured under the scheme."""


class Case(Protocol):
    """What the counters of an area work on."""

    insu_county: Agency
    insu_county_id: int
    handling_county_id: int


def unit_of(agency: Agency) -> Agency:
    """The accounting unit a counter belongs to; the city's own counter is the city."""
    return agency.county or agency


def counter_for(case: Case, user: User, *duties: str) -> Agency:
    """The agency for which ``user`` acts on ``case`` with one of ``duties``; raises ``DutyMissing``."""
    area, concerned = case.insu_county.area_id, {case.insu_county_id, case.handling_county_id}
    for assignment in user.assignments_in_force:
        agency = assignment.agency
        near = (agency.county_id or agency.pk) in concerned or agency.level == Agency.Level.CITY
        if agency.area_id == area and near and not set(duties).isdisjoint(assignment.duties):
            return agency
    raise DutyMissing(
        _("%(user)s does not hold the duty “%(duty)s” at a counter that handles this case."),
        user=user,
        duty=Duty(duties[0]).label,
    )


def find_person(*, number: str, name: str, agency: Agency) -> Person:
    """The insured person of ``agency``'s area with this person or certificate number and exactly this name.

    Any counter serves anybody of the area, whose register it otherwise does not see: therefore both are asked.
    """
    number, name = number.strip().upper(), name.strip()
    with system_scope():
        found = (
            Person.objects.filter(psn_no=number).first()
            or Person.objects.filter(certno=number).select_related("canonical").first()
        )
        person: Person | None = found and (found.canonical or found)
        if person is None or person.psn_name != name or person.county.area_id != agency.area_id:
            raise PersonUnknown(_("Nobody in %(area)s has this number and this name."), area=agency.area)
        return person


def coverage_of(person: Person, insutype: str) -> Coverage:
    """The person's latest coverage under the scheme; raises :class:`PersonUnknown` without one.

    Whether it covers the care is decided bill by bill, on the bill's day.
    """
    with system_scope():
        coverage: Coverage | None = (
            Coverage.objects.filter(person=person, insutype=insutype, effective=True)
            .select_related("county__area")
            .order_by("-period")
            .first()
        )
    if coverage is None:
        raise PersonUnknown(
            _("%(person)s was never insured under scheme %(insutype)s."), person=person, insutype=insutype
        )
    return coverage


def coverage_on(person: Person | int, insutype: str, day: dt.date) -> Coverage:
    """The person's coverage under the scheme on ``day``; raises :class:`PersonUnknown` when there is none."""
    with system_scope():
        coverage: Coverage | None = (
            Coverage.objects.filter(person=person, insutype=insutype, effective=True, period__contains=day)
            .select_related("county__area")
            .first()
        )
    if coverage is None:
        raise PersonUnknown(
            _("The person was not insured under scheme %(insutype)s on %(day)s."), insutype=insutype, day=day
        )
    return coverage
