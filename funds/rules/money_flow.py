"""Where a month's money came from, through which accounts it went and what for: links of a flow. Pure: integer fen.

An entry with several sources and several targets says nothing of which paid which: every source is divided over
what the targets still lack, in proportion. What enters and leaves an account is exact in any case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from enum import IntEnum
from typing import NamedTuple

from config.money import split_by_weights

CASH = ("treasury", "income_account", "fiscal_special_account", "expenditure_account", "cash")
"""Roles of the subjects that are money, in the order in which it goes through them."""


class Place(NamedTuple):
    """A subject at an agency; an agency of None is one the reader's agency may not see."""

    role: str
    agency: int | None

    @property
    def money(self) -> bool:
        return self.role in CASH


OUT_OF_SIGHT = Place("", None)
"""Legs of another agency, which the reader does not see: what the visible ones lack to balance."""


class Stage(IntEnum):
    """Where a link stands in the course: into the accounts, between them, out of them."""

    IN = 0
    BETWEEN = 1
    OUT = 2


class Link(NamedTuple):
    """So much money went from one place to another; only a link between accounts has money at both ends."""

    stage: Stage
    source: Place
    target: Place


def flow(entries: Iterable[Mapping[Place, int]]) -> dict[Link, int]:
    """Fen per link over ``entries``, each its places with debit-positive sums; what moves no money adds nothing."""
    links: dict[Link, int] = defaultdict(int)
    for entry in entries:
        for source, target, amount in _divided(entry):
            if source.money or target.money:
                links[_link(source, target)] += amount
    return dict(links)


def _divided(entry: Mapping[Place, int]) -> Iterable[tuple[Place, Place, int]]:
    hidden = -sum(entry.values())
    legs = [*entry.items(), (OUT_OF_SIGHT, hidden)] if hidden else list(entry.items())
    targets = [place for place, amount in legs if amount > 0]
    lacking = [amount for _place, amount in legs if amount > 0]
    for source, amount in legs:
        if amount >= 0:
            continue
        parts = split_by_weights(-amount, lacking)
        lacking = [lack - part for lack, part in zip(lacking, parts, strict=True)]
        yield from ((source, target, part) for target, part in zip(targets, parts, strict=True) if part)


def _link(source: Place, target: Place) -> Link:
    if source.money and target.money:
        return Link(Stage.BETWEEN, source, target)
    return Link(Stage.OUT if source.money else Stage.IN, source, target)


class Passed(NamedTuple):
    """What an account took in and gave out, in fen."""

    taken: int
    given: int


def passed(links: Mapping[Link, int]) -> dict[Place, Passed]:
    """Per account of money what the links brought and took."""
    taken: dict[Place, int] = defaultdict(int)
    given: dict[Place, int] = defaultdict(int)
    for link, amount in links.items():
        taken[link.target] += amount
        given[link.source] += amount
    places = {place for place in (*taken, *given) if place.money}
    return {place: Passed(taken[place], given[place]) for place in places}
