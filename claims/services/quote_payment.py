"""What-if for payment methods: cases and institutions of a sheet, worked out by the policy; nothing is stored.

A bad row is told with row and column, and so is every year and common budget it belongs to; the rest is worked out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext_noop as _noop

from claims.payment_words import explain, explained, title_of
from claims.rules.payment.quoting import Quote, Row, Year, row_of, work_out
from claims.spreadsheets.quote_payment import COLUMNS, HEADING, MOST_ROWS, SHEET, SHEET_LABEL
from config.money import from_fen
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.row_reader import CaseNames, RowReader, named_rows
from institutions.policy.what_if import PolicyOn
from institutions.rules.steps import Step

register_messages(
    {
        "not_above_zero": _noop("must be more than zero"),
        "too_many_months": _noop("more than %(limit)s months"),
        "payment_not_shared": _noop("Only DRG and DIP share a budget; name the institution."),
        "payment_fund_above_cost": _noop("more than the total medical fee"),
        "payment_deducted_above_fund": _noop("more than what was billed to the pooled fund"),
        "payment_signed_above_people": _noop("more than the number of people"),
        "payment_not_used": _noop("The policy does not pay by this method."),
        "payment_gap": _noop("The policy does not say: %(problem)s"),
        "payment_budget_twice": _noop("The common budget of this year and method stands in row %(first)s already."),
        "payment_two_budgets": _noop("The method has a common budget in row %(row)s: the institution has none."),
        "payment_said_twice": _noop("Given once for an institution and year; it stands in row %(first)s already."),
        "payment_row_at_fault": _noop("Row %(row)s is at fault, so the sum would be wrong."),
    }
)  # fmt: skip


def quote_file(*, path: Path, policy_on: PolicyOn, most_rows: int = MOST_ROWS) -> Quote:
    """Work out the rows of a sheet; raises ``FileFault`` when it cannot be read at all."""
    return quote_cells(rows=named_rows(path, COLUMNS, SHEET, SHEET_LABEL, most_rows), policy_on=policy_on)


def quote_cells(*, rows: Iterable[tuple[int, Mapping[str, Any]]], policy_on: PolicyOn) -> Quote:
    """Work out rows given as (row, cells by column name)."""
    reader, names, found = RowReader(COLUMNS), CaseNames(), []
    for number, cells in rows:
        values, faults = reader.read(number, cells)
        faults += names.taken(number, values["case"])
        found.append(row_of(number, values, faults))
    return work_out(found, policy_on)


def result_rows(quote: Quote) -> Iterator[list[Any]]:
    """One row per case; then one per amount of every common budget and of every institution's year."""
    for row in quote.rows:
        if row.faults:
            yield from (_row(_head(row) | _fault(fault)) for fault in row.faults)
        elif not row.is_budget:
            yield _row(case_cells(row))
    for pool in quote.pools:
        budget = pool.budget_row
        head = {
            "part": "pool",
            "row": budget.row,
            "case": budget.name,
            "method": budget.method,
            "year": budget.year,
        }
        yield from _amounts(head, pool.outcome.steps if pool.outcome else (), pool.faults)
    for year in quote.years:
        yield from _year_rows(year)


def _year_rows(year: Year) -> Iterator[list[Any]]:
    head = {"part": "institution", "year": year.year, "institution": year.unit}
    for cleared in year.cleared if not year.faults else ():
        yield from _amounts(head | {"method": cleared.account.method}, cleared.steps, ())
    yield from _amounts(head, year.steps, year.faults)


def _amounts(head: dict[str, Any], steps: Iterable[Step], faults: Iterable[RowFault]) -> Iterator[list[Any]]:
    yield from (_row(head | amount_cells(one)) for one in steps)
    yield from (_row(head | _fault(fault)) for fault in faults)


def amount_cells(one: Step) -> dict[str, Any]:
    """An amount of a year with its formula."""
    told = explained(one)
    return {
        "item": one.code,
        "title": title_of(one.code),
        "amount": told.amount,
        "formula": told.text,
        "clause": told.clause,
        "assumed": told.assumed,
        "document": told.document,
    }


def case_cells(row: Row) -> dict[str, Any]:
    """A case with its amounts; every step of the formula on a line of its own."""
    told = explain(row.steps)
    cells = _head(row) | {
        "item": "case",
        "formula": "\n".join(one.text for one in told),
        "clause": _joined(one.clause for one in told),
        "assumed": _joined(one.assumed for one in told),
        "document": _joined(one.document for one in told),
    }
    if row.owed is not None and row.part is not None:
        cells |= {
            "deviation": row.owed.deviation,
            "points": in_points(row.owed.points),
            "standard": from_fen(row.owed.standard),
            "fund": from_fen(row.owed.fund),
            "deducted": from_fen(row.part.deducted),
            "deposit": from_fen(row.part.deposit),
            "prepaid": from_fen(row.part.prepaid),
        }
    return cells


def in_points(units: int | None) -> Decimal | None:
    """Points as they are written: a decimal."""
    return None if units is None else Decimal(f"{Decimal(units).scaleb(-8).normalize():f}")


def _joined(texts: Iterable[str]) -> str:
    return "\n".join(dict.fromkeys(text for text in texts if text))


def _head(row: Row) -> dict[str, Any]:
    part = "pool" if row.is_budget and not row.faults else "case"
    cells = {"row": row.row, "case": row.name, "part": part, "year": row.year}
    return cells | {"institution": row.institution, "method": row.method}


def _fault(fault: RowFault) -> dict[str, Any]:
    return {"row": fault.row, "fault_column": fault.column, "fault": str(fault)}


def _row(cells: Mapping[str, Any]) -> list[Any]:
    return [cells.get(name) for name in HEADING]
