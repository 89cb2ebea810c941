"""Whether a person may do an act: duties are held at an agency, for a period."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import Agency, Duty, PoolingArea, User


class DutyMissing(DomainError):
    """The person holds no current assignment with the duty the act needs."""


class SamePerson(DomainError):
    """The act needs a second person."""


def require_duty(*, user: User, duty: str, agency: Agency) -> None:
    """Raise :class:`DutyMissing` unless ``user`` holds ``duty`` at ``agency`` today."""
    if duty not in user.duties_at(agency):
        raise DutyMissing(
            _("%(user)s does not hold the duty “%(duty)s” at %(agency)s."),
            user=user,
            duty=Duty(duty).label,
            agency=agency,
        )


def require_city_duty(*, user: User, duty: str, area: PoolingArea) -> Agency:
    """The city agency of ``area``, where ``user`` must hold ``duty``."""
    city = Agency.objects.get(area=area, level=Agency.Level.CITY)
    require_duty(user=user, duty=duty, agency=city)
    return city


def require_duty_in_area(*, user: User, duty: str, area: PoolingArea) -> Agency:
    """The first agency of ``area`` at which ``user`` holds ``duty``: any counter may handle the act (NB-27)."""
    for assignment in user.assignments_in_force:
        if assignment.agency.area_id == area.pk and duty in assignment.duties:
            return assignment.agency
    raise DutyMissing(
        _("%(user)s does not hold the duty “%(duty)s” in %(area)s."),
        user=user,
        duty=Duty(duty).label,
        area=area,
    )


def duties_at_or_above(*, user: User, agency: Agency) -> frozenset[str]:
    """What ``user`` may do for ``agency``: there, or from its city."""
    held = frozenset(user.duties_at(agency))
    return held if agency.parent is None else held | user.duties_at(agency.parent)


def require_at_or_above(*, user: User, duties: Iterable[str], agency: Agency) -> Agency:
    """Where ``user`` holds one of ``duties``: ``agency``, or its city. Raises :class:`DutyMissing`."""
    asked = tuple(duties)
    for at in (agency, agency.parent):
        if at is not None and not set(asked).isdisjoint(user.duties_at(at)):
            return at
    require_duty(user=user, duty=asked[0], agency=agency)
    return agency


def require_another(*, user: User, previous: User | None, act: object) -> None:
    """Raise :class:`SamePerson` when ``previous``, who did the earlier part of ``act``, is ``user``."""
    if previous is not None and previous.pk == user.pk:
        raise SamePerson(
            _("%(act)s: %(user)s did the earlier step; a second person is needed."), act=act, user=user
        )
