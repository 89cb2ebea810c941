"""What-if for contributions: read hypothetical cases from a sheet, work them out, tell every amount.

Nothing is stored. A bad row is reported with its row and column in the result, never dropped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _noop

from config.money import from_fen
from config.spreadsheets.faults import register_messages
from config.spreadsheets.row_reader import CaseNames, RowReader, named_rows
from enrollment.explaining import explain, item_name
from enrollment.rules.contributions.outcome import Due, Finding
from enrollment.rules.contributions.quoting import Case, case_of, work_out
from enrollment.spreadsheets.quote_contribution import COLUMNS, HEADING, MOST_ROWS, SHEET, SHEET_LABEL
from institutions.policy.what_if import PolicyOn

register_messages(
    {
        "not_above_zero": _noop("must be more than zero"),
        "too_many_months": _noop("more than %(limit)s months"),
        "collective_too_much": _noop("The collective aid is more than the %(left)s the person still owes."),
        "contribution_gap": _noop("The policy does not say: %(problem)s"),
        "employee_row_at_fault": _noop("The employee in row %(row)s is at fault, so the sum would be wrong."),
        "no_employees": _noop("The file has no employee of this employer and month, and no payroll is given."),
        "resident_row_at_fault": _noop("The group in row %(row)s is at fault, so the sum would be wrong."),
        "no_residents": _noop("The file has no residents of this year to bill for."),
    }
)  # fmt: skip


def quote_file(*, path: Path, policy_on: PolicyOn, most_rows: int = MOST_ROWS) -> list[Case]:
    """Work out the cases of a sheet; raises ``FileFault`` when it cannot be read at all."""
    cases = list(_read(path, most_rows))
    work_out(cases, policy_on)
    return cases


def quote_cells(*, rows: Sequence[Mapping[str, Any]], policy_on: PolicyOn) -> list[Case]:
    """Work out cases given as rows' cells by column name."""
    reader = RowReader(COLUMNS)
    cases = [case_of(number, *reader.read(number, cells)) for number, cells in enumerate(rows, start=2)]
    work_out(cases, policy_on)
    return cases


def _read(path: Path, most_rows: int) -> Iterator[Case]:
    reader, names = RowReader(COLUMNS), CaseNames()
    for row, cells in named_rows(path, COLUMNS, SHEET, SHEET_LABEL, most_rows):
        values, faults = reader.read(row, cells)
        faults += names.taken(row, values["case"])
        yield case_of(row, values, faults)


def result_rows(cases: Sequence[Case]) -> Iterator[list[Any]]:
    """One row per amount and finding, case by case in the order of the file; a bad case has one row."""
    for case in cases:
        head = {"row": case.row, "case": case.name, "kind": case.kind}
        if case.worked is None:
            columns = "\n".join(fault.column for fault in case.faults)
            yield _row(head, fault_column=columns, fault="\n".join(str(fault) for fault in case.faults))
            continue
        for line in case.worked.lines:
            yield _row(head, **(_due_cells(line) if isinstance(line, Due) else _finding_cells(line)))


def _row(head: Mapping[str, Any], **cells: Any) -> list[Any]:
    return [{**head, **cells}.get(name) for name in HEADING]


def _finding_cells(finding: Finding) -> dict[str, Any]:
    value = finding.value
    told = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return {"title": item_name(finding.item), "found": told, **_shared_cells(finding)}


def _due_cells(due: Due) -> dict[str, Any]:
    return {
        "title": item_name(due.item, due.given),
        "part_of": due.part_of,
        "payer": due.payer,
        "month": due.month,
        "base": None if due.base is None else from_fen(due.base),
        "rate": None if due.rate is None else Decimal(due.rate).scaleb(-4),
        "amount": from_fen(due.amount),
        **_shared_cells(due),
    }


def _shared_cells(line: Due | Finding) -> dict[str, Any]:
    return {
        "item": line.item,
        "clause": line.given.clause,
        "assumed": line.given.assumed,
        "document": line.given.document,
        "explanation": "\n".join(str(one) for one in explain(line.steps)),
    }
