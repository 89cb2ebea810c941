"""A bank for rehearsals: reads the payment instructions it is sent and writes its return file.

``clearmonth … --bank config.demo.bank.answer`` uses it from the shell. It pays everything on the tenth of the next
month, except that once a year it does not know an account: the first hospital's of June, the first time.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import python_calamine as calamine

from config.demo.words import words
from config.periods import Month
from config.spreadsheets.writer import Sheet, write_workbook
from funds.models import Payment, PaymentBatch
from funds.services.clearing.units import counties_of
from funds.spreadsheets.bank_return import BankReturnFile
from funds.spreadsheets.payment_instructions import COLUMNS

PAY_DAY = 10
MONTH_OF_THE_FAILURE = 6


def answer(batch: PaymentBatch, sent: Path, folder: Path) -> Path:
    """The return file for ``sent``, in ``folder``."""
    fails = payment_that_fails(batch)
    paid_on = Month.of(batch.clearing.month).next_first.replace(day=PAY_DAY)
    rows = [_row(number, amount, paid_on, fails) for number, amount in _instructions(sent)]
    path = folder / f"{sent.stem}-return.xlsx"
    resource = BankReturnFile()
    write_workbook(path, [Sheet(str(resource.sheet_label), resource.columns, rows)])
    return path


def payment_that_fails(batch: PaymentBatch) -> str:
    """The number of the instruction this bank refuses, if any: never one that was issued again."""
    if batch.clearing.month.month != MONTH_OF_THE_FAILURE or batch.payer != counties_of(batch.payer.area)[0]:
        return ""
    first = Payment.unscoped.filter(batch=batch, statement__isnull=False, reissues__isnull=True)
    return first.order_by("number").values_list("number", flat=True).first() or ""


def _instructions(sent: Path) -> list[tuple[str, Decimal]]:
    """Number and amount of every instruction in the file."""
    sheet = calamine.load_workbook(str(sent)).get_sheet_by_index(0)
    heading, *rows = sheet.to_python()
    number, amount = (
        heading.index(column.heading) for column in COLUMNS if column.name in ("payment_no", "amount")
    )
    return [(str(row[number]), Decimal(str(row[amount])).quantize(Decimal("0.01"))) for row in rows]


def _row(number: str, amount: Decimal, paid_on: dt.date, fails: str) -> list[object]:
    if number == fails:
        return [number, amount, "failed", None, words()["bank_refusal"], None]
    return [number, amount, "paid", paid_on, None, None]
