"""The annual list of 200,000 residents against COPY to a staging table and plain inserts, and the memory it takes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from subprocess import PIPE, run
from tempfile import TemporaryDirectory
from typing import Any

import psycopg

from tests.support.databases import owner_connection

from .measuring import Result, seconds
from .stage import NAME, Stage

TARGET = 5.0
MOST_MEMORY = 300
"""Megabytes."""
ROWS = int(os.environ.get("BENCH_ENROL", "200000"))
OF_A_LIST = 1_000
YEAR, PAID_ON, OWN, SUBSIDY = 2020, "2019-10-08", 280, 550

_STAGING = """
    create unlogged table bench_staging (psn_no text, psn_cert_type text, certno text, psn_name text, gend text,
        brdy date, county_id bigint, emp_no text, psn_type text)
"""
_INSERTS = (
    "insert into enrollment_person (psn_no, psn_cert_type, certno, psn_name, pinyin, gend, naty, brdy, tel, addr,"
    " county_id) select psn_no, psn_cert_type, certno, psn_name, psn_name, gend, '', brdy, '', '', county_id"
    " from bench_staging",
    "analyze enrollment_person",
    "insert into enrollment_coverage (person_id, insutype, psn_type, county_id, period, effective, origin, payer_id)"
    " select p.id, '390', s.psn_type, s.county_id, daterange('2020-01-01', '2021-01-01'), true, 'window', y.id"
    " from bench_staging s join enrollment_person p on p.psn_no = s.psn_no"
    " join enrollment_payer y on y.emp_no = s.emp_no",
    "insert into enrollment_windowenrolment (person_id, year, payer_id, coverage_id, household, aid_category,"
    f" permit_holder, paid_on, paid, collective, aided, subsidy, handled_at_id) select c.person_id, {YEAR},"
    f" c.payer_id, c.id, '', '', false, '{PAID_ON}', {OWN}00, 0, 0, {SUBSIDY}00, c.county_id"
    " from enrollment_coverage c",
    "insert into enrollment_membership (person_id, payer_id, tie, is_head, period) select c.person_id, c.payer_id,"
    f" 'through', false, daterange('{PAID_ON}', NULL) from enrollment_coverage c",
    "set constraints all immediate",
)  # fmt: skip


def measure(stage: Stage) -> Iterator[Result]:
    """Both fill the same tables with the same indexes, constraints and history; the floor is rolled back.

    The sheet goes through the command in a process of its own, whose start is counted in and whose largest resident
    size is the second result.
    """
    from config.demo import rows, sheets
    from config.demo.world import Place, Scale, make_world
    from institutions.models import Duty
    from institutions.services.districts import districts_below

    places = [Place(one.code, one.name) for one in districts_below(stage.area)]
    # Some of the demonstration's people are born after the day of payment.
    world = make_world(stage.area, places, Scale().smaller(ROWS + ROWS // 20, 1))
    known = [row for county in rows.people(world).values() for row in county]
    people = [row for row in known if str(row["brdy"]) < PAID_ON][:ROWS]
    lists = [f"V{row['insuplc_admdvs']}{n // OF_A_LIST:04d}" for n, row in enumerate(people)]
    _villages(stage, lists)
    with owner_connection(NAME) as owner:
        floor = _floor(owner, people, lists, stage)
    clerk = stage.cast.at(stage.layout.city, Duty.REGISTER)  # type: ignore[attr-defined]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "window.xlsx"
        sheets.write("resident_window", path, [_row(*one) for one in zip(people, lists, strict=True)])
        peak: list[int] = []
        ours = seconds(lambda: peak.append(_import(path, clerk.username)))
    yield Result("import an annual list", ROWS, ours, floor, TARGET)
    yield Result(f"its memory, limit {MOST_MEMORY} MB", ROWS, peak[0], MOST_MEMORY, 1.0, "MB")


def _row(person: dict[str, Any], emp_no: str) -> dict[str, Any]:
    return {
        "emp_no": emp_no, "year": YEAR, "psn_no": person["psn_no"], "certno": person["certno"],
        "psn_name": person["psn_name"], "gend": person["gend"], "brdy": person["brdy"],
        "insuplc_admdvs": person["insuplc_admdvs"], "psn_type": "1501", "paid_on": PAID_ON, "paid": OWN, "decided": 1,
    }  # fmt: skip


def _villages(stage: Stage, lists: list[str]) -> None:
    from config.scoping import system_scope
    from enrollment.models import Payer

    units = {unit.code: unit for unit in stage.layout.units}  # type: ignore[attr-defined]
    with system_scope():
        Payer.unscoped.bulk_create(
            Payer(
                emp_no=emp_no,
                kind="village",
                name=emp_no,
                county=units[emp_no[1:7]],
                period=("2015-01-01", None),
            )
            for emp_no in sorted(set(lists))
        )


def _floor(owner: psycopg.Connection, people: list[dict[str, Any]], lists: list[str], stage: Stage) -> float:
    counties = {unit.code: unit.pk for unit in stage.layout.units}  # type: ignore[attr-defined]
    columns = ("psn_no", "psn_cert_type", "certno", "psn_name", "gend", "brdy")
    table = "".join(
        "\t".join(
            str(value)
            for value in (
                *(row[name] for name in columns),
                counties[str(row["insuplc_admdvs"])],
                emp_no,
                "1501",
            )
        )
        + "\n"
        for row, emp_no in zip(people, lists, strict=True)
    )
    owner.execute(_STAGING)

    def copy_and_insert() -> None:
        with owner.transaction(force_rollback=True):
            with owner.cursor().copy("copy bench_staging from stdin") as copy:
                copy.write(table)
            for statement in _INSERTS:
                owner.execute(statement)

    taken = seconds(copy_and_insert)
    owner.execute("drop table bench_staging")
    owner.execute("vacuum full enrollment_person, enrollment_coverage, enrollment_windowenrolment")
    return taken


_COMMAND = """
from manage import main
main()
print(next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
"""


def _import(path: Path, username: str) -> int:
    """The largest resident size of the importing process, megabytes.

    The process tells it itself: what ``wait4`` reports also counts the parent's size, from before the child's exec.
    """
    command = [sys.executable, "-c", _COMMAND, "importsheet", "resident_window", str(path), "--as", username]
    ended = run([*command, "--all-or-nothing"], check=False, stdout=PIPE, text=True)
    if ended.returncode:
        raise SystemExit(f"the list was not imported whole: {ended.stdout}")
    return int(ended.stdout.split()[-1]) // 1024
