"""Writing workbooks and csv: typed cells, and no text that a spreadsheet would run as a formula.

Long lists go through rustpy-xlsxwriter (33,000 rows/s), reports with totals and notes through XlsxWriter, which
can format single rows; so does everything where the former is not installed. Both stream. In a workbook a text
is stored as a text whatever it begins with; in a csv a text that begins like a formula gets an apostrophe.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import IO, Any

import xlsxwriter

from .csv_writer import TypedColumn, local_moment, neutral, stream_csv
from .tally import counted

rust: Any
try:
    import rustpy_xlsxwriter as rust
except ImportError:  # pragma: no cover - a platform without its wheel
    rust = None

__all__ = ["OutColumn", "Sheet", "neutral", "stream_csv", "write_sheet", "write_table", "write_workbook"]

Target = Path | IO[bytes]

NUMBER_FORMATS = {
    "money": "#,##0.00",
    "integer": "#,##0",
    "decimal": "#,##0.####",
    "percent": "0.00%",
    "date": "yyyy-mm-dd",
    "datetime": "yyyy-mm-dd hh:mm:ss",
}
_WIDTHS = {"money": 16, "integer": 10, "decimal": 12, "percent": 9, "date": 12, "datetime": 20, "month": 9}
_HEADER_FILL = "#e7f0f7"
_LINE = "#d9dfe5"
# Excel keeps fifteen digits: a longer amount is written as text rather than wrong.
_EXACT = Decimal(10) ** 13
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


@dataclass(frozen=True)
class OutColumn:
    """A column of an export. ``type``: text, code, money (Decimal yuan), integer, decimal, percent (0.85 = 85 %),
    date, datetime, month, flag, or auto (by value; dates as text). With ``raw`` only the look follows the type,
    and a cell is written as what it is."""

    heading: str
    type: str = "text"
    width: float | None = None
    raw: bool = False


@dataclass
class Sheet:
    """Rows are sequences in the order of the columns; ``totals`` is one more row; ``notes`` stand above the header."""

    name: str
    columns: Sequence[TypedColumn]
    rows: Iterable[Sequence[Any]]
    totals: Sequence[Any] | None = None
    notes: Sequence[str] = ()


def write_workbook(target: Target, sheets: Sequence[Sheet]) -> None:
    """Write an .xlsx to a path or a binary file."""
    plain = not any(sheet.totals is not None or sheet.notes for sheet in sheets)
    if rust is not None and plain:
        _write_fast(target, sheets)
    else:
        _write_formatted(target, sheets)


def write_sheet(
    path: Path, columns: Sequence[OutColumn], rows: Iterable[Sequence[Any]], *, sheet: str = "Sheet1"
) -> None:
    """One table of typed columns, .csv or .xlsx by the name of the file."""
    if path.suffix.lower() == ".csv":
        with path.open("wb") as file:
            file.writelines(stream_csv(columns, rows))
    else:
        write_workbook(path, [Sheet(sheet, columns, rows)])


def write_table(
    path: Path, headings: Sequence[str], rows: Iterable[Sequence[Any]], *, sheet: str = "Sheet1"
) -> None:
    """One table of mixed values, .csv or .xlsx by the name of the file."""
    write_sheet(path, [OutColumn(heading, "auto") for heading in headings], rows, sheet=sheet)


# --- cells -------------------------------------------------------------------------------------------------------


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    text = str(value)
    if not text.isprintable():
        text = _NOT_IN_XML.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return text[:32_767]


def _number(value: Any) -> Any:
    if value is None or value == "":
        return None
    exact = abs(value) < _EXACT
    return float(value) if exact else str(value)


def _date(value: Any) -> Any:
    return value.date() if isinstance(value, dt.datetime) else value


def _flag(value: Any) -> int | None:
    return None if value is None else int(bool(value))


def _as_is(value: Any) -> Any:
    return value if isinstance(value, dt.date) else _auto(value)


def _auto(value: Any) -> Any:
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, Decimal | int | float):
        return _number(value)
    return _text(local_moment(value))


_CELLS: dict[str, Callable[[Any], Any]] = {
    "money": _number,
    "integer": _number,
    "decimal": _number,
    "percent": _number,
    "date": _date,
    "datetime": local_moment,
    "flag": _flag,
    "auto": _auto,
}


def _cells(columns: Sequence[TypedColumn]) -> list[Callable[[Any], Any]]:
    return [_as_is if getattr(column, "raw", False) else _CELLS.get(column.type, _text) for column in columns]


def _width(column: TypedColumn) -> float:
    chosen = getattr(column, "width", None) or _WIDTHS.get(column.type, 14)
    # A Chinese character is two digits wide.
    heading = sum(1 if character.isascii() else 2 for character in column.heading) + 2
    return float(min(60, max(chosen, heading)))


def sheet_name(name: str) -> str:
    """As a workbook can carry it: Excel knows no sheet of more than 31 characters."""
    return _NOT_IN_SHEET_NAME.sub(" ", str(name))[:31] or "Sheet1"


def _unique(headings: Iterable[str]) -> list[str]:
    """Headings as dictionary keys: a repeated one gets a number."""
    seen: dict[str, int] = {}
    names = []
    for heading in headings:
        seen[heading] = seen.get(heading, 0) + 1
        names.append(heading if seen[heading] == 1 else f"{heading} {seen[heading]}")
    return names


# --- the fast writer ---------------------------------------------------------------------------------------------


def _write_fast(target: Target, sheets: Sequence[Sheet]) -> None:
    header = rust.Format().set_bold().set_background_color(_HEADER_FILL).set_border_bottom("thin")
    options: dict[str, dict[str, Any]] = {
        "column_widths": {},
        "column_formats": {},
        "header_format": {},
        "ignore_errors": {},
        "page_setup": {},
    }
    content = []
    for sheet in sheets:
        name = sheet_name(sheet.name)
        headings = _unique(column.heading for column in sheet.columns)
        typed = list(zip(headings, sheet.columns, strict=True))
        content.append((name, _records(headings, sheet)))
        options["column_widths"][name] = {heading: _width(column) for heading, column in typed}
        options["column_formats"][name] = {
            heading: rust.Format().set_num_format(NUMBER_FORMATS[column.type])
            for heading, column in typed
            if column.type in NUMBER_FORMATS
        }
        options["header_format"][name] = header
        # Long digit strings are text on purpose: no green triangles.
        options["ignore_errors"][name] = [
            heading for heading, column in typed if column.type not in NUMBER_FORMATS
        ]
        options["page_setup"][name] = {
            "landscape": True,
            "paper_size": 9,
            "repeat_rows": 0,
            "fit_to_pages": (1, 0),
        }
    file = str(target) if isinstance(target, Path) else target
    rust.write_worksheets(content, file, freeze_panes={"general": {"row": 1, "col": 0}}, **options)


def _records(headings: list[str], sheet: Sheet) -> Iterator[dict[str, Any]]:
    cells = _cells(sheet.columns)
    empty = True
    for row in counted(sheet.rows):
        empty = False
        yield {heading: cell(value) for heading, cell, value in zip(headings, cells, row, strict=True)}
    if empty:
        # The header comes from the first record: an empty one still shows it.
        yield dict.fromkeys(headings)


# --- the formatting writer ---------------------------------------------------------------------------------------


def _write_formatted(target: Target, sheets: Sequence[Sheet]) -> None:
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book = xlsxwriter.Workbook(str(target) if isinstance(target, Path) else target, options)
    try:
        for sheet in sheets:
            _fill(book, book.add_worksheet(sheet_name(sheet.name)), sheet)
    finally:
        book.close()


def _fill(book: Any, page: Any, sheet: Sheet) -> None:
    def formats(**extra: Any) -> list[Any]:
        return [
            book.add_format({"num_format": NUMBER_FORMATS.get(column.type, "General"), **extra})
            for column in sheet.columns
        ]

    plain = formats()
    header = book.add_format(
        {"bold": True, "bg_color": _HEADER_FILL, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
    )
    note = book.add_format({"font_color": "#55636f"})
    title = book.add_format({"bold": True, "font_size": 14})
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, _width(column))
    for number, text in enumerate(sheet.notes):
        page.write_string(number, 0, str(text), note if number else title)
    top = len(sheet.notes)
    for number, column in enumerate(sheet.columns):
        page.write_string(top, number, column.heading, header)
    cells, line = _cells(sheet.columns), top
    for row in counted(sheet.rows):
        line += 1
        _write_row(page, line, cells, row, plain)
    if sheet.totals is not None:
        line += 1
        _write_row(page, line, cells, sheet.totals, formats(bold=True, top=1, bottom=6))
    page.freeze_panes(top + 1, 0)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0, top)
    page.ignore_errors({"number_stored_as_text": f"A1:XFD{line + 1}"})


def _write_row(
    page: Any, line: int, cells: list[Callable[[Any], Any]], row: Sequence[Any], formats: list[Any]
) -> None:
    for number, (cell, value, look) in enumerate(zip(cells, row, formats, strict=True)):
        # A total's label may stand in a column of another type.
        content = value if isinstance(value, str) else cell(value)
        if content is None:
            page.write_blank(line, number, None, look)
        elif isinstance(content, str):
            page.write_string(line, number, _text(content) or "", look)
        elif isinstance(content, dt.date):
            page.write_datetime(line, number, content, look)
        else:
            page.write_number(line, number, content, look)
