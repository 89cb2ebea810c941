"""What this floor imports; importing the package registers it."""

from . import (
    contribution_years,
    declarations,
    exchange,
    legacy_rolls,
    payers,
    people,
    populations,
    receipts,
    window,
)

__all__ = [
    "contribution_years",
    "declarations",
    "exchange",
    "legacy_rolls",
    "payers",
    "people",
    "populations",
    "receipts",
    "window",
]
