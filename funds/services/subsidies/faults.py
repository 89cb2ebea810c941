"""What is refused about subsidies."""

from config.errors import DomainError


class SubsidyRefused(DomainError):
    """The receipt or letter cannot be made so; nothing was changed."""
