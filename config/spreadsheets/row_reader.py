"""Reading a sheet row by row for a what-if: values by column name with what is wrong beside them.

Imports go through a staging table (``engine``); what stores nothing reads here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _noop

from .columns import Column
from .faults import CellFault, RowFault, register_messages
from .reader import open_table

register_messages({"case_twice": _noop("The case “%(case)s” stands in row %(first)s already.")})


class RowReader:
    """Cells of a row into values by column name, with what is wrong beside it."""

    def __init__(self, columns: Sequence[Column]) -> None:
        self.converters = [(column.name, column.converter()) for column in columns]

    def read(self, row: int, cells: Mapping[str, Any]) -> tuple[dict[str, Any], list[RowFault]]:
        values: dict[str, Any] = {}
        faults: list[RowFault] = []
        for name, convert in self.converters:
            try:
                values[name] = convert(cells.get(name, ""))
            except CellFault as fault:
                values[name] = None
                faults.append(RowFault(row, name, fault.code, params=fault.params))
        return values, faults


class CaseNames:
    """The names of the cases read so far: each may stand once."""

    def __init__(self) -> None:
        self.first: dict[str, int] = {}

    def taken(self, row: int, name: str | None) -> list[RowFault]:
        """A fault when another row has the name already."""
        if not name or self.first.setdefault(name, row) == row:
            return []
        return [RowFault(row, "case", "case_twice", params={"case": name, "first": self.first[name]})]


def by_name(
    columns: Sequence[Column], positions: Iterable[int | None], cells: Sequence[Any]
) -> dict[str, Any]:
    """A sheet's row as cells by column name; a column the sheet lacks is left out."""
    return {
        column.name: cells[position]
        for column, position in zip(columns, positions, strict=True)
        if position is not None and position < len(cells)
    }


def named_rows(
    path: Path, columns: tuple[Column, ...], sheet: str, label: Any, most_rows: int | None = None
) -> Iterator[tuple[int, dict[str, Any]]]:
    """(row of the sheet, cells by column name); raises ``FileFault`` when the file cannot be read."""
    with open_table(path, columns=columns, sheet=sheet, sheet_label=label, most_rows=most_rows) as table:
        for row, cells in table.rows:
            yield row, by_name(columns, table.positions, cells)
