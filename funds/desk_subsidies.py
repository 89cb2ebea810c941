"""What subsidies put on desks: vouchers to check, governments to dun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Heap, Standing
from enrollment.reads.subsidy_bill import RESIDENT_SCHEMES
from funds.models import Book, SubsidyReceipt
from funds.reads.subsidies import first_late
from institutions.models import Agency, Duty


def subsidy_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source; who keeps the books is asked to dun."""
    if Duty.REVIEW in assignment.duties:
        waiting = SubsidyReceipt.objects.filter(state=SubsidyReceipt.State.ENTERED)
        yield Heap(
            _("Check subsidies received"), waiting, f"{reverse('funds:subsidy_receipts')}?state=entered"
        )
    if Duty.FINANCE in assignment.duties:
        yield from _late(assignment.agency)


def _late(agency: Agency) -> Iterator[DeskItem]:
    """This year's quarters and last year's, on the basis of the board; counted by night, since counting takes long."""
    today = timezone.localdate()
    kept = Book.objects.filter(unit=agency, insutype__in=RESIDENT_SCHEMES).values_list("insutype", flat=True)
    county = agency.pk if agency.level == Agency.Level.COUNTY else None
    for insutype in kept:
        for year in (today.year - 1, today.year):
            late = first_late(area=agency.area, year=year, insutype=insutype, today=today, county=county)
            if late is not None:
                yield DeskItem(
                    _("Dun subsidies not paid in"),
                    f"{reverse('funds:subsidies')}?year={year}&insutype={insutype}",
                    Standing.LATE,
                    due=late,
                )
