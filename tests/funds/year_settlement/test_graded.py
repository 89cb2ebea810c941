"""Counties that keep books of their own: the year's settlement and the incentive go through every book they touch.

None of the shipped packages shares gaps between such books: Hegang's is silent and told so; the rule is one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal

import pytest

from config.money import to_fen
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import Book, CountyScheme, Entry, GapDemand, Incentive, IncentivePart, Leg
from funds.reads.balances import verify_balances
from funds.reads.reserve_balance import reserve_on
from funds.services.accounts import AccountKey, accounts_for
from funds.services.close_period import close_period
from funds.services.closing.conditions import warnings_of
from funds.services.county_money.incentives import book_incentive
from funds.services.load_chart import load_chart
from funds.services.open_book import open_book, open_months
from funds.services.post_entry import LegDraft, post_entry
from funds.services.year_settlement.draw_up import draw_up
from funds.services.year_settlement.faults import SettlementRefused
from funds.services.year_settlement.receive import check_payment, enter_payment
from institutions.models import Agency
from tests.cast import Cast
from tests.funds.statements.conftest import Year
from tests.support.policies import POLICIES, put_policy_in_force, put_text_in_force

from .conftest import DAY, DECEMBER, SPECIAL, TODAY, YEAR, Settling
from .test_course import fresh, lines

JUNE = Month(YEAR + 1, 6)


class Graded(Settling):
    """The same acts over a book for the city and one for each county; amounts in yuan."""

    def county(self, county: Agency, income: int, spending: int, balance: int = 0) -> None:
        self.book_move(county, SPECIAL, "county_balance", balance)
        self.book_move(county, SPECIAL, "fiscal_subsidy_income", income)
        self.book_move(county, "benefit_expense", SPECIAL, spending)

    def fund(self, amount: int, role: str = "reserve") -> None:
        self.book_move(self.cast.city, SPECIAL, role, amount)

    def book_move(self, unit: Agency, debit: str, credit: str, amount: int) -> None:
        if not amount:
            return
        book, cast = Book.objects.get(unit=unit), self.cast
        share = None if unit == cast.city else unit
        keys = [AccountKey(role, unit, None if role == SPECIAL else share) for role in (debit, credit)]
        found = accounts_for(book, keys)
        post_entry(
            book=book, booked_on=DAY, kind=Entry.Kind.MANUAL, key=f"{unit.code}:{debit}:{credit}",
            legs=[LegDraft(found[keys[0]], debit=amount * 100), LegDraft(found[keys[1]], credit=amount * 100)],
            summary="试记", acting_user=cast.finance_city, checked_by=cast.reviewer_city,
        )  # fmt: skip

    def close(self) -> None:
        with system_scope():
            for book in Book.objects.all():
                period = book.periods.get(month=DECEMBER.first)
                close_period(
                    book=book, month=DECEMBER, acting_user=self.cast.finance_city,
                    checked_by=self.cast.reviewer_city, accepted=warnings_of(period),
                )  # fmt: skip


def held_by(unit: Agency) -> dict[str, int]:
    """Credit-positive fen by subject in the book of an accounting unit; what is even is left out."""
    sums: dict[str, int] = {}
    with system_scope():
        for leg in Leg.unscoped.filter(account__book__unit=unit).select_related("account__subject"):
            role = leg.account.subject.role
            sums[role] = sums.get(role, 0) + to_fen(leg.credit - leg.debit)
    return {role: fen for role, fen in sums.items() if fen}


@pytest.fixture
def graded(cast: Cast, today: dt.date) -> Graded:
    """Ningbo's sharing over separate books. East: gap 200, 50 held. West: surplus 100. The reserve holds 40."""
    text = (POLICIES / "ningbo.yaml").read_text(encoding="utf-8")
    text = text.replace('area: "330200"', f'area: "{cast.area.code}"')
    graded_text = text.replace("value: unified", "value: graded")
    assert graded_text != text
    with system_scope():
        put_text_in_force(cast, graded_text)
        load_chart()
        for unit in (cast.city, cast.east, cast.west):
            book = open_book(insutype="390", unit=unit, first=DECEMBER, acting_user=cast.finance_city)
            open_months(book=book, through=JUNE, acting_user=cast.finance_city)
        made = Graded(cast, Year(cast, Book.objects.get(unit=cast.city)))
        made.county(cast.east, 100, 300, balance=50)
        made.county(cast.west, 400, 300)
        made.fund(40)
    return made


def sound(cast: Cast) -> None:
    """What one book is owed by another, that one owes; every balance is its entries; the reserve is not below zero."""
    due: Mapping[str, int] = {}
    for unit in (cast.city, cast.east, cast.west):
        for role in ("county_due_from", "county_due_to"):
            due = {**due, role: due.get(role, 0) + held_by(unit).get(role, 0)}
        assert held_by(unit).get("reserve", 0) >= 0
        assert held_by(unit).get("county_balance", 0) >= 0
        with system_scope():
            assert verify_balances(book=Book.objects.get(unit=unit)) == []
    assert due["county_due_from"] + due["county_due_to"] == 0


@pytest.mark.duty("HG-13")
def test_a_year_is_posted_into_the_book_of_every_county(graded: Graded) -> None:
    cast, drawn = graded.cast, graded.drawn()
    # West hands 50 up. East's gap of 200: 50 it holds, of the rest half from the reserve's 90, half its own finance.
    assert lines(drawn) == [
        ("02", "surplus", "reserve", Decimal(50)),
        ("02", "surplus", "balance", Decimal(50)),
        ("01", "accumulated_balance", "accumulated_balance", Decimal(50)),
        ("01", "reserve_and_county", "reserve", Decimal(75)),
        ("01", "reserve_and_county", "county", Decimal(75)),
    ]
    graded.approved(drawn)
    graded.close()
    entries = graded.posted(drawn)
    assert {(one.made_by, one.checked_by) for one in entries} == {
        (cast.approver_city, cast.finance_city)
    } or {(one.made_by, one.checked_by) for one in entries} == {(cast.finance_city, cast.approver_city)}
    east, west, city = held_by(cast.east), held_by(cast.west), held_by(cast.city)
    assert (city["reserve"], city["county_due_from"], city["county_due_to"]) == (1500, -5000, 7500)
    assert (west["county_balance"], west["county_due_to"], west.get("fund_balance", 0)) == (5000, 5000, 0)
    # East keeps the part its finance has to pay below zero; nothing of its earlier balance is left.
    assert (east.get("county_balance", 0), east["county_due_from"], east["fund_balance"]) == (0, -7500, -7500)
    sound(cast)

    with system_scope():
        [demand] = GapDemand.objects.all()
    with acting_as(cast.finance_city):
        receipt = enter_payment(
            demand=demand, amount=Decimal(75), received_on=TODAY, evidence="V1", acting_user=cast.finance_city
        )
    with acting_as(cast.reviewer_city):
        check_payment(receipt=receipt, acting_user=cast.reviewer_city)
    assert held_by(cast.east)["gap_payment_income"] == 7500
    assert fresh(drawn).state == "settled"
    sound(cast)


@pytest.mark.duty("NB-24")
def test_an_incentive_goes_from_the_citys_book_to_each_countys(graded: Graded) -> None:
    cast = graded.cast
    with system_scope():
        scheme = CountyScheme.unscoped.create(
            area=cast.area, agency=cast.city, year=YEAR, report_by=DAY, verify_by=DAY, publish_by=DAY, appeal_days=5,
            prepared_by=cast.finance_city,
        )  # fmt: skip
        drawn = Incentive.unscoped.create(
            area=cast.area, scheme=scheme, insutype="390", year=YEAR, balance=40, share=500, amount=Decimal("2.00"),
            entered_by=cast.finance_city, rule={},
        )  # fmt: skip
        for unit, amount in ((cast.east, "1.34"), (cast.west, "0.66")):
            IncentivePart.unscoped.create(
                incentive=drawn,
                unit=unit,
                score=90,
                spending_budget=1,
                spending=1,
                weight=1,
                amount=Decimal(amount),
            )
    with acting_as(cast.approver_city):
        book_incentive(drawn=drawn, acting_user=cast.approver_city)
    with system_scope():
        assert reserve_on(cast.area, "390", TODAY) == 3800
        assert Entry.objects.filter(key=f"incentive:{drawn.pk}").count() == 3
    assert held_by(cast.city)["county_due_to"] == 200
    for unit, fen in ((cast.east, 134), (cast.west, 66)):
        assert held_by(unit)["county_due_from"] == -fen
    assert (held_by(cast.east)["county_balance"], held_by(cast.west)["county_balance"]) == (5134, 66)
    sound(cast)


@pytest.mark.duty("HG-13")
def test_where_the_document_shares_nothing_it_is_told(cast: Cast, today: dt.date) -> None:
    with system_scope():
        put_policy_in_force(cast, "hegang.yaml")
    with acting_as(cast.finance_city), pytest.raises(SettlementRefused) as refused:
        draw_up(area=cast.area, insutype="390", year=YEAR, acting_user=cast.finance_city)
    assert "gap." not in str(refused.value)
    assert not GapDemand.unscoped.exists()
