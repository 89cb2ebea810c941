"""What is paid into reserves, taken out of closed ones and distributed: who gives or gets how much. Pure: integer fen.

Every share is the largest remainder's, so parts add up to the fen; nobody gives more than it holds, and what it cannot
give stays open, asked of nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, split_by_weights


class CountyNeed(NamedTuple):
    """One county: its mean ``monthly`` spending, what it holds, what was paid in advance of the year."""

    county: str
    monthly: int
    balance: int
    prepaid: int = 0


class Part(NamedTuple):
    """``basis`` is what the share was worked out from; ``asked`` less ``amount`` stays open."""

    key: str
    basis: int
    asked: int
    amount: int


class Member(NamedTuple):
    """Who takes part in a distribution; ``collection_rate`` and ``performance`` in ten-thousandths."""

    key: str
    members: int
    collection_rate: int
    performance: int


def months_covered(held: int, monthly: int) -> int | None:
    """Hundredths of months that ``held`` lasts, rounded down; None where nothing is spent."""
    return held * 100 // monthly if monthly > 0 else None


def first_payment(needs: Sequence[CountyNeed], months: int) -> list[Part]:
    """Every county's own ``months`` of spending, out of what it holds (NB-19)."""
    return [
        Part(one.county, one.monthly, one.monthly * months, _within(one.monthly * months, one.balance))
        for one in needs
    ]


def first_prepaid(needs: Sequence[CountyNeed]) -> list[Part]:
    """What was paid in advance of the year moves up whole (NB-20)."""
    return [Part(one.county, one.prepaid, one.prepaid, one.prepaid) for one in needs]


def top_up(needs: Sequence[CountyNeed], held: int, months: int) -> list[Part]:
    """What the reserve is short of ``months`` of spending, by counties' spending (NB-19)."""
    short = max(0, months * sum(one.monthly for one in needs) - held)
    asked = split_by_weights(short, [one.monthly for one in needs])
    return [
        Part(one.county, one.monthly, fen, _within(fen, one.balance))
        for one, fen in zip(needs, asked, strict=True)
    ]


def top_up_to_year_end(needs: Sequence[CountyNeed], held: int, months: int, left: int) -> list[Part]:
    """Where the reserve covers under ``months``: what it is short of the forecast need of the ``left`` months of the
    year, by each county's forecast (NB-20)."""
    if held >= months * sum(one.monthly for one in needs):
        return [Part(one.county, one.monthly * left, 0, 0) for one in needs]
    forecast = [one.monthly * left for one in needs]
    asked = split_by_weights(max(0, sum(forecast) - held), forecast)
    return [
        Part(one.county, need, fen, _within(fen, one.balance))
        for one, need, fen in zip(needs, forecast, asked, strict=True)
    ]


def merged(held: int, financing: Mapping[str, int]) -> list[Part]:
    """A closed fund's balance over the schemes, by their financing (NB-21)."""
    parts = split_by_weights(held, list(financing.values()))
    return [
        Part(scheme, basis, fen, fen) for (scheme, basis), fen in zip(financing.items(), parts, strict=True)
    ]


def distributed(collected: int, members: Sequence[Member], weights: Mapping[str, int]) -> list[Part]:
    """``collected`` in three pots by ``weights`` (ten-thousandths): by members, by members × collection rate, by
    members × performance (NM-06). Never more than is given; a pot nobody has a claim on stays in the fund."""
    names = ("members", "collection_rate", "performance")
    given = [weights.get(name, 0) for name in names]
    if sum(given) > TEN_THOUSAND or min(given) < 0:
        raise ValueError("the weights of a distribution are more than the whole")
    pots = split_by_weights(collected, [*given, TEN_THOUSAND - sum(given)])
    sums = [0] * len(members)
    for name, pot in zip(names, pots, strict=False):
        claims = [one.members * (1 if name == "members" else getattr(one, name)) for one in members]
        for n, fen in enumerate(split_by_weights(pot, claims)):
            sums[n] += fen
    return [Part(one.key, one.members, fen, fen) for one, fen in zip(members, sums, strict=True)]


def _within(asked: int, held: int) -> int:
    return min(asked, max(0, held))
