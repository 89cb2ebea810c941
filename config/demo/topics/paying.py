"""A batch of payments beside the months: approved by a second person, sent, and paid by the rehearsals' bank."""

from __future__ import annotations

import datetime as dt

from config.demo.topics.stage import Stage, act
from config.scoping import system_scope
from funds.models import Payment, PaymentBatch
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import Duty


def pay(stage: Stage, batch: PaymentBatch, day: dt.date) -> int:
    """Everything of ``batch`` is paid on ``day``; how many payments."""
    finance = stage.at(Duty.FINANCE)
    act(stage.at(Duty.APPROVE), approve_batch, batch=batch)
    act(finance, export_batch, batch=batch)
    with system_scope():
        numbers = list(Payment.objects.filter(batch=batch).values_list("number", flat=True))
    answers = [BankAnswer(number, paid=True, paid_on=day, reason="") for number in numbers]
    act(finance, take_bank_answers, answers=answers)
    return len(numbers)
