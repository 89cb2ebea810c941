"""Working capital the bank sent back: the loan counts as lent, but nothing comes of it before it is paid again."""

from __future__ import annotations

import datetime as dt

import pytest

from config.scoping import acting_as, system_scope
from funds.models import Leg, Payment
from funds.services.capital.faults import CapitalRefused
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, take_bank_answers

from .conftest import Lending

BACK_ON = dt.date(2021, 1, 25)


def held_for_payee() -> object:
    with system_scope():
        legs = Leg.objects.filter(account__subject__role="returned_payments").order_by("pk")
        return sum(one.credit - one.debit for one in legs)


def test_a_loan_that_came_back_is_paid_again(lending: Lending) -> None:
    loan = lending.lent()
    with system_scope():
        payment = Payment.objects.get(loan=loan)
    finance = lending.cast.finance_city
    with acting_as(finance):
        take_bank_answers(
            answers=[BankAnswer(payment.number, paid=False, reason="户名不符", returned_on=BACK_ON)],
            acting_user=finance,
        )
    back = lending.fresh(loan)
    assert (back.state, back.failure_reason) == ("lent", "户名不符")
    assert held_for_payee() == loan.amount
    assert lending.ties()
    with pytest.raises(CapitalRefused):
        lending.set_off(back, 1)
    with acting_as(finance):
        batch = reissue_payments(payments=[payment], acting_user=finance)
    with acting_as(lending.cast.approver_city):
        approve_batch(batch=batch, acting_user=lending.cast.approver_city)
    with acting_as(finance):
        export_batch(batch=batch, acting_user=finance)
        again = Payment.objects.get(batch=batch)
    lending.answer(again, day=dt.date(2021, 2, 1))
    assert (lending.fresh(loan).state, lending.fresh(loan).failure_reason) == ("lent", "")
    assert held_for_payee() == 0
    assert lending.ties()
    assert lending.set_off(lending.fresh(loan), 1).amount == 1
