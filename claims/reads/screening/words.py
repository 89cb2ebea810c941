"""What a finding tells, each by its word; and every rule by its code."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.display import money_text

from . import charges, conduct, people, stays, visits
from .rule import Rule

RULES: tuple[Rule, ...] = (
    *people.RULES,
    *stays.RULES,
    *visits.RULES,
    *conduct.RULES,
    *charges.RULES,
)
BY_CODE = {rule.code: rule for rule in RULES}

LABELS = {
    "other": _("Other bill"),
    "institution": _("Institution"),
    "item": _("Item"),
    "disease": _("Disease"),
    "born": _("Born on"),
    "died": _("Deceased on"),
    "entitled": _("Benefits from"),
    "physician": _("Physician"),
    "began": _("Begins on"),
    "ended": _("Ends on"),
    "settled": _("Settled on"),
    "from": _("From"),
    "to": _("To"),
    "days": _("Days"),
    "charged": _("Charged"),
    "count": _("Number"),
    "lines": _("Lines"),
    "hit": _("Lines hit"),
    "drugs": _("Drugs, yuan"),
    "total": _("Total, yuan"),
    "mean": _("Mean, yuan"),
    "most": _("At most, yuan"),
    "times": _("Limit, times the mean"),
    "limit": _("Limit"),
}
IN_YUAN = ("drugs", "total", "mean", "most")


def told(params: Mapping[str, Any]) -> list[tuple[Any, str]]:
    """Label and value of everything a finding tells, in one order."""
    given = ((key, label, params.get(key)) for key, label in LABELS.items())
    return [
        (label, money_text(value) if key in IN_YUAN else str(value))
        for key, label, value in given
        if value not in (None, "")
    ]
