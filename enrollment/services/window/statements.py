"""What the people enrolled through a village, community or school are to pay together for a year of cover (ZY-02)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, Sum
from django.utils import timezone

from enrollment.models import (
    RESIDENTS,
    ContributionMonth,
    ContributionRefund,
    Payer,
    Receipt,
    WindowEnrolment,
)
from enrollment.services.receipts.match import match_receipts


class YearKey(NamedTuple):
    payer_id: int
    year: int

    @property
    def first(self) -> dt.date:
        return dt.date(self.year, 1, 1)


@transaction.atomic
def state_years(keys: Iterable[YearKey]) -> None:
    """Work the statements of ``keys`` out anew from who is enrolled, then match what tax has reported for them.

    An enrolment counts while its coverage stands, and goes on counting when the contribution was refunded: that is
    paid out apart. For callers that have checked who asks and opened a scope.
    """
    wanted = sorted(set(keys))
    payers = sorted({key.payer_id for key in wanted})
    # The payer's row is the lock of everything it owes and paid.
    list(Payer.objects.filter(pk__in=payers).order_by("pk").select_for_update(of=("self",)).values("pk"))
    sums = _sums(payers, {key.year for key in wanted})
    made = [_statement(key, sums[key]) for key in wanted if key in sums]
    ContributionMonth.objects.bulk_create(
        made,
        update_conflicts=True,
        unique_fields=["payer", "insutype", "month"],
        update_fields=["heads", "employer", "personal", "worked_out_at"],
    )
    for key in wanted:
        if key not in sums:
            _nobody_left(key)
    match_receipts(Receipt.objects.filter(payer__in=payers, insutype=RESIDENTS))


def _sums(payers: list[int], years: set[int]) -> dict[YearKey, dict[str, object]]:
    refunded = ContributionRefund.objects.filter(enrolment=OuterRef("pk"), state="approved")
    counts = Q(coverage__effective=True) | Exists(refunded)
    rows = (
        WindowEnrolment.objects.filter(counts, payer__in=payers, year__in=years)
        .order_by()
        .values("payer_id", "year")
        .annotate(heads=Count("pk"), employer=Sum("collective"), personal=Sum("paid"))
    )
    return {YearKey(row.pop("payer_id"), row.pop("year")): row for row in rows}


def _statement(key: YearKey, sums: dict[str, object]) -> ContributionMonth:
    return ContributionMonth(
        payer_id=key.payer_id, insutype=RESIDENTS, month=key.first, whole_year=True, wages=0, base=0,
        worked_out_at=timezone.now(), **sums,
    )  # fmt: skip


def _nobody_left(key: YearKey) -> None:
    """What was paid on stays, owing nothing."""
    stored = ContributionMonth.objects.filter(payer=key.payer_id, insutype=RESIDENTS, month=key.first)
    stored.filter(shares__isnull=True).delete()
    stored.update(heads=0, employer=0, personal=0, worked_out_at=timezone.now())
