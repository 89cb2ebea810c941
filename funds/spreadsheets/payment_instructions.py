"""The file of payment instructions that goes to the bank: one row per payment, account numbers as text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from config.spreadsheets.columns import Column
from config.spreadsheets.writer import Sheet, stream_csv, write_workbook
from funds.models import Payment, PaymentBatch
from funds.services.payments.purposes import purpose_of

COLUMNS = (
    Column("payment_no", _("Payment number")),
    Column("account_name", _("Account name")),
    Column("account_no", _("Account number")),
    Column("bank_name", _("Bank")),
    Column("bank_code", _("Bank code")),
    Column("amount", _("Amount"), "money"),
    Column("purpose", _("Purpose")),
    Column("payer_account_no", _("Paid from account")),
)


def payment_workbook(batch: PaymentBatch, *, from_account: str) -> io.BytesIO:
    """The batch as .xlsx, positioned at its start."""
    content = io.BytesIO()
    write_workbook(content, [Sheet(_t("Payments"), COLUMNS, _rows(batch, from_account))])
    content.seek(0)
    return content


def payment_csv(batch: PaymentBatch, *, from_account: str) -> io.BytesIO:
    """The batch as .csv for banks that read no workbooks."""
    return io.BytesIO(b"".join(stream_csv(COLUMNS, _rows(batch, from_account))))


def _rows(batch: PaymentBatch, from_account: str) -> Iterator[list[Any]]:
    payments: Iterable[Payment] = (
        Payment.objects.filter(batch=batch).select_related("clearing", "payable", "loan").order_by("number")
    )
    for payment in payments:
        yield [
            payment.number,
            payment.account_name,
            payment.account_no,
            payment.bank_name,
            payment.bank_code,
            payment.amount,
            purpose_of(payment).says(payment),
            from_account,
        ]
