"""What-if for single bills: read hypothetical bills from a sheet, settle them from zero, write what came out.

Nothing is stored. A bad row is reported with its row and column in the result, never dropped.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _noop

from claims.explaining import explain
from claims.policy import benefit_policy
from claims.rules.benefit_policy import BenefitPolicy
from claims.rules.facts import FeeItem
from claims.rules.outcome import AMOUNTS
from claims.rules.quoting import QuoteCase, case_of, line_of, settle_in_order
from claims.spreadsheets.quote import (
    COLUMNS,
    LINE_COLUMNS,
    LINES_SHEET,
    LINES_SHEET_LABEL,
    RESULT_COLUMNS,
    SHEET,
    SHEET_LABEL,
)
from config.money import from_fen
from config.spreadsheets.faults import FileFault, RowFault, message, register_messages
from config.spreadsheets.row_reader import CaseNames, RowReader, named_rows
from institutions.models import PoolingArea
from institutions.policy.what_if import PolicyOn, policy_in_area, policy_in_package
from institutions.rules.policy_package import Package

register_messages(
    {
        "dates_reversed": _noop("The last day is before the first."),
        "negative": _noop("A bill is not negative."),
        "splits_differ": _noop("The four splits do not add up to the total."),
        "no_splits": _noop("Neither the four splits nor fees by class or line are given."),
        "both_splits": _noop("Give either the four splits or fees, not both."),
        "share_above_one": _noop("A share is at most 1."),
        "policy_gap": _noop("The policy does not foresee this bill: %(problem)s"),
        "case_unknown": _noop("The bills have no case “%(case)s”."),
    }
)

PolicyOf = Callable[[dt.date, str], BenefitPolicy]


@dataclass(frozen=True)
class Quote:
    """A file worked through; ``orphans`` are fee lines that belong to no bill."""

    cases: list[QuoteCase]
    orphans: list[RowFault]

    @property
    def faults(self) -> list[RowFault]:
        return [*self.orphans, *(fault for case in self.cases for fault in case.faults)]


@dataclass
class LinesOf:
    """The fee lines of one bill; ``row`` is the first."""

    row: int
    items: list[FeeItem] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


def policies_of(area: PoolingArea | str) -> PolicyOf:
    """The policies in force in an area, as they stand now."""
    return benefits_on(policy_in_area(area))


def policies_in(package: Package) -> PolicyOf:
    """The policies of a package that need not be loaded: for whoever writes one."""
    return benefits_on(policy_in_package(package))


def benefits_on(policy_on: PolicyOn) -> PolicyOf:
    """The benefits of a scheme on a day; days of one segment share what was looked up."""
    segments: dict[tuple[dt.date, str], BenefitPolicy] = {}

    def policy_of(day: dt.date, insutype: str) -> BenefitPolicy:
        policy = policy_on(day)
        key = (policy.start, insutype)
        if key not in segments:
            segments[key] = benefit_policy(policy, insutype)
        return segments[key]

    return policy_of


def quote(*, path: Path, policy_of: PolicyOf, lines_path: Path | None = None) -> Quote:
    """Settle the bills of a sheet in order; raises ``FileFault`` when a file cannot be read at all.

    Fee lines stand in the sheet “lines” of the same workbook or in a file of their own.
    """
    lines = _read_lines(lines_path) if lines_path else _lines_beside(path)
    cases = list(_read_cases(path, lines))
    known = {case.case for case in cases}
    orphans = [
        RowFault(found.row, _line_column("case", found.row), "case_unknown", params={"case": name})
        for name, found in lines.items()
        if name not in known
    ]
    settle_in_order(cases, policy_of)
    return Quote(cases, orphans)


def quote_bill(*, cells: Mapping[str, Any], policy_of: PolicyOf) -> Quote:
    """Settle one bill from the cells of a row; they are read as those of a sheet are."""
    values, faults = RowReader(COLUMNS).read(1, cells)
    case = case_of(1, values, (), faults)
    settle_in_order([case], policy_of)
    return Quote([case], [])


def _lines_beside(path: Path) -> dict[str, LinesOf]:
    """The lines in the same workbook, if it has that sheet."""
    if path.suffix.lower() == ".csv":
        return {}
    try:
        return _read_lines(path)
    except FileFault as fault:
        if fault.code in ("missing_sheet", "empty_sheet"):
            return {}
        raise


def _read_lines(path: Path) -> dict[str, LinesOf]:
    found: dict[str, LinesOf] = {}
    reader = RowReader(LINE_COLUMNS)
    for row, cells in named_rows(path, LINE_COLUMNS, LINES_SHEET, LINES_SHEET_LABEL):
        values, faults = reader.read(row, cells)
        item, more = (None, []) if faults else line_of(row, values)
        lines = found.setdefault(values["case"] or "", LinesOf(row))
        lines.faults += [replace(one, column=_line_column(one.column, row)) for one in (*faults, *more)]
        if item is not None:
            lines.items.append(item)
    return found


def _line_column(column: str, row: int) -> str:
    """A column of the lines, told apart from the bills' columns."""
    return f"{LINES_SHEET}!{row}.{column}"


def _read_cases(path: Path, lines: dict[str, LinesOf]) -> Iterator[QuoteCase]:
    reader, names = RowReader(COLUMNS), CaseNames()
    for row, cells in named_rows(path, COLUMNS, SHEET, SHEET_LABEL):
        values, faults = reader.read(row, cells)
        name = values["case"] or ""
        faults += names.taken(row, name)
        own = lines.get(name) or LinesOf(row)
        yield case_of(row, values, own.items, [*faults, *own.faults])


def result_rows(found: Quote) -> Iterator[list[Any]]:
    """One row per bill in the order of the file, then the orphaned fee lines; see ``RESULT_COLUMNS``."""
    for case in found.cases:
        yield _result_row(case)
    width = len(RESULT_COLUMNS)
    for fault in found.orphans:
        reason = message(fault.code, fault.params)
        yield [fault.row, fault.params["case"], *[None] * (width - 4), fault.column, reason]


def _result_row(case: QuoteCase) -> list[Any]:
    outcome = case.outcome
    head = [case.row, case.case, case.person, case.policy_date]
    tail = [
        "\n".join(case_fault.column for case_fault in case.faults),
        "\n".join(message(fault.code, fault.params) for fault in case.faults),
    ]
    if outcome is None:
        return [*head, *[None] * (len(RESULT_COLUMNS) - len(head) - len(tail)), *tail]
    room = outcome.crt_payb_lmt_amt
    return [
        *head,
        outcome.benefit,
        *(from_fen(getattr(outcome, name)) for name in AMOUNTS),
        from_fen(outcome.dedc_std),
        from_fen(outcome.pool_prop_selfpay) / 100,
        None if room is None else from_fen(room),
        " ".join(f"{check.identity}:{check.answer}" for check in case.checks),
        "\n".join(str(line) for line in explain(case.steps)),
        *tail,
    ]
