"""Statements read from running totals: equal to sums from the legs, and the same before and after the year's end."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config.money import to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Entry, Leg
from funds.reads.balances import verify_balances
from funds.reads.financial_statements import Asked, FinancialStatements
from funds.services.accounts import AccountKey, accounts_for
from funds.services.close_period import reopen_period
from funds.services.open_book import open_book
from funds.services.post_entry import LegDraft, post_entry
from institutions.models import Agency, Duty
from tests.cast import Cast, make_user

from .conftest import DECEMBER, FIRST, JANUARY, Year

pytestmark = pytest.mark.duty("NB-17")


def from_legs(year: Year, klass: str, through: dt.date, since: dt.date | None = None) -> int:
    """Debit-positive fen of all legs of a class, year-end closing left out where a period is asked for."""
    legs = Leg.unscoped.filter(book=year.book, account__subject__klass=klass, booked_on__lte=through)
    if since is not None:
        legs = legs.filter(booked_on__gte=since).exclude(
            entry__kind__in=[Entry.Kind.CLOSING, Entry.Kind.OPENING]
        )
    return sum(to_fen(leg.debit) - to_fen(leg.credit) for leg in legs)


def ties_to_legs(year: Year, month: Month) -> None:
    statements = year.read(month)
    since = dt.date(month.year, 1, 1)
    assert statements.balanced()
    sheet, income = statements.balance_sheet, statements.income_expenditure
    assert sheet.cell("total_assets", "closing") == from_legs(year, "asset", month.last)
    assert sheet.cell("total_liabilities", "closing") == -from_legs(year, "liability", month.last)
    assert income.cell("total_income", "year-all") == -from_legs(year, "income", month.last, since)
    assert income.cell("total_expense", "year-all") == from_legs(year, "expense", month.last, since)
    net = sum(from_legs(year, klass, month.last) for klass in ("net", "income", "expense"))
    assert income.cell("closing", "year-all") == -net


@pytest.mark.parametrize("scheme", ["residents", "employees"])
def test_statements_equal_the_legs_to_the_fen_before_and_after_the_year_end(
    scheme: str, request: pytest.FixtureRequest
) -> None:
    year: Year = request.getfixturevalue(scheme)
    months = (FIRST, DECEMBER, JANUARY)
    before = {month: year.read(month) for month in months}
    figures = {
        month: (one.balance_sheet.cells, one.income_expenditure.cells) for month, one in before.items()
    }
    for month in months:
        ties_to_legs(year, month)
    year.close(FIRST, DECEMBER)
    for month in months:
        ties_to_legs(year, month)
        after = year.read(month)
        # Closing the year moves income into net assets; no figure of any statement moves by it.
        assert (after.balance_sheet.cells, after.income_expenditure.cells) == figures[month]
    assert from_legs(year, "income", DECEMBER.last) == from_legs(year, "expense", DECEMBER.last) == 0
    assert verify_balances(book=year.book) == []


def test_employees_pooled_fund_and_personal_accounts_stand_apart(employees: Year) -> None:
    employees.close(FIRST, DECEMBER)
    income = employees.read(DECEMBER, yearly=True).income_expenditure
    rows = ("opening", "total_income", "total_expense", "result", "direct", "closing")
    figures = {
        part: [income.cell(row, f"year-{part}") for row in rows] for part in ("all", "pooled", "personal")
    }
    assert figures == {
        "all": [100_000, 31_000, 10_000, 21_000, 0, 121_000],
        "pooled": [100_000, 30_000, 7_000, 23_000, -5_000, 118_000],
        "personal": [0, 1_000, 3_000, -2_000, 5_000, 3_000],
    }
    sheet = employees.read(DECEMBER).balance_sheet
    assert (sheet.cell("pooled_net", "closing"), sheet.cell("personal_net", "closing")) == (118_000, 3_000)
    held = Leg.unscoped.filter(book=employees.book, account__subject__role="personal_account_balance")
    assert sum(to_fen(leg.credit) - to_fen(leg.debit) for leg in held) == 3_000


def test_parts_of_a_common_book_add_up_to_the_consolidated_statements(residents: Year) -> None:
    cast = residents.cast
    parts = [residents.read(DECEMBER, unit=unit) for unit in (cast.city, cast.east, cast.west)]
    whole = residents.read(DECEMBER)
    for line in ("total_income", "total_expense", "closing"):
        cells = [one.income_expenditure.cell(line, "year-all") for one in parts]
        assert sum(cells) == whole.income_expenditure.cell(line, "year-all")
    assert parts[1].income_expenditure.cell("result", "year-all") == 13_000
    assert sum(one.balance_sheet.cell("internal_position", "closing") for one in parts) == 0
    assert sum(
        one.balance_sheet.cell("total_assets", "closing") for one in parts
    ) == whole.balance_sheet.cell("total_assets", "closing")
    assert all(one.balanced() for one in parts)


def test_a_county_reads_the_same_part_as_the_city_reads_of_it(residents: Year) -> None:
    cast = residents.cast
    asked = residents.asked(DECEMBER, unit=cast.east)
    whole = FinancialStatements(asked).balance_sheet
    with acting_as(cast.clerk_east):
        assert FinancialStatements(asked).balance_sheet.cells == whole.cells


def test_statements_take_a_few_queries_however_much_was_booked(residents: Year) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert residents.read(JANUARY).balanced()
        return len(seen)

    before = queries()
    for day in range(1, 20):
        residents.move("treasury", "interest_income", day, dt.date(2020, 1, day))
    assert queries() == before <= 4


def test_after_reopening_a_year_what_came_later_is_carried_over_too(residents: Year) -> None:
    cast = residents.cast
    residents.close(FIRST, DECEMBER)
    reopen_period(
        book=residents.book,
        month=DECEMBER,
        reason="漏记利息",
        acting_user=cast.finance_city,
        checked_by=cast.approver_city,
    )
    residents.move("treasury", "interest_income", 77, dt.date(2019, 12, 31))
    ties_to_legs(residents, DECEMBER)
    residents.close(DECEMBER)
    ties_to_legs(residents, DECEMBER)
    ties_to_legs(residents, JANUARY)
    closing = Entry.unscoped.filter(book=residents.book, kind=Entry.Kind.CLOSING).order_by("number")
    assert [entry.key for entry in closing] == ["year-end:2019:1", "year-end:2019:2"]
    assert residents.read(DECEMBER).version == 2
    assert verify_balances(book=residents.book) == []


def test_where_counties_keep_books_what_they_pay_one_another_goes_out(cast: Cast) -> None:
    """HG-13: a book per county and one for the city; 500 yuan went up, 450 have arrived."""
    day = dt.date(2020, 1, 15)
    with system_scope():
        people = {
            cast.city: cast.finance_city,
            cast.east: make_user("finance.east", "东山财务", cast.east, Duty.FINANCE),
        }
        books = {
            unit: open_book(insutype="390", unit=unit, first=JANUARY, acting_user=person)
            for unit, person in people.items()
        }

        def move(unit: Agency, debit: str, credit: str, fen: int, county: Agency | None = None) -> None:
            keys = [AccountKey(role, unit, county) for role in (debit, credit)]
            found = accounts_for(books[unit], keys)
            post_entry(
                book=books[unit],
                booked_on=day,
                kind=Entry.Kind.TRANSFER,
                key=f"{debit}:{credit}",
                legs=[LegDraft(found[keys[0]], debit=fen), LegDraft(found[keys[1]], credit=fen)],
                summary="上解",
                acting_user=people[unit],
            )

        move(cast.east, "income_account", "personal_contribution", 90_000)
        move(cast.east, "upper_remittance_expense", "income_account", 50_000)
        move(cast.city, "income_account", "lower_remittance_income", 45_000, cast.east)
        whole = FinancialStatements(Asked(cast.area, "390", None, JANUARY))
        county = FinancialStatements(Asked(cast.area, "390", cast.east, JANUARY))
        city = FinancialStatements(Asked(cast.area, "390", cast.city, JANUARY))
        key = "month-all"
        assert county.income_expenditure.cell("upper_remittance_expense", key) == 50_000
        assert city.income_expenditure.cell("lower_remittance_income", key) == 45_000
        assert whole.income_expenditure.cell("upper_remittance_expense", key) == 5_000
        assert whole.income_expenditure.cell("lower_remittance_income", key) == 0
        assert [one.amount for one in whole.not_agreeing] == [5_000]
        assert any("50.00" in note for note in whole.notes())
        assert all(one.balanced() for one in (whole, county, city))
        # A county's own book is whole: nothing stands between it and a rest.
        assert county.balance_sheet.cell("internal_position", "closing") == 0
        assert whole.balance_sheet.cell("total_net", "closing") == 85_000
