"""What is refused about a year's settlement."""

from config.errors import DomainError


class SettlementRefused(DomainError):
    """The settlement, its payments or letters cannot be made so; nothing was changed."""
