"""What the round refuses."""

from __future__ import annotations

from config.errors import DomainError


class RoundRefused(DomainError):
    """The policy, the step's state or its amounts forbid the act."""


class NoRound(RoundRefused):
    """The policy in force names no step of a round."""
