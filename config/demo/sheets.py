"""The demonstration's spreadsheets: which there are, who brings them in, and writing them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from config.demo import rows
from config.demo.bills import Row, bills
from config.demo.reported import split_off_reported
from config.demo.world import World
from config.embedded.places import VAR_DIR
from config.spreadsheets.resources import resource_of
from config.spreadsheets.writer import Sheet as Page
from config.spreadsheets.writer import stream_csv, write_workbook
from institutions.services import districts

FOLDER = VAR_DIR / "demo"
# Who uploads what belongs to no county.
CITY = ""


class Sheet(NamedTuple):
    """One file: its kind of import, the unit that uploads it (``CITY``: the city agency), its name."""

    kind: str
    unit: str
    name: str


def sheets_of(units: Sequence[str]) -> list[Sheet]:
    """Every sheet of an area with these accounting units, in the order in which they build on each other."""
    # Both doors are used: the last two units keep their bills in workbooks.
    forms = ["csv"] * (len(units) - 2) + ["xlsx"] * 2
    return [
        Sheet("institutions", CITY, "institutions.xlsx"),
        *(Sheet("people", unit, f"people-{unit}.xlsx") for unit in units),
        *(Sheet("legacy_balances", unit, f"legacy-balances-{unit}.csv") for unit in units),
        Sheet("deductions", CITY, "deductions.xlsx"),
        *(
            Sheet("bills", unit, f"bills-{unit}.{form}")
            for unit, form in zip(units, forms[-len(units) :], strict=True)
        ),
        Sheet("settled_bills", CITY, "settled-bills.xlsx"),
    ]


def folder_of(area_code: str, scale: object) -> Path:
    """Where the sheets of this world lie; another generator or scale writes elsewhere."""
    return FOLDER / f"{area_code}-{hashlib.sha256(f'{scale}{_generator()}'.encode()).hexdigest()[:8]}"


@cache
def _generator() -> str:
    """Changes with whatever decides what is invented."""
    sources = [
        *sorted(Path(__file__).parent.glob("*.py")),
        Path(__file__).with_name("words.yaml"),
        districts.FILE,
    ]
    return hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()


def write_missing(world: World, wanted: Iterable[Sheet], folder: Path) -> None:
    """Write those of ``wanted`` that are not there yet, in their order."""
    contents = _Contents(world)
    for sheet in wanted:
        path = folder / sheet.name
        if not path.exists():
            write(sheet.kind, path, contents.of(sheet))


class _Contents:
    """The rows of each sheet; what several sheets share is invented once, and only when asked for."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._known: dict[str, dict[str, list[Row]]] = {}

    def of(self, sheet: Sheet) -> list[Row]:
        if sheet.kind not in self._known:
            self._known |= self._invent(sheet.kind)
        return self._known[sheet.kind].get(sheet.unit, [])

    def _invent(self, kind: str) -> dict[str, dict[str, list[Row]]]:
        world = self.world
        if kind == "institutions":
            return {kind: {CITY: list(rows.institutions(world))}}
        if kind == "people":
            return {kind: rows.people(world)}
        if kind == "legacy_balances":
            return {kind: rows.legacy_balances(world)}
        if kind == "deductions":
            return {kind: {CITY: list(rows.deductions(world))}}
        unsettled, reported = split_off_reported(world, bills(world))
        return {
            "bills": rows.bills_by_county(unsettled),
            "settled_bills": {CITY: [row for _visit, row in reported]},
        }


def write(kind: str, path: Path, content: Sequence[Row]) -> None:
    """Write a sheet of ``kind``; under its name only once it is whole, so that a killed run leaves no half of it."""
    resource = resource_of(kind)
    given = {name for row in content for name in row}
    # A county may have nothing to say: its sheet still has its header.
    columns = [column for column in resource.columns if column.name in given or not content]
    unknown = given - {column.name for column in columns}
    if unknown:
        raise LookupError(f"{kind} has no columns {sorted(unknown)}")
    table: Iterator[list[object]] = ([row.get(column.name) for column in columns] for row in content)
    unfinished = path.with_suffix(".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".csv":
        with unfinished.open("wb") as file:
            file.writelines(stream_csv(columns, table))
    else:
        with unfinished.open("wb") as file:
            write_workbook(file, [Page(str(resource.sheet_label), columns, table)])
    unfinished.rename(path)
