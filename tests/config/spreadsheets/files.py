"""Workbooks and csv files, good and bad, made by code: no binary lies in the repository."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter


def workbook(
    path: Path, rows: Sequence[Sequence[Any]], *, sheet: str = "people", date_1904: bool = False
) -> Path:
    """A workbook whose first row is the header; dates are real date cells."""
    book = xlsxwriter.Workbook(
        str(path), {"date_1904": date_1904, "default_date_format": "yyyy-mm-dd", "strings_to_urls": False}
    )
    page = book.add_worksheet(sheet)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, str):
                page.write_string(number, column, value)
            elif value is not None:
                page.write(number, column, value)
    book.close()
    return path


def rewritten(path: Path, change: Callable[[str, bytes], tuple[str, bytes]]) -> Path:
    """The same archive with every part passed through ``change``."""
    with zipfile.ZipFile(path) as old:
        parts = [change(name, old.read(name)) for name in old.namelist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, content in parts:
            new.writestr(name, content)
    return path


def with_part(path: Path, name: str, content: bytes) -> Path:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return path


def csv_file(path: Path, rows: Sequence[Sequence[Any]], encoding: str = "utf-8") -> Path:
    lines = [",".join("" if value is None else str(value) for value in row) for row in rows]
    path.write_bytes(("\r\n".join(lines) + "\r\n").encode(encoding))
    return path
