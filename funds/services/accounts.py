"""Find books and accounts by what they are for, making an account the first time it is needed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import Account, Book, MergedBook, Subject
from institutions.models import Agency

from .load_chart import load_chart


class BookMissing(DomainError):
    """Nobody has opened the books the act would post to."""


class NoAccountHere(DomainError):
    """Only cities and counties hold accounts, and only in books of their own area."""


class AccountKey(NamedTuple):
    """What an account is for: a role of the chart, at an agency, perhaps for one county's share."""

    role: str
    agency: Agency
    county: Agency | None = None


# An old book, what became of it, and the one it was closed into, for :func:`standing_book`.
WITH_SUCCESSOR = ("unit__area", "area", "merged__merging__into__unit__area", "merged__merging__into__area")


def standing_book(book: Book) -> Book:
    """``book`` itself, or the one book it was closed into: what an old fund still owes is paid from there (HG-10)."""
    merged: MergedBook | None = getattr(book, "merged", None)
    if merged is None or not merged.closed:
        return book
    into: Book = merged.merging.into
    return into


def book_for(*, insutype: str, agency: Agency) -> Book:
    """The book in which ``agency``'s money of the fund is kept: its county's own, else its city's (HG-13).

    Raises :class:`BookMissing`.
    """
    books = Book.unscoped.filter(insutype=insutype, area=agency.area).select_related(*WITH_SUCCESSOR)
    own = books.filter(unit=agency.county_id).first() if agency.county_id else None
    book = own or books.filter(unit__level=Agency.Level.CITY).first()
    if book is None:
        raise BookMissing(
            _("%(agency)s has no open book for scheme %(insutype)s: open the book first."),
            agency=agency,
            insutype=insutype,
        )
    return standing_book(book)


def accounts_for(book: Book, keys: Iterable[AccountKey]) -> dict[AccountKey, Account]:
    """The accounts of ``book`` for all ``keys``, missing ones made; two queries however many keys.

    Safe beside others doing the same: the unique key of accounts decides. The caller's scope must cover
    the agencies. Raises :class:`NoAccountHere` and ``Subject.DoesNotExist`` for an unknown role.
    """
    wanted = {_identity(key): key for key in keys}
    found = _find(book, wanted)
    missing = [key for identity, key in wanted.items() if identity not in found]
    if missing:
        _make(book, missing)
        found = _find(book, wanted)
    return {key: found[identity] for identity, key in wanted.items()}


def account_for(book: Book, role: str, agency: Agency, county: Agency | None = None) -> Account:
    """The account of ``book`` for a role at an agency (and county); made when it is missing."""
    key = AccountKey(role, agency, county)
    return accounts_for(book, [key])[key]


_Identity = tuple[str, int, int | None]


def _identity(key: AccountKey) -> _Identity:
    return key.role, key.agency.pk, key.county.pk if key.county else None


def _find(book: Book, wanted: dict[_Identity, AccountKey]) -> dict[_Identity, Account]:
    accounts = Account.unscoped.filter(
        book=book,
        subject__role__in={role for role, _agency, _county in wanted},
        agency__in={agency for _role, agency, _county in wanted},
    ).select_related("subject", "agency", "county")
    return {
        identity: account
        for account in accounts
        if (identity := (account.subject.role, account.agency_id, account.county_id)) in wanted
    }


def _make(book: Book, keys: list[AccountKey]) -> None:
    roles = {key.role for key in keys}
    if Subject.objects.filter(role__in=roles).count() < len(roles):
        # A release may bring subjects that were not in the chart when the book was opened.
        load_chart()
    subjects = {subject.role: subject for subject in Subject.objects.filter(role__in=roles)}
    for key in keys:
        if key.role not in subjects:
            raise Subject.DoesNotExist(f"the chart has no role {key.role!r}")
        for holder in (key.agency, key.county):
            if holder is not None and not _may_hold(holder, book):
                raise NoAccountHere(
                    _("%(agency)s cannot hold accounts of %(book)s."), agency=holder, book=book
                )
    Account.unscoped.bulk_create(
        [
            Account(
                book=book,
                area_id=book.area_id,
                subject=subjects[key.role],
                memorandum=subjects[key.role].memorandum,
                agency=key.agency,
                county=key.county,
            )
            for key in keys
        ],
        ignore_conflicts=True,
    )


def _may_hold(agency: Agency, book: Book) -> bool:
    levels = (Agency.Level.REGION, Agency.Level.CITY, Agency.Level.COUNTY)
    return agency.area_id == book.area_id and agency.level in levels
