"""Correct the ledger the only way it can be corrected: reverse the entry, post the right one, link both."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.money import to_fen
from funds.models import Book, Entry, Leg
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import User


class ReversalRefused(DomainError):
    """The entry cannot be reversed (again)."""


@transaction.atomic
def reverse_entry(
    *, entry: Entry, booked_on: dt.date, reason: str, acting_user: User, checked_by: User
) -> Entry:
    """Post the mirror of ``entry``, every leg on its other side, into an open month.

    ``reason`` becomes the summary. Raises :class:`ReversalRefused` when it is reversed already, is a reversal
    itself, or the reader's scope hides some of its legs.
    """
    Book.unscoped.select_for_update(no_key=True).get(pk=entry.book_id)
    if Entry.unscoped.filter(reverses=entry).exists():
        raise ReversalRefused(_("Entry %(voucher)s is reversed already."), voucher=entry.voucher)
    if entry.kind == Entry.Kind.REVERSAL:
        raise ReversalRefused(_("A reversal is not reversed: post the entry again."))
    if entry.kind == Entry.Kind.CLOSING:
        raise ReversalRefused(
            _(
                "A year-end closing entry is not reversed: have December reopened, what is closed again follows."
            )
        )
    legs = list(Leg.unscoped.filter(entry=entry).order_by("n").select_related("account__agency"))
    if len(legs) != entry.leg_count:
        raise ReversalRefused(
            _("Entry %(voucher)s also concerns agencies beyond yours."), voucher=entry.voucher
        )
    return post_entry(
        book=entry.book,
        booked_on=booked_on,
        kind=Entry.Kind.REVERSAL,
        key=f"reversal:{entry.pk}",
        legs=[LegDraft(leg.account, to_fen(leg.credit), to_fen(leg.debit), leg.note) for leg in legs],
        summary=reason,
        reverses=entry,
        acting_user=acting_user,
        checked_by=checked_by,
    )


@transaction.atomic
def correct_entry(
    *,
    entry: Entry,
    legs: Sequence[LegDraft],
    booked_on: dt.date,
    reason: str,
    acting_user: User,
    checked_by: User,
) -> tuple[Entry, Entry]:
    """Reverse ``entry`` and post ``legs`` in its place; the reversal and the new entry, both linked to it."""
    reversal = reverse_entry(
        entry=entry, booked_on=booked_on, reason=reason, acting_user=acting_user, checked_by=checked_by
    )
    corrected = post_entry(
        book=entry.book,
        booked_on=booked_on,
        kind=Entry.Kind.MANUAL,
        key=f"correction:{entry.pk}",
        legs=legs,
        summary=reason,
        corrects=entry,
        acting_user=acting_user,
        checked_by=checked_by,
    )
    return reversal, corrected
