"""What sweeping refuses."""

from __future__ import annotations

from config.errors import DomainError


class SweepRefused(DomainError):
    """The policy, the account or the movement's state forbids the act."""
