"""Single-case reviews (特例单议): their course, and how many an institution may apply for."""

from __future__ import annotations

from config.money import TEN_THOUSAND

from .flow import Flow

FLOW = Flow(
    {
        ("applied", "opine"): "applied",
        ("applied", "propose"): "proposed",
        # Sent back by whoever decides: experts or the proposer look again.
        ("proposed", "send_back"): "applied",
        ("proposed", "grant"): "granted",
        ("proposed", "refuse"): "refused",
        ("applied", "withdraw"): "withdrawn",
        ("proposed", "withdraw"): "withdrawn",
    }
)


def most_reviews(cases: int, share: int) -> int:
    """How many of an institution's ``cases`` of a year may be applied for: ``share`` in ten-thousandths, whole cases
    only, none rounded up."""
    return cases * share // TEN_THOUSAND
