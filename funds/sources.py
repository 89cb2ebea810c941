"""Where an entry comes from: the page of the record that caused it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from claims.models import Recovery
from funds.models import Appropriation, Entry, Payment, RegionalTransfer, RoundTransfer

_PAGES = {
    "funds.clearing": "funds:clearing",
    "funds.statement": "funds:statement",
    "funds.paymentbatch": "funds:batch",
    "funds.capitalloan": "funds:capital_loan",
    "funds.insurerpremium": "funds:premium",
    "claims.overpayment": "claims:overpayment",
    "claims.accountbatch": "claims:account_batch",
}
_OF_ROUNDS: dict[str, Any] = {
    "funds.appropriation": Appropriation,
    "funds.roundtransfer": RoundTransfer,
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
    if entry.source_type == "funds.treasurytransfer":
        return reverse("funds:treasury_transfers")
    if entry.source_type == "funds.regionaltransfer":
        moved = RegionalTransfer.objects.filter(pk=entry.source_id).select_related("demand", "grant").first()
        return moved and moved.get_absolute_url()
    if entry.source_type in _OF_ROUNDS:
        round_id = (
            _OF_ROUNDS[entry.source_type].objects.filter(pk=entry.source_id).values_list("round", flat=True)
        )
        return reverse("funds:round", args=[round_id[0]]) if round_id else None
    page = _PAGES.get(entry.source_type)
    return reverse(page, args=[entry.source_id]) if page else None
