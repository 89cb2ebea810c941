"""What data cleaning puts on desks (JJ-03)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import Heap
from enrollment.models import CleaningFinding
from institutions.models import Duty


def _waiting() -> QuerySet[CleaningFinding]:
    rows: QuerySet[CleaningFinding] = CleaningFinding.objects.filter(state__in=CleaningFinding.WAITING)
    return rows


def assigned_to(seat: Any) -> int | None:
    """How many findings wait for this person's decision; for the navigation."""
    return _waiting().filter(assignee=seat.user_id).count() or None


def cleaning_items(assignment: Any) -> Iterator[Heap]:
    """Desk source: one's own findings, those of the own agency that nobody has, for the city what is overdue."""
    if Duty.REGISTER in assignment.duties:
        mine = _waiting().filter(assignee=assignment.user_id)
        yield _heap(mine, _("Findings to decide"), f"state=waiting&assignee={assignment.user_id}")
        own = _waiting().filter(county=assignment.agency.county_id or assignment.agency_id)
        yield _heap(
            own.filter(assignee__isnull=True), _("Findings to assign"), "state=waiting&assignee=nobody"
        )
    if assignment.agency.is_municipal:
        late = _waiting().filter(due_on__lt=timezone.localdate())
        yield _heap(late, _("Findings overdue in the counties"), "state=overdue")


def _heap(rows: QuerySet[CleaningFinding], title: str, asked: str) -> Heap:
    return Heap(title, rows, f"{reverse('enrollment:findings')}?{asked}", due="due_on")
