"""Where an entry comes from: the page of the record that caused it."""

from __future__ import annotations

from django.urls import reverse

from claims.models import Recovery
from funds.models import Entry, Payment

_PAGES = {
    "funds.clearing": "funds:clearing",
    "funds.statement": "funds:statement",
    "funds.paymentbatch": "funds:batch",
    "funds.capitalloan": "funds:capital_loan",
    "funds.insurerpremium": "funds:premium",
    "claims.overpayment": "claims:overpayment",
    "claims.accountbatch": "claims:account_batch",
}


def address_of_source(entry: Entry) -> str | None:
    """Address of the page behind ``entry``; None when it was written by hand."""
    if entry.source_id is None:
        return None
    if entry.source_type == "funds.payment":
        payment = Payment.objects.filter(pk=entry.source_id).first()
        if payment is None:
            return None
        if payment.clearing_id is None:
            return payment.batch_id and reverse("funds:batch", args=[payment.batch_id])
        return reverse("funds:clearing", args=[payment.clearing_id])
    if entry.source_type == "claims.recovery":
        recovery = Recovery.objects.filter(pk=entry.source_id).first()
        return recovery and reverse("claims:overpayment", args=[recovery.overpayment_id])
    page = _PAGES.get(entry.source_type)
    return reverse(page, args=[entry.source_id]) if page else None
