"""What is refused about reserves."""

from config.errors import DomainError


class ReserveRefused(DomainError):
    """The movement cannot be made so; nothing was changed."""
