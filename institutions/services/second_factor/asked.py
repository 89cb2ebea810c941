"""Whom the sign-in asks for a second factor."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from institutions.models import Assignment, Duty, SecondFactor, User

REQUIRED, OFFERED = "required", "offered"
NEEDING = tuple(duty for duty in Duty if duty.needs_second_factor)


def is_offered() -> bool:
    return settings.SECOND_FACTOR in (REQUIRED, OFFERED)


def must_have(user: User) -> bool:
    """Whether ``user`` may work only with it: by any duty held or lent today, or by having installed the system."""
    return settings.SECOND_FACTOR == REQUIRED and needs(user)


def needs(user: User) -> bool:
    """What :func:`must_have` says where the setting is ``required``."""
    return user.is_superuser or any(
        not set(NEEDING).isdisjoint(assignment.duties) for assignment in user.assignments_in_force
    )


def with_need(users: QuerySet[User]) -> QuerySet[User]:
    """``users`` with :func:`needs` as the column ``needed``."""
    today = timezone.localdate()
    needing = Assignment.objects.in_force(today).filter(duties__overlap=NEEDING)
    lent = needing.filter(delegations__receiver=OuterRef("pk"), delegations__period__contains=today)
    return users.annotate(
        needed=Q(is_superuser=True) | Exists(needing.filter(user=OuterRef("pk"))) | Exists(lent)
    )


def step_of(user: User) -> str | None:
    """Where a sign-in goes on after the password, by the name of the address."""
    if not is_offered():
        return None
    if SecondFactor.objects.filter(user=user).exists():
        return "second_step"
    return "enrol_at_the_door" if must_have(user) else None
