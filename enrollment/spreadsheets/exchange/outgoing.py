"""A file for another office: a cover sheet that says what it is for, and the rows of its layout (NM-11).

Certificate numbers stand in full: that is what the agreement is about, and the log keeps that they were handed out.
A workbook has the cover as its first sheet; a csv goes into an archive with the cover beside it.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

from django.utils.translation import gettext as _

from config.display import minute
from config.spreadsheets.columns import Column
from config.spreadsheets.reference import OutLayout, register_out_layout
from config.spreadsheets.writer import OutColumn, Sheet, stream_csv, write_workbook
from enrollment.models import Direction, ExchangeAgreement

from .layouts import Layout, layouts

Form = Literal["xlsx", "zip"]
# What a workbook's sheet holds, with its header.
MOST_ROWS = 1_048_575


def form_for(rows: int) -> Form:
    """A workbook, or csv where the rows do not fit into one."""
    return "xlsx" if rows <= MOST_ROWS else "zip"


def write_file(
    path: Path, *, form: Form, layout: Layout, cover: Sequence[tuple[str, str]], rows: Iterable[Sequence[Any]]
) -> None:
    """Write cover and rows to ``path``; ``rows`` are in the order of the layout's columns."""
    heads = [OutColumn(column.heading, _type_of(column)) for column in layout.columns]
    told = [OutColumn(_("What"), "text", 20), OutColumn(_("Content"), "text", 60)]
    cells = _cells(layout.columns, rows)
    if form == "xlsx":
        sheets = [Sheet(_("Cover sheet"), told, cover), Sheet(layout.code.value, heads, cells)]
        write_workbook(path, sheets)
        return
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, columns, lines in (("cover", told, cover), (layout.code.value, heads, cells)):
            with archive.open(f"{name}.csv", "w", force_zip64=True) as file:
                file.writelines(stream_csv(columns, lines))


def cover_of(
    agreement: ExchangeAgreement,
    *,
    period: Any,
    purpose: str,
    agency: Any,
    made_by: Any,
    made_at: Any,
    rows: int,
) -> list[tuple[str, str]]:
    """What the cover says, as (what, content)."""
    return [
        (_("Sent by"), agency.name),
        (_("Sent to"), agreement.counterpart_name),
        (_("Layout"), str(agreement.get_layout_display())),
        (_("Month"), str(period)),
        (_("Purpose"), purpose),
        (_("Agreed for"), agreement.purpose),
        (_("Agreed by"), agreement.agreed_by),
        (_("Rows"), f"{rows:,}"),
        (_("Made by"), str(made_by)),
        (_("Exchanged at"), minute(made_at)),
    ]


def _type_of(column: Column) -> str:
    return column.type if column.type in ("date", "money") else "code"


def _cells(columns: Sequence[Column], rows: Iterable[Sequence[Any]]) -> Iterator[list[Any]]:
    shows = [_flag if column.name == "found" else _as_is for column in columns]
    for row in rows:
        yield [show(value) for show, value in zip(shows, row, strict=True)]


def _flag(value: Any) -> str:
    return "1" if value else "0"


def _as_is(value: Any) -> Any:
    return value


for _layout in layouts(Direction.OUT):
    register_out_layout(OutLayout(_layout.kind, _layout.label, _layout.description, _layout.columns))
