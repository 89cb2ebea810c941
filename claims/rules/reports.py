"""Reports by the public (JJ-11 四(十一) 举报奖励): their course, and what a verified one is worth. Fen."""

from __future__ import annotations

from config.money import share

from .flow import Flow

FLOW = Flow(
    {
        ("received", "check"): "checked",
        ("checked", "return"): "received",
        ("checked", "verify"): "verified",
        ("checked", "drop"): "unfounded",
        ("verified", "pay"): "verified",
        ("verified", "voucher"): "verified",
        ("verified", "unpay"): "verified",
        # A proposed result is first confirmed or sent back: whoever proposed it must not become its second person.
        ("received", "hand_over"): "received",
        ("verified", "hand_over"): "verified",
    }
)


def reward_of(verified: int, *, ratio: int, least: int, most: int | None) -> int:
    """The reward for ``verified`` fen: ``ratio`` ten-thousandths of it, no less than ``least`` and no more than
    ``most`` (None: without limit). A verified report of no amount is worth ``least``."""
    found = max(share(max(verified, 0), ratio), least)
    return found if most is None else min(found, most)
