"""A coverage ends, or turns out never to have been."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.scoping import system_scope
from enrollment.models import Coverage, WindowEnrolment
from enrollment.rules.coverage import Impossible
from enrollment.rules.coverage import end as end_span
from enrollment.services.window.statements import YearKey, state_years
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .history import CoverageRefused, lock_person, refused, span_of


@transaction.atomic
def end_coverage(*, coverage: Coverage, day: dt.date, acting_user: User) -> Coverage:
    """The coverage, and its riders, with ``day`` as the first day no longer covered.

    Raises ``CoverageRefused`` and ``DutyMissing``.
    """
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=coverage.county.area)
    with system_scope():
        person = lock_person(coverage.person_id)
        coverage = Coverage.unscoped.select_for_update().get(pk=coverage.pk)
        try:
            end_span((span_of(coverage),), span_of(coverage), day)
        except Impossible as why:
            raise refused(person, why) from why
        for one in (coverage, *coverage.riders.filter(effective=True)):
            cut(one, day)
    return coverage


@transaction.atomic
def void_coverage(*, coverage: Coverage, acting_user: User) -> Coverage:
    """The coverage marked as never having been, its riders with it. The row stays: bills were settled by it."""
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=coverage.county.area)
    with system_scope():
        lock_person(coverage.person_id)
        coverage = Coverage.unscoped.select_for_update().get(pk=coverage.pk)
        if not coverage.effective:
            raise CoverageRefused(_("This coverage is void already."))
        for one in (coverage, *coverage.riders.filter(effective=True)):
            one.effective = False
            one.save(update_fields=["effective"])
        enrolled = WindowEnrolment.unscoped.filter(coverage=coverage).first()
        if enrolled is not None:
            state_years([YearKey(enrolled.payer_id, enrolled.year)])
    return coverage


def cut(coverage: Coverage, day: dt.date) -> None:
    """End a row before ``day``; one that would begin later is void instead of empty."""
    period = coverage.period
    if day <= period.lower:
        coverage.effective = False
        coverage.save(update_fields=["effective"])
    elif period.upper is None or day < period.upper:
        coverage.period = DateRange(period.lower, day)
        coverage.save(update_fields=["period"])
