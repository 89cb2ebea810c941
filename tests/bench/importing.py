"""Importing an enrolment workbook against COPY to a staging table and a plain merge."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg

from tests.support.databases import owner_connection

from .measuring import Result, seconds
from .stage import NAME, Stage

TARGET = 5.0
ROWS = int(os.environ.get("BENCH_IMPORT", "200000"))

_STAGING = """
    create unlogged table bench_staging (psn_no text, psn_cert_type text, certno text, psn_name text, pinyin text,
        gend text, naty text, brdy date, county_id bigint, insutype text, psn_type text, begins date, ends date)
"""
_PEOPLE = """
    insert into enrollment_person
        (psn_no, psn_cert_type, certno, psn_name, pinyin, gend, naty, brdy, tel, addr, county_id)
    select psn_no, psn_cert_type, certno, psn_name, pinyin, gend, naty, brdy, '', '', county_id from bench_staging
"""
_COVERAGE = """
    insert into enrollment_coverage (person_id, insutype, psn_type, county_id, period, effective)
    select p.id, s.insutype, s.psn_type, s.county_id, daterange(s.begins, s.ends), true
    from bench_staging s join enrollment_person p on p.psn_no = s.psn_no
"""


def measure(stage: Stage) -> Result:
    """Both fill the same tables, with the same indexes, constraints and history; the floor is rolled back."""
    from config.demo import rows, sheets
    from config.demo.world import Place, Scale, make_world
    from institutions.services.districts import districts_below

    places = [Place(one.code, one.name) for one in districts_below(stage.area)]
    world = make_world(stage.area, places, Scale().smaller(ROWS, 1))
    content = [row for county in rows.people(world).values() for row in county]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "people.xlsx"
        sheets.write("people", path, content)
        with owner_connection(NAME) as owner:
            floor = _floor(owner, content, stage)
        ours = seconds(lambda: _import(path, stage))
    return Result("import a workbook", ROWS, ours, floor, TARGET)


def _floor(owner: psycopg.Connection, content: list[dict[str, object]], stage: Stage) -> float:
    counties = {unit.code: unit.pk for unit in stage.layout.units}  # type: ignore[attr-defined]
    columns = ("psn_no", "psn_cert_type", "certno", "psn_name", "psn_name", "gend", "naty", "brdy")
    rest = ("insutype", "psn_type", "psn_insu_date", "paus_insu_date")
    table = "".join(
        "\t".join(str(value) for value in (
            *(row[name] for name in columns), counties[str(row["insuplc_admdvs"])], *(row[name] for name in rest)
        )) + "\n"
        for row in content
    )  # fmt: skip
    owner.execute(_STAGING)

    def copy_and_merge() -> None:
        with owner.transaction(force_rollback=True):
            with owner.cursor().copy("copy bench_staging from stdin") as copy:
                copy.write(table)
            owner.execute(_PEOPLE)
            owner.execute("analyze enrollment_person")
            owner.execute(_COVERAGE)
            owner.execute("set constraints all immediate")

    taken = seconds(copy_and_merge)
    owner.execute("drop table bench_staging")
    owner.execute("vacuum full enrollment_person, enrollment_coverage")
    return taken


def _import(path: Path, stage: Stage) -> None:
    from config.models import ImportRun
    from config.spreadsheets.engine import import_file
    from institutions.models import Duty

    city = stage.layout.city  # type: ignore[attr-defined]
    clerk = stage.cast.at(city, Duty.REGISTER)  # type: ignore[attr-defined]
    run = import_file(kind="people", path=path, acting_user=clerk, agency=city)
    if run.state != ImportRun.State.DONE or run.new_count != ROWS:
        raise SystemExit(f"the workbook was not imported whole: {run.state} {run.fault} {run.bad_count} bad")
