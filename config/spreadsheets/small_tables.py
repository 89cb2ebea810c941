"""Small reference tables through django-import-export's choose–preview–confirm, read by our own reader.

So a yearly holiday sheet meets the same encodings, headings, date cells and safety checks as a sheet of bills.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import tablib
from import_export.fields import Field
from import_export.formats.base_formats import Format
from import_export.widgets import Widget

from .columns import Column
from .faults import CellFault
from .reader import open_table

MOST_ROWS = 2_000


def sheet_format(columns: Sequence[Column], *, sheet: str, sheet_label: Any) -> type[Format]:
    """The one format such an import takes: .xlsx or .csv with these columns."""

    class SheetFormat(Format):  # type: ignore[misc]
        def __init__(self, encoding: str | None = None) -> None:
            super().__init__()

        def get_title(self) -> str:
            return "xlsx, csv"

        def can_import(self) -> bool:
            return True

        def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
            with tempfile.NamedTemporaryFile() as file:
                file.write(in_stream)
                file.flush()
                return _dataset(Path(file.name))

    def _dataset(path: Path) -> tablib.Dataset:
        dataset = tablib.Dataset(headers=[column.name for column in columns])
        with open_table(
            path, columns=columns, sheet=sheet, sheet_label=sheet_label, most_rows=MOST_ROWS
        ) as table:
            for _number, cells in table.rows:
                dataset.append([_cell(cells, position) for position in table.positions])
        return dataset

    return SheetFormat


def _cell(cells: Sequence[Any], position: int | None) -> Any:
    return cells[position] if position is not None and position < len(cells) else ""


class CellWidget(Widget):  # type: ignore[misc]
    """A cell as our spreadsheets read it."""

    def __init__(self, column: Column) -> None:
        super().__init__()
        self.convert = column.converter()

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return self.convert(value)
        except CellFault as fault:
            raise ValueError(str(fault)) from fault

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)


def fields_of(columns: Iterable[Column]) -> dict[str, Field]:
    """Fields of a resource whose attributes bear the columns' names."""
    return {
        column.name: Field(attribute=column.name, column_name=column.name, widget=CellWidget(column))
        for column in columns
    }
