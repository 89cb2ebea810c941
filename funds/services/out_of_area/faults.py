"""What the business with the province refuses."""

from __future__ import annotations

from config.errors import DomainError


class OutOfAreaRefused(DomainError):
    """The month's state, its differences or the policy forbid the act."""
