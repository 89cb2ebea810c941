"""What this floor imports; importing the package registers it."""

from . import (
    bills,
    catalogue,
    certificates,
    deductions,
    drug_stock,
    fee_lines,
    filings,
    institution_codes,
    legacy_balances,
    settled_bills,
    sign_ups,
)

__all__ = [
    "bills",
    "catalogue",
    "certificates",
    "deductions",
    "drug_stock",
    "fee_lines",
    "filings",
    "institution_codes",
    "legacy_balances",
    "settled_bills",
    "sign_ups",
]
