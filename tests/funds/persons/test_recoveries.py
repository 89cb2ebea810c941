"""What people owe back is booked as a memorandum, what comes back lowers the expense; everything once."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest

from claims.models import Overpayment
from claims.services.overpayments.write_off import ask_write_off, decide_write_off
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from funds.models import Entry
from funds.services.persons.recoveries import book_recoveries, unbooked
from institutions.services.duties import DutyMissing
from tests.cast import make_coverage, make_person
from tests.claims.overpayments.test_course import agreed, confirmed, received

from .conftest import Bank
from .test_paying import legs

OWED, CONTRA = "memo_person_receivable", "memo_recovery_contra"


@pytest.fixture
def person(bank: Bank) -> Person:
    with system_scope():
        person = make_person(bank.cast.east)
        make_coverage(person)
    return person


def book(bank: Bank) -> list[Entry]:
    with acting_as(bank.cast.finance_city):
        return book_recoveries(acting_user=bank.cast.finance_city)


def waiting(bank: Bank) -> list[str]:
    with acting_as(bank.cast.finance_city):
        return [one.what for one in unbooked()]


@pytest.fixture(autouse=True)
def today_is_open(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    """The books of the tests end in August 2020: a debt confirmed today falls into no month of theirs."""
    from funds.services.persons import recoveries
    from tests.claims.overpayments.test_course import DAY

    monkeypatch.setattr("claims.services.overpayments.record.timezone.localdate", lambda: DAY)
    assert recoveries


def test_a_debt_its_money_and_its_end(bank: Bank, person: Person) -> None:
    debt = agreed(bank.cast, confirmed(bank.cast, person))
    assert waiting(bank) == ["owed"]
    book(bank)
    assert legs() == {(OWED, "990101"): 1_000, (CONTRA, "990101"): -1_000}
    received(bank.cast, debt, 400)
    assert sorted(waiting(bank)) == ["discharged", "paid"]
    book(bank)
    assert legs() == {
        (OWED, "990101"): 600,
        (CONTRA, "990101"): -600,
        ("expenditure_account", "990101"): 400,
        ("benefit_expense", "990101"): -400,
    }
    with acting_as(bank.cast.clerk_east):
        ask_write_off(debt=debt, reason="无力偿还", acting_user=bank.cast.clerk_east)
    with acting_as(bank.cast.approver_city):
        decide_write_off(debt=debt, approved=True, acting_user=bank.cast.approver_city)
    book(bank)
    assert legs() == {("expenditure_account", "990101"): 400, ("benefit_expense", "990101"): -400}


def test_booked_once_however_often(bank: Bank, person: Person) -> None:
    received(bank.cast, confirmed(bank.cast, person), 1_000)
    assert len(book(bank)) == 3
    before = legs()
    assert book(bank) == []
    assert (waiting(bank), legs()) == ([], before)


def test_what_is_kept_back_was_never_paid_out(bank: Bank, person: Person) -> None:
    agreed(bank.cast, confirmed(bank.cast, person, 100), 1, may_offset=True)
    payable = bank.counter.reviewed(person)
    assert payable.offset == 100
    bank.answer(*bank.send(bank.prepare()))
    book(bank)
    assert legs() == {
        ("benefit_expense", "990101"): payable.amount - 100,
        ("expenditure_account", "990101"): Decimal(100) - payable.amount,
    }


def test_booking_needs_finance(bank: Bank, person: Person) -> None:
    confirmed(bank.cast, person)
    with acting_as(bank.cast.clerk_east), pytest.raises(DutyMissing):
        book_recoveries(acting_user=bank.cast.clerk_east)


def test_a_closed_month_takes_nothing_any_more(bank: Bank, person: Person) -> None:
    debt = confirmed(bank.cast, person)
    with system_scope():
        Overpayment.objects.filter(pk=debt.pk).update(confirmed_on="2019-12-05")
    [entry] = book(bank)
    assert str(entry.booked_on) == "2020-01-01"


def test_counties_with_books_of_their_own(make_bank: Callable[..., Bank]) -> None:
    bank = make_bank(mode="graded")
    with system_scope():
        person = make_person(bank.cast.east)
        make_coverage(person)
    received(bank.cast, confirmed(bank.cast, person), 1_000)
    entries = book(bank)
    assert {entry.book.unit for entry in entries} == {bank.cast.east}
    assert legs() == {("expenditure_account", "990101"): 1_000, ("benefit_expense", "990101"): -1_000}
