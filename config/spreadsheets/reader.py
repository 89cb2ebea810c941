"""Reading an uploaded table: rows as the sheet numbers them, from .xlsx or .csv, whatever its encoding.

The header is row 1 of the sheet. A heading may be the national field name (``psn_no``), its Chinese label
(人员编号) or both, ``人员编号(psn_no)``. What is wrong with the file as a whole is a :class:`FileFault`.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.functional import Promise

from .cells import ERROR_CELL, half_width
from .columns import Column
from .faults import FileFault
from .workbook_rows import open_sheet
from .workbook_safety import MOST_ROWS, inspect_workbook, sort_of_file
from .writer import sheet_name

MOST_ROWS_XLSX = MOST_ROWS
MOST_ROWS_CSV = 5_000_000
MOST_BYTES = 200 << 20
# Put by us behind the columns of a workbook of failed rows; ignored when it comes back.
REASON_COLUMN = "错误原因"
REASON_NAMES = frozenset({REASON_COLUMN, "Reason"})

_NAMED_BOTH = re.compile(r".*[(（]\s*([A-Za-z_][A-Za-z0-9_]*)\s*[)）]\*?")


@dataclass
class Table:
    """An opened sheet. ``positions[i]`` says where in a row ``columns[i]`` stands, ``None`` when it is absent."""

    sheet: str
    heading: list[str]
    columns: Sequence[Column]
    positions: list[int | None]
    rows: Iterator[tuple[int, list[Any]]]
    expected_rows: int


@contextmanager
def open_table(
    path: Path,
    *,
    columns: Sequence[Column],
    sheet: str,
    sheet_label: Any = "",
    most_rows: int | None = None,
) -> Iterator[Table]:
    """The table in the file at ``path``; raises :class:`FileFault`. Rows are (number in the sheet, cells).

    Empty rows are left out. ``sheet`` or its Chinese ``sheet_label`` names the sheet of a workbook; a .csv
    has no name. Reading past the row limit raises too, in the middle of the rows.
    """
    size = path.stat().st_size
    if size == 0:
        raise FileFault("empty_file")
    if size > MOST_BYTES:
        raise FileFault("file_too_large", size=size >> 20, limit=MOST_BYTES >> 20)
    if sort_of_file(path) == "xlsx":
        with _xlsx_rows(path, [sheet, *map(sheet_name, _labels(sheet_label))]) as (name, lines, height):
            limit = most_rows or MOST_ROWS_XLSX
            if height > limit + 1:
                raise FileFault("too_many_rows", limit=limit)
            yield _with_header(name, lines, columns, limit, "too_many_rows", height)
    else:
        encoding = detect_encoding(path)
        with path.open(encoding=encoding, newline="") as file:
            limit = most_rows or MOST_ROWS_CSV
            yield _with_header(
                path.name, _csv_rows(file), columns, limit, "too_many_rows_csv", _count_lines(path)
            )


def _labels(label: Any) -> list[str]:
    """A lazy label in each language."""
    if not isinstance(label, Promise):
        return [str(label)] if label else []
    texts = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            texts.append(str(label))
    return texts


# --- .xlsx -------------------------------------------------------------------------------------------------------


@contextmanager
def _xlsx_rows(path: Path, names: list[str]) -> Iterator[tuple[str, Iterator[list[Any]], int]]:
    facts = inspect_workbook(path, set(names))
    name = next((name for name in names if name in facts.sheets), None)
    if name is None:
        raise FileFault("missing_sheet", expected=names[0], found="、".join(facts.sheets[:10]) or "-")
    with open_sheet(path, name, unpacked=facts.unpacked.get(name, 0)) as (rows, height):
        yield name, _mark_errors(rows, facts.errors), height


def _mark_errors(rows: Iterator[list[Any]], errors: dict[int, bytearray]) -> Iterator[list[Any]]:
    """A sheet read whole has a failed formula as an empty cell."""
    if not errors:
        return rows

    def marked() -> Iterator[list[Any]]:
        for number, cells in enumerate(rows, start=1):
            for column in errors.get(number, ()):
                if column <= len(cells):
                    cells[column - 1] = ERROR_CELL
            yield cells

    return marked()


# --- .csv --------------------------------------------------------------------------------------------------------


def detect_encoding(path: Path) -> str:
    """``utf-8-sig`` (with or without mark) or ``gb18030``; the whole file is decoded once to be sure."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise FileFault("csv_encoding")
    if b"\x00" in head:
        raise FileFault("not_a_workbook")
    for encoding in ("utf-8-sig", "gb18030"):
        if _decodes(path, encoding):
            return encoding
    raise FileFault("csv_encoding" if b"," in head else "not_a_workbook")


def _decodes(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while chunk := file.read(1 << 20):
                if b"\x00" in chunk:
                    raise FileFault("csv_binary")
                decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _csv_rows(file: Any) -> Iterator[list[Any]]:
    rows = csv.reader(file, strict=True)
    number = 0
    while True:
        number += 1
        try:
            yield next(rows)
        except StopIteration:
            return
        except csv.Error as exc:
            raise FileFault("csv_broken", row=number, detail=str(exc)[:100]) from exc


def _count_lines(path: Path) -> int:
    with path.open("rb") as file:
        return sum(chunk.count(b"\n") for chunk in iter(lambda: file.read(1 << 20), b""))


# --- the header --------------------------------------------------------------------------------------------------


def _with_header(
    sheet: str, lines: Iterator[list[Any]], columns: Sequence[Column], limit: int, too_many: str, height: int
) -> Table:
    first = next(lines, [])
    heading = trimmed([half_width(str(cell)) for cell in first])
    names = known_names(columns)
    positions, fault = match_header(heading, columns, names)
    if fault is not None:
        below = _header_below(lines, names)
        raise FileFault("header_not_first", row=below) if below else fault

    def rows() -> Iterator[tuple[int, list[Any]]]:
        for number, cells in enumerate(lines, start=2):
            if cells.count("") == len(cells):
                continue
            if number > limit + 1:
                raise FileFault(too_many, limit=limit)
            yield number, cells

    return Table(sheet, heading, columns, positions, rows(), max(0, height - 1))


def trimmed(heading: list[str]) -> list[str]:
    """Without the empty cells at its end."""
    while heading and not heading[-1]:
        heading.pop()
    return heading


def known_names(columns: Sequence[Column]) -> dict[str, str]:
    """Every accepted heading, in lower case, and the column it names; a label two columns share names neither."""
    labels: dict[str, set[str]] = {}
    for column in columns:
        for text in (*_labels(column.label), *column.aliases):
            labels.setdefault(half_width(text).lower(), set()).add(column.name)
    names = {text: sharing.pop() for text, sharing in labels.items() if text and len(sharing) == 1}
    return names | {column.name.lower(): column.name for column in columns}


def column_named(heading: str, names: dict[str, str]) -> str | None:
    """The column a heading names: by field name, label, or both."""
    both = _NAMED_BOTH.fullmatch(heading)
    plain = heading.rstrip("*").strip().lower()
    return names.get(plain) or (names.get(both[1].lower()) if both else None)


def match_header(
    heading: list[str], columns: Sequence[Column], names: dict[str, str]
) -> tuple[list[int | None], FileFault | None]:
    """Where each column stands; a fault names the columns that are missing, unknown or given twice."""
    found: dict[str, int] = {}
    unknown, duplicate = [], []
    for position, text in enumerate(heading):
        if text in REASON_NAMES:
            continue
        name = column_named(text, names)
        if name is None:
            unknown.append(text or f"({position + 1})")
        elif name in found:
            duplicate.append(text)
        else:
            found[name] = position
    missing = [column.heading for column in columns if column.must_be_in_header and column.name not in found]
    positions = [found.get(column.name) for column in columns]
    if not (missing or unknown or duplicate):
        return positions, None
    expected = "、".join(column.heading for column in columns)
    return positions, FileFault(
        "wrong_header", missing=missing, unknown=unknown[:20], duplicate=duplicate[:20], expected=expected
    )


def _header_below(lines: Iterator[list[Any]], names: dict[str, str]) -> int | None:
    """The row in which the header really stands, when somebody put a title above it."""
    for number, cells in zip(range(2, 8), lines, strict=False):
        heading = [half_width(str(cell)) for cell in cells if cell != ""]
        known = [text for text in heading if column_named(text, names)]
        if len(known) >= 2 and len(known) * 2 > len(heading):
            return number
    return None
