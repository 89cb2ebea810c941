"""What is refused about what is watched."""

from config.errors import DomainError


class WatchRefused(DomainError):
    """The month, warning or report cannot be treated so; nothing was changed."""
