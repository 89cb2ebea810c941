"""Reports by the public whose handler can no longer work on them: who supervises hands them over."""

from __future__ import annotations

from django.db.models import BooleanField, Case, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils import timezone

from claims.models import PublicReport
from claims.services.report_states import WORKERS
from institutions.models import Assignment

# What is left to do: to verify, to confirm, to reward.
UNDONE = Q(state__in=["received", "checked"]) | Q(reward__isnull=False, reward_checked_by__isnull=True)


def with_handlers_gone(reports: QuerySet[PublicReport]) -> QuerySet[PublicReport]:
    """``reports`` with ``handler_gone``: something is left to do, and today its handler holds no duty for it, own or
    delegated, at the county or its city."""
    today = timezone.localdate()
    holder = Q(user=OuterRef("handler")) | Q(
        delegations__receiver=OuterRef("handler"), delegations__period__contains=today
    )
    place = Q(agency=OuterRef("county")) | Q(agency=OuterRef("county__parent"))
    held = Assignment.objects.in_force(today).filter(
        holder, place, duties__overlap=[duty.value for duty in WORKERS]
    )
    return reports.annotate(
        handler_gone=Case(
            When(UNDONE & (~Exists(held) | Q(handler__is_active=False)), then=Value(True)),
            default=Value(False),
            output_field=BooleanField(),
        )
    )
