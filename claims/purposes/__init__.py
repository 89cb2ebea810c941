"""What each page of claims is for (``config.purposes``): names of addresses in ``claims.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes

from . import allowances, bills, findings, overpayments, personal_accounts, redos, reimbursements, what_if


def register() -> None:
    register_purposes(
        "claims",
        allowances.PURPOSES,
        bills.PURPOSES,
        findings.PURPOSES,
        overpayments.PURPOSES,
        personal_accounts.PURPOSES,
        redos.PURPOSES,
        reimbursements.PURPOSES,
        what_if.PURPOSES,
    )
