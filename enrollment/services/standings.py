"""A person is aided, holds a permit, studies or served: entered at a counter, and ended."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.scoping import system_scope
from enrollment.models import Person, Standing
from enrollment.services.coverage.history import lock_person
from institutions.models import Duty, User
from institutions.services.duties import require_duty_in_area


class StandingRefused(DomainError):
    """The standing cannot be entered or ended so."""


@transaction.atomic
def enter_standing(
    *,
    person: Person,
    kind: str,
    start: dt.date,
    source: str,
    acting_user: User,
    code: str = "",
    end: dt.date | None = None,
) -> Standing:
    """From ``start`` up to, not including, ``end``. Duty to register in the area.

    Raises ``ValidationError`` where the person has such a standing in the period or an aided one no category,
    ``StandingRefused``, ``DutyMissing``.
    """
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=person.county.area)
    if end is not None and end <= start:
        raise StandingRefused(_("It would end before it begins."))
    with system_scope():
        locked = lock_person(person.pk)
        standing = Standing(
            person=locked, kind=kind, code=code.strip(), period=DateRange(start, end), source=source.strip(),
            entered_by=acting_user,
        )  # fmt: skip
        standing.full_clean()
        standing.save()
    return standing


@transaction.atomic
def end_standing(*, standing: Standing, day: dt.date, acting_user: User) -> Standing:
    """With ``day`` as the first day on which it no longer holds. Raises ``StandingRefused``, ``DutyMissing``."""
    require_duty_in_area(user=acting_user, duty=Duty.REGISTER, area=standing.person.county.area)
    with system_scope():
        lock_person(standing.person_id)
        held: Standing = Standing.unscoped.select_for_update().get(pk=standing.pk)
        if day <= held.period.lower:
            raise StandingRefused(_("It began on %(day)s; it cannot end before."), day=held.period.lower)
        if held.period.upper is not None and day > held.period.upper:
            raise StandingRefused(_("It ends before %(day)s already."), day=day)
        held.period = DateRange(held.period.lower, day)
        held.save(update_fields=["period"])
    return held
