"""What this floor imports; importing the package registers it."""

from . import (
    account_sheets,
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
    "account_sheets",
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
