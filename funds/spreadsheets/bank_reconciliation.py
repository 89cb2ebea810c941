"""The bank reconciliation statement as a workbook: both balances, the four lists, the adjusted balances."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from funds.reads.bank_reconciliation import BankReconciliation, total

LISTS = (
    ("bank_received", _("Received by the bank, not in the books yet")),
    ("bank_paid", _("Paid by the bank, not in the books yet")),
    ("books_received", _("Received by the books, not at the bank yet")),
    ("books_paid", _("Paid by the books, not at the bank yet")),
)
COLUMNS = (
    (_("Item"), "text"),
    (_("Day"), "date"),
    (_("Number"), "text"),
    (_("Amount"), "money"),
    (_("Purpose"), "text"),
)


def reconciliation_workbook(statement: BankReconciliation) -> io.BytesIO:
    """As .xlsx, positioned at its start."""
    sheet = Sheet(
        str(statement.month),
        [OutColumn(str(heading), sort) for heading, sort in COLUMNS],
        _rows(statement),
        notes=[
            gettext("Bank reconciliation statement"),
            f"{statement.fund_account} · {statement.month}",
            gettext("Unit: yuan"),
        ],
    )
    content = io.BytesIO()
    write_workbook(content, [sheet])
    content.seek(0)
    return content


def _rows(statement: BankReconciliation) -> Iterator[list[Any]]:
    yield _sum(_("Balance by the books"), statement.books)
    for name, title in LISTS[:2]:
        yield from _list(statement, name, title)
    yield _sum(_("Adjusted balance of the books"), statement.adjusted_books)
    yield _sum(_("Balance by the bank"), statement.bank)
    for name, title in LISTS[2:]:
        yield from _list(statement, name, title)
    yield _sum(_("Adjusted balance of the bank"), statement.adjusted_bank)
    yield _sum(_("Not explained"), statement.difference)


def _sum(title: Any, amount: Any) -> list[Any]:
    return [str(title), None, None, amount, None]


def _list(statement: BankReconciliation, name: str, title: Any) -> Iterator[list[Any]]:
    items = getattr(statement, name)
    yield _sum(title, total(items))
    for item in items:
        yield [None, item.day, item.number, item.amount, item.words]
