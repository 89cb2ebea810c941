"""Sheets of bills and what hangs on them, written by column name and taken all the way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Any

from config.models import ImportRun
from config.scoping import system_scope
from config.spreadsheets import engine
from config.spreadsheets.resources import resource_of
from enrollment.models import Person
from institutions.models import Agency, User
from tests.config.spreadsheets.files import workbook

_serial = count(1)


def bring(
    folder: Path, kind: str, rows: Sequence[Mapping[str, Any]], user: User, agency: Agency, **more: Any
) -> ImportRun:
    """Write ``rows`` as a workbook and import it; columns no row names are left out."""
    resource = resource_of(kind)
    header = [column.name for column in resource.columns if any(column.name in row for row in rows)]
    table = [header, *([row.get(name) for name in header] for row in rows)]
    path = workbook(folder / f"{kind}-{next(_serial)}.xlsx", table, sheet=resource.sheet)
    return engine.import_file(kind=kind, path=path, acting_user=user, agency=agency, **more)


def bill_row(number: str, person: Person, **given: Any) -> dict[str, Any]:
    """A stay of 1,000 yuan in East's hospital, by fee class unless parts are given."""
    fees = {"class_a_amt": 700, "class_b_amt": 200, "class_c_amt": 100}
    return {
        "setl_id": number,
        "psn_no": person.psn_no,
        "fixmedins_code": "H99010100001",
        "insutype": "390",
        "psn_type": "1501",
        "med_type": "21",
        "begndate": "2020-03-01",
        "enddate": "2020-03-05",
        "setl_time": "2020-03-05 10:30:00",
        "medfee_sumamt": 1_000,
        **({} if "inscp_scp_amt" in given else fees),
        **given,
    }


def found(run: ImportRun, level: str = "error") -> list[tuple[int, str, str]]:
    """(row, column, code) of every fault of that level."""
    errors = run.row_errors.filter(level=level).order_by("row", "column")
    with system_scope():
        return list(errors.values_list("row", "column", "code"))
