"""What this floor imports; importing the package registers it."""

from . import cleaning_decisions, contribution_years, declarations, exchange, payers, people, receipts, window

__all__ = [
    "cleaning_decisions",
    "contribution_years",
    "declarations",
    "exchange",
    "payers",
    "people",
    "receipts",
    "window",
]
