"""What is refused about fund budgets."""

from __future__ import annotations

from config.errors import DomainError


class FundBudgetRefused(DomainError):
    """The paper cannot be drafted, changed, handed on or approved so; nothing was changed."""


class BeyondBudget(DomainError):
    """What is planned exceeds the budget in force (ZY-24)."""
