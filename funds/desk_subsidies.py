"""What subsidies put on desks: vouchers to check, governments to dun."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.desk import DeskItem, Standing
from config.money import share as share_of
from config.money import to_fen
from enrollment.reads.subsidy_bill import QUARTERS, RESIDENT_SCHEMES, Bill
from funds.models import Book, SubsidyReceipt
from funds.reads.fund_budgets import approved_of, by_code, in_force
from institutions.models import Agency, Duty, PoolingArea
from institutions.policy.in_force import policy_for


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


def _late(agency: Agency) -> Iterator[DeskItem]:
    """By the approved budget and what is in the books: nobody is counted while a desk is shown."""
    today = timezone.localdate()
    kept = Book.objects.filter(unit=agency, insutype__in=RESIDENT_SCHEMES).values_list("insutype", flat=True)
    for insutype in kept:
        passed = _passed_quarters(agency.area, insutype, today)
        late = _first_late(agency, insutype, passed, today.year)
        if late is not None:
            yield DeskItem(
                _("Dun subsidies not paid in"),
                f"{reverse('funds:subsidies')}?year={today.year}&insutype={insutype}",
                Standing.LATE,
                due=late,
            )


def _passed_quarters(area: PoolingArea, insutype: str, today: dt.date) -> list[tuple[int, dt.date, int]]:
    """(number, last day, share in ten-thousandths) of this year's quarters that are overdue; none without a policy."""
    try:
        policy = policy_for(area, dt.date(today.year, 1, 1))
    except LookupError:
        return []
    section = policy.sections.get("monthly_round")
    dated = Bill(today.year, insutype, (), (), policy).instalments()
    if section is None:
        return []
    shares = [section.require(f"subsidy.{one}_quarter.share").value for one in QUARTERS] if dated else []
    return [
        (part.number, part.due, int(share))
        for part, share in zip(dated, shares, strict=True)
        if part.due < today
    ]


def _first_late(
    agency: Agency, insutype: str, passed: list[tuple[int, dt.date, int]], year: int
) -> dt.date | None:
    """The last day of the first quarter the year's receipts do not reach as budgeted (附件二（二）3: by the budget of
    the year's beginning); without an approved budget, of the first for which nothing came in."""
    booked = SubsidyReceipt.objects.filter(
        year=year, insutype=insutype, county__area=agency.area_id, state=SubsidyReceipt.State.BOOKED
    )
    paper = approved_of(agency, insutype, year)
    if paper is None:
        came = set(booked.order_by().values_list("quarter", flat=True).distinct())
        return next((due for number, due, _share in passed if number not in came), None)
    counties = None if agency.level == Agency.Level.CITY else [agency.pk]
    whole = by_code(in_force(paper, counties)).get("fiscal_subsidies", 0)
    received = to_fen(booked.aggregate(n=Sum("amount"))["n"] or 0)
    expected = 0
    for _number, due, part in passed:
        expected += share_of(whole, part)
        if received < expected:
            return due
    return None
