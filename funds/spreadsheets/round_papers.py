"""A step of the monthly round as a workbook: the table of its page, with who prepared it and who decided."""

from __future__ import annotations

import io

from django.utils.translation import gettext as _

from config import display
from config.listing.tables import NUMERIC, Table
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from funds.models import RoundStep

_TYPES = {"money": "money", "date": "date", "number": "integer"}


def paper_workbook(step: RoundStep, table: Table) -> io.BytesIO:
    """As .xlsx, positioned at its start."""
    return table_workbook(
        table,
        [
            f"{step.get_step_display()} {step.round.month:%Y-%m} · {step.unit.name}",
            _("State: %(state)s; due on %(due)s; prepared by %(who)s; decided by %(other)s")
            % {
                "state": step.get_state_display(),
                "due": display.day(step.due_on),
                "who": step.submitted_by or display.NOTHING,
                "other": step.decided_by or display.NOTHING,
            },
        ],
    )


def table_workbook(table: Table, notes: list[str]) -> io.BytesIO:
    """A table of a page, its totals below, ``notes`` above."""
    totals = table.totals or {}
    foot = [totals.get(one.name) for one in table.columns]
    if totals:
        foot[0] = _("Totals")
    sheet = Sheet(
        str(table.caption)[:31],
        [OutColumn(str(one.title), _TYPES.get(one.kind, "text" if one.kind not in NUMERIC else "decimal"))
         for one in table.columns],
        ([_cell(one.export(row)) for one in table.columns] for row in table.rows),
        totals=foot if totals else None,
        notes=notes,
    )  # fmt: skip
    content = io.BytesIO()
    write_workbook(content, [sheet])
    content.seek(0)
    return content


def _cell(value: object) -> object:
    """Records and lazy texts as what they are called."""
    plain = (
        value is None
        or isinstance(value, str | int | float)
        or type(value).__module__ in ("decimal", "datetime")
    )
    return value if plain else str(value)
