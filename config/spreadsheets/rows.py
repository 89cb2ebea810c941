"""Every row of an opened table as checked values: what is right goes on, what is wrong is told with row and column."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from .faults import ERROR, CellFault, RowFault
from .reader import Table

RowCheck = Callable[[int, dict[str, Any]], Iterable[RowFault]]


def shown(cell: Any) -> str:
    """A cell as a message quotes it: short, on one line."""
    text = "" if cell is None else str(cell)
    return text if len(text) <= 60 else text[:59] + "…"


def checked_rows(
    table: Table, row_check: RowCheck | None = None, derived: Sequence[str] = ()
) -> Iterator[tuple[int, list[Any] | None, Sequence[RowFault]]]:
    """(row number, values in the order of the columns or ``None``, faults) for every row that is not empty.

    A row with an error has no values; a row with warnings has both. ``derived`` names values that
    ``row_check`` fills; they follow the columns.
    """
    names = [*(column.name for column in table.columns), *derived]
    empty = [None] * len(derived)
    plan = [
        (position, column.name, column.converter())
        for position, column in zip(table.positions, table.columns, strict=True)
    ]
    none: tuple[RowFault, ...] = ()
    for number, cells in table.rows:
        try:
            width = len(cells)
            values = [
                convert(cells[position] if position is not None and position < width else None)
                for position, _name, convert in plan
            ]
        except CellFault:
            yield number, None, _cell_faults(number, cells, plan)
            continue
        if row_check is None:
            yield number, values + empty, none
            continue
        row = dict(zip(names, values + empty, strict=True))
        faults = list(row_check(number, row))
        if not faults:
            yield number, list(row.values()), none
        elif any(fault.level == ERROR for fault in faults):
            yield number, None, faults
        else:
            yield number, list(row.values()), faults


def _cell_faults(number: int, cells: list[Any], plan: list[tuple[int | None, str, Any]]) -> list[RowFault]:
    """All that is wrong with the row's cells, not only the first."""
    faults = []
    for position, name, convert in plan:
        cell = cells[position] if position is not None and position < len(cells) else None
        try:
            convert(cell)
        except CellFault as fault:
            faults.append(RowFault(number, name, fault.code, shown(cell), fault.params))
    return faults
