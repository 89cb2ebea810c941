"""Settling all waiting bills in two processes against COPY: the bills out, the settlements in."""

from __future__ import annotations

import psycopg

from tests.support.databases import owner_connection

from .measuring import Result, seconds
from .stage import NAME, Stage

TARGET = 2.0
ROUNDS = 6
WRITTEN = ("claims_settlement", "claims_accumulator")
_READ = """(select id, setl_id, person_id, institution_id, insutype, psn_type, aid_category, med_type,
    begndate, enddate, setl_time, insu_county_id, care_county_id, filing, accident, matn_type, fetus_cnt,
    complication, dise_code, medfee_sumamt, fulamt_ownpay_amt, overlmt_selfpay, preselfpay_amt, inscp_scp_amt,
    class_a_amt, class_b_amt, class_c_amt, over_price_amt, domestic_material_amt, imported_material_amt,
    imported_standard_amt, imported_no_equal_amt from claims_bill)"""


def measure(stage: Stage) -> Result:
    """Both sides write the same rows, columns, checks and indexes: settlements, and what each person has used
    of the year; the floor knows them beforehand. They take turns, so that a machine that grows slower or
    quicker meanwhile does so for both."""
    _settle(stage)
    with owner_connection(NAME) as owner:
        # The floor is plain transactions on tables of its own, as bare as PostgreSQL can be asked.
        rows = owner.execute("select count(*) from claims_settlement").fetchone()[0]  # type: ignore[index]
        written = {}
        for table in WRITTEN:
            owner.execute(f"create table {_floor_of(table)} (like {table} including all)")
            written[table] = b"".join(_copy_out(owner, table))
        turns = [(_settle(stage), _copy(owner, written)) for _turn in range(ROUNDS)]
        owner.execute("drop table " + ", ".join(map(_floor_of, WRITTEN)))
    ours, floor = (min(taken) for taken in zip(*turns, strict=True))
    return Result(f"settle bills of {stage.insutype}, 2 processes", rows, ours, floor, TARGET)


def _settle(stage: Stage) -> float:
    from claims.services.settle_in_bulk import Selection, settle_waiting_bills
    from institutions.models import Duty

    clerk = stage.cast.at(stage.layout.city, Duty.HANDLE)  # type: ignore[attr-defined]
    with owner_connection(NAME) as owner:
        owner.execute("truncate claims_settlement, claims_accumulator, claims_billproblem cascade")
    selection = Selection(area_id=stage.layout.area.pk)  # type: ignore[attr-defined]
    taken = seconds(lambda: settle_waiting_bills(selection=selection, acting_user=clerk, processes=2))
    with owner_connection(NAME) as owner:
        waiting = owner.execute("select count(*) from claims_billproblem").fetchone()[0]  # type: ignore[index]
    if waiting:
        raise SystemExit(f"{waiting} bills were not settled: the bench measures settling")
    return taken


def _floor_of(table: str) -> str:
    return f"bench_{table}"


def _copy(owner: psycopg.Connection, written: dict[str, bytes]) -> float:
    owner.execute("truncate " + ", ".join(map(_floor_of, written)))

    def read_and_write() -> None:
        for _chunk in _copy_out(owner, _READ):
            pass
        for table, rows in written.items():
            with owner.cursor().copy(f"copy {_floor_of(table)} from stdin") as copy:
                copy.write(rows)

    return seconds(read_and_write)


def _copy_out(owner: psycopg.Connection, what: str) -> list[bytes]:
    with owner.cursor().copy(f"copy {what} to stdout") as copy:
        return [bytes(chunk) for chunk in copy]
