"""County × county netting (清分): from who paid for whom to one transfer per county with the city.

``JJ-17``: care outside one's own county is no longer transferred agency to agency. Each county settles
one net amount with the city; care outside the area, which the city pays, is owed to the city.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

# (insured county, paying unit): the unit is the county of care, or the city for care outside the area.
Cell = tuple[int, int]


@dataclass(frozen=True)
class Position:
    """``net = is_owed - owes``; positive: receives from the city, negative: pays to the city."""

    county: int
    owes: int
    is_owed: int

    @property
    def net(self) -> int:
        return self.is_owed - self.owes


def net_positions(cells: Mapping[Cell, int], counties: Iterable[int]) -> list[Position]:
    """One position per county, zero ones too. A county's own people treated at home owe nobody.

    Raises ``ValueError`` when somebody is insured outside ``counties``: such money would vanish.
    """
    owes = dict.fromkeys(sorted(counties), 0)
    is_owed = dict.fromkeys(owes, 0)
    for (insured, payer), amount in cells.items():
        if insured not in owes:
            raise ValueError(f"insured outside the clearing: {insured}")
        if insured != payer:
            owes[insured] += amount
            # The city is the counterparty of every transfer: what it paid outside is not a position of its own.
            if payer in is_owed:
                is_owed[payer] += amount
    return [Position(county, owes[county], is_owed[county]) for county in owes]


def transfers_before(cells: Mapping[Cell, int]) -> int:
    """How many transfers agency to agency it would take: ordered pairs that owe something."""
    return sum(1 for (insured, payer), amount in cells.items() if insured != payer and amount)


def transfers_after(positions: Iterable[Position]) -> int:
    """How many it takes through the city: counties whose net is not zero."""
    return sum(1 for position in positions if position.net)
