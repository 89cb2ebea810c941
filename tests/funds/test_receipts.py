"""Matched receipts reach the books once: employers' and persons' contributions apart, what is over in advance."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import ContributionMonth, Payer, Receipt, ReceiptShare
from funds.models import Entry, Leg
from funds.services.open_book import open_book, open_months
from funds.services.receipts.book import book_receipts
from institutions.models import User
from institutions.services.duties import DutyMissing
from tests.cast import ALWAYS, Cast
from tests.funds.clearing.conftest import build_town, open_with_cash

MARCH = dt.date(2020, 3, 1)


def receipts(cast: Cast) -> None:
    """One matched, one accepted with ten yuan over, one that still waits for a person."""
    payer = Payer.objects.create(
        emp_no="E1", kind="employer", name="东山机械厂", county=cast.east, period=ALWAYS
    )
    month = ContributionMonth.objects.create(
        payer=payer, insutype="310", month=MARCH, heads=2, wages=10000, base=10000, employer=850, personal=200
    )
    of: dict[str, Any] = {
        "payer": payer, "emp_no": "E1", "county": cast.east, "insutype": "310", "month": MARCH, "last_month": MARCH,
        "received_on": dt.date(2020, 3, 28),
    }  # fmt: skip
    one = Receipt.objects.create(number="T1", amount=525, state="matched", **of)
    two = Receipt.objects.create(
        number="T2", amount=535, advance=10, state="accepted", reason="多缴", decided_by=cast.clerk_east,
        decided_at=timezone.now(), **of,
    )  # fmt: skip
    Receipt.objects.create(number="T3", amount=7, difference="over", **of)
    for receipt in (one, two):
        ReceiptShare.objects.create(receipt=receipt, statement=month, employer=425, personal=100)


def booked() -> dict[str, Decimal]:
    """Debit less credit by role of the chart."""
    with system_scope():
        sums: dict[str, Decimal] = {}
        for leg in Leg.unscoped.filter(entry__kind=Entry.Kind.RECEIPT).select_related("account__subject"):
            role = leg.account.subject.role
            sums[role] = sums.get(role, Decimal(0)) + leg.debit - leg.credit
        return sums


EXPECTED = {
    "income_account": 1060,
    "employer_contribution": -850,
    "personal_contribution": -200,
    "contributions_in_advance": -10,
}


@pytest.mark.duty("JJ-04")
@pytest.mark.parametrize("mode", ["unified", "graded"])
def test_matched_receipts_are_booked_once(cast: Cast, mode: str) -> None:
    build_town(cast, mode=mode)
    with system_scope():
        user = cast.finance_city
        if mode == "unified":
            open_with_cash(cast, cast.city, [cast.city, cast.east], 0, "310")
        else:
            user = User.objects.get(username=f"finance.{cast.east.code}")
            book = open_book(insutype="310", unit=cast.east, first=Month(2020, 1), acting_user=user)
            open_months(book=book, through=Month(2020, 8), acting_user=user)
        receipts(cast)
    with acting_as(user):
        first = book_receipts(acting_user=user)
        assert [entry.key for entry in first] == ["receipt:T1", "receipt:T2"]
        assert book_receipts(acting_user=user) == []
    assert booked() == EXPECTED
    with system_scope():
        # Were the note lost, the key would still hold: the same entry is found again.
        Receipt.objects.filter(number="T1").update(booked_on=None)
    with acting_as(user):
        again = book_receipts(acting_user=user)
    assert [entry.pk for entry in again] == [first[0].pk]
    assert booked() == EXPECTED


def test_a_receipt_whose_parts_are_not_all_of_it_books_nothing(cast: Cast) -> None:
    build_town(cast, mode="unified")
    with system_scope():
        open_with_cash(cast, cast.city, [cast.city, cast.east], 0, "310")
        receipts(cast)
        ReceiptShare.objects.filter(receipt__number="T2").delete()
    with acting_as(cast.finance_city), pytest.raises(ValueError, match="53500 fen"):
        book_receipts(acting_user=cast.finance_city)
    assert booked() == {}


def test_a_late_fee_is_other_income_and_an_advance_pays_a_later_month_once(
    cast: Cast, client: Client
) -> None:
    build_town(cast, mode="unified")
    with system_scope():
        book = open_with_cash(cast, cast.city, [cast.city, cast.east], 0, "310")
        # An advance is used today.
        open_months(book=book, through=Month.of(timezone.localdate()), acting_user=cast.finance_city)
        receipts(cast)
        Receipt.objects.filter(number="T1").update(amount=525 + Decimal("1.50"), late_fee=Decimal("1.50"))
    with acting_as(cast.finance_city):
        book_receipts(acting_user=cast.finance_city)
    assert booked() == {**EXPECTED, "income_account": Decimal("1061.50"), "other_income": Decimal("-1.50")}
    with system_scope():
        payer, two = Payer.objects.get(), Receipt.objects.get(number="T2")
    client.force_login(cast.clerk_east)
    address = reverse("enrollment:use_advance", args=[two.pk])
    # Nothing is owed yet.
    assert client.post(address).status_code == 422
    with system_scope():
        ContributionMonth.objects.create(
            payer=payer,
            insutype="310",
            month=dt.date(2020, 4, 1),
            heads=1,
            wages=50,
            base=50,
            employer=6,
            personal=2,
        )
    assert address in client.get(reverse("enrollment:receipts"), {"held": "yes"}).content.decode()
    assert client.post(address).status_code == 302
    with acting_as(cast.finance_city):
        [entry] = book_receipts(acting_user=cast.finance_city)
        assert book_receipts(acting_user=cast.finance_city) == []
    assert entry.key.startswith("receipt:T2:advance:")
    assert booked()["contributions_in_advance"] == -2
    assert (booked()["employer_contribution"], booked()["personal_contribution"]) == (-856, -202)
    # Two yuan are still held; all of it is asked for only once.
    assert "2.00" in client.get(address).content.decode()
    assert client.post(address).status_code == 422


def test_on_its_page_by_finance_only(cast: Cast, client: Client) -> None:
    build_town(cast)
    with system_scope():
        open_with_cash(cast, cast.city, [cast.city, cast.east], 0, "310")
        receipts(cast)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        book_receipts(acting_user=cast.clerk_east)
    client.force_login(cast.finance_city)
    page = client.get(reverse("funds:book_receipts")).content.decode()
    assert "T2" in page
    assert "T3" not in page
    assert client.post(reverse("funds:book_receipts")).status_code == 302
    assert booked() == EXPECTED
    client.force_login(cast.clerk_east)
    assert client.get(reverse("funds:book_receipts")).status_code == 403
