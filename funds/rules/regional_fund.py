"""The regional adjustment fund: what a city owes, what it gets, and what each side's book says (NM-05, NM-06).

Pure: integer fen, agency ids, ratios in ten-thousandths. A city's payments are spending of its counties and what it
gets is their income, so that the year's settlement of the city sees both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from config.money import share, split_by_weights

from .clearing_postings import Draft, DraftLeg
from .reserves import Member, Part, distributed

ACCOUNT = "fiscal_special_account"
PAID_UP, RECEIVED, PAID_DOWN, ARRIVED = "paid_up", "received", "paid_down", "arrived"


class _Posting(NamedTuple):
    """The subject beside the special account; money comes ``inward`` or goes out."""

    role: str
    inward: bool


POSTINGS: Mapping[str, _Posting] = {
    PAID_UP: _Posting("upper_remittance_expense", inward=False),
    RECEIVED: _Posting("lower_remittance_income", inward=True),
    PAID_DOWN: _Posting("lower_subsidy_expense", inward=False),
    ARRIVED: _Posting("upper_subsidy_income", inward=True),
}


def due(collected: int, ratio: int) -> int:
    """The city's part: ``ratio`` of what it collected the year before, half up to the fen (NM-05)."""
    if collected < 0:
        raise ValueError(f"collected {collected} fen")
    return share(collected, ratio)


def granted(received: int, given: int, members: Sequence[Member], weights: Mapping[str, int]) -> list[Part]:
    """What is left of ``received`` after what was ``given``, over the cities (NM-06): together never more than came in.

    A pot nobody has a claim on stays in the fund. Raises ``ValueError`` for weights above the whole.
    """
    return distributed(max(0, received - given), members, weights)


def posting(side: str, unit: int, amount: int, shares: Mapping[int, int] | None = None) -> Draft:
    """The entry of one movement in the book of ``unit``.

    ``shares``: by county agency whose share it is, as weights; what nobody has a weight for stands at the unit itself.
    Raises ``ValueError`` for nothing or less.
    """
    if amount <= 0:
        raise ValueError(f"a movement of {amount} fen")
    role, inward = POSTINGS[side]
    sign = -1 if inward else 1
    counties = sorted(shares or {})
    parts = split_by_weights(amount, [max(0, (shares or {})[one]) for one in counties])
    legs = [DraftLeg(role, unit, one, sign * fen) for one, fen in zip(counties, parts, strict=True) if fen]
    if rest := amount - sum(parts):
        legs.append(DraftLeg(role, unit, None, sign * rest))
    return Draft(unit, (DraftLeg(ACCOUNT, unit, None, -sign * amount), *legs))
