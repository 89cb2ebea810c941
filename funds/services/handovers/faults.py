"""What is refused about handover lists."""

from config.errors import DomainError


class HandoverRefused(DomainError):
    """The act does not fit where the list stands."""
