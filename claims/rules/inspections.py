"""The course of an inspection and of a case (JJ-11 四(十一), JJ-12 四(十二)) as tables."""

from __future__ import annotations

import datetime as dt

from .flow import Flow

INSPECTION = Flow(
    {
        ("planned", "approve"): "approved",
        ("planned", "withdraw"): "withdrawn",
        ("approved", "withdraw"): "withdrawn",
        ("approved", "name"): "approved",
        ("approved", "draw"): "approved",
        ("approved", "begin"): "under_way",
        ("under_way", "record"): "under_way",
        ("under_way", "close"): "closed",
    }
)

CASE = Flow(
    {
        ("opened", "ask"): "asked",
        ("asked", "state"): "stated",
        # A further statement before anything is proposed.
        ("stated", "state"): "stated",
        # Without a statement only once the time for it is over: the service looks at the day.
        ("asked", "propose"): "proposed",
        ("stated", "propose"): "proposed",
        ("proposed", "return"): "stated",
        ("proposed", "decide"): "decided",
        ("proposed", "close"): "closed",
        ("decided", "fine_paid"): "decided",
        ("decided", "hand_over"): "decided",
    }
)


def may_propose(*, state: str, statement_due: dt.date | None, today: dt.date) -> bool:
    """Whoever is concerned has the whole time for a statement (right of reply)."""
    return state != "asked" or (statement_due is not None and statement_due < today)
