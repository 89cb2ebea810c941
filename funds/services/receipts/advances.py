"""Book what a payer's advance paid of its months, each share once: the key is the share's."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from config.money import to_fen
from enrollment.models import RESIDENTS, ReceiptShare
from enrollment.services.receipts.to_book import note_share_booked
from enrollment.services.receipts.to_book import out_of_advance as to_book
from funds.models import Entry
from funds.rules.receipt_postings import COLLECTIVE, EMPLOYER, PERSONAL, out_of_advance
from funds.services.drafts import Planned, entry_drafts
from funds.services.keeping import keeping_of
from funds.services.open_day import open_day
from funds.services.post_entry import post_entries
from institutions.models import User


def book_advances_used(*, acting_user: User) -> list[Entry]:
    """In the caller's transaction; what it raises is that of :func:`book_receipts`."""
    by_scheme: dict[str, list[Planned]] = defaultdict(list)
    for share in to_book().select_for_update(of=("self",)):
        by_scheme[share.receipt.insutype].append(_planned(share))
    entries: list[Entry] = []
    for insutype, planned in sorted(by_scheme.items()):
        entries += post_entries(entry_drafts(insutype, planned), acting_user=acting_user)
        note_share_booked({one.source.pk: one.booked_on for one in planned})
    return entries


def _planned(share: ReceiptShare) -> Planned:
    receipt, day = share.receipt, share.used_on
    if day is None:
        raise ValueError(f"share {share.pk} is not out of an advance")
    keeping = keeping_of(receipt.county.area, day)
    payers = COLLECTIVE if receipt.insutype == RESIDENTS else EMPLOYER
    parts = {payers: to_fen(share.employer), PERSONAL: to_fen(share.personal)}
    draft = out_of_advance(keeping, receipt.county_id, receipt.county_id, parts)
    return Planned(
        draft,
        open_day(receipt.insutype, draft.unit, day),
        Entry.Kind.RECEIPT,
        f"receipt:{receipt.number}:advance:{share.pk}",
        _("Paid out of the advance of receipt %(number)s: %(statement)s")
        % {"number": receipt.number, "statement": share.statement},
        share,
    )
