"""Price inquiries (函询) and talks (约谈), JJ-19 三(七): their course, and which outcome is open."""

from __future__ import annotations

import datetime as dt

from .flow import Flow

FLOW = Flow(
    {
        ("opened", "reply"): "replied",
        # Another answer to a further question.
        ("replied", "reply"): "replied",
        ("opened", "close"): "closed",
        ("replied", "close"): "closed",
        ("opened", "withdraw"): "withdrawn",
        ("replied", "withdraw"): "withdrawn",
    }
)
LOWERED, EXPLAINED, HANDED_OVER = "lowered", "explained", "handed_over"


def outcome_fault(outcome: str, *, replied: bool, due: dt.date, day: dt.date) -> str:
    """Why ``outcome`` is not open on ``day``: "no_reply", "not_due", or "" when it is.

    Nothing was lowered or explained without a reply; without one it is handed over once the deadline is past.
    """
    if replied:
        return ""
    if outcome != HANDED_OVER:
        return "no_reply"
    return "" if day > due else "not_due"
