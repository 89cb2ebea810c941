"""What this floor imports; importing the package registers it."""

from . import (
    cleaning_decisions,
    contribution_years,
    declarations,
    exchange,
    legacy_rolls,
    payers,
    people,
    populations,
    receipts,
    standings,
    window,
)

__all__ = [
    "cleaning_decisions",
    "contribution_years",
    "declarations",
    "exchange",
    "legacy_rolls",
    "payers",
    "people",
    "populations",
    "receipts",
    "standings",
    "window",
]
