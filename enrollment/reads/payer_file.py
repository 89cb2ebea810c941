"""What a payer's file shows of who belongs to it and what it declared."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet, Sum
from django.utils import timezone

from enrollment.models import ContributionMonth, Membership, Payer

MOST_SHOWN = 20


def with_paid(months: QuerySet[ContributionMonth]) -> QuerySet[ContributionMonth]:
    """Each with what receipts have paid of it in ``employer_paid`` and ``personal_paid`` (None: nothing)."""
    return months.annotate(employer_paid=Sum("shares__employer"), personal_paid=Sum("shares__personal"))


def file_of(payer: Payer) -> dict[str, Any]:
    """How many belong to it today, the first of them, how many did, and its latest months."""
    ties = Membership.objects.filter(payer=payer)
    now = ties.filter(period__contains=timezone.localdate())
    return {
        "member_count": now.count(),
        "former_count": ties.count() - now.count(),
        "months": with_paid(ContributionMonth.objects.filter(payer=payer))[:MOST_SHOWN],
        "members": now.select_related("person").order_by("-is_head", "person__psn_no")[:MOST_SHOWN],
    }
