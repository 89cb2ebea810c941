"""The heading of a payment's entry; its key names the payment, so that it is booked once."""

from __future__ import annotations

import datetime as dt

from funds.models import Payment
from funds.rules.clearing_postings import Draft
from funds.services.drafts import Planned


def plan(
    payment: Payment, draft: Draft, kind: str, what: str, summary: str, *, day: dt.date | None = None
) -> Planned:
    """Booked on ``day``, else on the day the bank paid."""
    booked_on = day or payment.paid_on
    if booked_on is None:
        raise ValueError(f"payment {payment.number} is not paid")
    return Planned(draft, booked_on, kind, f"payment:{payment.number}:{what}", summary[:200], payment)
