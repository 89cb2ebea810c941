"""What every instruction to the bank has: a number within its batch, and the payee's account as it is now."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol

from funds.models import Payment, PaymentBatch


class BankAccount(Protocol):
    """An account of an agency, an institution or a person."""

    account_name: Any
    account_no: Any
    bank_name: Any
    bank_code: Any


def numbered(batch: PaymentBatch, payments: Iterable[Payment]) -> list[Payment]:
    """The payments of ``batch``, numbered within it from 1."""
    ready = []
    for n, payment in enumerate(payments, start=1):
        payment.batch, payment.payer, payment.clearing = batch, batch.payer, batch.clearing
        payment.number = f"{batch.number}-{n:04d}"
        ready.append(payment)
    return ready


def account_snapshot(account: BankAccount) -> dict[str, Any]:
    """The account as it is now: what is changed later does not change an instruction."""
    return {
        "account_name": account.account_name,
        "account_no": account.account_no,
        "bank_name": account.bank_name,
        "bank_code": account.bank_code,
    }
