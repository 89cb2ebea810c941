"""What the money of the assessment refuses."""

from __future__ import annotations

from config.errors import DomainError


class CountyMoneyRefused(DomainError):
    """The policy, the figures or the state forbid the act; nothing was changed."""
