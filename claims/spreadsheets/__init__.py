"""What this floor imports; importing the package registers it."""

from . import (
    accidents,
    account_sheets,
    bills,
    catalogue,
    certificates,
    deductions,
    drug_stock,
    fee_lines,
    filings,
    finding_replies,
    institution_codes,
    legacy_balances,
    maternity,
    rosters,
    settled_bills,
    sign_ups,
)

__all__ = [
    "accidents",
    "account_sheets",
    "bills",
    "catalogue",
    "certificates",
    "deductions",
    "drug_stock",
    "fee_lines",
    "filings",
    "finding_replies",
    "institution_codes",
    "legacy_balances",
    "maternity",
    "rosters",
    "settled_bills",
    "sign_ups",
]
