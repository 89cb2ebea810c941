"""An empty sheet of a kind of import: its header and an example row."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import IO, Any

from django.utils.translation import gettext as _

from .columns import Column
from .reference import accepts
from .resources import ImportResource
from .writer import OutColumn, Sheet, write_workbook


def sample_workbook(resource: ImportResource) -> IO[bytes]:
    """The header of an import, one example row, and a sheet of explanations."""
    return sheet_to_fill(resource.sheet, resource.columns, resource.example)


def sheet_to_fill(sheet: Any, columns: Sequence[Column], example: Mapping[str, Any]) -> IO[bytes]:
    """The header 人员编号(psn_no) … with ``*`` at what must be given, one example row, and a sheet of explanations."""
    heads = [OutColumn(column.heading + ("*" if column.required else ""), "code") for column in columns]
    row = [example.get(column.name, "") for column in columns]
    target = io.BytesIO()
    write_workbook(
        target,
        [
            Sheet(str(sheet), heads, [row] if any(row) else []),
            Sheet(
                _("Explanation"),
                [OutColumn(_("Column"), "text", 30), OutColumn(_("Accepts"), "text", 60)],
                [(column.heading, accepts(column)) for column in columns],
            ),
        ],
    )
    target.seek(0)
    return target
