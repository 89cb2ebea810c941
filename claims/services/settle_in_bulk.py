"""Every waiting bill of an area: block of people by block of people, in as many processes as asked for.

A block (:mod:`.person_locks`) is one transaction: lock its people, read their waiting bills in order, settle
them by the same function as the counter, COPY the outcomes into a temporary table and merge them by
set-based statements. A killed run leaves whole blocks done; starting again does the rest, and neither the
number of processes nor who does which block changes a fen, because no bill depends on another block.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, connections

from config.moments import first_moment
from config.periods import Month
from config.processes import begin_child
from config.scoping import system_scope
from institutions.models import Agency, Duty, PoolingArea, User
from institutions.services.duties import require_duty_in_area

from .adjudicate import Adjudicator
from .bill_facts import read_bills, read_fee_lines, waiting
from .decisions import counters_of
from .person_locks import BLOCK_BITS, lock_blocks, people_in
from .store_settlements import SETTLED, USED, Column, Relation, store_decisions

Report = Callable[[int, int], None]

WITHOUT_NULLS = (SETTLED, USED)


# What a clerk is entering at a counter is settled there, once it is whole.
NOT_AT_A_COUNTER = "(b.pay_loc <> '1' OR b.import_run_id IS NOT NULL)"


@dataclass(frozen=True)
class Selection:
    """Which waiting bills: of one area, perhaps of one scheme, of some months of settlement, of one import, or
    these very ones."""

    area_id: int
    insutype: str = ""
    first: Month | None = None
    last: Month | None = None
    import_run_id: int | None = None
    bills: tuple[int, ...] | None = None

    def condition(self, people: tuple[int, int] | None = None) -> tuple[str, list[Any]]:
        """SQL over ``b`` and its parameters; counties, not the area, are on a bill.

        ``people`` is a half-open range of ids. Whether a bill is settled is asked of these people's settlements only,
        which lie together: among all of them a city without statistics looked through every one for each block.
        """
        counties = Agency.objects.filter(area_id=self.area_id, level=Agency.Level.COUNTY)
        parts = ["b.insu_county_id = ANY(%s)"]
        params: list[Any] = [list(counties.values_list("pk", flat=True))]
        among, of_people = "", people or ()
        if people is not None:
            parts.append("b.person_id >= %s AND b.person_id < %s")
            among = " AND s.person_id >= %s AND s.person_id < %s"
            params += people
        if self.insutype:
            parts.append("b.insutype = %s")
            params.append(self.insutype)
        if self.first is not None:
            parts.append("b.setl_time >= %s")
            params.append(first_moment(self.first.first))
        if self.last is not None:
            parts.append("b.setl_time < %s")
            params.append(first_moment(self.last.next_first))
        if self.import_run_id is not None:
            parts.append("b.import_run_id = %s")
            params.append(self.import_run_id)
        if self.bills is not None:
            parts.append("b.id = ANY(%s)")
            params.append(list(self.bills))
        return " AND ".join([*parts, NOT_AT_A_COUNTER, waiting(among)]), [*params, *of_people]


@dataclass
class Tally:
    """What a run did: bills settled, and bills left waiting by reason."""

    settled: int = 0
    reasons: Counter[str] = field(default_factory=Counter)

    @property
    def waiting(self) -> int:
        return self.reasons.total()

    @property
    def bills(self) -> int:
        return self.settled + self.waiting

    def add(self, other: Tally) -> None:
        self.settled += other.settled
        self.reasons += other.reasons


def settle_waiting_bills(
    *, selection: Selection, acting_user: User, processes: int = 1, report: Report | None = None
) -> Tally:
    """Settle every waiting bill of ``selection``; returns what was done.

    ``report(done, total)`` hears of every block, in bills; what it raises ends the run after whole blocks.
    Inside an open transaction the blocks are settled in this process: another would not see its rows.
    Raises ``DutyMissing``.
    """
    area = PoolingArea.objects.get(pk=selection.area_id)
    require_duty_in_area(user=acting_user, duty=Duty.HANDLE, area=area)
    blocks = waiting_blocks(selection)
    total, tally = sum(blocks.values()), Tally()
    if processes > 1 and len(blocks) > 1 and not connection.in_atomic_block:
        done = _in_processes(selection, list(blocks), processes)
    else:
        adjudicator = _new_adjudicator()
        done = (settle_block(selection, block, adjudicator) for block in blocks)
    for one in done:
        tally.add(one)
        if report is not None:
            report(tally.bills, max(total, tally.bills))
    return tally


def waiting_blocks(selection: Selection) -> dict[int, int]:
    """Blocks of people with waiting bills, each with their number, in order."""
    # The city's run, not one person's view: bills of every county of the area.
    with system_scope(), connection.cursor() as cursor:
        condition, params = selection.condition()
        cursor.execute(
            f"SELECT b.person_id >> {BLOCK_BITS}, count(*) FROM claims_bill b"  # noqa: S608 - our own condition
            f" WHERE {condition} GROUP BY 1 ORDER BY 1",
            params,
        )
        return dict(cursor.fetchall())


def settle_block(selection: Selection, block: int, adjudicator: Adjudicator) -> Tally:
    """Settle the waiting bills of one block of people: one transaction."""
    first, end = people_in(block)
    with _without_garbage_collection(), system_scope():
        lock_blocks([block])
        _tune_transaction()
        adjudicator.new_transaction()
        condition, params = selection.condition((first, end))
        decisions = adjudicator.decide(
            read_bills(condition, params),
            counters_of("a.person_id >= %s AND a.person_id < %s", [first, end]),
            read_fee_lines(condition, params),
        )
        store_decisions(decisions, as_copied, people=(first, end))
    return Tally(len(decisions.settled), Counter(problem.code for problem in decisions.problems))


def _tune_transaction() -> None:
    """The run has a process for every core already: a query of thousands of rows gains nothing by more. And the
    next block need not wait for this one to reach the disk: a crash of the server loses whole last blocks, whose
    bills wait again, and what reports the run done is committed after them."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL max_parallel_workers_per_gather = 0; SET LOCAL synchronous_commit = off")


@contextmanager
def _without_garbage_collection() -> Iterator[None]:
    """A block makes a million tuples and no cycles: looking through them costs a sixth of the run."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _in_processes(selection: Selection, blocks: Sequence[int], processes: int) -> Iterator[Tally]:
    # A child must not share our connection: closed here, each opens its own when it first asks.
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    pool = ProcessPoolExecutor(
        min(processes, len(blocks)), fork, initializer=begin_child, initargs=(os.getpid(),)
    )
    try:
        for future in [pool.submit(_settle_in_child, selection, block) for block in blocks]:
            yield future.result()
    finally:
        pool.shutdown(cancel_futures=True)


@cache
def _kept_adjudicator() -> Adjudicator:
    return _new_adjudicator()


def _settle_in_child(selection: Selection, block: int) -> Tally:
    return settle_block(selection, block, _kept_adjudicator())


def _new_adjudicator() -> Adjudicator:
    with system_scope():
        return Adjudicator()


def as_copied(name: str, columns: Sequence[Column], rows: Iterable[tuple[Any, ...]]) -> Relation:
    """Many rows through COPY into a temporary table: unlogged, and gone with a killed process."""
    table = f"pg_temp.{name}"
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} ({', '.join(map(' '.join, columns))})"
            f" ON COMMIT DELETE ROWS; TRUNCATE {table}"
        )
    rows = list(rows)
    text = _text(columns, rows) if columns in WITHOUT_NULLS else ""
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table} FROM STDIN") as copy:
        if _is_plain(text, len(rows), len(columns)):
            copy.write(text)
        else:  # NULLs, or a tab or a line end within a value: one by one, each escaped
            for row in rows:
                copy.write_row(row)
    return Relation(table)


def _text(columns: Sequence[Column], rows: Iterable[tuple[Any, ...]]) -> str:
    """COPY's text form, but for what is a separator within a value: three times as quick as row by row."""
    line = "\t".join("%d" if kind in ("bigint", "integer") else "%s" for _name, kind in columns) + "\n"
    return "".join([line % row for row in rows]).replace("\\", "\\\\")


def _is_plain(text: str, rows: int, columns: int) -> bool:
    """Whether every separator in ``text`` stands where one belongs."""
    return text.count("\t") == rows * (columns - 1) and text.count("\n") == rows and "\r" not in text
