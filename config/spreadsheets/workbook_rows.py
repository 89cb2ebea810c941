"""The rows of one sheet of an inspected .xlsx file, read whole or as a stream: the same cells either way.

calamine is ten times as fast and keeps the sheet as one dense table, about 2 MB for each MB of the sheet's XML with
its strings; openpyxl reads row by row in a few dozen MB whatever the size. So small sheets are read whole, and
large ones, which nobody waits for at the screen, as a stream: a worker stays below 300 MB.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any

import openpyxl
import python_calamine as calamine

from .faults import FileFault

STREAMED_FROM = 40 << 20
"""Bytes of a sheet's XML."""


@contextmanager
def open_sheet(path: Path, name: str, *, unpacked: int) -> Iterator[tuple[Iterator[list[Any]], int]]:
    """Rows from row 1, cells from column A, empty ones as ``""``; and about how many rows. Raises :class:`FileFault`.

    Cells are ``str``, ``float``, ``bool``, ``datetime``, ``time``, ``timedelta``; ``date`` where a day has no time.
    """
    if unpacked >= STREAMED_FROM and (book := _streamed(path)) is not None:
        try:
            sheet = book[name]
            height = sheet.max_row or 0
            # The size a sheet claims may be wrong; without it all rows there are come.
            sheet.reset_dimensions()
            yield _not_empty(_streamed_rows(sheet), name), height
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


def _streamed_rows(sheet: Any) -> Iterator[list[Any]]:
    try:
        for cells in sheet.iter_rows(values_only=True):
            yield [_ALIKE[one.__class__](one) if one.__class__ in _ALIKE else one for one in cells]
    except (OSError, ValueError, KeyError, SyntaxError) as exc:  # of which XML's ParseError is one
        raise FileFault("broken_workbook", detail=str(exc)[:100]) from exc


def _not_empty(rows: Iterator[list[Any]], name: str) -> Iterator[list[Any]]:
    first = next(rows, None)
    if first is None:
        raise FileFault("empty_sheet", sheet=name)
    return chain([first], rows)


def _day_or_time(value: dt.datetime) -> dt.date:
    return value.date() if value.time() == dt.time.min else value


_ALIKE: dict[type, Any] = {type(None): lambda _: "", int: float, dt.datetime: _day_or_time}
