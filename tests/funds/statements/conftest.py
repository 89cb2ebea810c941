"""Employees' and residents' books of the cast's city, with a year of bookings in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from config.periods import Month
from config.scoping import system_scope
from funds.models import Book, BookPeriod, Entry
from funds.reads.financial_statements import Asked, FinancialStatements
from funds.services.accounts import AccountKey, accounts_for
from funds.services.close_period import close_period
from funds.services.closing.conditions import warnings_of
from funds.services.open_book import open_book, open_months
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import Agency
from tests.cast import Cast

FIRST = Month(2019, 11)
DECEMBER, JANUARY = Month(2019, 12), Month(2020, 1)


@dataclass(frozen=True)
class Year:
    """A book of the city; ``move`` books fen from one role at a place to another."""

    cast: Cast
    book: Book

    def move(
        self,
        debit: str,
        credit: str,
        fen: int,
        day: dt.date,
        *,
        county: Agency | None = None,
        kind: str = Entry.Kind.RECEIPT,
    ) -> Entry:
        keys = [AccountKey(role, self.cast.city, county) for role in (debit, credit)]
        found = accounts_for(self.book, keys)
        number = Entry.unscoped.filter(book=self.book).count()
        return post_entry(
            book=self.book,
            booked_on=day,
            kind=kind,
            key=f"move:{number}",
            legs=[LegDraft(found[keys[0]], debit=fen), LegDraft(found[keys[1]], credit=fen)],
            summary="试记",
            acting_user=self.cast.finance_city,
            checked_by=self.cast.reviewer_city if kind in Entry.TWO_PEOPLE_KINDS else None,
        )

    def close(self, *months: Month) -> None:
        """What closing warns of is accepted."""
        for month in months:
            close_period(
                book=self.book,
                month=month,
                acting_user=self.cast.finance_city,
                checked_by=self.cast.reviewer_city,
                accepted=warnings_of(self.period(month)),
            )

    def period(self, month: Month) -> BookPeriod:
        return BookPeriod.objects.get(book=self.book, month=month.first)

    def asked(self, month: Month, *, unit: Agency | None = None, yearly: bool = False) -> Asked:
        return Asked(self.cast.area, self.book.insutype, unit, month, yearly)

    def read(self, month: Month, *, unit: Agency | None = None, yearly: bool = False) -> FinancialStatements:
        return FinancialStatements(self.asked(month, unit=unit, yearly=yearly))


def open_city_book(cast: Cast, insutype: str, month: Month) -> Year:
    """An empty book, open from the month before through the one after. The caller opens a scope."""
    book = open_book(insutype=insutype, unit=cast.city, first=month.previous, acting_user=cast.finance_city)
    open_months(book=book, through=month.following, acting_user=cast.finance_city)
    return Year(cast, book)


def build_year(cast: Cast, insutype: str) -> Year:
    """The caller opens a scope. Opens with 1,000 yuan; 300 in and 120 out in the year, 50 to personal accounts."""
    book = open_book(insutype=insutype, unit=cast.city, first=FIRST, acting_user=cast.finance_city)
    open_months(book=book, through=Month(2020, 2), acting_user=cast.finance_city)
    year = Year(cast, book)
    net = "pooled_fund_balance" if insutype == "310" else "fund_balance"
    opening = dt.date(2019, 11, 1)
    year.move("fiscal_special_account", net, 100_000, opening, kind=Entry.Kind.OPENING)
    for place, fen in ((cast.east, 20_000), (cast.west, 10_000)):
        year.move("treasury", "employer_contribution", fen, dt.date(2019, 11, 20), county=place)
    year.move("inpatient_expense", "expenditure_account", 7_000, dt.date(2019, 12, 5), county=cast.east)
    if insutype == "310":
        year.move("pooled_fund_balance", "personal_account_balance", 5_000, dt.date(2019, 12, 6))
        year.move(
            "personal_account_expense", "expenditure_account", 3_000, dt.date(2019, 12, 7), county=cast.west
        )
        year.move("receivable", "transfer_income", 1_000, dt.date(2019, 12, 8))
    year.move("treasury", "interest_income", 2_000, dt.date(2020, 1, 9))
    return year


@pytest.fixture
def residents(cast: Cast) -> Iterator[Year]:
    with system_scope():
        yield build_year(cast, "390")


@pytest.fixture
def employees(cast: Cast) -> Iterator[Year]:
    with system_scope():
        yield build_year(cast, "310")
