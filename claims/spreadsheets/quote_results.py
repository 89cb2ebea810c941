"""A quote's results as .xlsx or .csv."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from claims.explaining import benefit_name, explain
from claims.models import AMOUNT_LABELS
from claims.rules.outcome import AMOUNTS
from config.money import from_fen
from config.spreadsheets.columns import Column
from config.spreadsheets.writer import OutColumn, Sheet, write_sheet, write_workbook

from .quote import COLUMNS as BILL_COLUMNS
from .quote import LINE_COLUMNS, LINES_SHEET, RESULT_COLUMNS, SHEET

if TYPE_CHECKING:
    from claims.services.quote import Quote

HEADING = [name for name, _label in RESULT_COLUMNS]
_TYPES = {
    "row": "integer",
    "policy_date": "date",
    "pool_prop_selfpay": "decimal",
    **dict.fromkeys((*AMOUNTS, "dedc_std", "crt_payb_lmt_amt"), "money"),
}
COLUMNS = [OutColumn(name, _TYPES.get(name, "text")) for name in HEADING]


def write_results(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """Write ``rows`` under ``HEADING``; the suffix decides the format (.csv, else .xlsx)."""
    write_sheet(path, COLUMNS, rows, sheet="result")


def quote_workbook(found: Quote) -> BytesIO:
    """The answer for a clerk: amounts under their names, every step with its clause, and what could not be done."""
    amounts = [OutColumn(str(AMOUNT_LABELS[name]), "money") for name in AMOUNTS]
    head = [OutColumn(_("Name of the case")), OutColumn(_("Person key")), OutColumn(_("Policy date"), "date")]
    steps = [
        OutColumn(_("Name of the case")),
        OutColumn(_("Step"), width=80),
        OutColumn(_("Amount"), "money"),
        OutColumn(_("Clause"), width=24),
        OutColumn(_("Assumed because"), width=48),
    ]
    faults = [
        OutColumn(_("Row of the sheet"), "integer"),
        OutColumn(_("Column at fault"), width=24),
        OutColumn(_("Fault"), width=60),
    ]
    sheets = [
        Sheet(_("Result"), [*head, OutColumn(_("Benefit")), *amounts], _amount_rows(found)),
        Sheet(_("Steps"), steps, _step_rows(found)),
        Sheet(_("Faults"), faults, ([one.row, one.column, str(one)] for one in found.faults)),
    ]
    return _written(sheets)


def _amount_rows(found: Quote) -> Iterator[list[Any]]:
    for case in found.cases:
        if case.outcome is not None:
            amounts = [from_fen(getattr(case.outcome, name)) for name in AMOUNTS]
            yield [case.case, case.person, case.policy_date, benefit_name(case.outcome.benefit), *amounts]


def _step_rows(found: Quote) -> Iterator[list[Any]]:
    for case in found.cases:
        for step in explain(case.steps):
            yield [case.case, step.text, step.amount, step.clause, step.assumed]


def quote_template() -> BytesIO:
    """An empty workbook with both sheets, as the reader wants them."""
    return _written(
        [Sheet(SHEET, _headings(BILL_COLUMNS), ()), Sheet(LINES_SHEET, _headings(LINE_COLUMNS), ())]
    )


def _headings(columns: Iterable[Column]) -> list[OutColumn]:
    kinds = {"money", "date", "datetime", "integer", "decimal"}
    return [OutColumn(column.name, column.type if column.type in kinds else "code") for column in columns]


def _written(sheets: list[Sheet]) -> BytesIO:
    content = BytesIO()
    write_workbook(content, sheets)
    content.seek(0)
    return content
