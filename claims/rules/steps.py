"""The steps by which a bill was worked out, put into words by ``claims.explaining``."""

from __future__ import annotations

from institutions.rules.steps import Step, step

__all__ = ["Step", "step"]
