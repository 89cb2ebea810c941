"""East's counter, and books with cash to pay from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.utils import timezone

from claims.models import Payable
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from funds.models import Payment, PaymentBatch
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.take_return import BankAnswer, BankReturn, take_bank_answers
from funds.services.persons.prepare import prepare_person_payments
from institutions.models import Agency, PolicyDocument, PolicyVersion
from tests.cast import Cast, make_coverage, make_person
from tests.claims.reimbursements.making import Counter
from tests.funds.clearing.conftest import Town, build_town, open_with_cash
from tests.support.policies import put_policy_in_force

PAID_ON = dt.date(2020, 6, 1)
MODE = """
area: "990100"
key: test-pooling
title: 统筹方式
document: {{number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-02}}
sections:
  pooling:
    mode: {{values: [{{from: 2019-07-02, value: {mode}, clause: 一}}]}}
    people.paid_by: {{values: [{{from: 2019-07-02, value: {payer}, clause: 一}}]}}
"""


@dataclass
class Bank:
    """The money's way from an amount owed to the bank's answer."""

    cast: Cast
    counter: Counter

    def owed(self, county: Agency | None = None, **facts: object) -> Payable:
        """What a person of the county (East unless told) is owed for a stay."""
        with system_scope():
            person: Person = make_person(county or self.cast.east)
            make_coverage(person)
        return self.counter.reviewed(person, **facts)

    def prepare(self, payer: Agency | None = None) -> PaymentBatch:
        with acting_as(self.cast.finance_city):
            return prepare_person_payments(
                payer=payer or self.cast.east, insutype="390", acting_user=self.cast.finance_city
            )

    def send(self, batch: PaymentBatch) -> list[Payment]:
        with acting_as(self.cast.approver_city):
            approve_batch(batch=batch, acting_user=self.cast.approver_city)
        with acting_as(self.cast.finance_city):
            export_batch(batch=batch, acting_user=self.cast.finance_city)
            return list(Payment.objects.filter(batch=batch).order_by("number"))

    def answer(self, *payments: Payment, paid: bool = True) -> BankReturn:
        answers = [
            BankAnswer(one.number, paid=paid, paid_on=PAID_ON if paid else None, reason="户名不符")
            for one in payments
        ]
        with acting_as(self.cast.finance_city):
            return take_bank_answers(answers=answers, acting_user=self.cast.finance_city)


@pytest.fixture
def make_bank(cast: Cast) -> Callable[..., Bank]:
    def make(mode: str = "unified", payer: str = "county", cash: int = 10_000_000_00) -> Bank:
        units = [cast.city, cast.east, cast.west]
        with system_scope():
            put_policy_in_force(cast)
            _put_mode_in_force(cast, MODE.format(mode=mode, payer=payer))
            for keeper in [cast.city] if mode == "unified" else units:
                open_with_cash(cast, keeper, units if mode == "unified" else [keeper], cash)
        return Bank(cast, Counter(cast))

    return make


def _put_mode_in_force(cast: Cast, text: str) -> None:
    document = PolicyDocument.objects.create(area=cast.area, key="test-pooling", title="统筹方式")
    PolicyVersion.objects.create(
        document=document,
        number=1,
        state=PolicyVersion.State.IN_FORCE,
        text=text,
        sha256=str(hash(text)),
        effective_from=dt.date(2019, 7, 2),
        prepared_by=cast.administrator_city,
        reviewed_by=cast.reviewer_city,
        reviewed_at=timezone.now(),
        put_in_force_at=timezone.now(),
    )


@pytest.fixture
def bank(make_bank: Callable[..., Bank]) -> Bank:
    """One book for the area; counties pay their own people."""
    return make_bank()


@pytest.fixture
def make_town(cast: Cast) -> Callable[..., Town]:
    return lambda **terms: build_town(cast, **terms)
