"""What enrolment puts on desks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from config.desk import DeskItem
from enrollment.models import ContributionRefund
from institutions.models import Duty


def refund_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: refunds another person prepared and that wait for a decision."""
    if Duty.REVIEW not in assignment.duties:
        return
    waiting = ContributionRefund.objects.filter(state="waiting").exclude(prepared_by=assignment.user_id)
    if count := waiting.count():
        yield DeskItem(
            _("Decide refunds of contributions"),
            f"{reverse('enrollment:refunds')}?state=waiting",
            count=count,
        )
