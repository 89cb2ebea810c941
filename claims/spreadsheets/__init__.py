"""What this floor imports; importing the package registers it."""

from . import bills, certificates, deductions, fee_lines, filings, legacy_balances, settled_bills, sign_ups

__all__ = [
    "bills",
    "certificates",
    "deductions",
    "fee_lines",
    "filings",
    "legacy_balances",
    "settled_bills",
    "sign_ups",
]
