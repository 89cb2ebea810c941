"""The heading of a payment's entry; its key names the payment, so that it is booked once."""

from __future__ import annotations

from funds.models import Payment
from funds.rules.clearing_postings import Draft
from funds.services.drafts import Planned


def plan(payment: Payment, draft: Draft, kind: str, what: str, summary: str) -> Planned:
    if payment.paid_on is None:
        raise ValueError(f"payment {payment.number} is not paid")
    return Planned(draft, payment.paid_on, kind, f"payment:{payment.number}:{what}", summary[:200], payment)
