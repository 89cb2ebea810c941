"""A person decides what a receipt pays that did not fit."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.money import from_fen, to_fen
from enrollment.models import Payer, Receipt
from enrollment.rules.receipts import spread
from enrollment.services.payers.keep import require_register
from institutions.models import User

from .match import match_receipts, owing, store_shares


class ReceiptRefused(DomainError):
    """The decision does not fit the receipt as it stands."""


@transaction.atomic
def accept_receipt(*, receipt: Receipt, reason: str, acting_user: User) -> Receipt:
    """Take it as it is: the months it names are paid oldest first, what is left over stands in advance.

    Duty register at its county or the city. Raises ``ReceiptRefused``, ``DutyMissing``.
    """
    require_register(acting_user, receipt.county)
    locked = _locked(receipt)
    if not reason.strip():
        raise ReceiptRefused(_("Give the reason."))
    if locked.payer_id is None:
        raise ReceiptRefused(_("Say first whose receipt %(number)s is."), number=locked.number)
    Payer.objects.select_for_update(of=("self",)).get(pk=locked.payer_id)
    shares, left = spread(to_fen(locked.amount), owing(locked))
    store_shares(locked, shares)
    locked.state, locked.advance, locked.reason = Receipt.State.ACCEPTED, from_fen(left), reason
    locked.decided_by, locked.decided_at = acting_user, timezone.now()
    locked.save()
    return locked


@transaction.atomic
def assign_receipt(*, receipt: Receipt, payer: Payer, acting_user: User) -> Receipt:
    """Say whose it is, and match it anew. Raises ``ReceiptRefused``, ``DutyMissing``."""
    require_register(acting_user, receipt.county)
    locked = _locked(receipt)
    if payer.county_id != locked.county_id:
        raise ReceiptRefused(_("%(payer)s is registered in another county."), payer=payer)
    locked.payer = payer
    locked.decided_by, locked.decided_at = acting_user, timezone.now()
    locked.save(update_fields=["payer", "decided_by", "decided_at"])
    match_receipts(Receipt.objects.filter(pk=locked.pk))
    locked.refresh_from_db()
    return locked


def _locked(receipt: Receipt) -> Receipt:
    locked: Receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if locked.state != Receipt.State.OPEN:
        raise ReceiptRefused(_("Receipt %(number)s is decided already."), number=locked.number)
    return locked
