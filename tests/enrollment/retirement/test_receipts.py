"""What makes up missing years reaches the books once, as a person's contribution, debit equal to credit."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import ContributionYears, Person, Receipt, RetirementCase
from enrollment.services.receipts.of_person import ReceiptOfAnother
from enrollment.services.retirement.judge import RetirementRefused, return_retirement
from enrollment.services.retirement.topup import accept_once, quote_once, record_payment
from funds.models import Entry, Leg
from funds.services.open_book import open_book, open_months
from funds.services.receipts.book import book_receipts
from tests.cast import Cast

from .test_cases import confirm, count, pay, prepare

PAID = dt.date(2024, 4, 2)


@pytest.fixture
def books(city: Cast) -> Cast:
    with system_scope():
        book = open_book(insutype="310", unit=city.city, first=Month(2024, 1), acting_user=city.finance_city)
        open_months(book=book, through=Month(2024, 6), acting_user=city.finance_city)
    return city


def book(cast: Cast) -> list[Entry]:
    with acting_as(cast.finance_city):
        return book_receipts(acting_user=cast.finance_city)


def sums() -> dict[str, Decimal]:
    """Debit less credit by role of the chart; every leg is East's."""
    with system_scope():
        found: dict[str, Decimal] = {}
        for leg in Leg.unscoped.filter(entry__kind=Entry.Kind.RECEIPT).select_related("account__subject"):
            role = leg.account.subject.role
            found[role] = found.get(role, Decimal(0)) + leg.debit - leg.credit
        return found


def accepted(cast: Cast, person: Person) -> RetirementCase:
    count(cast, person, "2006-01", "2024-02")
    case = confirm(cast, prepare(cast, person))
    with acting_as(cast.clerk_east):
        return accept_once(case=case, day=dt.date(2024, 3, 20), acting_user=cast.clerk_east)


def paid(cast: Cast, case: RetirementCase, **given: Any) -> RetirementCase:
    told = {"day": PAID, "number": "T1", **given}
    with acting_as(cast.clerk_east):
        return record_payment(case=case, acting_user=cast.clerk_east, **told)


@pytest.mark.duty("NB-06")
def test_a_payment_at_once_is_booked_once(books: Cast, employee: Person, client: Client) -> None:
    case = paid(books, accepted(books, employee))
    client.force_login(books.finance_city)
    assert employee.psn_no in client.get(reverse("funds:book_receipts")).content.decode()
    client.force_login(books.clerk_east)
    assert "待入账" in client.get(case.get_absolute_url()).content.decode()
    with pytest.raises(RetirementRefused):
        paid(books, case)
    assert [entry.key for entry in book(books)] == ["receipt:T1"]
    assert book(books) == []
    assert sums() == {"treasury": case.once_amount, "personal_contribution": -(case.once_amount or 0)}
    with system_scope():
        receipt = Receipt.objects.get()
        assert (receipt.amount, receipt.booked_on, receipt.received_on) == (case.once_amount, PAID, PAID)
        assert receipt.county_id == employee.county_id
        # Were the note lost, the key of the entry would still hold.
        Receipt.objects.update(booked_on=None)
    book(books)
    assert sums()["treasury"] == case.once_amount
    assert "待入账" not in client.get(case.get_absolute_url()).content.decode()


@pytest.mark.duty("NB-06")
def test_each_month_paid_on_is_booked_once(books: Cast, employee: Person) -> None:
    count(books, employee, "2004-05", "2024-02")
    case = confirm(books, prepare(books, employee))
    with acting_as(books.clerk_east):
        months = [pay(books, case, 4), pay(books, case, 3)]
    with system_scope():
        case.refresh_from_db()
    # The latest month paid decides, in whatever order they were.
    assert case.entitled_from == dt.date(2024, 5, 1)
    assert len(book(books)) == 2
    assert book(books) == []
    together = sum(one.amount for one in months)
    assert sums() == {"treasury": together, "personal_contribution": -together}


@pytest.mark.duty("NB-06")
def test_what_was_sent_back_takes_no_payment(books: Cast, employee: Person) -> None:
    case = accepted(books, employee)
    with acting_as(books.reviewer_east):
        return_retirement(case=case, reason="另有年限", acting_user=books.reviewer_east)
    with pytest.raises(RetirementRefused):
        paid(books, case)
    with acting_as(books.clerk_east), pytest.raises(RetirementRefused):
        pay(books, case, 4)
    with system_scope():
        assert not Receipt.objects.exists()
        assert ContributionYears.objects.count() == 1
    assert book(books) == []


def test_an_acceptance_lapses_when_the_person_pays_by_the_month_after_all(
    books: Cast, employee: Person
) -> None:
    case = accepted(books, employee)
    with acting_as(books.clerk_east):
        pay(books, case, 4)
    with system_scope():
        case.refresh_from_db()
    assert (case.state, case.once_amount, case.accepted_on) == ("monthly", None, None)
    with pytest.raises(RetirementRefused):
        paid(books, case)


def test_a_receipt_tax_reported_already_is_taken_not_made_twice(books: Cast, employee: Person) -> None:
    case = accepted(books, employee)
    with system_scope():
        amount = quote_once(case=case, day=PAID).amount
        of: dict[str, Any] = {
            "emp_no": "无", "county": books.east, "insutype": "310", "month": PAID.replace(day=1),
            "last_month": PAID.replace(day=1), "received_on": PAID, "difference": "unknown_payer",
        }  # fmt: skip
        Receipt.objects.create(number="T1", amount=Decimal(amount) / 100, **of)
        Receipt.objects.create(number="T2", amount=1, **of)
    with pytest.raises(ReceiptOfAnother, match="T2"):
        paid(books, case, number="T2")
    paid(books, case)
    assert [entry.key for entry in book(books)] == ["receipt:T1"]


def test_a_payment_that_lies_ahead_is_refused(books: Cast, employee: Person) -> None:
    case = accepted(books, employee)
    with pytest.raises(ReceiptOfAnother):
        paid(books, case, day=dt.date(2999, 1, 1))
    with system_scope():
        assert not Receipt.objects.exists()
