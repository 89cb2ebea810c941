"""Enrolment sheets for the tests of the import: rows of valid, fictitious people."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

from config.models import ImportRun, RowError
from config.scoping import system_scope
from config.spreadsheets import engine
from institutions.models import Agency, User
from tests.cast import certificate_number

from .files import workbook

HEADER = [
    "psn_no", "psn_cert_type", "certno", "psn_name", "gend", "naty", "brdy", "insuplc_admdvs",
    "insutype", "psn_type", "psn_insu_date", "paus_insu_date", "tel", "addr",
]  # fmt: skip


def person_row(serial: int, **given: Any) -> list[Any]:
    """A resident of East, covered in 2020, whose cells may be replaced by name."""
    values: dict[str, Any] = {
        "psn_no": f"9901{serial:06d}",
        "psn_cert_type": "01",
        "certno": certificate_number(district="620702", born=dt.date(1980, 1, 1), serial=serial),
        "psn_name": "张测试",
        "insuplc_admdvs": "990101",
        "insutype": "390",
        "psn_type": "1501",
        "psn_insu_date": "2020-01-01",
        "paus_insu_date": "2020-12-31",
    }
    return [{**values, **given}.get(name) for name in HEADER]


def people_sheet(path: Path, rows: list[list[Any]]) -> Path:
    return workbook(path, [HEADER, *rows])


def import_people(path: Path, rows: list[list[Any]], user: User, agency: Agency, **more: Any) -> ImportRun:
    """Write the sheet and take it all the way."""
    return engine.import_file(
        kind="people", path=people_sheet(path, rows), acting_user=user, agency=agency, **more
    )


def faults(run: ImportRun) -> list[tuple[int, str, str]]:
    """(row, column, code) of every error."""
    with system_scope():
        return list(run.row_errors.filter(level="error").values_list("row", "column", "code"))


def row_errors(run: ImportRun) -> list[RowError]:
    """Everything the run says about rows, warnings included."""
    with system_scope():
        return list(run.row_errors.select_related("run"))


def read_again(run: ImportRun) -> ImportRun:
    """The run as it is stored now."""
    with system_scope():
        run.refresh_from_db()
    return run
