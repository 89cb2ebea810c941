"""What paying refuses."""

from __future__ import annotations

from config.errors import DomainError


class PaymentRefused(DomainError):
    """The payment's state, or somebody else's work on it, forbids the act."""
