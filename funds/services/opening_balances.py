"""Enter what a fund held when its books began, with evidence and two people."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import Book, Entry, Subject
from funds.services.accounts import AccountKey, accounts_for
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import Agency, User


class OpeningRefused(DomainError):
    """The opening balances are not fit to be entered."""


@dataclass(frozen=True)
class OpeningBalance:
    """What one account held: ``amount`` in fen on the subject's normal side, negative on the other."""

    role: str
    agency: Agency
    amount: int
    county: Agency | None = None


@transaction.atomic
def enter_opening_balances(
    *,
    book: Book,
    balances: Sequence[OpeningBalance],
    evidence: str,
    acting_user: User,
    checked_by: User,
    key: str = "opening",
    contra: str = "fund_balance",
) -> Entry:
    """Post one opening entry on the book's first day; what assets exceed debts goes to ``contra`` per place.

    ``evidence`` names the audited paper and is kept in the summary. Several entries may open a book (one per
    county, say) under different keys. Raises :class:`OpeningRefused`, and what ``post_entry`` raises.
    """
    if not evidence.strip():
        raise OpeningRefused(_("Opening balances need evidence: name the audited paper."))
    if not any(balance.amount for balance in balances):
        raise OpeningRefused(_("There is nothing to open: all balances are zero."))
    return post_entry(
        book=book,
        booked_on=book.opened_on,
        kind=Entry.Kind.OPENING,
        key=key,
        legs=_legs(book, balances, contra),
        summary=_("Opening balances by %(evidence)s") % {"evidence": evidence.strip()},
        acting_user=acting_user,
        checked_by=checked_by,
    )


def _legs(book: Book, balances: Sequence[OpeningBalance], contra: str) -> list[LegDraft]:
    accounts = accounts_for(
        book,
        [AccountKey(balance.role, balance.agency, balance.county) for balance in balances]
        + [AccountKey(contra, balance.agency, balance.county) for balance in balances],
    )
    held: dict[AccountKey, int] = defaultdict(int)
    for balance in balances:
        own = AccountKey(balance.role, balance.agency, balance.county)
        if accounts[own].memorandum:
            raise OpeningRefused(_("Memorandum accounts open at zero."))
        on_debit = accounts[own].subject.normal_side == Subject.Side.DEBIT
        debit_positive = balance.amount if on_debit else -balance.amount
        held[own] += debit_positive
        held[AccountKey(contra, balance.agency, balance.county)] -= debit_positive
    return [
        LegDraft(accounts[key], debit=max(amount, 0), credit=max(-amount, 0))
        for key, amount in held.items()
        if amount
    ]
