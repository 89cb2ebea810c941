"""Reconciling a month's receipts among the four, against loading their records into the same table.

Of a hundred receipts two differ: one is missing at one of the four, of one finance has another amount.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator

import psycopg

from tests.support.databases import owner_connection

from .measuring import Result, seconds
from .stage import NAME, Stage

TARGET = 5.0
ROWS = int(os.environ.get("BENCH_RECONCILE", "1000000"))
MONTH = dt.date(2022, 3, 1)
SOURCES = ("tax", "treasury", "finance", "insurance")
EVERY = 100
"""Of so many receipts two differ."""
_COLUMNS = "area_id, county_id, source, payer_group, insutype, key, n, bundle, day, month, payer_no, payer_name, amount"
_STAGING = f"create unlogged table bench_staging as select {_COLUMNS} from funds_collectionrecord limit 0"
# As sheets bring them: what no sheet brought is taken for one of our own receipts.
_LOAD = (
    f"insert into funds_collectionrecord ({_COLUMNS}, import_run_id) select {_COLUMNS}, 1 from bench_staging"
)


def measure(stage: Stage) -> Result:
    """Both on the same table with the same indexes and constraints; what the comparison finds is counted."""
    with owner_connection(NAME) as owner:
        floor = _load(owner, stage)
    ours = seconds(lambda: _compare(stage))
    return Result("reconcile a month's receipts", ROWS, ours, floor, TARGET)


def _load(owner: psycopg.Connection, stage: Stage) -> float:
    owner.execute(_STAGING)
    table = "".join(_lines(stage))

    def copy_and_insert() -> None:
        with owner.transaction():
            with owner.cursor().copy(f"copy bench_staging ({_COLUMNS}) from stdin") as copy:
                copy.write(table)
            owner.execute(_LOAD)
            owner.execute("set constraints all immediate")

    taken = seconds(copy_and_insert)
    owner.execute("drop table bench_staging")
    owner.execute("analyze funds_collectionrecord")
    return taken


def _lines(stage: Stage) -> Iterator[str]:
    layout = stage.layout
    area, units = layout.area.pk, [one.pk for one in layout.units]  # type: ignore[attr-defined]
    for number in range(ROWS):
        day = MONTH + dt.timedelta(days=number % 28)
        for place, source in enumerate(SOURCES):
            if number % EVERY == 0 and place == number // EVERY % 4:
                continue
            amount = 10_000 + number + (1 if number % EVERY == 1 and place == 2 else 0)
            yield (
                f"{area}\t{units[number % len(units)]}\t{source}\temployer\t310\tT{number:09d}\t1\t\t{day}\t{MONTH}"
                f"\tP{number:08d}\t\t{amount}\n"
            )


def _compare(stage: Stage) -> None:
    from config.scoping import acting_as
    from funds.services.fund_reconciliation.compare import compare_month
    from institutions.models import Duty

    city = stage.layout.city  # type: ignore[attr-defined]
    clerk = stage.cast.at(city, Duty.FINANCE)  # type: ignore[attr-defined]
    with acting_as(clerk):
        compared = compare_month(area=city.area, month=MONTH, acting_user=clerk)
    wanted = 2 * len(range(0, ROWS, EVERY))
    if compared.differences != wanted:
        raise SystemExit(f"{compared.differences} differences were found, {wanted} are there")
