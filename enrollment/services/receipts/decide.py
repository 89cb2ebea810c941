"""A person decides what a receipt pays that did not fit."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.money import from_fen, to_fen
from enrollment.models import ContributionMonth, Payer, Receipt
from enrollment.rules.receipts import spread
from enrollment.services.payers.keep import require_register
from institutions.models import User

from .late_fees import late_fee_of
from .match import match_receipts, owing, owing_of, store_shares


class ReceiptRefused(DomainError):
    """The decision does not fit the receipt as it stands."""


@transaction.atomic
def accept_receipt(*, receipt: Receipt, reason: str, acting_user: User) -> Receipt:
    """Take it as it is: the months it names are paid oldest first, then their late fee; the rest stands in advance.

    Duty register at its county or the city. Raises ``ReceiptRefused``, ``DutyMissing``.
    """
    require_register(acting_user, receipt.county)
    locked = _locked(receipt)
    if not reason.strip():
        raise ReceiptRefused(_("Give the reason."))
    if locked.payer_id is None:
        raise ReceiptRefused(_("Say first whose receipt %(number)s is."), number=locked.number)
    Payer.objects.select_for_update(of=("self",)).get(pk=locked.payer_id)
    months = owing(locked)
    shares, left = spread(to_fen(locked.amount), months)
    fee = min(left, late_fee_of(locked, months))
    store_shares(locked, shares)
    locked.late_fee, locked.advance = from_fen(fee), from_fen(left - fee)
    locked.state, locked.reason = Receipt.State.ACCEPTED, reason
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


def advance_left(receipt: Receipt) -> int:
    """What it still holds in advance, fen."""
    used = receipt.shares.filter(used_on__isnull=False)
    return to_fen(receipt.advance) - sum(to_fen(one.employer) + to_fen(one.personal) for one in used)


@transaction.atomic
def use_advance(*, receipt: Receipt, acting_user: User) -> int:
    """Pay the payer's months of the scheme out of what the receipt holds in advance, the oldest first; fen used.

    Duty register at its county or the city. Raises ``ReceiptRefused``, ``DutyMissing``.
    """
    require_register(acting_user, receipt.county)
    locked: Receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    held = advance_left(locked)
    if locked.payer_id is None or not held:
        raise ReceiptRefused(_("Receipt %(number)s holds nothing in advance."), number=locked.number)
    Payer.objects.select_for_update(of=("self",)).get(pk=locked.payer_id)
    statements = ContributionMonth.objects.filter(payer=locked.payer_id, insutype=locked.insutype)
    shares, left = spread(held, owing_of(statements.order_by("month")))
    if not shares:
        raise ReceiptRefused(_("%(payer)s owes nothing now."), payer=locked.payer)
    store_shares(locked, shares, used_on=timezone.localdate())
    return held - left


def _locked(receipt: Receipt) -> Receipt:
    locked: Receipt = Receipt.objects.select_for_update(of=("self",)).get(pk=receipt.pk)
    if locked.state != Receipt.State.OPEN:
        raise ReceiptRefused(_("Receipt %(number)s is decided already."), number=locked.number)
    return locked
