"""The port for the books: receipts every fen of which is said for, and the note that they are booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db.models import F, Prefetch, QuerySet

from enrollment.models import RESIDENTS, Receipt, ReceiptShare


def _own_shares() -> Prefetch[Any]:
    """What was taken out of an advance later is booked by itself."""
    return Prefetch("shares", ReceiptShare.objects.filter(used_on__isnull=True))


def ready() -> QuerySet[Receipt]:
    """Matched or accepted and not booked yet, within the reader's scope, in the order received."""
    waiting: QuerySet[Receipt] = (
        Receipt.objects.filter(booked_on__isnull=True)
        .exclude(state=Receipt.State.OPEN)
        .select_related("county__area", "payer", "paid_at_once", "paid_month", "paid_enrolment")
        .prefetch_related(_own_shares())
        .order_by("received_on", "number")
    )
    return waiting


def out_of_advance() -> QuerySet[ReceiptShare]:
    """Shares taken out of what booked receipts hold in advance, not booked yet."""
    waiting: QuerySet[ReceiptShare] = (
        ReceiptShare.objects.filter(
            used_on__isnull=False, booked_on__isnull=True, receipt__booked_on__isnull=False
        )
        .select_related("receipt__county__area", "receipt__payer", "statement__payer")
        .order_by("used_on", "pk")
    )
    return waiting


def note_share_booked(days: Mapping[int, dt.date]) -> None:
    """Share ids with the day of their entry; as :func:`note_booked`."""
    for pk, day in days.items():
        ReceiptShare.objects.filter(pk=pk, booked_on__isnull=True).update(booked_on=day)


_PAID_ALONE = ("paid_at_once", "paid_month", "paid_enrolment")


def paid_alone(receipt: Receipt) -> bool:
    """Is it all a person's own payment, for missing years (NB-06) or an enrolment at the counter (ZY-03)?

    Such a one has no shares.
    """
    return any(hasattr(receipt, name) for name in _PAID_ALONE)


def begun(today: dt.date) -> QuerySet[Receipt]:
    """Residents' receipts booked before the year they pay for, which has begun by ``today`` (NB-20, ZY-02)."""
    booked: QuerySet[Receipt] = (
        Receipt.objects.filter(insutype=RESIDENTS, booked_on__lt=F("month"), month__lte=today)
        .select_related("county__area", "payer", "paid_enrolment")
        .prefetch_related(_own_shares())
        .order_by("month", "number")
    )
    return booked


def note_booked(days: Mapping[int, dt.date]) -> None:
    """Receipt ids with the day of their entry; for the funds floor, in the transaction of its posting."""
    for pk, day in days.items():
        Receipt.objects.filter(pk=pk, booked_on__isnull=True).update(booked_on=day)
