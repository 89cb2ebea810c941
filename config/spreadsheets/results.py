"""What a what-if gives back: rows under fixed names, the same in .xlsx and .csv."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from .writer import OutColumn, write_sheet

ResultColumn = tuple[str, Any, str]
"""Name, label, type of a column."""


def write_results(columns: Sequence[ResultColumn], path: Path, rows: Iterable[Sequence[Any]]) -> None:
    """Write ``rows`` under the names of ``columns``; the suffix decides the format (.csv, else .xlsx)."""
    write_sheet(path, [OutColumn(name, kind) for name, _label, kind in columns], rows, sheet="result")
