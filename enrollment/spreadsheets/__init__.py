"""What this floor imports; importing the package registers it."""

from . import declarations, payers, people, receipts

__all__ = ["declarations", "payers", "people", "receipts"]
