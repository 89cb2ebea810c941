"""Benefits stop and go on again: suspended by the payer, in arrears, under inquiry."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.scoping import system_scope
from enrollment.models import BenefitHold, Coverage
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area

from .history import CoverageRefused, lock_person


@transaction.atomic
def hold_benefits(
    *, coverage: Coverage, day: dt.date, reason: str, acting_user: User, note: str = ""
) -> BenefitHold:
    """Benefits of ``coverage`` stopped from ``day``, until resumed. Raises ``CoverageRefused``, ``DutyMissing``."""
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=coverage.county.area)
    with system_scope():
        person = lock_person(coverage.person_id)
        if not coverage.effective or day not in coverage.period:
            raise CoverageRefused(_("The coverage does not hold on %(day)s."), day=day)
        hold = BenefitHold(
            person=person, insutype=coverage.insutype, period=DateRange(day, None), reason=reason, note=note
        )
        hold.full_clean()
        hold.save()
    return hold


@transaction.atomic
def resume_benefits(*, hold: BenefitHold, day: dt.date, acting_user: User, lift: bool = False) -> BenefitHold:
    """Benefits go on from ``day``; with ``lift`` also for the days between (what was owed came in time)."""
    area = hold.person.county.area
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=area)
    with system_scope():
        lock_person(hold.person_id)
        hold = BenefitHold.unscoped.select_for_update().get(pk=hold.pk)
        if hold.lifted or hold.period.upper is not None:
            raise CoverageRefused(_("Benefits go on already."))
        if day < hold.period.lower:
            raise CoverageRefused(_("Benefits were stopped on %(day)s, not before."), day=hold.period.lower)
        if lift or day == hold.period.lower:
            hold.lifted = True
        else:
            hold.period = DateRange(hold.period.lower, day)
        hold.save(update_fields=["lifted", "period"])
    return hold
