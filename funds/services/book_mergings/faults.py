"""What is refused about mergings of funds."""

from config.errors import DomainError


class MergingNotFit(DomainError):
    """The act does not fit where the merging stands."""
