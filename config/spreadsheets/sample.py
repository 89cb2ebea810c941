"""An empty sheet of a kind of import: its header and an example row."""

from __future__ import annotations

import io
from typing import IO

from django.utils.translation import gettext as _

from .reference import accepts
from .resources import ImportResource
from .writer import OutColumn, Sheet, write_workbook


def sample_workbook(resource: ImportResource) -> IO[bytes]:
    """The header 人员编号(psn_no) … with ``*`` at what must be given, one example row, and a sheet of explanations."""
    columns = [
        OutColumn(column.heading + ("*" if column.required else ""), "code") for column in resource.columns
    ]
    example = [resource.example.get(column.name, "") for column in resource.columns]
    target = io.BytesIO()
    write_workbook(
        target,
        [
            Sheet(resource.sheet, columns, [example] if any(example) else []),
            Sheet(
                _("Explanation"),
                [OutColumn(_("Column"), "text", 30), OutColumn(_("Accepts"), "text", 60)],
                [(column.heading, accepts(column)) for column in resource.columns],
            ),
        ],
    )
    target.seek(0)
    return target
