"""Whether the running totals agree with the legs they were added up from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from config.periods import Month
from funds.models import Book

# Every account and month that has a row, or legs. A row is right when its movement is that of its legs and
# its opening is what the row before left plus the month's opening entries; right in all rows, all is right.
DERIVED = """
    with moved as (
        select leg.account_id, date_trunc('month', leg.booked_on)::date as month,
            coalesce(sum(leg.debit - leg.credit) filter (where entry.kind = 'opening'), 0) as opening,
            coalesce(sum(leg.debit) filter (where entry.kind <> 'opening'), 0) as debit,
            coalesce(sum(leg.credit) filter (where entry.kind <> 'opening'), 0) as credit,
            coalesce(sum(leg.debit - leg.credit) filter (where entry.kind = 'closing'), 0) as carried
        from funds_entry entry join funds_leg leg on leg.entry_id = entry.id
        where entry.book_id = %(book)s
            and (%(first)s::date is null
                 or entry.booked_on >= %(first)s::date and entry.booked_on < %(next)s::date)
        group by 1, 2
    )
"""
_DIFFERENCES = f"""
    {DERIVED}
    , stored as (
        select balance.*, coalesce(lag(balance.opening + balance.debit - balance.credit)
            over (partition by balance.account_id order by balance.month), 0) as brought
        from funds_accountbalance balance join funds_account account on account.id = balance.account_id
        where account.book_id = %(book)s
    )
    select account_id, month,
        stored.opening, stored.debit, stored.credit, stored.carried,
        coalesce(stored.brought, 0) + coalesce(moved.opening, 0),
        coalesce(moved.debit, 0), coalesce(moved.credit, 0), coalesce(moved.carried, 0)
    from stored full join moved using (account_id, month)
    where (%(first)s::date is null or month = %(first)s::date)
        and (stored.opening, stored.debit, stored.credit, stored.carried) is distinct from (
            coalesce(stored.brought, 0) + coalesce(moved.opening, 0),
            coalesce(moved.debit, 0), coalesce(moved.credit, 0), coalesce(moved.carried, 0)
        )
    order by account_id, month
"""  # noqa: S608


@dataclass(frozen=True)
class BalanceDifference:
    """A running total that is not what the legs say: (opening, debit, credit, carried) in fen; None for no row."""

    account_id: int
    month: dt.date
    stored: tuple[int, int, int, int] | None
    derived: tuple[int, int, int, int]


def verify_balances(*, book: Book, month: Month | None = None) -> list[BalanceDifference]:
    """Derive the totals of ``book`` (of one ``month``) again from the legs and list every difference.

    The caller's scope must cover the book: hidden legs would show as differences.
    """
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERENCES, parameters(book, month))
        return [
            BalanceDifference(
                account_id=account_id,
                month=at,
                stored=None if figures[0] is None else _whole(figures[:4]),
                derived=_whole(figures[4:]),
            )
            for account_id, at, *figures in cursor
        ]


def _whole(figures: Sequence[Any]) -> tuple[int, int, int, int]:
    opening, debit, credit, carried = map(int, figures)
    return opening, debit, credit, carried


def parameters(book: Book, month: Month | None = None) -> dict[str, Any]:
    """What :data:`DERIVED` is asked for."""
    return {
        "book": book.pk,
        "first": month.first if month else None,
        "next": month.next_first if month else None,
    }
