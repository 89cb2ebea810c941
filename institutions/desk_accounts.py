"""What accounts of institutions put on desks: those that wait for the second person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from config.desk import DeskItem
from institutions.models import Agency, Duty, PayeeAccount

WAITS = Q(approved_by__isnull=True, withdrawn_by__isnull=True)


def account_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: accounts to approve for whoever approves where the institution is paid; not one's own."""
    if Duty.APPROVE not in assignment.duties:
        return
    agency = assignment.agency
    paid_here = Q(institution__county=agency)
    if agency.level == Agency.Level.CITY:
        paid_here = Q(institution__county__isnull=True, institution__area=agency.area_id)
    waiting = PayeeAccount.objects.filter(WAITS, paid_here).exclude(prepared_by=assignment.user_id)
    institutions = set(waiting.order_by().values_list("institution", flat=True))
    if len(institutions) == 1:
        (one,) = institutions
        yield DeskItem(
            _("Approve payee accounts"),
            reverse("institutions:institution", args=[one]),
            count=waiting.count(),
        )
    elif institutions:
        yield DeskItem(
            _("Approve payee accounts"),
            f"{reverse('institutions:institutions')}?waiting=yes",
            count=len(institutions),
        )
