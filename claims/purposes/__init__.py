"""What each page of claims is for (``config.purposes``): names of addresses in ``claims.urls`` → one line."""

from __future__ import annotations

from config.purposes import register_purposes

from . import (
    allowances,
    bills,
    budgets,
    cases,
    catalogue,
    findings,
    grouping,
    inspections,
    overpayments,
    personal_accounts,
    prices,
    procurement,
    reconciliation,
    redos,
    registers,
    reimbursements,
    what_if,
)


def register() -> None:
    register_purposes(
        "claims",
        allowances.PURPOSES,
        bills.PURPOSES,
        budgets.PURPOSES,
        cases.PURPOSES,
        catalogue.PURPOSES,
        findings.PURPOSES,
        grouping.PURPOSES,
        inspections.PURPOSES,
        overpayments.PURPOSES,
        personal_accounts.PURPOSES,
        prices.PURPOSES,
        procurement.PURPOSES,
        reconciliation.PURPOSES,
        redos.PURPOSES,
        registers.PURPOSES,
        reimbursements.PURPOSES,
        what_if.PURPOSES,
    )
