"""Agreements whose term is over: they expire, or give way to the one that follows."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from institutions.models import Agency, Agreement, Duty, User
from institutions.services.duties import require_duty

from .states import locked, note, state_after


def run_out(day: dt.date | None = None) -> QuerySet[Agreement]:
    """Agreements that still stand as running though their term is over."""
    found: QuerySet[Agreement] = Agreement.objects.filter(
        state__in=("in_force", "suspended"), period__endswith__lte=day or timezone.localdate()
    )
    return found


@transaction.atomic
def end_run_out(*, agency: Agency, acting_user: User) -> int:
    """Close the agreements of ``agency`` whose term is over; returns how many. Repeatable.

    Only their state changes: on which days they designated was settled when they were signed.
    """
    require_duty(user=acting_user, duty=Duty.HANDLE, agency=agency)
    ended = 0
    for found in run_out().filter(agency=agency).order_by("pk"):
        agreement = locked(found)
        followed = agreement.followers.filter(state__in=("in_force", "suspended")).exists()
        act = "replace" if followed else "expire"
        agreement.state, agreement.due_on = state_after(agreement, act), None
        agreement.ended_on = agreement.period.upper
        agreement.save(update_fields=["state", "due_on", "ended_on"])
        note(agreement, act, acting_user, day=agreement.period.upper)
        ended += 1
    return ended
