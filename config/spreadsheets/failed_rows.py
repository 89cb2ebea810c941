"""The rows that were refused, as a workbook to correct and upload again."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _

from config.display import joined
from config.models import ImportRun, RowError

from .cells import ERROR_CELL
from .reader import REASON_COLUMN, open_table
from .resources import resource_of
from .writer import OutColumn, Sheet, write_workbook


def failed_rows_workbook(run: ImportRun) -> IO[bytes]:
    """The bad rows as they were uploaded, under the same header, with the reasons in a last column.

    Amounts and dates stay numbers and dates where they were; the column of reasons is ignored when the workbook is
    uploaded again. The file is temporary: it is gone once closed.
    """
    resource = resource_of(run.kind)
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115 - whoever asked closes it
    with open_table(
        Path(run.file.path), columns=resource.columns, sheet=resource.sheet, sheet_label=resource.sheet_label
    ) as table:
        kept = [number for number, text in enumerate(table.heading) if text != REASON_COLUMN]
        kinds = {
            position: column.type
            for position, column in zip(table.positions, table.columns, strict=True)
            if position is not None
        }
        headings = [OutColumn(table.heading[number], kinds.get(number, "text"), raw=True) for number in kept]
        columns = [*headings, OutColumn(REASON_COLUMN, "text", 60)]
        write_workbook(target, [Sheet(resource.sheet, columns, _bad_rows(run, table.rows, kept))])
    target.seek(0)
    return target


def _bad_rows(run: ImportRun, rows: Iterator[tuple[int, list[Any]]], kept: list[int]) -> Iterator[list[Any]]:
    bad = set(run.bad_rows)
    reasons = _reasons(run)
    for number, cells in rows:
        if number in bad:
            values = [cells[position] if position < len(cells) else None for position in kept]
            shown = [None if value is ERROR_CELL else value for value in values]
            yield [
                *shown,
                reasons.get(number) or _("Too many errors to explain all: correct the others first."),
            ]


def _reasons(run: ImportRun) -> dict[int, str]:
    """Every stored error of a row, in one text."""
    reasons: dict[int, list[str]] = {}
    for error in RowError.objects.filter(run=run, level=RowError.Level.ERROR):
        error.run = run
        reasons.setdefault(error.row, []).append(f"{error.column_label}: {error.message}")
    return {row: joined(texts) for row, texts in reasons.items()}
