"""Payments the bank sent back (退汇): which, and how each stands. Reads under the caller's scope."""

from __future__ import annotations

from typing import Any

from django.db.models import Case, CharField, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from funds.models import Payback, Payment, UnclaimedReturn

ENTERED, HELD, ENDING, AGAIN, SETTLED, ENDED = "entered", "held", "ending", "again", "settled", "ended"
STANDS = {
    ENTERED: _("Slip to be checked"),
    HELD: _("Held for the payee"),
    ENDING: _("To be given up, waits for approval"),
    AGAIN: _("Issued again"),
    SETTLED: _("Paid again"),
    ENDED: _("Given up, other income"),
}


def waiting_paybacks() -> QuerySet[Payback]:
    """Entered from a slip, and nobody has checked them."""
    found: QuerySet[Payback] = Payback.objects.filter(checked_by__isnull=True, withdrawn_by__isnull=True)
    return found


def waiting_unclaimed() -> QuerySet[UnclaimedReturn]:
    """Nobody is left to be paid, somebody says, and nobody has approved it."""
    found: QuerySet[UnclaimedReturn] = UnclaimedReturn.objects.filter(
        approved_by__isnull=True, withdrawn_by__isnull=True
    )
    return found


def given_up(payment: str = "pk") -> Exists:
    """Condition of a payment (or of the row that has it as ``payment``): it is given up, or waits for that."""
    return Exists(UnclaimedReturn.objects.filter(payment=OuterRef(payment), withdrawn_by__isnull=True))


def not_received(reason: str) -> Exists:
    """Condition of what ``reason`` of a payment names (``statement``, ``premium``): paid, and the money came back."""
    back = Q(state=Payment.State.RETURNED) | Q(state=Payment.State.FAILED, settles_return=True)
    of_it = Payment.objects.filter(back, reissued_as__isnull=True, **{reason: OuterRef("pk")})
    return Exists(of_it)


def under_way_again(reason: str) -> Exists:
    """Condition of what ``reason`` of a payment names: it came back and was issued again, and nobody has it yet."""
    on_the_way = (Payment.State.PREPARED, Payment.State.SENT)
    return Exists(
        Payment.objects.filter(settles_return=True, state__in=on_the_way, **{reason: OuterRef("pk")})
    )


def sent_back_payments() -> QuerySet[Any]:
    """With ``stands``, one of ``STANDS``, and ``back_on`` and ``why`` as the bank or its slip says: what was paid again
    may have come back once more, and is listed itself.
    """
    slip = waiting_paybacks().filter(payment=OuterRef("pk"))
    waits = Exists(slip)
    # What was issued again and failed is given up in the place of what came back.
    of_it = Q(payment=OuterRef("pk")) | Q(payment__reissues=OuterRef("pk"))
    given = UnclaimedReturn.objects.filter(of_it, withdrawn_by__isnull=True)
    stands = Case(
        When(state=Payment.State.PAID, then=Value(ENTERED)),
        When(Exists(given.filter(approved_by__isnull=True)), then=Value(ENDING)),
        When(Exists(given), then=Value(ENDED)),
        When(reissued_as__isnull=True, then=Value(HELD)),
        When(reissued_as__state__in=(Payment.State.PAID, Payment.State.RETURNED), then=Value(SETTLED)),
        default=Value(AGAIN),
        output_field=CharField(),
    )
    returned = Q(state=Payment.State.RETURNED) | Q(waits, state=Payment.State.PAID)
    found: QuerySet[Any] = Payment.objects.filter(returned).annotate(
        stands=stands,
        back_on=Coalesce("returned_on", Subquery(slip.values("returned_on")[:1])),
        why=Case(
            When(state=Payment.State.PAID, then=Subquery(slip.values("reason")[:1])), default="failure_reason"
        ),
    )
    return found


def to_issue_again() -> QuerySet[Payment]:
    """Sent back, and neither issued again nor given up."""
    found: QuerySet[Payment] = Payment.objects.filter(
        ~given_up(), state=Payment.State.RETURNED, reissued_as__isnull=True
    )
    return found
