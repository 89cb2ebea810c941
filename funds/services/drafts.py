"""From drafts in roles and agency ids to entries of the ledger: books and accounts found, or made, all at once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from funds.models import Account, Book
from funds.rules.clearing_postings import Draft, DraftLeg
from funds.services.accounts import (
    WITH_SUCCESSOR,
    AccountKey,
    BookMissing,
    accounts_for,
    standing_book,
)
from funds.services.post_entry import EntryDraft, LegDraft
from institutions.models import Agency


@dataclass(frozen=True)
class Planned:
    """A draft with its heading; the key is the same in every book the act touches."""

    draft: Draft
    booked_on: dt.date
    kind: str
    key: str
    summary: str
    source: models.Model


def entry_drafts(insutype: str, planned: Sequence[Planned]) -> list[EntryDraft]:
    """Ready for ``post_entries``; a few queries however many entries. Raises ``BookMissing``."""
    units = {one.draft.unit for one in planned}
    agencies = _agencies(one.draft for one in planned)
    books = {unit: book_of_unit(insutype, agencies[unit]) for unit in units}
    keys: dict[int, set[AccountKey]] = defaultdict(set)
    for one in planned:
        keys[one.draft.unit].update(_key(leg, agencies) for leg in one.draft.legs)
    accounts = {unit: accounts_for(books[unit], keys[unit]) for unit in units}
    return [
        EntryDraft(
            book=books[one.draft.unit],
            booked_on=one.booked_on,
            kind=one.kind,
            key=one.key,
            legs=[_leg(leg, accounts[one.draft.unit][_key(leg, agencies)]) for leg in one.draft.legs],
            summary=one.summary,
            source=one.source,
        )
        for one in planned
    ]


def book_of_unit(insutype: str, unit: Agency) -> Book:
    """The book that accounting unit ``unit`` keeps itself, or the one it was closed into; raises ``BookMissing``."""
    book = Book.unscoped.filter(insutype=insutype, unit=unit).select_related(*WITH_SUCCESSOR).first()
    if book is None:
        raise BookMissing(
            _("%(agency)s has no open book for scheme %(insutype)s: open the book first."),
            agency=unit,
            insutype=insutype,
        )
    return standing_book(book)


def _agencies(drafts: Iterable[Draft]) -> dict[int, Agency]:
    ids: set[int] = set()
    for draft in drafts:
        ids.add(draft.unit)
        ids.update(leg.agency for leg in draft.legs)
        ids.update(leg.county for leg in draft.legs if leg.county is not None)
    return Agency.objects.select_related("area").in_bulk(ids)


def _key(leg: DraftLeg, agencies: dict[int, Agency]) -> AccountKey:
    return AccountKey(leg.role, agencies[leg.agency], None if leg.county is None else agencies[leg.county])


def _leg(leg: DraftLeg, account: Account) -> LegDraft:
    return LegDraft(account, debit=max(leg.amount, 0), credit=max(-leg.amount, 0))
