"""Post entries to the ledger: balanced, into open months, once.

Lock order of a posting: books by id (one posting per book at a time, which is what numbers without gaps
cost), then their months, then balances by account id. Callers that lock people, settlements or accounts of
their own do so before they post.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import Account, Book, BookPeriod, Entry
from funds.rules.ledger import LegAmounts, LegFault, Movement, fault_of, payload_hash
from funds.services import ledger_rows
from institutions.models import Duty, User
from institutions.services.duties import DutyMissing, require_another, require_duty


class EntryRefused(DomainError):
    """The legs make no entry."""


class EntryKeyConflict(DomainError):
    """The key already stands for an entry with other content."""


class PeriodNotOpen(DomainError):
    """The month of the entry is closed, or was never opened."""


@dataclass(frozen=True)
class LegDraft:
    """One leg to be posted: ``debit`` or ``credit`` in integer fen, the other zero."""

    account: Account
    debit: int = 0
    credit: int = 0
    note: str = ""

    @cached_property
    def amounts(self) -> LegAmounts:
        return LegAmounts(self.account.pk, self.debit, self.credit)


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    """An entry to be posted. ``key`` names the act within the book: what, for whom, which period."""

    book: Book
    booked_on: dt.date
    kind: str
    key: str
    legs: Sequence[LegDraft]
    summary: str
    checked_by: User | None = None
    source: models.Model | None = None
    reverses: Entry | None = None
    corrects: Entry | None = None

    @property
    def month(self) -> dt.date:
        return self.booked_on.replace(day=1)

    @property
    def memorandum(self) -> bool:
        return self.legs[0].account.memorandum

    @property
    def source_link(self) -> tuple[str, int | None]:
        return (self.source._meta.label_lower, self.source.pk) if self.source is not None else ("", None)

    def payload_hash(self) -> bytes:
        return payload_hash(
            booked_on=self.booked_on,
            kind=str(self.kind),
            legs=[leg.amounts for leg in self.legs],
            source=self.source_link,
            reverses=self.reverses.pk if self.reverses else None,
            corrects=self.corrects.pk if self.corrects else None,
        )


def post_entry(*, acting_user: User, **draft: Any) -> Entry:
    """Post one entry, given the fields of :class:`EntryDraft`; see :func:`post_entries`."""
    return post_entries([EntryDraft(**draft)], acting_user=acting_user)[0]


@transaction.atomic
def post_entries(drafts: Iterable[EntryDraft], *, acting_user: User) -> list[Entry]:
    """Post all ``drafts`` or none; the entries in the same order.

    A draft whose key already stands with the same content gives the entry that stands. Raises
    :class:`EntryRefused`, :class:`EntryKeyConflict`, :class:`PeriodNotOpen`, ``DutyMissing``, ``SamePerson``.
    """
    wanted = list(drafts)
    for draft in wanted:
        _check_legs(draft)
    _check_people(wanted, acting_user)
    successors = _lock_books(wanted)
    standing = _standing_entries(wanted)
    before = _posted_before_merging(wanted, successors)
    hashes = [draft.payload_hash() for draft in wanted]
    fresh: dict[tuple[int, str], tuple[EntryDraft, bytes]] = {}
    for draft, digest in zip(wanted, hashes, strict=True):
        identity = (draft.book.pk, draft.key)
        if identity in before:
            standing[identity] = before[identity]
            continue
        known = bytes(standing[identity].payload_hash) if identity in standing else None
        if identity in fresh:
            known = fresh[identity][1]
        if known is None:
            fresh[identity] = (draft, digest)
        elif known != digest:
            raise EntryKeyConflict(
                _("“%(key)s” is already posted in %(book)s with other content: reverse it first."),
                key=draft.key,
                book=draft.book,
            )
    if fresh:
        standing |= _store(list(fresh.values()), acting_user)
    return [standing[draft.book.pk, draft.key] for draft in wanted]


def _check_legs(draft: EntryDraft) -> None:
    texts = {
        LegFault.TOO_FEW: _("Entry “%(key)s” needs at least two legs."),
        LegFault.NOT_ONE_SIDE: _("Entry “%(key)s”: every leg is either debited or credited, above zero."),
        LegFault.UNBALANCED: _("Entry “%(key)s”: debits and credits differ."),
    }
    fault = fault_of([leg.amounts for leg in draft.legs])
    if fault is not None:
        raise EntryRefused(texts[fault], key=draft.key)
    if any(leg.account.book_id != draft.book.pk for leg in draft.legs):
        raise EntryRefused(_("Entry “%(key)s” mixes books."), key=draft.key)
    if any(leg.account.memorandum != draft.memorandum for leg in draft.legs):
        raise EntryRefused(_("Entry “%(key)s” mixes real and memorandum accounts."), key=draft.key)


def may_post(user: User, drafts: Sequence[EntryDraft]) -> bool:
    """Whether ``user`` keeps the books, or the accounts, that ``drafts`` touch."""
    try:
        _check_keeper(drafts, user)
    except DutyMissing:
        return False
    return True


def _check_keeper(drafts: Sequence[EntryDraft], user: User) -> None:
    """Finance of the book's unit posts anywhere in the book, a county's to the county's own accounts.

    What the city clears centrally its finance posts in its counties' books too, where they keep their own.
    """
    for book in {draft.book for draft in drafts}:
        if Duty.FINANCE in user.duties_at(book.unit):
            continue
        central = all(draft.kind in Entry.CENTRAL_KINDS for draft in drafts if draft.book == book)
        if central and book.unit.parent and Duty.FINANCE in user.duties_at(book.unit.parent):
            continue
        for holder in {leg.account.agency for draft in drafts if draft.book == book for leg in draft.legs}:
            require_duty(user=user, duty=Duty.FINANCE, agency=holder)


def _check_people(drafts: Sequence[EntryDraft], acting_user: User) -> None:
    for draft in drafts:
        if draft.checked_by is None and draft.kind in Entry.TWO_PEOPLE_KINDS:
            raise EntryRefused(_("Entry “%(key)s”: this kind of entry needs a second person."), key=draft.key)
        require_another(user=acting_user, previous=draft.checked_by, act=draft.summary)
    _check_keeper(drafts, acting_user)
    for checker, book in {(draft.checked_by, draft.book) for draft in drafts if draft.checked_by}:
        if Duty.APPROVE not in checker.duties_at(book.unit):
            require_duty(user=checker, duty=Duty.REVIEW, agency=book.unit)


def _lock_books(drafts: Sequence[EntryDraft]) -> set[int]:
    """Holds the books; the ids of those old books were closed into. Raises :class:`EntryRefused` for an old one."""
    ids = {draft.book.pk for draft in drafts}
    books = Book.unscoped.filter(pk__in=ids).select_related("merged", "merging").order_by("pk")
    successors = set()
    for book in books.select_for_update(no_key=True, of=("self",)):
        merged, merging = getattr(book, "merged", None), getattr(book, "merging", None)
        if merged is not None and merged.closed:
            raise EntryRefused(
                _("%(book)s was closed into another book: nothing is posted into it any more."), book=book
            )
        if merging is not None and merging.closed_on is not None:
            successors.add(book.pk)
    return successors


def _posted_before_merging(
    drafts: Sequence[EntryDraft], successors: set[int]
) -> dict[tuple[int, str], Entry]:
    """An act the old book already has is not posted again where it was closed into: its balance came over."""
    found: dict[tuple[int, str], Entry] = {}
    for book_id in successors:
        keys = [draft.key for draft in drafts if draft.book.pk == book_id]
        old = Entry.unscoped.filter(book__merged__merging__into=book_id, key__in=keys)
        found |= {(book_id, entry.key): entry for entry in old}
    return found


def _standing_entries(drafts: Sequence[EntryDraft]) -> dict[tuple[int, str], Entry]:
    keys = defaultdict(list)
    for draft in drafts:
        keys[draft.book.pk].append(draft.key)
    return {
        (entry.book_id, entry.key): entry
        for book_id, names in keys.items()
        for entry in Entry.unscoped.filter(book=book_id, key__in=names)
    }


def _store(drafts: Sequence[tuple[EntryDraft, bytes]], acting_user: User) -> dict[tuple[int, str], Entry]:
    numbers = _take_numbers([draft for draft, _hash in drafts])
    now = timezone.now()
    ids = ledger_rows.next_entry_ids(len(drafts))
    entries = [
        Entry(
            pk=pk,
            book=draft.book,
            period_id=period_id,
            number=number,
            booked_on=draft.booked_on,
            kind=draft.kind,
            key=draft.key,
            payload_hash=digest,
            memorandum=draft.memorandum,
            leg_count=len(draft.legs),
            summary=draft.summary,
            source_type=draft.source_link[0],
            source_id=draft.source_link[1],
            reverses=draft.reverses,
            corrects=draft.corrects,
            made_by=acting_user,
            checked_by=draft.checked_by,
            created_at=now,
        )
        for pk, (draft, digest), (period_id, number) in zip(ids, drafts, numbers, strict=True)
    ]
    legs = [
        (entry, n, leg.amounts, leg.note)
        for entry, (draft, _hash) in zip(entries, drafts, strict=True)
        for n, leg in enumerate(draft.legs, start=1)
    ]
    ledger_rows.insert_entries(entries)
    ledger_rows.insert_legs(legs)
    ledger_rows.add_to_balances(_movements(draft for draft, _hash in drafts))
    return {(entry.book_id, entry.key): entry for entry in entries}


def _take_numbers(drafts: Sequence[EntryDraft]) -> list[tuple[int, int]]:
    """For every draft the id of its month and the next number in it; raises :class:`PeriodNotOpen`."""
    wanted: dict[tuple[int, dt.date], list[int]] = defaultdict(list)
    for place, draft in enumerate(drafts):
        wanted[draft.book.pk, draft.month].append(place)
    taken: dict[int, tuple[int, int]] = {}
    for (book_id, month), places in sorted(wanted.items()):
        period = BookPeriod.objects.select_for_update(of=("self",)).filter(book=book_id, month=month).first()
        if period is None or period.state != BookPeriod.State.OPEN:
            draft = drafts[places[0]]
            raise PeriodNotOpen(
                _("%(month)s is not open in %(book)s: post into an open month, or have it reopened."),
                month=f"{month:%Y-%m}",
                book=draft.book,
            )
        BookPeriod.objects.filter(pk=period.pk).update(last_number=F("last_number") + len(places))
        for number, place in enumerate(places, start=period.last_number + 1):
            taken[place] = (period.pk, number)
    return [taken[place] for place in range(len(drafts))]


def _movements(drafts: Iterable[EntryDraft]) -> Mapping[tuple[int, dt.date], Movement]:
    movements: dict[tuple[int, dt.date], Movement] = defaultdict(Movement)
    for draft in drafts:
        for leg in draft.legs:
            movements[leg.account.pk, draft.month].add(
                leg.amounts,
                is_opening=draft.kind == Entry.Kind.OPENING,
                is_closing=draft.kind == Entry.Kind.CLOSING,
            )
    return movements
