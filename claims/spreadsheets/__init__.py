"""What this floor imports; importing the package registers it."""

from . import bills, deductions, fee_lines, legacy_balances, settled_bills

__all__ = ["bills", "deductions", "fee_lines", "legacy_balances", "settled_bills"]
