"""What lending refuses."""

from __future__ import annotations

from config.errors import DomainError


class CapitalRefused(DomainError):
    """The policy, the loan's state or its amounts forbid the act."""


class NothingLent(CapitalRefused):
    """The policy of the area lends institutions nothing in that year."""
