"""What this floor imports; importing the package registers it."""

from . import contribution_years, declarations, exchange, payers, people, receipts, window

__all__ = ["contribution_years", "declarations", "exchange", "payers", "people", "receipts", "window"]
