"""The ledger's rows written set by set: what the ORM would do one by one.

Only ``post_entry`` calls this; it has checked the content and holds the book.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from funds.models import Entry
from funds.rules.ledger import LegAmounts, Movement

# Rows per statement: bounds the text sent, costs nothing against one statement for all.
CHUNK = 10_000

# Ids are drawn beforehand: under row-level security an entry can be read back only once it has legs.
_NEXT_IDS = "select nextval(pg_get_serial_sequence('funds_entry', 'id')) from generate_series(1, %s)"

_ENTRY_COLUMNS = {
    "id": "bigint",
    "book_id": "bigint",
    "period_id": "bigint",
    "number": "int",
    "booked_on": "date",
    "kind": "text",
    "key": "text",
    "payload_hash": "bytea",
    "memorandum": "bool",
    "leg_count": "int",
    "summary": "text",
    "source_type": "text",
    "source_id": "bigint",
    "reverses_id": "bigint",
    "corrects_id": "bigint",
    "made_by_id": "bigint",
    "checked_by_id": "bigint",
    "created_at": "timestamptz",
}
_LEG_COLUMNS = {
    "entry_id": "bigint",
    "n": "int",
    "leg_count": "int",
    "book_id": "bigint",
    "memorandum": "bool",
    "booked_on": "date",
    "account_id": "bigint",
    "debit": "bigint",
    "credit": "bigint",
    "note": "text",
}

_MOVED = """
    with moved as (
        select * from unnest(%s::bigint[], %s::date[], %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[])
            as m (account_id, month, opening, debit, credit, carried)
    )
"""
# A month's first movement makes its row, which starts from what the latest earlier month left.
_MAKE_MISSING_BALANCES = f"""
    {_MOVED}
    insert into funds_accountbalance (account_id, month, opening, debit, credit, carried)
    select moved.account_id, moved.month, coalesce(before.closing, 0), 0, 0, 0
    from moved
    left join lateral (
        select opening + debit - credit as closing from funds_accountbalance
        where account_id = moved.account_id and month < moved.month
        order by month desc limit 1
    ) before on true
    order by moved.account_id, moved.month
    on conflict (account_id, month) do nothing
"""  # noqa: S608
# The month itself takes the movement; later months' openings shift by it.
_ADD_TO_BALANCES = f"""
    {_MOVED}
    , per_row as (
        select balance.id,
            sum(moved.opening) + sum(
                case when moved.month < balance.month then moved.debit - moved.credit else 0 end
            ) as opening,
            coalesce(sum(moved.debit) filter (where moved.month = balance.month), 0) as debit,
            coalesce(sum(moved.credit) filter (where moved.month = balance.month), 0) as credit,
            coalesce(sum(moved.carried) filter (where moved.month = balance.month), 0) as carried
        from moved
        join funds_accountbalance balance
            on balance.account_id = moved.account_id and balance.month >= moved.month
        group by balance.id
    )
    update funds_accountbalance balance
    set opening = balance.opening + per_row.opening,
        debit = balance.debit + per_row.debit,
        credit = balance.credit + per_row.credit,
        carried = balance.carried + per_row.carried
    from per_row where per_row.id = balance.id
"""  # noqa: S608


def next_entry_ids(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(_NEXT_IDS, [count])
        return [pk for (pk,) in cursor.fetchall()]


def insert_entries(entries: Sequence[Entry]) -> None:
    rows = [tuple(getattr(entry, column) for column in _ENTRY_COLUMNS) for entry in entries]
    _insert("funds_entry", _ENTRY_COLUMNS, rows)
    for entry in entries:
        entry._state.adding = False


def insert_legs(legs: Sequence[tuple[Entry, int, LegAmounts, str]]) -> None:
    """Store (entry, n, amounts, note) of entries already inserted."""
    rows = [
        (
            entry.pk,
            n,
            entry.leg_count,
            entry.book_id,
            entry.memorandum,
            entry.booked_on,
            amounts.account_id,
            amounts.debit,
            amounts.credit,
            note,
        )
        for entry, n, amounts, note in legs
    ]
    _insert("funds_leg", _LEG_COLUMNS, rows)


def add_to_balances(movements: Mapping[tuple[int, dt.date], Movement]) -> None:
    """Add ``movements`` (by account and month) to the running totals, later months' openings with them."""
    rows = [
        (account_id, month, moved.opening, moved.debit, moved.credit, moved.carried)
        for (account_id, month), moved in sorted(movements.items(), key=lambda item: item[0])
    ]
    columns = _columns(rows)
    with connection.cursor() as cursor:
        cursor.execute(_MAKE_MISSING_BALANCES, columns)
        cursor.execute(_ADD_TO_BALANCES, columns)


def _insert(table: str, columns: Mapping[str, str], rows: Sequence[tuple[Any, ...]]) -> None:
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    statement = f"insert into {table} ({', '.join(columns)}) select * from unnest({arrays})"  # noqa: S608
    with connection.cursor() as cursor:
        for chunk in _chunks(rows):
            cursor.execute(statement, _columns(chunk))


def _chunks(rows: Sequence[tuple[Any, ...]]) -> Iterator[Sequence[tuple[Any, ...]]]:
    for start in range(0, len(rows), CHUNK):
        yield rows[start : start + CHUNK]


def _columns(rows: Sequence[tuple[Any, ...]]) -> list[Any]:
    """One array per column. Numbers are written out here: the driver's own arrays take five times as long."""
    return [
        "{" + ",".join(map(str, column)) + "}"
        if type(column[0]) is int and None not in column
        else list(column)
        for column in zip(*rows, strict=True)
    ]
