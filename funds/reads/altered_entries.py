"""Entries that are not what was posted: their fingerprint is worked out again from their legs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from config.money import to_fen
from funds.models import Book, Entry, Leg
from funds.rules.ledger import LegAmounts, payload_hash

# Rows fetched at a time: a book of years has millions of legs.
_AT_A_TIME = 5_000


def altered_entries(book: Book) -> Iterator[Entry]:
    """Entries of ``book`` whose date, kind, legs, source or links differ from what their payload hash was taken of.

    The caller's scope must cover the book: hidden legs would show as altered entries.
    """
    rows = Leg.unscoped.filter(entry__book=book).order_by("entry_id", "n")
    amounts = rows.values_list("entry_id", "account_id", "debit", "credit").iterator(chunk_size=_AT_A_TIME)
    grouped = groupby(amounts, key=itemgetter(0))
    entry_id, legs = next(grouped, (None, iter(())))
    for entry in Entry.unscoped.filter(book=book).order_by("pk").iterator(chunk_size=_AT_A_TIME):
        found: list[LegAmounts] = []
        if entry_id == entry.pk:
            found = [
                LegAmounts(account, to_fen(debit), to_fen(credit)) for _id, account, debit, credit in legs
            ]
            entry_id, legs = next(grouped, (None, iter(())))
        told = payload_hash(
            booked_on=entry.booked_on,
            kind=entry.kind,
            legs=found,
            source=(entry.source_type, entry.source_id),
            reverses=entry.reverses_id,
            corrects=entry.corrects_id,
        )
        if told != bytes(entry.payload_hash):
            yield entry
