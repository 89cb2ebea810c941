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

# What an upheld objection against a deduction gives back; a reversal that was not confirmed is proposed anew.
REVERSAL = Flow({("proposed", "confirm"): "confirmed", ("proposed", "refuse"): "refused"})
