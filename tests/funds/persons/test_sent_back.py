"""A person's money that came back: the counter is told, enters another account, and it is paid out of what is held."""

from __future__ import annotations

import datetime as dt

from django.test import Client
from django.urls import reverse

from claims.models import Reimbursement
from claims.services.reimbursements.account import check_account, enter_account
from config.scoping import acting_as
from funds.models import Payment
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from tests.claims.reimbursements.making import ACCOUNT

from .conftest import PAID_ON, Bank
from .test_paying import fresh, legs

BACK_ON = dt.date(2020, 6, 15)


def sent_back(bank: Bank, payment: Payment) -> None:
    with acting_as(bank.cast.finance_city):
        take_bank_answers(
            answers=[BankAnswer(payment.number, paid=False, reason="账户已销户", returned_on=BACK_ON)],
            acting_user=bank.cast.finance_city,
        )


def again(bank: Bank, payment: Payment):
    with acting_as(bank.cast.finance_city):
        return reissue_payments(payments=[payment], acting_user=bank.cast.finance_city)


def test_the_counter_enters_another_account_and_it_is_paid_again(bank: Bank, client: Client) -> None:
    payable = bank.owed()
    [payment] = bank.send(bank.prepare())
    bank.answer(payment)
    spent = legs()
    sent_back(bank, payment)
    back = fresh(payable)
    assert (back.state, back.paid_on, back.failure_reason, back.sent_back) == (
        "paid",
        PAID_ON,
        "账户已销户",
        True,
    )
    assert legs() == {
        ("benefit_expense", "990101"): payable.amount,
        ("returned_payments", "990101"): -payable.amount,
    }
    client.force_login(bank.cast.clerk_east)
    case = reverse("claims:reimbursement", args=[back.reimbursement_id])
    assert "账户已销户" in client.get(case).content.decode()
    client.force_login(bank.cast.finance_city)
    assert "退汇" in client.get(reverse("funds:payables")).content.decode()
    clerk, reviewer = bank.cast.clerk_east, bank.cast.reviewer_east
    with acting_as(clerk):
        enter_account(case=back.reimbursement, acting_user=clerk, **{**ACCOUNT, "account_no": "622299998888"})
    with acting_as(reviewer):
        check_account(case=Reimbursement.objects.get(), acting_user=reviewer)
    [second] = bank.send(again(bank, payment))
    assert (second.account_no, second.settles_return) == ("622299998888", True)
    assert not fresh(payable).sent_back
    # The bank cannot pay that one: the counter is told once more, the fund spent nothing more.
    bank.answer(second, paid=False)
    assert (fresh(payable).state, fresh(payable).failure_reason) == ("paid", "户名不符")
    [third] = bank.send(again(bank, second))
    bank.answer(third)
    assert (fresh(payable).state, fresh(payable).paid_on, fresh(payable).sent_back) == (
        "paid",
        PAID_ON,
        False,
    )
    assert legs() == spent
