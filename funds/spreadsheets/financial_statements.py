"""Financial statements as a workbook: a sheet per statement and one for the notes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from config.money import from_fen
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook


def sheet_title(name: str) -> str:
    """What a statement is called."""
    return {"balance_sheet": _("Balance sheet"), "income_expenditure": _("Income and expenditure statement")}[
        name
    ]


def row_label(row: Mapping[str, Any]) -> str:
    """A frozen row's name in the reader's language."""
    return str(row["zh"] if (get_language() or "").startswith("zh") else row["en"])


def statements_workbook(content: Mapping[str, Any]) -> io.BytesIO:
    """A frozen copy (see ``funds.reads.financial_statements.frozen``) as .xlsx, positioned at its start."""
    sheets = [
        Sheet(
            sheet_title(sheet["name"]),
            [
                OutColumn(_("Item"), "text", width=44),
                OutColumn(_("Line"), "integer"),
                *(OutColumn(column["label"], "money") for column in sheet["columns"]),
            ],
            _rows(sheet),
            notes=[content["title"], _("Unit: yuan"), *_version(content)],
        )
        for sheet in content["sheets"]
    ]
    notes = Sheet(
        _("Notes"),
        [OutColumn(_("Line"), "integer"), OutColumn(_("Notes"), "text", width=110)],
        list(enumerate(content["notes"], start=1)),
        notes=[content["title"]],
    )
    target = io.BytesIO()
    write_workbook(target, [*sheets, notes])
    target.seek(0)
    return target


def _rows(sheet: Mapping[str, Any]) -> Iterator[list[Any]]:
    for number, row in enumerate(sheet["rows"], start=1):
        cells: list[Any] = [from_fen(fen) for fen in row["cells"]] or [None] * len(sheet["columns"])
        yield [row_label(row), number, *cells]


def _version(content: Mapping[str, Any]) -> list[str]:
    if content["version"] == 1:
        return []
    return [_("Reopened: version %(version)s") % {"version": content["version"]}]
