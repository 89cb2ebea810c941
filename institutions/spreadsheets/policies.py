"""Policy as workbooks: a package as it is read, and two of them compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _

from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from institutions.policy.comparing import Pair, Side
from institutions.policy.reading import Entry, rows_of
from institutions.policy.wording import unit_of


def reading_workbook(entries: Iterable[Entry]) -> BytesIO:
    """One row per value: in words, and as a number or date that a sheet can reckon with."""
    columns = [
        OutColumn(_("Section"), width=24),
        OutColumn(_("Topic"), width=20),
        OutColumn(_("Parameter"), width=36),
        OutColumn(_("Where it depends"), width=32),
        OutColumn(_("Value"), width=28),
        OutColumn(_("As a number"), "decimal"),
        OutColumn(_("Unit of the value"), width=10),
        OutColumn(_("From"), "date"),
        OutColumn(_("Ends before"), "date"),
        OutColumn(_("Clause"), width=20),
        OutColumn(_("Assumed because"), width=48),
        OutColumn(_("Note"), width=32),
        OutColumn(_("Document"), width=32),
        OutColumn(_("Name in the package"), width=32),
    ]
    return _written(Sheet(_("Policy"), columns, _reading_rows(entries)))


def _reading_rows(entries: Iterable[Entry]) -> Iterator[list[Any]]:
    for row in rows_of(entries):
        yield [
            row.heading, row.topic, row.meaning, row.cell, row.value, row.number, row.unit, row.start, row.end,
            row.clause, row.assumed, row.note, row.document, row.parameter,
        ]  # fmt: skip


def comparison_workbook(pairs: Iterable[Pair], left: str, right: str, states: dict[str, Any]) -> BytesIO:
    """One row per pair; ``left`` and ``right`` say what is compared, ``states`` how each state is called."""
    columns = [
        OutColumn(_("Difference"), width=10),
        OutColumn(_("Section"), width=24),
        OutColumn(_("Topic"), width=20),
        OutColumn(_("Parameter"), width=36),
        OutColumn(_("Where it depends"), width=32),
        OutColumn(left, width=28),
        OutColumn(right, width=28),
        OutColumn(_("%(side)s, as a number") % {"side": left}, "decimal"),
        OutColumn(_("%(side)s, as a number") % {"side": right}, "decimal"),
        OutColumn(_("Right less left"), "decimal"),
        OutColumn(_("Unit of the value"), width=10),
        OutColumn(_("From"), "date"),
        OutColumn(_("Ends before"), "date"),
        OutColumn(_("Clause at the left"), width=20),
        OutColumn(_("Clause at the right"), width=20),
        OutColumn(_("Assumed at the left"), width=40),
        OutColumn(_("Assumed at the right"), width=40),
        OutColumn(_("Name in the package"), width=32),
    ]
    return _written(Sheet(_("Comparison"), columns, _comparison_rows(pairs, states)))


def _comparison_rows(pairs: Iterable[Pair], states: dict[str, Any]) -> Iterator[list[Any]]:
    for pair in pairs:
        one, two = pair.left or _NOTHING, pair.right or _NOTHING
        number = one.number is not None or two.number is not None
        yield [
            str(states[pair.state]), pair.entry.heading, pair.entry.topic_name, pair.entry.full_meaning, pair.cell,
            one.says, two.says, one.number, two.number, pair.difference,
            unit_of(pair.entry.unit) if number else "", pair.start, pair.end,
            one.clause, two.clause, one.assumed, two.assumed, pair.entry.parameter,
        ]  # fmt: skip


_NOTHING = Side("", None, None, "", "")


def _written(sheet: Sheet) -> BytesIO:
    content = BytesIO()
    write_workbook(content, [sheet])
    content.seek(0)
    return content
