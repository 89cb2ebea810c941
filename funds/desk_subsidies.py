"""What subsidies put on desks: vouchers to check, governments to dun."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from enrollment.reads.subsidy_bill import RESIDENT_SCHEMES
from funds.models import Book, SubsidyReceipt
from funds.reads.subsidies import subsidy_year
from funds.rules.subsidies import LATE, SHORT
from institutions.models import Duty


def subsidy_items(assignment: Any) -> Iterator[DeskItem]:
    """Desk source; who keeps the books is asked to dun."""
    if Duty.REVIEW in assignment.duties:
        waiting = SubsidyReceipt.objects.filter(state=SubsidyReceipt.State.ENTERED).count()
        if waiting:
            yield DeskItem(
                _("Check subsidies received"), f"{reverse('funds:subsidy_receipts')}?state=entered", count=waiting
            )  # fmt: skip
    if Duty.FINANCE in assignment.duties:
        yield from _late(assignment.agency)


def _late(agency: Any) -> Iterator[DeskItem]:
    today = timezone.localdate()
    kept = Book.objects.filter(unit=agency, insutype__in=RESIDENT_SCHEMES).values_list("insutype", flat=True)
    for insutype in kept:
        try:
            found = subsidy_year(area=agency.area, year=today.year, insutype=insutype, today=today)
        except LookupError:
            continue
        late = [one for one in found.dues if one.state in (LATE, SHORT) and one.dunned is None]
        if late:
            yield DeskItem(
                _("Dun subsidies not paid in"),
                f"{reverse('funds:subsidies')}?year={today.year}&insutype={insutype}",
                Standing.LATE,
                due=min(one.due_on for one in late),
                count=len(late),
            )
