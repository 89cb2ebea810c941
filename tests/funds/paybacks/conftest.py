"""A cleared month whose payments the bank pays, sends back, and is told to pay again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

import pytest
from django.db import connection
from django.db.models import Sum

from config.scoping import system_scope
from funds.models import Clearing, Leg, Payment, PaymentBatch
from funds.rules.payback_postings import HELD
from funds.services.payments.approve import approve_batch
from funds.services.payments.cash import held_for_payees, transfers_to_make_again
from funds.services.payments.export import export_batch
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, BankReturn, take_bank_answers
from institutions.models import Agency
from tests.cast import Cast
from tests.funds.clearing.conftest import Town, build_town

PAID_ON = dt.date(2020, 6, 10)
BACK_ON = dt.date(2020, 6, 15)
REASON = "收款账户已销户"
BANK = "expenditure_account"


@dataclass
class Branch:
    """What the bank says, and what is done about it; each in the scope it needs."""

    cast: Cast

    def pays(self, *payments: Payment, on: dt.date = PAID_ON) -> BankReturn:
        return self.says(*(BankAnswer(one.number, paid=True, paid_on=on) for one in payments))

    def fails(self, *payments: Payment) -> BankReturn:
        return self.says(*(BankAnswer(one.number, paid=False, reason=REASON) for one in payments))

    def sends_back(self, *payments: Payment, on: dt.date = BACK_ON) -> BankReturn:
        return self.says(
            *(BankAnswer(one.number, paid=False, reason=REASON, returned_on=on) for one in payments)
        )

    def says(self, *answers: BankAnswer) -> BankReturn:
        with system_scope():
            return take_bank_answers(answers=list(answers), acting_user=self.cast.finance_city)

    def gets(self, batch: PaymentBatch) -> list[Payment]:
        with system_scope():
            approve_batch(batch=batch, acting_user=self.cast.approver_city)
            export_batch(batch=batch, acting_user=self.cast.finance_city)
            return list(Payment.objects.filter(batch=batch).order_by("number"))

    def again(self, *payments: Payment) -> PaymentBatch:
        with system_scope():
            return reissue_payments(payments=list(payments), acting_user=self.cast.finance_city)

    def held(self, payer: Agency, scheme: str = "390") -> Decimal:
        """Yuan on the account of money held for payees; what payments say is the same."""
        held = -moved(HELD, payer)
        with system_scope():
            assert Decimal(held_for_payees(insutype=scheme, payer=payer)) / 100 == held
        return held

    def to_transfer_again(self, payer: Agency, scheme: str = "390") -> Decimal:
        """Yuan of transfers between county and city that came back and were not made again."""
        with system_scope():
            return Decimal(transfers_to_make_again(insutype=scheme, payer=payer)) / 100


def moved(role: str, agency: Agency | None = None) -> Decimal:
    """Debit less credit of all that was booked but openings, in yuan."""
    with system_scope():
        legs = Leg.objects.filter(account__subject__role=role).exclude(entry__kind="opening")
        if agency is not None:
            legs = legs.filter(account__agency=agency)
        sums = legs.aggregate(debit=Sum("debit"), credit=Sum("credit"))
    return (sums["debit"] or Decimal(0)) - (sums["credit"] or Decimal(0))


def balanced() -> None:
    """Whatever the database checks at commit, checked now."""
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        cursor.execute("set constraints all deferred")
        cursor.execute("select entry_id from funds_leg group by 1 having sum(debit) <> sum(credit)")
        assert not cursor.fetchall()


def fresh(payment: Payment) -> Payment:
    with system_scope():
        return Payment.objects.get(pk=payment.pk)


@pytest.fixture
def branch(cast: Cast) -> Branch:
    return Branch(cast)


@pytest.fixture
def make_town(cast: Cast) -> Callable[..., Town]:
    return lambda **terms: build_town(cast, **terms)


@pytest.fixture(params=["unified", "graded"])
def town(request: pytest.FixtureRequest, make_town: Callable[..., Town]) -> Town:
    return make_town(mode=request.param)


@pytest.fixture
def clearing(town: Town) -> Clearing:
    """East pays its hospital 950 for its own and 475 for West's people; West pays the city, the city East, its net."""
    town.settle(town.cast.hospital_east, town.cast.east, 100_000)
    town.settle(town.cast.hospital_east, town.cast.west, 50_000)
    return town.cleared()
