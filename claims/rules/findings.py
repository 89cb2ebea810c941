"""The course of a finding: from what a rule found to a deduction, or to its end without one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from .flow import Flow

FOUND, ASKED, REPLIED, PROPOSED, DEDUCTED, CLOSED = (
    "found", "asked", "replied", "proposed", "deducted", "closed",
)  # fmt: skip
LAST = (DEDUCTED, CLOSED)

FLOW = Flow(
    {
        (FOUND, "ask"): ASKED,
        (ASKED, "reply"): REPLIED,
        # Without a reply only once the time for it is over: the service looks at the day.
        (ASKED, "propose"): PROPOSED,
        (ASKED, "acquit"): PROPOSED,
        (REPLIED, "propose"): PROPOSED,
        (REPLIED, "acquit"): PROPOSED,
        (PROPOSED, "return"): REPLIED,
        (PROPOSED, "deduct"): DEDUCTED,
        (PROPOSED, "close"): CLOSED,
        # Before the institution hears of it.
        (FOUND, "dismiss"): CLOSED,
        # What follows is decided in a case (JJ-12).
        (FOUND, "case"): CLOSED,
        (ASKED, "case"): CLOSED,
        (REPLIED, "case"): CLOSED,
    }
)


def may_review(*, state: str, due_on: dt.date | None, today: dt.date) -> bool:
    """An unanswered finding is reviewed only after the last day for the reply."""
    return state != ASKED or (due_on is not None and due_on < today)


def room_left(fund: int, deducted: Mapping[int, int]) -> int:
    """Fen that may still be deducted of a bill: what the funds paid for it less what other findings took."""
    return max(fund - sum(deducted.values()), 0)
