"""The lines of a scheme's fund budget, as the shipped list has them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import get_language

from funds.rules.fund_budgets import BudgetLine

LIST = Path(__file__).resolve().parent.parent / "charts" / "budget_lines.yaml"


@cache
def lines_of(insutype: str) -> tuple[BudgetLine, ...]:
    """In the order of the list; residents' merged schemes have the lines of 390."""
    rows = yaml.safe_load(LIST.read_text(encoding="utf-8"))["lines"]
    return tuple(
        BudgetLine(
            row["code"], row["name"], row["en"], row["section"], tuple(row["roles"]), row["works"],
            bool(row.get("benefit")),
        )
        for row in rows
        if insutype in row["schemes"]
    )  # fmt: skip


def schemes() -> list[str]:
    rows = yaml.safe_load(LIST.read_text(encoding="utf-8"))["lines"]
    return sorted({scheme for row in rows for scheme in row["schemes"]})


def name_of_line(insutype: str, code: str) -> str:
    """The line in the reader's language; a code no list knows stays as it is."""
    found = next((line for line in lines_of(insutype) if line.code == code), None)
    if found is None:
        return code
    return found.name if (get_language() or "").startswith("zh") else found.name_en
