"""The port for the books: receipts every fen of which is said for, and the note that they are booked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.db.models import QuerySet

from enrollment.models import Receipt


def ready() -> QuerySet[Receipt]:
    """Matched or accepted and not booked yet, within the reader's scope, in the order received."""
    waiting: QuerySet[Receipt] = (
        Receipt.objects.filter(booked_on__isnull=True)
        .exclude(state=Receipt.State.OPEN)
        .select_related("county__area", "payer", "paid_at_once", "paid_month")
        .prefetch_related("shares")
        .order_by("received_on", "number")
    )
    return waiting


def makes_up_years(receipt: Receipt) -> bool:
    """Is it all a person's own payment for years missing at retirement (NB-06)? Such a one has no shares."""
    return hasattr(receipt, "paid_at_once") or hasattr(receipt, "paid_month")


def note_booked(days: Mapping[int, dt.date]) -> None:
    """Receipt ids with the day of their entry; for the funds floor, in the transaction of its posting."""
    for pk, day in days.items():
        Receipt.objects.filter(pk=pk, booked_on__isnull=True).update(booked_on=day)
