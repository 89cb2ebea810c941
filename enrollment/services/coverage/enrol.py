"""A person becomes insured."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.scoping import system_scope
from enrollment.models import BASIC_SCHEMES, Coverage, Payer, Person
from enrollment.rules.coverage import Impossible, Span, enrol
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty_in_area

from .history import CoverageRefused, history_of, lock_person, refused


@transaction.atomic
def enrol_person(
    *,
    person: Person,
    insutype: str,
    psn_type: str,
    county: Agency,
    start: dt.date,
    end: dt.date | None = None,
    acting_user: User,
    payer: Payer | None = None,
    cover: str = Coverage.Cover.FULL,
    entitled_from: dt.date | None = None,
    origin: str = Coverage.Origin.REGISTERED,
) -> Coverage:
    """The new coverage, half open from ``start`` to ``end``, with the agency that handled it.

    Raises ``CoverageRefused`` where the person is covered already or died before, and ``DutyMissing``.
    """
    handled_at = require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=county.area)
    # The counter may belong to another county than the person (NB-27).
    with system_scope():
        locked = lock_person(person.pk)
        _check_alive(locked, start)
        if insutype in BASIC_SCHEMES:
            try:
                enrol(history_of(locked), Span(start, end, insutype, county.pk))
            except Impossible as why:
                raise refused(locked, why) from why
        base = None if insutype in BASIC_SCHEMES else _base_of(locked, start)
        coverage = Coverage(
            person=locked, insutype=insutype, psn_type=psn_type, county=county, period=DateRange(start, end),
            rider_of=base, payer=payer, cover=cover, entitled_from=entitled_from, origin=origin,
            handled_at=handled_at,
        )  # fmt: skip
        coverage.full_clean()
        coverage.save()
    return coverage


def _check_alive(person: Person, start: dt.date) -> None:
    if person.deceased_on is not None and person.deceased_on < start:
        raise CoverageRefused(_("%(person)s died on %(day)s."), person=person, day=person.deceased_on)
    if start < person.brdy:
        raise CoverageRefused(
            _("%(person)s was born on %(day)s; cover cannot begin before."), person=person, day=person.brdy
        )


def _base_of(person: Person, start: dt.date) -> Coverage:
    """The basic coverage a supplementary scheme hangs on."""
    base: Coverage | None = Coverage.unscoped.filter(
        person=person, effective=True, insutype__in=BASIC_SCHEMES, period__contains=start
    ).first()
    if base is None:
        raise CoverageRefused(
            _("%(person)s has no basic coverage on %(day)s for this supplement to hang on."),
            person=person,
            day=start,
        )
    return base
