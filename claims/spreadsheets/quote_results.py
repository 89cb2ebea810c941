"""A quote's results as .xlsx or .csv."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from claims.rules.outcome import AMOUNTS
from config.spreadsheets.writer import OutColumn, write_sheet

from .quote import RESULT_COLUMNS

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
