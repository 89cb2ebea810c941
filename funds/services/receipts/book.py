"""Book matched receipts of contributions, each once: the key is the receipt's number.

What residents pay ahead for the next year is held in advance, and becomes income when that year begins (NB-20, ZY-02);
what payers paid too much, when it pays a month declared.
"""

from __future__ import annotations

from collections import defaultdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from config.money import to_fen
from enrollment.models import RESIDENTS, Receipt
from enrollment.services.receipts.to_book import note_booked, ready
from funds.models import Entry
from funds.rules.receipt_postings import ADVANCE, received
from funds.services.collecting import collecting_of
from funds.services.drafts import Planned, entry_drafts
from funds.services.keeping import keeping_of
from funds.services.load_chart import load_chart
from funds.services.open_day import open_day
from funds.services.post_entry import post_entries
from institutions.models import User

from .advances import book_advances_used
from .parts import parts_of
from .years_begun import years_begun


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
    begun = years_begun(timezone.localdate())
    entries += post_entries(entry_drafts(RESIDENTS, begun), acting_user=acting_user)
    return entries + book_advances_used(acting_user=acting_user)


def _planned(receipt: Receipt) -> Planned:
    keeping = keeping_of(receipt.county.area, receipt.received_on)
    day = open_day(receipt.insutype, keeping.unit_of(receipt.county_id), receipt.received_on)
    into = collecting_of(receipt.county.area, receipt.received_on).paid_into
    parts = parts_of(receipt)
    if receipt.insutype == RESIDENTS and day < receipt.month:
        parts = {ADVANCE: sum(parts.values())}
    summary = _("Contributions received, %(number)s of %(payer)s") % {
        "number": receipt.number,
        "payer": receipt.payer or receipt.emp_no,
    }
    return Planned(
        received(keeping, receipt.county_id, to_fen(receipt.amount), parts, paid_into=into),
        day,
        Entry.Kind.RECEIPT,
        f"receipt:{receipt.number}",
        summary[:200],
        receipt,
    )
