"""What the lines of a year's settlement write into the books. Pure.

Governments' parts are booked when they come in, what is open is booked by nobody: both stay in the county's share of
the fund's balance, which the year left below zero by as much.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from .clearing_postings import Keeping
from .movements import COUNTY_BALANCE, Move, Place, of_city, of_county
from .sharing import ACCRUAL, COMMON, OWN, SURPLUS, UNDECIDED

KEPT = ("balance", "county", UNDECIDED)
"""Who of a surplus is the county's balance; a surplus no policy divides is the county's and told (UNDECIDED)."""


class Amount(Protocol):
    """What of a line is booked; ``amount`` in fen."""

    @property
    def step(self) -> str: ...
    @property
    def payer(self) -> str: ...
    @property
    def amount(self) -> int: ...


def moves_of(keeping: Keeping, county: int, lines: Iterable[Amount], net: str) -> Iterator[Move]:
    """The movements of one county's lines; ``net`` is the role that holds what the years left."""
    share = of_county(keeping, net, county)
    for line in lines:
        other = _other(keeping, county, line, net)
        if other is None or not line.amount:
            continue
        giving = line.step in (ACCRUAL, SURPLUS)
        yield Move(share, other, line.amount) if giving else Move(other, share, line.amount)


def _other(keeping: Keeping, county: int, line: Amount, net: str) -> Place | None:
    """Where the money goes to or comes from; None where no money of the fund moves."""
    if line.payer in COMMON:
        return of_city(keeping, line.payer)
    if line.step in (ACCRUAL, SURPLUS):
        return of_county(keeping, COUNTY_BALANCE, county) if line.payer in KEPT else of_city(keeping, net)
    return of_county(keeping, COUNTY_BALANCE, county) if line.payer in OWN else None
