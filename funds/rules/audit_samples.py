"""Samples anybody can draw again: by lot, by amount, in strata; and what their errors say of the whole (ZY-23). Pure.

A population is a list of (number, fen) in any order. Seed, method and population give the sample, however long ago
it was drawn; the population's hash tells that it is the same one. Money is integer fen.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from hashlib import sha256

from claims.rules.drawing import rank
from config.money import half_up, split_by_weights

RANDOM, AMOUNT, STRATA = "random", "amount", "strata"
METHODS = (RANDOM, AMOUNT, STRATA)
STRATA_AT = (0, 100_000, 1_000_000, 10_000_000)
"""Lower bounds in fen: up to 1,000 yuan, to 10,000, to 100,000, above."""


@dataclass(frozen=True, order=True)
class Item:
    """One object of the population: its number there and its amount, fen; below zero counts by its size."""

    number: int
    fen: int

    @property
    def size(self) -> int:
        return abs(self.fen)


@dataclass(frozen=True)
class Population:
    """Ordered by number, once each. Raises ``ValueError`` for a number that stands twice."""

    items: tuple[Item, ...]

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Population:
        items = tuple(sorted(Item(number, fen) for number, fen in pairs))
        if len({one.number for one in items}) != len(items):
            raise ValueError("an object stands twice in the population")
        return cls(items)

    @property
    def total(self) -> int:
        return sum(one.fen for one in self.items)

    def text(self) -> bytes:
        return "".join(f"{one.number},{one.fen}\n" for one in self.items).encode()

    def digest(self) -> bytes:
        return sha256(self.text()).digest()

    def packed(self) -> bytes:
        """As it is kept: a million objects take some megabytes."""
        return zlib.compress(self.text(), 6)

    @classmethod
    def unpacked(cls, kept: bytes) -> Population:
        lines = zlib.decompress(kept).decode().splitlines()
        return cls.of((int(number), int(fen)) for number, fen in (line.split(",") for line in lines))


@dataclass(frozen=True)
class Drawn:
    """One object of a sample; ``hits`` how often drawing by amount met it (a large one more than once)."""

    item: Item
    hits: int = 1
    stratum: int = 0


def draw_sample(population: Population, *, method: str, size: int, seed: str) -> list[Drawn]:
    """At most ``size`` objects, all of them where there are no more; ordered as drawn.

    ``amount``: one fen out of every equal part of the sum, the first by the seed; whatever holds that fen is drawn.
    ``strata``: places by the strata's sums, one at least for each that has objects, and by lot within.
    Raises ``ValueError`` for an unknown method or a size below one.
    """
    if size < 1:
        raise ValueError(f"cannot draw {size}")
    if method == RANDOM:
        return [Drawn(one) for one in _lot(population.items, size, seed)]
    if method == AMOUNT:
        return _by_amount(population.items, size, seed)
    if method == STRATA:
        return _in_strata(population.items, size, seed)
    raise ValueError(f"unknown method {method}")


def stratum_of(item: Item) -> int:
    return max(n for n, bound in enumerate(STRATA_AT) if item.size >= bound)


def _lot(items: Sequence[Item], size: int, seed: str) -> list[Item]:
    return sorted(items, key=lambda one: (rank(seed, str(one.number)), one.number))[:size]


def _by_amount(items: Sequence[Item], size: int, seed: str) -> list[Drawn]:
    total = sum(one.size for one in items)
    if not total:
        return []
    start = Fraction(int(sha256(seed.encode()).hexdigest(), 16) % total, size)
    hits: dict[Item, int] = {}
    passed, place = 0, 0
    for one in items:
        passed += one.size
        while place < size and start + Fraction(place * total, size) < passed:
            hits[one] = hits.get(one, 0) + 1
            place += 1
    return [Drawn(one, n) for one, n in hits.items()]


def _in_strata(items: Sequence[Item], size: int, seed: str) -> list[Drawn]:
    strata: dict[int, list[Item]] = defaultdict(list)
    for one in items:
        strata[stratum_of(one)].append(one)
    places = _places(strata, size)
    return [
        Drawn(one, stratum=number)
        for number in sorted(strata)
        for one in _lot(strata[number], places[number], f"{seed}/{number}")
    ]


def _places(strata: dict[int, list[Item]], size: int) -> dict[int, int]:
    """One for each stratum first, from the largest amounts down; the rest by their sums, never more than there are."""
    numbers = sorted(strata, reverse=True)
    places = {number: int(n < size) for n, number in enumerate(numbers)}
    left = min(size, sum(map(len, strata.values()))) - sum(places.values())
    while left > 0:
        roomy = [number for number in numbers if places[number] < len(strata[number])]
        weights = [max(sum(one.size for one in strata[number]), 1) for number in roomy]
        for number, share in zip(roomy, split_by_weights(left, weights), strict=True):
            places[number] += min(share, len(strata[number]) - places[number])
        left = min(size, sum(map(len, strata.values()))) - sum(places.values())
    return places


@dataclass(frozen=True)
class Checked:
    """A sampled object and what was wrong with it, fen."""

    drawn: Drawn
    fault: int


def projected(population: Population, checked: Sequence[Checked], *, method: str) -> int | None:
    """The population's error as the sample points to it, fen: a point estimate, no bound. None without a base.

    By lot: the sample's faults in proportion to its amounts (ratio estimate); in strata the same, stratum by stratum;
    by amount: the mean of the objects' fault shares, each as often as it was hit, times the population's sum.
    """
    if not checked:
        return None
    if method == AMOUNT:
        hits = sum(one.drawn.hits for one in checked)
        shares = sum(
            (Fraction(one.fault * one.drawn.hits, one.drawn.item.size) for one in checked), Fraction(0)
        )
        return _whole(shares / hits * sum(one.size for one in population.items))
    if method == RANDOM:
        return _ratio(population.items, checked)
    parts = []
    for number in {stratum_of(one) for one in population.items}:
        within = [one for one in checked if one.drawn.stratum == number]
        part = _ratio([one for one in population.items if stratum_of(one) == number], within)
        if part is None:
            return None
        parts.append(part)
    return sum(parts)


def _ratio(items: Sequence[Item], checked: Sequence[Checked]) -> int | None:
    base = sum(one.drawn.item.size for one in checked)
    if not base:
        return None
    return _whole(Fraction(sum(one.fault for one in checked) * sum(one.size for one in items), base))


def _whole(value: Fraction) -> int:
    return half_up(value.numerator, value.denominator)
