"""The rows of one sheet of an inspected .xlsx file, read whole or as a stream: the same cells either way.

calamine is ten times as fast and keeps the sheet as one dense table, about 2 MB for each MB of the sheet's XML with
its strings; openpyxl reads row by row in a few dozen MB whatever the size. So small sheets are read whole, and
large ones, which nobody waits for at the screen, as a stream: a worker stays below 300 MB.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine as calamine
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import WorkSheetParser

from .cells import ERROR_CELL
from .faults import FileFault

STREAMED_FROM = 40 << 20
"""Bytes of a sheet's XML."""
# Formats of days that Chinese, Japanese and Korean Excel keep by number alone; openpyxl does not know them.
_EASTERN_DAYS = frozenset({*range(27, 37), *range(50, 59)})
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@contextmanager
def open_sheet(path: Path, name: str, *, unpacked: int) -> Iterator[tuple[Iterator[list[Any]], int]]:
    """Rows from row 1, cells from column A, empty ones as ``""``; and about how many rows. Raises :class:`FileFault`.

    Cells are ``str``, ``float``, ``bool``, ``datetime``, ``time``, ``timedelta``; ``date`` where a day has no time.
    """
    if unpacked >= STREAMED_FROM and (book := _streamed(path)) is not None:
        try:
            sheet = book[name]
            yield _not_empty(_streamed_rows(book, sheet), name), sheet.max_row or 0
        finally:
            book.close()
    else:
        book = _opened(path)
        try:
            yield _dense_rows(_sheet(book, name))
        finally:
            book.close()


def _opened(path: Path) -> Any:
    try:
        return calamine.load_workbook(str(path))
    except calamine.PasswordError as exc:
        raise FileFault("encrypted") from exc
    except (calamine.CalamineError, OSError, ValueError) as exc:
        raise FileFault("broken_workbook", detail=str(exc)[:100]) from exc


def _sheet(book: Any, name: str) -> Any:
    try:
        sheet = book.get_sheet_by_name(name)
    except (calamine.CalamineError, OSError, ValueError) as exc:
        raise FileFault("broken_workbook", detail=str(exc)[:100]) from exc
    if sheet.start is None:
        raise FileFault("empty_sheet", sheet=name)
    return sheet


def _dense_rows(sheet: Any) -> tuple[Iterator[list[Any]], int]:
    left, rows = sheet.start[1], iter(sheet.iter_rows())
    # calamine leaves out the empty columns before the table.
    return ((["" for _ in range(left)] + cells for cells in rows) if left else rows), sheet.total_height


def _streamed(path: Path) -> Any:
    """``None`` when openpyxl stumbles over what other programs left in styles or names: calamine ignores those."""
    try:
        return openpyxl.load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception:  # it raises whatever its parts raise
        return None


def _streamed_rows(book: Any, sheet: Any) -> Iterator[list[Any]]:
    """The rows there are, whatever size the sheet claims; days are told from numbers by their format."""
    eastern = {at for at, style in enumerate(book._cell_styles) if style.numFmtId in _EASTERN_DAYS}
    days, spans = eastern | book._date_formats, book._timedelta_formats
    before = 0
    try:
        with sheet._get_source() as source:
            for number, cells in WorkSheetParser(source, sheet._shared_strings, data_only=True).parse():
                if number <= before:
                    raise FileFault("broken_workbook", detail=f"{before}, {number}")
                yield from ([] for _missing in range(before + 1, number))
                before = number
                yield _streamed_row(cells, days, spans)
    # LookupError: no such shared text; ArithmeticError: a number beyond all bounds; SyntaxError: XML's ParseError.
    except (OSError, ValueError, LookupError, ArithmeticError, SyntaxError) as exc:
        raise FileFault("broken_workbook", detail=str(exc)[:100]) from exc


def _streamed_row(cells: list[dict[str, Any]], days: set[int], spans: set[int]) -> list[Any]:
    row = [""] * max((cell["column"] for cell in cells), default=0)
    for cell in cells:
        value = cell["value"]
        if value is not None:
            row[cell["column"] - 1] = _alike(value, cell, days, spans)
    return row


def _alike(value: Any, cell: dict[str, Any], days: set[int], spans: set[int]) -> Any:
    """What calamine makes of the cell."""
    sort, kind = cell["data_type"], value.__class__
    if sort == "e":
        return ERROR_CELL
    if kind is str:
        return _ESCAPED.sub(_unescaped, value) if "_x" in value else value
    if sort == "n" and cell["style_id"] in days:
        value = _day_of_serial(float(value), is_span=cell["style_id"] in spans)
        kind = value.__class__
    if kind is dt.datetime:
        return value.date() if value.time() == dt.time.min else value
    return float(value) if kind is int else value


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return match[0] if 0xD800 <= code < 0xE000 else chr(code)


def _day_of_serial(serial: float, *, is_span: bool) -> Any:
    """A number no calendar reaches, such as 20200305 typed where the format makes days of numbers, stays one."""
    try:
        return from_excel(serial, timedelta=is_span) if serial >= 0 else serial
    except (OverflowError, ValueError):
        return serial


def _not_empty(rows: Iterator[list[Any]], name: str) -> Iterator[list[Any]]:
    first = next(rows, None)
    if first is None:
        raise FileFault("empty_sheet", sheet=name)
    return chain([first], rows)
