"""A residents' book of the cast's city, open from January 2020, and a few accounts in it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from config.periods import Month
from config.scoping import system_scope
from funds.models import Account, Book, BookPeriod, Entry
from funds.services.accounts import AccountKey, accounts_for
from funds.services.close_period import close_period
from funds.services.open_book import open_book, open_months
from funds.services.post_entry import LegDraft, post_entry
from tests.cast import Cast

JANUARY, FEBRUARY, MARCH = Month(2020, 1), Month(2020, 2), Month(2020, 3)


@dataclass(frozen=True)
class Ledger:
    """The book with its accounts by role; ``post`` moves fen from one to another."""

    cast: Cast
    book: Book
    accounts: dict[str, Account]

    def legs(self, debit: str, credit: str, fen: int) -> list[LegDraft]:
        return [LegDraft(self.accounts[debit], debit=fen), LegDraft(self.accounts[credit], credit=fen)]

    def close(self, month: Month) -> BookPeriod:
        cast = self.cast
        return close_period(
            book=self.book, month=month, acting_user=cast.finance_city, checked_by=cast.reviewer_city
        )

    def post(
        self,
        debit: str = "benefit_expense",
        credit: str = "expenditure_account",
        fen: int = 100,
        *,
        key: str = "test",
        day: dt.date = dt.date(2020, 1, 15),
        kind: str = Entry.Kind.PAYMENT,
        **more: object,
    ) -> Entry:
        more.setdefault("acting_user", self.cast.finance_city)
        more.setdefault("legs", self.legs(debit, credit, fen))
        return post_entry(book=self.book, booked_on=day, kind=kind, key=key, summary="试记", **more)


def build_ledger(cast: Cast) -> Ledger:
    """The caller opens a scope."""
    book = open_book(insutype="390", unit=cast.city, first=JANUARY, acting_user=cast.finance_city)
    open_months(book=book, through=MARCH, acting_user=cast.finance_city)
    city_roles = ("expenditure_account", "fiscal_special_account", "fiscal_subsidy_income", "fund_balance")
    memo_roles = ("memo_obligation", "memo_obligation_contra")
    keys = [AccountKey(role, cast.city) for role in (*city_roles, *memo_roles, "benefit_expense")]
    keys += [AccountKey("benefit_expense", cast.city, county) for county in (cast.east, cast.west)]
    found = accounts_for(book, keys)
    names = {key: key.role if key.county is None else f"{key.role}.{key.county.code}" for key in keys}
    return Ledger(cast, book, {names[key]: account for key, account in found.items()})


@pytest.fixture
def ledger(cast: Cast) -> Iterator[Ledger]:
    """Inside a transaction that is rolled back: deferred checks run only where a test asks for them."""
    with system_scope():
        yield build_ledger(cast)


@pytest.fixture
def committed_ledger(fresh_database: str, cast: Cast) -> Ledger:
    """In a database of the test's own, committed; the test opens its scopes."""
    with system_scope():
        return build_ledger(cast)
