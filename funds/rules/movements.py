"""Money that changes hands inside the pooled fund: from one place of the books to another. Pure: integer fen, ids.

Where both places stand in one book it is one entry; else each book has its half, against what the two owe each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from .clearing_postings import Draft, DraftLeg, Keeping

DUE_FROM, DUE_TO = "county_due_from", "county_due_to"
RESERVES = ("reserve", "risk_fund", "regional_fund")
COUNTY_BALANCE = "county_balance"
SPECIAL_ACCOUNT, GAP_PAYMENT = "fiscal_special_account", "gap_payment_income"


class Place(NamedTuple):
    """A subject at an agency, for a county's share or (None) for nobody's."""

    role: str
    agency: int
    county: int | None = None


class Move(NamedTuple):
    """``amount`` fen leave ``source``, which is debited, and come to ``target``."""

    source: Place
    target: Place
    amount: int


def of_county(keeping: Keeping, role: str, county: int) -> Place:
    """The county's share of a subject, in whichever book it stands."""
    return Place(role, keeping.unit_of(county), county)


def of_city(keeping: Keeping, role: str) -> Place:
    """What is nobody's share: the common funds, what stays with the city."""
    return Place(role, keeping.city)


def drafts(keeping: Keeping, moves: Iterable[Move]) -> list[Draft]:
    """One entry per book over all ``moves``; what cancels out leaves no leg. Raises ``ValueError`` below zero."""
    sums: dict[int, dict[Place, int]] = defaultdict(lambda: defaultdict(int))
    for source, target, amount in moves:
        if amount < 0:
            raise ValueError(f"a movement of {amount} fen")
        giving, taking = keeping.unit_of(source.agency), keeping.unit_of(target.agency)
        sums[giving][source] += amount
        sums[taking][target] -= amount
        if giving != taking:
            county = source.county or target.county
            sums[giving][Place(DUE_TO, giving, county)] -= amount
            sums[taking][Place(DUE_FROM, taking, county)] += amount
    found = []
    for unit, places in sums.items():
        legs = tuple(DraftLeg(*place, fen) for place, fen in places.items() if fen)
        if legs:
            found.append(Draft(unit, legs))
    return found


def gap_paid(keeping: Keeping, county: int, amount: int) -> Draft:
    """A government paid for a county's gap: the special account against income that belongs to the year settled."""
    if amount <= 0:
        raise ValueError(f"a payment of {amount} fen")
    unit = keeping.unit_of(county)
    return Draft(
        unit,
        (DraftLeg(SPECIAL_ACCOUNT, unit, None, amount), DraftLeg(GAP_PAYMENT, unit, county, -amount)),
    )
