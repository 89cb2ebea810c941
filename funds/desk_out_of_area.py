"""What care outside the area puts on desks of the city: months to explain and confirm, amounts to pay, accounts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from funds.models import OutOfAreaMonth, ProvinceAccount, ProvinceReceipt
from funds.services.out_of_area.prepare import waiting_dues
from institutions.models import Agency, Duty


def out_of_area_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source."""
    if assignment.agency.level != Agency.Level.CITY:
        return
    duties, area = assignment.duties, assignment.agency.area
    if Duty.HANDLE in duties or Duty.REVIEW in duties:
        count = OutOfAreaMonth.objects.filter(area=area, state=OutOfAreaMonth.State.OPEN).count()
        if count:
            url = f"{reverse('funds:out_of_area')}?state=open"
            yield DeskItem(_("Confirm months of care outside the area"), url, count=count)
    if Duty.FINANCE in duties:
        waiting = waiting_dues(area).aggregate(first=Min("due_on"))["first"]
        if waiting:
            late = waiting < timezone.localdate()
            yield DeskItem(
                _("Pay the province"), reverse("funds:pay_province"), Standing.LATE if late else Standing.DUE,
                due=waiting, count=waiting_dues(area).count(),
            )  # fmt: skip
    if Duty.REVIEW in duties:
        waiting = ProvinceReceipt.objects.filter(
            area=area, checked_by__isnull=True, withdrawn_by__isnull=True
        )
        receipts = waiting.count()
        if receipts:
            yield DeskItem(
                _("Check money given back by the province"), reverse("funds:province"), count=receipts
            )
    if Duty.APPROVE in duties:
        accounts = ProvinceAccount.objects.filter(
            area=area, approved_by__isnull=True, withdrawn_by__isnull=True
        ).count()
        if accounts:
            yield DeskItem(
                _("Approve the account of the province"), reverse("funds:province"), count=accounts
            )
