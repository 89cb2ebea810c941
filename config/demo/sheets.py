"""The demonstration's spreadsheets: which there are, who brings them in, and writing them."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, NamedTuple

from rustpy_xlsxwriter import write_worksheet

from config.demo.bills import Row
from config.demo.world import SCHEME, World
from config.embedded.places import VAR_DIR
from config.spreadsheets.resources import resource_of

FOLDER = VAR_DIR / "demo"
# Who uploads what belongs to no county.
CITY = ""


class Sheet(NamedTuple):
    """One file: its kind of import, the unit that uploads it (``CITY``: the city agency), its name."""

    kind: str
    unit: str
    name: str

    @property
    def path(self) -> Path:
        return FOLDER / self.name


def people_rows(world: World) -> dict[str, list[Row]]:
    """Rows of the enrolment sheet by county."""
    rows: dict[str, list[Row]] = defaultdict(list)
    for person in world.people:
        rows[person.county].append(
            {
                "psn_no": person.psn_no,
                "psn_cert_type": "01",
                "certno": person.certno,
                "psn_name": person.name,
                "gend": person.gend,
                "naty": "01",
                "brdy": person.born,
                "insuplc_admdvs": person.county,
                "insutype": SCHEME,
                "psn_type": person.psn_type,
                "psn_insu_date": person.begins,
                "paus_insu_date": person.ends - dt.timedelta(days=1),
            }
        )
    return rows


def institution_rows(world: World) -> Iterator[Row]:
    """Rows of the sheet of designated institutions, each with its bank account from the year's first day."""
    for one in world.hospitals:
        yield {
            "fixmedins_code": one.code,
            "fixmedins_name": one.name,
            "fixmedins_type": one.kind,
            "hosp_lv": one.hosp_lv,
            "dedc_hosp_lv": one.level,
            "fix_blng_admdvs": one.admdvs,
            "account_name": one.name,
            "account_no": one.account_no,
            "bank_name": one.bank_name,
            "account_from": dt.date(2020, 1, 1),
        }


def write(sheet: Sheet, rows: Iterable[Row]) -> None:
    """Write the file under its name only once it is whole: a killed run leaves no half sheet."""
    resource = resource_of(sheet.kind)
    headings = {column.name: column.heading for column in resource.columns}
    unfinished = sheet.path.with_suffix(".part")
    sheet.path.parent.mkdir(parents=True, exist_ok=True)
    if sheet.name.endswith(".csv"):
        _write_csv(unfinished, headings, rows)
    else:
        table = [{heading: _cell(row.get(name)) for name, heading in headings.items()} for row in rows]
        write_worksheet(table, str(unfinished), sheet_name=str(resource.sheet_label))
    unfinished.rename(sheet.path)


def _write_csv(path: Path, headings: dict[str, str], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, headings, restval="", extrasaction="raise")
        writer.writerow(headings)
        writer.writerows(rows)


def _cell(value: Any) -> Any:
    # A workbook knows no other number than the double.
    return float(value) if isinstance(value, Decimal) else value


def by_county(rows: Iterable[Row], county_of: Callable[[Row], str]) -> dict[str, list[Row]]:
    """Rows sorted into the counties that bring them."""
    sorted_rows: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        sorted_rows[county_of(row)].append(row)
    return sorted_rows
