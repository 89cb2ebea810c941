"""What data cleaning puts on desks (JJ-03)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Min, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from enrollment.models import CleaningFinding
from institutions.models import Duty


def _waiting() -> QuerySet[CleaningFinding]:
    rows: QuerySet[CleaningFinding] = CleaningFinding.objects.filter(state__in=CleaningFinding.WAITING)
    return rows


def assigned_to(user: Any) -> int | None:
    """How many findings wait for this person's decision; for the navigation."""
    return _waiting().filter(assignee=user).count() or None


def cleaning_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: one's own findings, those of the own agency that nobody has, for the city what is overdue."""
    if Duty.REGISTER in assignment.duties:
        mine = _waiting().filter(assignee=assignment.user_id)
        yield from _item(mine, _("Findings to decide"), f"state=waiting&assignee={assignment.user_id}")
        own = _waiting().filter(county=assignment.agency.county_id or assignment.agency_id)
        yield from _item(
            own.filter(assignee__isnull=True), _("Findings to assign"), "state=waiting&assignee=nobody"
        )
    if assignment.agency.is_municipal:
        late = _waiting().filter(due_on__lt=timezone.localdate())
        yield from _item(late, _("Findings overdue in the counties"), "state=overdue")


def _item(rows: QuerySet[CleaningFinding], title: str, asked: str) -> Iterator[DeskItem]:
    count = rows.count()
    if count:
        due = rows.aggregate(first=Min("due_on"))["first"]
        late = due is not None and due < timezone.localdate()
        url = f"{reverse('enrollment:findings')}?{asked}"
        yield DeskItem(title, url, Standing.LATE if late else Standing.DUE, due, count)
