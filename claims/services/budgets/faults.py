"""What is refused about payment budgets."""

from config.errors import DomainError


class BudgetRefused(DomainError):
    """The budget cannot be drafted, negotiated, decided or adjusted so; nothing was changed."""
