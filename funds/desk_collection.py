"""What collection puts on desks: money to be moved out of treasuries, differences, signatures, accounts to approve."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.codes import name_of
from config.desk import DeskItem, Heap, Standing
from funds.models import BankAccount, CollectionDifference, CollectionSignOff, CollectionSignOffLine
from funds.reads.treasury import due_transfers
from institutions.models import Agency, Duty

OLD_AFTER_DAYS = 30
"""A difference nobody explained for so long is late. (assumed: the next month's comparison is due by then)"""


def collection_items(assignment: Any) -> Iterator[DeskItem | Heap]:
    """Desk source."""
    if Duty.FINANCE in assignment.duties:
        yield from _treasuries(assignment.agency)
        yield from _signatures(assignment.agency)
    if {Duty.FINANCE, Duty.HANDLE} & set(assignment.duties):
        yield from _differences(assignment.user)
    if Duty.APPROVE in assignment.duties:
        waiting = BankAccount.objects.filter(
            fund_account__agency=assignment.agency, approved_by__isnull=True, withdrawn_by__isnull=True
        )
        where = f"{reverse('funds:bank_accounts')}?waiting=yes"
        yield Heap(_("Approve bank accounts of the fund"), waiting, where)


def _treasuries(agency: Agency) -> Iterator[DeskItem]:
    for one in due_transfers(agency, timezone.localdate()):
        if one.unit == agency:
            yield DeskItem(
                _("Receipts to be moved out of the treasury, %(scheme)s")
                % {"scheme": name_of("insutype", one.insutype)},
                reverse("funds:treasury_transfers"),
                Standing.LATE if one.late else Standing.DUE,
                due=one.stretch.last,
            )


def _differences(user: Any) -> Iterator[DeskItem]:
    open_ones = CollectionDifference.objects.filter(state=CollectionDifference.State.OPEN)
    where = f"{reverse('funds:collection_differences')}?state=open"
    for title, rows in (
        (_("Differences of collection given to you"), open_ones.filter(owner=user)),
        (_("Differences of collection without an owner"), open_ones.filter(owner__isnull=True)),
    ):
        told = rows.aggregate(count=Count("pk"), first=Min("found_at"))
        if told["count"]:
            old = (timezone.now() - told["first"]).days > OLD_AFTER_DAYS
            yield DeskItem(title, where, Standing.LATE if old else Standing.DUE, count=told["count"])


def _signatures(agency: Agency) -> Iterator[DeskItem]:
    county = agency if agency.level == Agency.Level.COUNTY else None
    where = reverse("funds:collection_month")
    latest = (
        CollectionSignOff.objects.filter(area=agency.area, county=county)
        .order_by("month", "payer_group", "-pk")
        .distinct("month", "payer_group")
    )
    for one in latest:
        if one.stale_at is not None:
            yield DeskItem(
                _("Sign again: collection of %(month)s, %(group)s")
                % {"month": f"{one.month:%Y-%m}", "group": one.get_payer_group_display()},
                f"{where}?month={one.month:%Y-%m}",
                Standing.RETURNED,
            )
    if county is None:
        return
    parts = CollectionSignOffLine.objects.filter(
        county=county,
        confirmed_by__isnull=True,
        sign_off__county__isnull=True,
        sign_off__stale_at__isnull=True,
    ).select_related("sign_off")
    for part in parts:
        month = f"{part.sign_off.month:%Y-%m}"
        yield DeskItem(
            _("Confirm the county's part of collection of %(month)s") % {"month": month},
            f"{where}?month={month}",
        )
