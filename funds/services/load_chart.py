"""Bring the subjects of the shipped chart of accounts into the database."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.models import Account, Subject

CHART = Path(__file__).resolve().parent.parent / "charts" / "social_insurance.yaml"

# Which side makes an account of the class grow, unless the chart says otherwise.
NORMAL_SIDES = {
    "asset": "debit",
    "liability": "credit",
    "net": "credit",
    "income": "credit",
    "expense": "debit",
}


class SubjectInUse(DomainError):
    """The chart would turn a subject with accounts into something else."""


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


@transaction.atomic
def load_chart() -> int:
    """Add missing subjects and renew changed ones; the number of subjects written. Runs as often as you like.

    Raises :class:`SubjectInUse` when a subject that has accounts would change its class.
    """
    known = {subject.role: subject for subject in Subject.objects.select_for_update()}
    written = 0
    for role, row in read_chart().items():
        fields = {**row, "parent": known[row["parent"]] if row["parent"] else None}
        subject = known.get(role)
        if subject is None:
            known[role] = Subject.objects.create(role=role, **fields)
            written += 1
        elif any(getattr(subject, name) != value for name, value in fields.items()):
            if subject.klass != row["klass"] and Account.unscoped.filter(subject=subject).exists():
                raise SubjectInUse(_("%(subject)s has accounts: its class cannot change."), subject=subject)
            Subject.objects.filter(pk=subject.pk).update(**fields)
            written += 1
    return written
