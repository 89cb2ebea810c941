"""What bills put on desks: bills that wait, differences to what senders settled, deductions to review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from claims.models import BillProblem, Deduction
from config.desk import DeskItem
from institutions.models import Duty

MOST_COUNTED = 10_000


def bill_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source: waiting bills for whoever handles, unreviewed deductions for whoever reviews."""
    if {Duty.HANDLE, Duty.REGISTER} & set(assignment.duties):
        waiting = BillProblem.objects.all()[:MOST_COUNTED].count()
        if waiting:
            yield DeskItem(
                _("Bills that cannot be settled"),
                reverse("claims:waiting"),
                count=waiting,
                detail=_("each with its reason"),
            )
    if Duty.REVIEW in assignment.duties:
        unreviewed = Deduction.objects.filter(reviewed_by__isnull=True).count()
        if unreviewed:
            yield DeskItem(_("Deductions to review"), reverse("claims:deductions"), count=unreviewed)
