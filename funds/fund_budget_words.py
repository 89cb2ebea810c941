"""How the lines of a fund budget came about, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from institutions.explaining import Text, Wording, percent
from institutions.rules.steps import Step

TEXTS: dict[str, Text] = {
    "fund_last_year": _("Execution of %(year)s by the ledger: %(amount)s"),
    "fund_grown": _("With growth of %(growth)s: %(base)s → %(amount)s"),
    "fund_heads": _("%(people)s people insured in %(year)s × %(each)s on average = %(amount)s"),
    "fund_premium": _("%(people)s people × premium of %(each)s = %(amount)s, taken out first"),
    "fund_reserve": _("%(share)s of the year's income of %(income)s = %(amount)s, taken out first"),
    "fund_none": _("The policy takes nothing out first here: %(amount)s"),
    "fund_full": _(
        "The reserve is full at %(share)s of the income; %(held)s are in it already: %(amount)s of this county"
    ),
    "fund_proposed": _("Proposed by the county: %(amount)s"),
    "fund_in_force": _("Budget in force: %(amount)s"),
    "fund_ledger": _("By the ledger: %(amount)s"),
}
_WORDING = Wording(
    TEXTS, {"year": str, "growth": percent, "share": percent, "people": lambda number: f"{number:,}"}
)


def in_words(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps to be kept, in Chinese whoever asks: what a figure followed from stays as it was said."""
    with translation.override("zh-hans"):
        return [
            {"text": one.text, "clause": one.clause, "assumed": one.assumed, "document": one.document}
            for one in _WORDING.explain(steps)
        ]
