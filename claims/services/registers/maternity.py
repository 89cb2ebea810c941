"""Maternity registrations: before the birth, and how it went."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import MaternityRegistration
from claims.rules.registrations import Act
from enrollment.models import Person
from institutions.models import Duty, Institution, User

from .deciding import taken_up
from .opening import RegistrationRefused, store, take_in, terms_for


@transaction.atomic
def register_maternity(
    *,
    person: Person,
    matn_type: str,
    planned_on: dt.date,
    applied_on: dt.date,
    first: dt.date | None = None,
    weeks: int | None = None,
    spouse: str = "",
    institution: Institution | None = None,
    remark: str = "",
    acting_user: User,
) -> MaternityRegistration:
    """Register a pregnancy or operation; it holds from ``first`` (the day applied on) as long as the policy says."""
    terms = terms_for(person, "maternity", applied_on)
    first = first or applied_on
    end = terms.end(first)
    if planned_on < first or (end is not None and planned_on >= end):
        raise RegistrationRefused(
            _("Planned for %(planned)s, outside the days it would hold (from %(first)s)."),
            planned=planned_on,
            first=first,
        )
    record = MaternityRegistration(
        applied_on=applied_on,
        matn_type=matn_type,
        planned_on=planned_on,
        weeks=weeks,
        spouse=spouse,
        institution=institution,
        remark=remark,
    )
    return take_in(record=record, person=person, terms=terms, first=first, end=end, acting_user=acting_user)


@transaction.atomic
def record_birth(
    *,
    registration: MaternityRegistration,
    result_on: dt.date,
    result_type: str,
    children: int,
    acting_user: User,
) -> MaternityRegistration:
    """How it went; may be corrected while the registration is in force."""
    fresh = taken_up(registration, Act.RECORD_RESULT, duty=Duty.HANDLE, acting_user=acting_user)
    if result_on < fresh.first_day:
        raise RegistrationRefused(_("It took place before the registration of %(day)s."), day=fresh.first_day)
    store(fresh, result_on=result_on, result_type=result_type, children=children)
    return fresh
