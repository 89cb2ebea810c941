"""What this floor imports; importing the package registers it."""

from . import declarations, payers, people, receipts, window

__all__ = ["declarations", "payers", "people", "receipts", "window"]
