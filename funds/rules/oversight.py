"""The course of a committee's session and of experts' consultation (HG-09, source 002 五(四)) as tables."""

from __future__ import annotations

from claims.rules.flow import Flow

SESSION = Flow(
    {
        ("prepared", "invite"): "prepared",
        ("prepared", "lay"): "laid",
        ("prepared", "withdraw"): "withdrawn",
        ("laid", "withdraw"): "withdrawn",
        ("laid", "hold"): "held",
        ("held", "opinion"): "held",
        ("held", "answer"): "held",
        ("held", "approve_answer"): "held",
        ("held", "return_answer"): "held",
        ("held", "close"): "closed",
    }
)

CONSULTATION = Flow(
    {
        ("proposed", "approve"): "approved",
        ("proposed", "withdraw"): "withdrawn",
        ("approved", "withdraw"): "withdrawn",
        ("approved", "draw"): "asked",
        # Drawn again for a reason, as long as nobody has said anything: the service looks.
        ("asked", "draw"): "asked",
        ("asked", "opinion"): "asked",
        ("asked", "conclude"): "concluded",
        ("concluded", "return"): "asked",
        ("concluded", "decide"): "decided",
        ("decided", "assess"): "assessed",
    }
)
