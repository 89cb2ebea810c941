"""The bank reconciliation statement of an account and month (银行存款余额调节表): both balances, what lies between."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import connection

from config.money import from_fen
from config.periods import Month
from funds.models import Account, BankLine, FundAccount
from funds.reads.account_statement import balance_before

# A group is settled by a day when both its sides had come by then and are the same.
_ON_THE_WAY = """
    WITH items AS (
        SELECT 'bank' AS side, l.id, l.day, l.received - l.paid AS amount, l.serial AS number,
            concat_ws(' ', nullif(l.counterparty, ''), nullif(l.purpose, '')) AS words, NULL::bigint AS entry_id,
            m."group" AS g
        FROM funds_bankline l JOIN funds_bankaccount b ON b.id = l.bank_id
        LEFT JOIN funds_bankmatch m ON m.line_id = l.id
        WHERE b.fund_account_id = %(fund_account)s AND l.day < %(next)s
        UNION ALL
        SELECT 'books', g.id, g.booked_on, g.debit - g.credit,
            to_char(e.booked_on, 'YYYY-MM') || '-' || lpad(e.number::text, 5, '0'), e.summary, e.id, m."group"
        FROM funds_leg g JOIN funds_entry e ON e.id = g.entry_id LEFT JOIN funds_bankmatch m ON m.leg_id = g.id
        WHERE g.account_id = %(account)s AND g.booked_on < %(next)s AND e.kind <> 'opening'
    ), settled AS (
        SELECT g FROM items WHERE g IS NOT NULL GROUP BY g
        HAVING coalesce(sum(amount) FILTER (WHERE side = 'bank'), 0)
            = coalesce(sum(amount) FILTER (WHERE side = 'books'), 0)
    )
    SELECT side, day, amount, number, words, entry_id FROM items
    WHERE g IS NULL OR g NOT IN (SELECT g FROM settled) ORDER BY day, id
"""


@dataclass(frozen=True)
class OnTheWay:
    """One item that one side has and the other has not; yuan, above zero."""

    day: dt.date
    amount: Decimal
    number: str
    words: str
    entry_id: int | None


@dataclass
class BankReconciliation:
    """Yuan. ``difference`` is zero unless what both began with differs."""

    fund_account: FundAccount
    month: Month
    books: Decimal
    bank: Decimal
    bank_received: list[OnTheWay] = field(default_factory=list)
    bank_paid: list[OnTheWay] = field(default_factory=list)
    books_received: list[OnTheWay] = field(default_factory=list)
    books_paid: list[OnTheWay] = field(default_factory=list)

    @property
    def adjusted_books(self) -> Decimal:
        return self.books + total(self.bank_received) - total(self.bank_paid)

    @property
    def adjusted_bank(self) -> Decimal:
        return self.bank + total(self.books_received) - total(self.books_paid)

    @property
    def difference(self) -> Decimal:
        return self.adjusted_books - self.adjusted_bank

    @property
    def on_the_way(self) -> int:
        return sum(map(len, (self.bank_received, self.bank_paid, self.books_received, self.books_paid)))


def total(items: list[OnTheWay]) -> Decimal:
    return sum((one.amount for one in items), from_fen(0))


def bank_reconciliation(
    fund_account: FundAccount, month: Month, account: Account | None
) -> BankReconciliation:
    """As the books (``account``) and the bank stand at the month's end; reads under the caller's scope."""
    books = balance_before(account, month.next_first) if account else from_fen(0)
    statement = BankReconciliation(fund_account, month, books, bank_balance(fund_account, month.last))
    given = {
        "fund_account": fund_account.pk,
        "account": account.pk if account else None,
        "next": month.next_first,
    }
    with connection.cursor() as cursor:
        cursor.execute(_ON_THE_WAY, given)
        rows = cursor.fetchall()
    for side, day, fen, number, words, entry_id in rows:
        way = "received" if fen > 0 else "paid"
        item = OnTheWay(day, from_fen(abs(int(fen))), number, words, entry_id)
        getattr(statement, f"{side}_{way}").append(item)
    return statement


def bank_balance(fund_account: FundAccount, day: dt.date) -> Decimal:
    """What the bank holds at the end of ``day``: each of its accounts' last line by then, else its opening balance."""
    held = from_fen(0)
    for bank in fund_account.bank_accounts.filter(approved_by__isnull=False, period__startswith__lte=day):
        last = BankLine.objects.filter(bank=bank, day__lte=day).order_by("-n").first()
        held += last.balance if last else bank.opening
    return held
