"""Bring the subjects of the shipped chart of accounts into the database."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

from funds.models import Subject

CHART = Path(__file__).resolve().parent.parent / "charts" / "social_insurance.yaml"

# Which side makes an account of the class grow, unless the chart says otherwise.
NORMAL_SIDES = {
    "asset": "debit",
    "liability": "credit",
    "net": "credit",
    "income": "credit",
    "expense": "debit",
}


@cache
def read_chart() -> dict[str, dict[str, Any]]:
    """The shipped chart: role → the subject's fields (``parent`` as a role, parents before their parts)."""
    chart = yaml.safe_load(CHART.read_text(encoding="utf-8"))
    sources = chart.pop("sources")
    chart.pop("title")
    return {
        row["role"]: {
            "code": row["code"],
            "name": row["name"],
            "name_en": row["en"],
            "klass": klass,
            "memorandum": klass == "memo",
            "normal_side": row.get("normal") or NORMAL_SIDES[klass],
            "parent": row.get("parent"),
            "verified": row.get("verified", False),
            "source": sources[row["source"]],
        }
        for klass, rows in chart.items()
        for row in rows
    }


def load_chart() -> int:
    """Add the subjects that are missing; the number added.

    Those that stand are left alone: their codes may have been put right in the maintenance room.
    """
    known = {subject.role: subject for subject in Subject.objects.all()}
    added = 0
    for role, row in read_chart().items():
        if role not in known:
            parent = known[row["parent"]] if row["parent"] else None
            known[role], created = Subject.objects.get_or_create(
                role=role, defaults={**row, "parent": parent}
            )
            added += created
    return added
