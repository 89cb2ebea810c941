"""Family-doctor sign-ups: one at a time, moved from a day."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from claims.models import SignUp
from claims.models.registrations import COUNTS_FOR_BILLS
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Institution, User

from . import deciding
from .deciding import ONE_DAY
from .opening import RegistrationRefused, take_in, terms_for


@transaction.atomic
def sign_up(
    *,
    person: Person,
    institution: Institution,
    first: dt.date,
    applied_on: dt.date,
    doctor: str = "",
    ends_former: bool = False,
    remark: str = "",
    acting_user: User,
) -> SignUp:
    """Sign the person up from ``first``; with ``ends_former`` the sign-up that holds then ends the day before."""
    terms = terms_for(person, "sign_up", applied_on)
    if ends_former:
        _end_former(person, first, institution, acting_user)
    record = SignUp(institution=institution, doctor=doctor, applied_on=applied_on, remark=remark)
    return take_in(
        record=record, person=person, terms=terms, first=first, end=terms.end(first), acting_user=acting_user
    )


def _end_former(person: Person, first: dt.date, institution: Institution, acting_user: User) -> None:
    with system_scope():
        former = SignUp.objects.filter(COUNTS_FOR_BILLS, person=person, period__contains=first).first()
    if former is None:
        return
    if former.first_day >= first:
        raise RegistrationRefused(
            _("%(number)s begins on the same day; void it first."), number=former.number
        )
    deciding.end(
        record=former,
        last_day=first - ONE_DAY,
        reason=str(_("Moved to %(institution)s.")) % {"institution": institution.name},
        acting_user=acting_user,
    )
