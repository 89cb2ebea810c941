"""What procurement puts on the desk of finance: approved amounts to pay, late after their day."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from claims.models import ProcurementPayable
from config.desk import DeskItem, Standing
from institutions.models import Duty


def procurement_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source."""
    if Duty.FINANCE not in assignment.duties:
        return
    waiting = ProcurementPayable.objects.filter(state=ProcurementPayable.State.READY)
    count, due = waiting.count(), waiting.aggregate(first=Min("due_on"))["first"]
    if count:
        late = due < timezone.localdate()
        yield DeskItem(
            _("Pay suppliers and rewards"),
            reverse("funds:pay_procurement"),
            Standing.LATE if late else Standing.DUE,
            due=due,
            count=count,
        )
