"""Month by month what an account adds to one figure of a statement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from config.money import to_fen
from config.periods import Month
from funds.models import Account, AccountBalance
from funds.rules.financial_statements import Column, Figure, Line

from .financial_statements import FinancialStatements


@dataclass(frozen=True)
class MonthBehind:
    """One account in one month, with the fen it adds; its entries stand on the account's page of the month.

    ``account`` is None for what no account holds: taken out in consolidation, or the internal position.
    """

    account: Account | None
    role: str
    month: Month | None
    amount: int


def months_behind(
    statements: FinancialStatements, line: Line, column: Column, found: Sequence[tuple[Figure, int]]
) -> list[MonthBehind]:
    """``found`` split by months: movements where the figure counts movements, else the month of the balance."""
    accounts = Account.objects.select_related("book__unit", "subject", "agency", "county").in_bulk(
        [figure.account for figure, _fen in found if figure.account]
    )
    rows = []
    for figure, fen in found:
        account = accounts.get(figure.account or 0)
        if account is None:
            rows.append(MonthBehind(None, figure.role, None, fen))
        elif column.measure or line.measure in ("opening", "closing"):
            rows.append(
                MonthBehind(account, figure.role, _month_of_balance(statements, line, column, account), fen)
            )
        else:
            rows += _movements(statements, column, account, figure, fen)
    return rows


def _movements(
    statements: FinancialStatements, column: Column, account: Account, figure: Figure, fen: int
) -> list[MonthBehind]:
    span = statements.asked.spans[column.period]
    sign = 1 if fen == figure.moved else -1
    held = AccountBalance.objects.filter(
        account=account, month__gte=span.first.first, month__lte=span.last.first
    ).order_by("month")
    amounts = [(Month.of(one.month), to_fen(one.debit - one.credit - one.carried)) for one in held]
    return [MonthBehind(account, figure.role, month, sign * moved) for month, moved in amounts if moved]


def _month_of_balance(
    statements: FinancialStatements, line: Line, column: Column, account: Account
) -> Month | None:
    """The last month with a row up to the balance's day, for an opening the one before the period."""
    span = statements.asked.spans[column.period]
    held = AccountBalance.objects.filter(account=account)
    opening = "opening" in (column.measure, line.measure)
    last = held.filter(month__lt=span.first.first) if opening else held.filter(month__lte=span.last.first)
    found = last.order_by("-month").first() or held.order_by("month").first()
    return Month.of(found.month) if found else None
