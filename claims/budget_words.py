"""How a payment budget came about, in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.translation import gettext_lazy as _

from institutions.explaining import Explained, Text, Wording, percent
from institutions.rules.steps import Step

TEXTS: dict[str, Text] = {
    "budget_paid": _(
        "Paid by the pooled fund in %(year)s by payment methods, deductions taken off: %(amount)s"
    ),
    "budget_annualised": _("%(base)s paid in %(months)s months ÷ %(months)s × 12 = %(amount)s"),
    "budget_grown": _("With growth of %(growth)s: %(base)s → %(amount)s"),
    "budget_given": _("Budget as entered: %(amount)s, last year %(base)s"),
    "budget_reserved": _("Reserved for adjustments and year end: %(share)s of %(base)s = %(amount)s"),
    "budget_cap": _(
        "The rest of %(rest)s divided by last year's payments, here %(own)s of %(base)s: %(amount)s, "
        "to the fen by the largest remainder"
    ),
    "budget_share_paid": _("Paid by the pooled fund in %(year)s, as reckoned for twelve months: %(amount)s"),
    "budget_share": _(
        "The county's cap of %(cap)s divided by last year's payments, here %(own)s of %(base)s: %(amount)s, "
        "to the fen by the largest remainder"
    ),
}
_WORDING = Wording(TEXTS, {"year": str, "months": str, "growth": percent, "share": percent})


def explain(steps: Iterable[Step]) -> list[Explained]:
    """The steps in the active language."""
    return _WORDING.explain(steps)


def in_words(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """Steps to be kept, in Chinese whoever asks: what a figure followed from stays as it was said."""
    with translation.override("zh-hans"):
        return [
            {"text": one.text, "clause": one.clause, "assumed": one.assumed, "document": one.document}
            for one in explain(steps)
        ]
