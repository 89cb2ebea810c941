"""What residents pay ahead becomes income with its year; a refund takes its part of both (ZY-04)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.models import Payable
from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import (
    ContributionMonth,
    ContributionRefund,
    Payer,
    Receipt,
    ReceiptShare,
    WindowEnrolment,
)
from enrollment.services.counter_enrolments.enrol import Asked, Kind, enrol_at_counter
from enrollment.services.refunds.decide import approve_refund
from enrollment.services.refunds.prepare import prepare_refund
from funds.models import Book, Entry, Leg, Payment
from funds.services.open_book import open_months
from funds.services.persons import paid_out
from funds.services.receipts import book as booking
from funds.services.receipts.book import book_receipts
from funds.services.receipts.years_begun import years_begun
from tests.cast import ALWAYS, Cast, make_coverage, make_person

from .conftest import Bank

NOVEMBER, JANUARY = dt.date(2020, 1, 20), dt.date(2021, 1, 1)
ROLES = ("income_account", "contributions_in_advance", "personal_contribution", "collective_subsidy_income")


def balances() -> dict[str, Decimal]:
    """Debit less credit of the roles a contribution touches; zeros left out."""
    sums: dict[str, Decimal] = {}
    with system_scope():
        for leg in Leg.unscoped.filter(account__subject__role__in=ROLES).select_related("account__subject"):
            role = leg.account.subject.role
            sums[role] = sums.get(role, Decimal(0)) + leg.debit - leg.credit
    return {role: amount for role, amount in sums.items() if amount}


def paid_by_village(cast: Cast, day: dt.date, year: int = 2021) -> WindowEnrolment:
    """East's village: 560 of two people and 80 of the village, all received on ``day`` for ``year``."""
    first = dt.date(year, 1, 1)
    with system_scope():
        village = Payer.objects.create(
            emp_no="V1", kind="village", name="东河村", county=cast.east, period=ALWAYS
        )
        enrolments = []
        for _n in range(2):
            person = make_person(cast.east)
            coverage = make_coverage(person, period=(first, dt.date(year + 1, 1, 1)))
            enrolments.append(
                WindowEnrolment.objects.create(
                    person=person, year=year, payer=village, coverage=coverage, paid_on=day, paid=280, collective=40,
                    subsidy=550, handled_at=cast.east,
                )
            )  # fmt: skip
        statement = ContributionMonth.objects.create(
            payer=village, insutype="390", month=first, whole_year=True, heads=2, wages=0, base=0, employer=80,
            personal=560,
        )  # fmt: skip
        receipt = Receipt.objects.create(
            number="T1", payer=village, emp_no="V1", county=cast.east, insutype="390", month=first,
            last_month=dt.date(year, 12, 1), amount=640, received_on=day, state="matched",
        )  # fmt: skip
        ReceiptShare.objects.create(receipt=receipt, statement=statement, employer=80, personal=560)
        return enrolments[0]


def book(cast: Cast) -> list[str]:
    with acting_as(cast.finance_city):
        return [entry.key for entry in book_receipts(acting_user=cast.finance_city)]


@pytest.fixture
def before_the_year(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Nothing of next year becomes income yet."""
    monkeypatch.setattr(booking, "years_begun", lambda _today: years_begun(dt.date(2020, 12, 31)))


def test_a_year_paid_ahead_is_held_until_it_begins(bank: Bank, before_the_year: Any) -> None:
    paid_by_village(bank.cast, dt.date(2020, 3, 20))
    assert book(bank.cast) == ["receipt:T1"]
    assert balances() == {"income_account": 640, "contributions_in_advance": -640}
    assert book(bank.cast) == []


def test_with_its_year_it_becomes_income_once(bank: Bank) -> None:
    paid_by_village(bank.cast, dt.date(2020, 3, 20))
    with system_scope():
        open_months(book=Book.objects.get(), through=Month(2021, 1), acting_user=bank.cast.finance_city)
    assert book(bank.cast) == ["receipt:T1", "receipt:T1:its_year"]
    assert book(bank.cast) == []
    assert balances() == {
        "income_account": 640, "personal_contribution": -560, "collective_subsidy_income": -80,
    }  # fmt: skip
    with system_scope():
        assert Entry.objects.get(key="receipt:T1:its_year").booked_on == JANUARY


def test_within_its_year_it_is_income_at_once(bank: Bank) -> None:
    paid_by_village(bank.cast, dt.date(2020, 3, 20), year=2020)
    assert book(bank.cast) == ["receipt:T1"]
    assert balances() == {
        "income_account": 640, "personal_contribution": -560, "collective_subsidy_income": -80,
    }  # fmt: skip


def refunded(cast: Cast, enrolment: WindowEnrolment) -> ContributionRefund:
    with acting_as(cast.clerk_east):
        refund = prepare_refund(
            enrolment=enrolment, reason="army_service", happened_on=NOVEMBER, evidence="入伍通知书",
            payee_name="测试甲", payee_account="62000000000011", payee_bank="示例银行", acting_user=cast.clerk_east,
        )  # fmt: skip
    with acting_as(cast.reviewer_east):
        return approve_refund(refund=refund, acting_user=cast.reviewer_east)


@pytest.mark.duty("ZY-04")
@pytest.mark.parametrize("mode", ["unified", "graded"])
def test_a_refund_is_paid_through_the_bank_once_and_lowers_what_was_held(
    make_bank: Any, mode: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bank: Bank = make_bank(mode)
    enrolment = paid_by_village(bank.cast, dt.date(2020, 3, 20))
    refunded(bank.cast, enrolment)
    with system_scope():
        owed = Payable.objects.get()
        assert (owed.amount, owed.offset, owed.dfr_souc, owed.state) == (280, 0, "903", "ready")
        assert owed.account is not None
        assert owed.account.checked_by == bank.cast.reviewer_east
    [payment] = bank.send(bank.prepare())
    bank.answer(payment)
    assert balances() == {"contributions_in_advance": 280}
    with system_scope():
        assert Payable.objects.get().state == "paid"
        [entry] = Entry.objects.filter(key__startswith=f"payment:{payment.number}")
        assert {leg.account.subject.role for leg in entry.legs.all()} == {
            "expenditure_account", "contributions_in_advance",
        }  # fmt: skip
        # With the year, income is lower by what went back before it.
        planned = years_begun(JANUARY)
    own = [one for one in planned if one.key == f"payment:{payment.number}:its_year"]
    assert len(own) == 1
    assert {(leg.role, leg.amount) for leg in own[0].draft.legs} == {
        ("contributions_in_advance", -280_00), ("personal_contribution", 280_00),
    }  # fmt: skip


def test_what_the_bank_cannot_pay_goes_to_another_checked_account(bank: Bank, client: Client) -> None:
    refund = refunded(bank.cast, paid_by_village(bank.cast, dt.date(2020, 3, 20)))
    [payment] = bank.send(bank.prepare())
    bank.answer(payment, paid=False)
    with system_scope():
        owed = Payable.objects.get()
        assert owed.state == "failed"
    client.force_login(bank.cast.clerk_east)
    assert "户名不符" in client.get(refund.get_absolute_url()).content.decode()
    sent = {
        "holder": "person", "account_name": "测试甲", "account_no": "62009999999999", "bank_name": "另一银行",
        "evidence": "",
    }  # fmt: skip
    account = reverse("claims:payable_account", args=[owed.pk])
    check = reverse("claims:check_payable_account", args=[owed.pk])
    assert client.post(account, {**sent, "account_no": "12"}).status_code == 422
    assert client.post(account, sent).status_code == 302
    assert client.post(check).status_code == 403
    client.force_login(bank.cast.reviewer_east)
    # Typed anew from the card, not read off the page.
    assert "62009999999999" not in client.get(check).content.decode()
    assert client.post(check, {"account_no": "62009999999998"}).status_code == 422
    assert client.post(check, {"account_no": "6200 9999 9999 99"}).status_code == 302
    with system_scope():
        again = paid_out.account_today(Payment.objects.get())
        assert again is not None
        assert again.account_no == "62009999999999"


@pytest.mark.duty("ZY-03")
def test_what_a_late_enrolment_paid_is_income_of_persons(bank: Bank) -> None:
    cast = bank.cast
    with system_scope():
        person = make_person(cast.east)
    asked = Asked(
        person=person, county=cast.east, kind=Kind.LATE, psn_type="1501", year=2020, paid_on=dt.date(2020, 5, 6),
        reason="employment_ended",
    )  # fmt: skip
    with acting_as(cast.clerk_east):
        enrol_at_counter(
            enrolment=asked,
            evidence="解除合同",
            amount=Decimal("830"),
            number="T9",
            acting_user=cast.clerk_east,
        )
    assert book(cast) == ["receipt:T9"]
    assert book(cast) == []
    assert balances() == {"income_account": 830, "personal_contribution": -830}
