"""Book matched receipts of contributions, each once: the key is the receipt's number."""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from config.money import to_fen
from enrollment.models import Receipt
from enrollment.services.receipts.to_book import makes_up_years, note_booked, ready
from funds.models import Entry
from funds.rules.receipt_postings import received
from funds.services.drafts import Planned, entry_drafts
from funds.services.keeping import keeping_of
from funds.services.load_chart import load_chart
from funds.services.open_day import open_day
from funds.services.post_entry import post_entries
from institutions.models import User


@transaction.atomic
def book_receipts(*, acting_user: User) -> list[Entry]:
    """Book everything ready within the reader's scope; the entries. Done again it books nothing more.

    Finance of the books. Raises ``DutyMissing``, ``BookMissing``, ``PeriodNotOpen``, ``PolicyGap``.
    """
    load_chart()
    waiting = list(ready().select_for_update(of=("self",)))
    by_scheme: dict[str, list[Planned]] = defaultdict(list)
    for receipt in waiting:
        by_scheme[receipt.insutype].append(_planned(receipt))
    entries = []
    for insutype, planned in sorted(by_scheme.items()):
        entries += post_entries(entry_drafts(insutype, planned), acting_user=acting_user)
        note_booked({one.source.pk: one.booked_on for one in planned})
    return entries


def _planned(receipt: Receipt) -> Planned:
    shares = list(receipt.shares.all())
    own = to_fen(receipt.amount) if makes_up_years(receipt) else 0
    draft = received(
        keeping_of(receipt.county.area, receipt.received_on),
        receipt.county_id,
        amount=to_fen(receipt.amount),
        employer=sum(to_fen(one.employer) for one in shares),
        personal=own + sum(to_fen(one.personal) for one in shares),
        advance=to_fen(receipt.advance),
    )
    summary = _("Contributions received, %(number)s of %(payer)s") % {
        "number": receipt.number,
        "payer": receipt.payer or receipt.emp_no,
    }
    return Planned(
        draft,
        open_day(receipt.insutype, draft.unit, receipt.received_on),
        Entry.Kind.RECEIPT,
        f"receipt:{receipt.number}",
        summary[:200],
        receipt,
    )
