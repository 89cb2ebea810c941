"""The steps every registration takes: approved or refused by a second person, withdrawn, ended, void."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypeVar

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from claims.models import Registration, RegistrationState
from claims.rules.registrations import Act
from claims.services.person_locks import lock_people
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import Duty, User
from institutions.services.duties import require_another, require_duty_in_area

from .opening import RegistrationRefused, refuse_the_impossible, store

R = TypeVar("R", bound=Registration)
ONE_DAY = dt.timedelta(days=1)

BECAUSE = {
    "not_decided": _("%(number)s is not decided yet."),
    "with_experts": _("%(number)s is with the experts."),
    "decided": _("%(number)s is decided and in force already."),
    "ended": _("%(number)s has ended."),
    "refused": _("%(number)s was refused; apply anew."),
    "withdrawn": _("%(number)s was withdrawn; apply anew."),
    "no_experts_needed": _("%(number)s needs no experts."),
    "experts_first": _("%(number)s: the experts are asked first."),
    "no_review_needed": _("%(number)s needs no second person."),
}


def taken_up(record: R, act: Act, *, duty: str, acting_user: User) -> R:
    """The row locked for ``act``, after duty and state were checked; the person's lock comes first."""
    require_duty_in_area(user=acting_user, duty=duty, area=record.county.area)
    lock_people([record.person_id])
    manager: Any = type(record).objects
    fresh: R = manager.select_for_update(of=("self",)).get(pk=record.pk)
    refusal = fresh.refusal(act)
    if refusal:
        raise RegistrationRefused(BECAUSE[refusal], number=fresh.number)
    return fresh


def subject_of(record: Registration) -> Person:
    """The person's row, which the handling counter may not see itself."""
    with system_scope():
        person: Person = Person.objects.select_related("county__area").get(pk=record.person_id)
    return person


@transaction.atomic
def approve(
    *,
    record: R,
    acting_user: User,
    first: dt.date | None = None,
    end: dt.date | None = None,
    **decided: Any,
) -> R:
    """Put ``record`` in force from ``first`` up to, not including, ``end`` (as asked where not given).

    Needs the duty to review in its area, and another person than whoever handled it.
    """
    fresh = taken_up(record, Act.APPROVE, duty=Duty.REVIEW, acting_user=acting_user)
    require_another(user=acting_user, previous=fresh.handled_by, act=fresh._meta.verbose_name)
    period = DateRange(first or fresh.period.lower, end or fresh.period.upper)
    refuse_the_impossible(
        person=subject_of(fresh), applied_on=fresh.applied_on, first=period.lower, end=period.upper
    )
    store(
        fresh,
        period=period,
        state=RegistrationState.IN_FORCE,
        reviewed_by=acting_user,
        reviewed_at=timezone.now(),
        **decided,
    )
    return fresh


@transaction.atomic
def refuse(*, record: R, reason: str, acting_user: User) -> R:
    """Refuse with the reason that goes on the notice; a second person's act."""
    fresh = taken_up(record, Act.REFUSE, duty=Duty.REVIEW, acting_user=acting_user)
    require_another(user=acting_user, previous=fresh.handled_by, act=fresh._meta.verbose_name)
    store(
        fresh,
        state=RegistrationState.REFUSED,
        reason=reason,
        reviewed_by=acting_user,
        reviewed_at=timezone.now(),
    )
    return fresh


@transaction.atomic
def withdraw(*, record: R, reason: str, acting_user: User) -> R:
    """Take an application back before it is decided."""
    fresh = taken_up(record, Act.WITHDRAW, duty=Duty.HANDLE, acting_user=acting_user)
    store(fresh, state=RegistrationState.WITHDRAWN, reason=reason, ended_by=acting_user)
    return fresh


@transaction.atomic
def end(*, record: R, last_day: dt.date, reason: str, acting_user: User) -> R:
    """Let it hold no longer than ``last_day``: bills of later days no longer find it."""
    fresh = taken_up(record, Act.END, duty=Duty.HANDLE, acting_user=acting_user)
    upper = last_day + ONE_DAY
    if last_day < fresh.period.lower or (fresh.period.upper is not None and upper > fresh.period.upper):
        raise RegistrationRefused(
            _("The last day lies between %(first)s and %(last)s."),
            first=fresh.first_day,
            last=fresh.last_day or _("any later day"),
        )
    store(
        fresh,
        state=RegistrationState.ENDED,
        period=DateRange(fresh.period.lower, upper),
        reason=reason,
        ended_by=acting_user,
    )
    return fresh


@transaction.atomic
def void(*, record: R, reason: str, acting_user: User) -> R:
    """Undo what should never have been in force; bills settled on it keep what they pinned until they are redone.

    Needs the duty to review: the right is taken away backwards.
    """
    fresh = taken_up(record, Act.VOID, duty=Duty.REVIEW, acting_user=acting_user)
    require_another(user=acting_user, previous=fresh.handled_by, act=fresh._meta.verbose_name)
    store(fresh, state=RegistrationState.WITHDRAWN, reason=reason, ended_by=acting_user)
    return fresh
