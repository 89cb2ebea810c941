"""A worked case as the page shows it: lines with base, rate, amount, clause and the steps behind each."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from config.money import from_fen
from enrollment.explaining import explain, finding_text, item_name, payer_name, percent
from enrollment.rules.contributions.outcome import Due, Finding
from enrollment.rules.contributions.quoting import Case
from enrollment.spreadsheets.quote_contribution import KINDS
from institutions.explaining import Explained


@dataclass(frozen=True)
class Line:
    """An amount or a finding; ``is_part`` when it is part of the whole above it."""

    title: str
    is_part: bool
    payer: str
    month: str
    base: Decimal | None
    rate: str
    amount: Decimal | None
    found: str
    clause: str
    assumed: str
    steps: list[Explained]


@dataclass(frozen=True)
class Told:
    """A case with its lines, or with what is wrong with it."""

    row: int
    name: str
    kind: Any
    lines: list[Line]
    total: Decimal | None
    faults: list[tuple[str, str]]


def told(case: Case) -> Told:
    worked = case.worked
    return Told(
        case.row,
        case.name,
        KINDS.get(case.kind, case.kind),
        [] if worked is None else [_line(line) for line in worked.lines],
        None if worked is None else from_fen(worked.total),
        [(fault.column, str(fault)) for fault in case.faults],
    )


def _line(line: Due | Finding) -> Line:
    origin = {"clause": line.given.clause, "assumed": line.given.assumed, "steps": explain(line.steps)}
    if isinstance(line, Finding):
        title = item_name(line.item)
        return Line(title, False, "", "", None, "", None, finding_text(line), **origin)
    return Line(
        item_name(line.item, line.given),
        bool(line.part_of),
        payer_name(line.payer),
        line.month,
        None if line.base is None else from_fen(line.base),
        "" if line.rate is None else percent(line.rate),
        from_fen(line.amount),
        "",
        **origin,
    )
