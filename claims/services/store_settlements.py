"""Decisions into tables: one set of statements, fed from values at the counter and from COPY in bulk.

Each statement reads a relation of decided bills and joins the bill itself, so that what a settlement copies
from its bill (person, institution, counties, numbers) cannot differ from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from django.db import connection

from claims.models import ENGINE_VERSION
from claims.rules.outcome import AMOUNT_SLICE, AMOUNTS

from .decisions import Counters, Decisions, Settled

Column = tuple[str, str]
# Name and type of what is decided about a bill; the rest of a settlement is copied from the bill.
SETTLED = (
    ("bill_id", "bigint"),
    ("insu_county_id", "bigint"),
    ("policy_date", "date"),
    ("clr_month", "date"),
    ("policy_version_id", "bigint"),
    ("circumstances", "jsonb"),
    ("counters_before", "jsonb"),
    ("counters_used", "jsonb"),
    ("input_hash", "text"),
    ("catalogue_version", "integer"),
    ("benefit", "text"),
    *((name, "bigint") for name in AMOUNTS),
    ("ratio", "integer"),
)
USED = (
    ("person_id", "bigint"),
    ("insutype", "text"),
    ("year", "integer"),
    ("counter", "text"),
    ("amount", "bigint"),
)
MOVED = (("bill_id", "bigint"), ("insu_county_id", "bigint"))
PROBLEMS = (("bill_id", "bigint"), ("code", "text"), ("params", "jsonb"))

_DECIDED = [name for name, _type in SETTLED if name != "ratio"]
COPIED = (
    "setl_id", "person_id", "institution_id", "insutype", "med_type", "setl_time",
    "care_county_id", "handling_county_id", "pay_loc",
)  # fmt: skip

INSERT_SETTLEMENTS = f"""
    INSERT INTO claims_settlement (is_current, refd_setl_flag, engine_version, pool_prop_selfpay,
                                   {", ".join((*_DECIDED, *COPIED))})
    SELECT true, false, {ENGINE_VERSION}, s.ratio::numeric / 10000,
           {", ".join((*(f"s.{name}" for name in _DECIDED), *(f"b.{name}" for name in COPIED)))}
    FROM {{source}} s JOIN claims_bill b ON b.id = s.bill_id
    WHERE b.person_id >= %s AND b.person_id < %s
"""  # noqa: S608 - our own column names
# A bill whose cover was entered or moved after it arrived: its county follows the settlement.
MOVE_BILLS = """
    UPDATE claims_bill b SET insu_county_id = s.insu_county_id FROM {source} s WHERE b.id = s.bill_id
"""
END_PROBLEMS = "DELETE FROM claims_billproblem p USING {source} s WHERE p.bill_id = s.bill_id"
ADD_USED = """
    INSERT INTO claims_accumulator AS a (person_id, insutype, year, counter, amount)
    SELECT person_id, insutype, year, counter, amount FROM {source} u
    ON CONFLICT (person_id, insutype, year, counter) DO UPDATE SET amount = a.amount + excluded.amount
"""
# A reason that stands keeps the day it was first noted.
NOTE_PROBLEMS = """
    INSERT INTO claims_billproblem AS p (bill_id, code, params, noted_at)
    SELECT bill_id, code, params, now() FROM {source} s
    ON CONFLICT (bill_id) DO UPDATE SET code = excluded.code, params = excluded.params, noted_at = excluded.noted_at
    WHERE (p.code, p.params) IS DISTINCT FROM (excluded.code, excluded.params)
"""


class StoredOtherwise(RuntimeError):
    """The database took another number of rows than were decided: nothing of this transaction may stay."""


class Relation(NamedTuple):
    """Rows that a statement can read: an SQL source and its parameters."""

    sql: str
    params: Sequence[Any] = ()


Bring = Callable[[str, Sequence[Column], Iterable[tuple[Any, ...]]], Relation]


def store_decisions(decisions: Decisions, bring: Bring, *, people: tuple[int, int]) -> None:
    """Store what was decided; ``bring`` puts rows where the statements read them (:func:`as_values` or a COPY).

    ``people`` is the half-open range of the ids of those whose bills these are: a block of people's bills lie
    together and are found at once, one by one takes three times as long. The caller holds their locks and has opened
    the transaction.
    """
    if decisions.settled:
        settled = bring("claims_decided", SETTLED, map(settled_row, decisions.settled))
        stored = _execute(INSERT_SETTLEMENTS, settled, people)
        if stored != len(decisions.settled):
            raise StoredOtherwise(f"{stored} of {len(decisions.settled)} settlements were stored")
        _execute(END_PROBLEMS, settled)
    if decisions.moved:
        moved = ((one.bill_id, one.insu_county) for one in decisions.moved)
        _execute(MOVE_BILLS, bring("claims_moved", MOVED, moved))
    if decisions.used:
        _execute(ADD_USED, bring("claims_used", USED, used_rows(decisions.used)))
    if decisions.problems:
        _execute(NOTE_PROBLEMS, bring("claims_waiting", PROBLEMS, decisions.problems))


def settled_row(one: Settled) -> tuple[Any, ...]:
    """The values of ``SETTLED``."""
    outcome: tuple[Any, ...] = one.outcome
    return (*one[:-1], one.outcome.benefit, *outcome[AMOUNT_SLICE], one.outcome.pool_prop_selfpay)


def used_rows(used: Counters) -> Iterator[tuple[Any, ...]]:
    """The values of ``USED``."""
    for (person_id, insutype, year), counters in used.items():
        for counter, amount in counters.items():
            yield person_id, insutype, year, counter, amount


def as_values(name: str, columns: Sequence[Column], rows: Iterable[tuple[Any, ...]]) -> Relation:
    """A few rows as parameters of the statement itself."""
    rows = list(rows)
    one = "(" + ", ".join(f"%s::{kind}" for _name, kind in columns) + ")"
    names = ", ".join(column for column, _kind in columns)
    return Relation(
        f"(SELECT * FROM (VALUES {', '.join([one] * len(rows))}) AS v ({names}))",  # noqa: S608 - placeholders
        [value for row in rows for value in row],
    )


def _execute(statement: str, source: Relation, further: Sequence[Any] = ()) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement.format(source=source.sql), [*source.params, *further] or None)
        return int(cursor.rowcount)
