"""Objections of institutions: their course."""

from __future__ import annotations

from .flow import Flow

FLOW = Flow(
    {
        ("entered", "assign"): "assigned",
        # To somebody else.
        ("assigned", "assign"): "assigned",
        ("assigned", "uphold"): "upheld",
        ("assigned", "reject"): "rejected",
        ("upheld", "follow"): "followed",
        ("entered", "withdraw"): "withdrawn",
        ("assigned", "withdraw"): "withdrawn",
    }
)
