"""Payments the bank sent back (退汇): which, and how each stands. Reads under the caller's scope."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Value, When
from django.utils.translation import gettext_lazy as _

from funds.models import Payback, Payment

ENTERED, HELD, AGAIN, SETTLED = "entered", "held", "again", "settled"
STANDS = {
    ENTERED: _("Waits for the check"),
    HELD: _("Held for the payee"),
    AGAIN: _("Issued again"),
    SETTLED: _("Paid again"),
}


def waiting_paybacks() -> QuerySet[Payback]:
    """Entered from a slip, and nobody has checked them."""
    found: QuerySet[Payback] = Payback.objects.filter(checked_by__isnull=True, withdrawn_by__isnull=True)
    return found


def sent_back_payments() -> QuerySet[Any]:
    """With ``stands``, one of ``STANDS``: what was paid again may have come back once more, and is listed itself."""
    waits = Exists(waiting_paybacks().filter(payment=OuterRef("pk")))
    stands = Case(
        When(state=Payment.State.PAID, then=Value(ENTERED)),
        When(reissued_as__isnull=True, then=Value(HELD)),
        When(reissued_as__state__in=(Payment.State.PAID, Payment.State.RETURNED), then=Value(SETTLED)),
        default=Value(AGAIN),
        output_field=CharField(),
    )
    returned = Q(state=Payment.State.RETURNED) | Q(waits, state=Payment.State.PAID)
    found: QuerySet[Any] = Payment.objects.filter(returned).annotate(stands=stands)
    return found


def to_issue_again() -> QuerySet[Payment]:
    """Sent back, and nobody has issued them again."""
    found: QuerySet[Payment] = Payment.objects.filter(state=Payment.State.RETURNED, reissued_as__isnull=True)
    return found
