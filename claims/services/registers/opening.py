"""Taking a registration in: whose it is, whether it can be, and storing it."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from claims.models import Registration, RegistrationState
from claims.policy_registers import Terms, register_policy_for
from claims.services.person_locks import lock_people
from config.errors import DomainError
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Agency, Duty, User
from institutions.services.duties import require_duty_in_area

from .late import counted_days, draft_after

R = TypeVar("R", bound=Registration)


class RegistrationRefused(DomainError):
    """The registration, or the step, is not possible as asked."""


def find_insured(*, text: str, acting_user: User) -> Person:
    """The person with this number or certificate number in an area where ``acting_user`` works.

    Any counter of an area serves every person of it (NB-27), so the whole area is asked, but only by a number
    that the person brought: no list of another county's people comes out of it.
    """
    wanted = text.strip().upper()
    areas = {assignment.agency.area_id for assignment in acting_user.assignments_in_force}
    with system_scope():
        found = Person.objects.filter(psn_no=wanted) | Person.objects.filter(certno=wanted)
        person: Person | None = found.select_related("county__area", "canonical__county__area").first()
    if person is not None and person.canonical is not None:
        person = person.canonical
    if person is None or person.county.area_id not in areas:
        raise RegistrationRefused(_("Nobody in this area has the number “%(text)s”."), text=text)
    return person


def terms_for(person: Person, kind: str, day: dt.date) -> Terms:
    """What the policy of the person's area says on ``day`` about registering ``kind``."""
    return register_policy_for(person.county.area, day).terms(kind)


def take_in(
    *, record: R, person: Person, terms: Terms, first: dt.date, end: dt.date | None, acting_user: User
) -> R:
    """Store ``record`` for ``person``: waiting for a second person, or at once in force where the policy wants none.

    The caller opens a transaction. Raises :class:`RegistrationRefused`, ``ValidationError`` with what is wrong.
    """
    agency = require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=person.county.area)
    lock_people([person.pk])
    refuse_the_impossible(person=person, applied_on=record.applied_on, first=first, end=end)
    record.person, record.county = person, person.county
    record.psn_no, record.psn_name = person.psn_no, person.psn_name
    record.handling_county = counter_of(agency)
    record.period = DateRange(first, end)
    record.must_review = record.needs_experts or terms.must_review
    record.state = RegistrationState.APPLIED if record.must_review else RegistrationState.IN_FORCE
    record.due = terms.due(record.applied_on) if record.must_review else None
    record.handled_by = acting_user
    store(record)
    return record


def counter_of(agency: Agency) -> Agency:
    """The accounting unit of a counter: its county; the city for the city's own."""
    return agency.county or agency


def refuse_the_impossible(
    *, person: Person, applied_on: dt.date, first: dt.date, end: dt.date | None
) -> None:
    """Dates in order, and nobody who had died before the first day."""
    if end is not None and end <= first:
        raise RegistrationRefused(
            _("It would end on %(last)s, before it begins on %(first)s."),
            last=end - dt.timedelta(days=1),
            first=first,
        )
    if person.deceased_on is not None and person.deceased_on < first:
        raise RegistrationRefused(
            _("%(person)s died on %(died)s; nothing can begin on %(first)s."),
            person=person.psn_name,
            died=person.deceased_on,
            first=first,
        )
    if applied_on < person.brdy:
        raise RegistrationRefused(
            _("%(person)s was born on %(born)s, after the day applied on."),
            person=person.psn_name,
            born=person.brdy,
        )


def store(record: Registration, **changed: Any) -> None:
    """Validate against every county's rows, then save in the open scope; what another act was quicker with is told.

    Where the days on which it counts for bills change and bills of those days are settled, the draft of a redo is
    made; the caller holds the person's lock.
    """
    before, said = counted_days(record), _says(record)
    for name, value in changed.items():
        setattr(record, name, value)
    # The constraints look at all rows of the person, whoever's counter they came through.
    with system_scope():
        record.full_clean()
    try:
        with transaction.atomic():
            record.save()
    except IntegrityError as error:
        raise _in_words(record, error) from error
    after = counted_days(record)
    if (before, said) != (after, _says(record)):
        # Whoever brought it about prepared the draft: a reviewer's word on the registration is none on the bills.
        who = record.ended_by or record.handled_by
        draft_after(person_id=record.person_id, days=[before, after], acting_user=who)


def _says(record: Registration) -> object:
    """What it says to bills beside its days."""
    return getattr(record, "decision", None), getattr(record, "promise_kept", None)


def _in_words(record: Registration, error: IntegrityError) -> Exception:
    diagnosis = getattr(error.__cause__, "diag", None)
    broken = getattr(diagnosis, "constraint_name", "")
    for constraint in record._meta.constraints:
        if constraint.name == broken and constraint.violation_error_message:
            return ValidationError(constraint.violation_error_message)
    return error
