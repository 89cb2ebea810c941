"""What is refused about balances from before pooling."""

from config.errors import DomainError


class OpeningNotFit(DomainError):
    """The act does not fit where the balance stands."""
