"""What is refused about targets."""

from config.errors import DomainError


class TargetsRefused(DomainError):
    """The targets cannot be drafted, changed or decided so; nothing was changed."""
