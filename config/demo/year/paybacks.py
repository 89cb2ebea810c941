"""Payments that the bank had paid and sends back days later: most paid again in their month, some in the next."""

from __future__ import annotations

import datetime as dt

from config.demo.topics.paying import pay
from config.demo.topics.stage import act
from config.demo.year.town import Town
from config.periods import Month
from config.scoping import system_scope
from funds.models import Payment
from funds.reads.paybacks import to_issue_again
from funds.services.payments.paybacks import check_payback, enter_payback
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import Duty

# Of these months' payments some come back, each scheme's last one: told by the bank's file, or by its slip.
BY_FILE, BY_SLIP = (1, 4, 9), (2, 7)
# Of these they are issued again only in the month after.
LATER = (1, 9)
REASON, SLIP = "收款账户已销户", "退汇回单{number}"


def send_back(town: Town, month: Month, day: dt.date) -> None:
    """What was paid for ``month`` and comes back on ``day``."""
    finance, reviewer = town.at(Duty.FINANCE), town.at(Duty.REVIEW)
    for payment in _last_paid(town, month):
        if month.number in BY_SLIP:
            entered = act(
                finance, enter_payback, payment=payment, returned_on=day, reason=REASON,
                evidence=SLIP.format(number=payment.number),
            )  # fmt: skip
            act(reviewer, check_payback, payback=entered)
        else:
            answer = BankAnswer(payment.number, paid=False, reason=REASON, returned_on=day)
            act(finance, take_bank_answers, answers=[answer])


def pay_again(town: Town, day: dt.date) -> None:
    """Whatever is held is issued again, approved by another person and paid on ``day``."""
    with system_scope():
        held = list(to_issue_again().filter(payer__area=town.area).order_by("number"))
    for payment in held:
        batch = act(town.at(Duty.FINANCE), reissue_payments, payments=[payment])
        pay(town, batch, day)


def comes_back(month: Month) -> bool:
    return month.number in (*BY_FILE, *BY_SLIP)


def again_on(month: Month) -> dt.date:
    """Before the books of the month of payment are closed, or in the month after."""
    paid = month.next_first
    return Month.of(paid).next_first.replace(day=6) if month.number in LATER else paid.replace(day=22)


def _last_paid(town: Town, month: Month) -> list[Payment]:
    """One payment to an institution of each scheme: the last one paid for ``month``."""
    with system_scope():
        paid = Payment.objects.filter(
            clearing__area=town.area, clearing__month=month.first, kind=Payment.Kind.INSTITUTION,
            state=Payment.State.PAID,
        ).select_related("payer__area", "batch")  # fmt: skip
        return [
            one
            for one in (
                paid.filter(batch__insutype=insutype).order_by("-number").first() for insutype in town.schemes
            )
            if one is not None
        ]
