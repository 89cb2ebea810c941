"""A month's cap and lump sums: what the budget's part of the month allows, and how a common sum is divided.

The sums are divided by weights to the fen (largest remainder, ties to the earlier), like every other division here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.money import split_by_weights
from institutions.rules.steps import Step, step


class Capped(NamedTuple):
    """What the month pays one institution by a method under the budget's part of the month; fen."""

    amount: int
    steps: Sequence[Step]


def capped(bases: Sequence[int], cap: int | None, period: str = "month") -> list[Capped]:
    """``bases`` under their common ``cap``: where they exceed it, each is paid in proportion. No cap: as they are.

    ``period`` says what the cap is of, a ``month`` or a ``year``.
    """
    if cap is None:
        return [Capped(base, ()) for base in bases]
    whole = sum(bases)
    if whole <= cap:
        return [
            Capped(base, (step(f"{period}_in_cap", amount=base, cap=cap, whole=whole),)) for base in bases
        ]
    parts = split_by_weights(cap, [max(0, base) for base in bases])
    return [
        Capped(part, (step(f"{period}_capped", amount=part, base=base, cap=cap, whole=whole),))
        for base, part in zip(bases, parts, strict=True)
    ]


def divided(lump: int, billed: Sequence[int]) -> list[int]:
    """A lump sum of several institutions by what each billed; all of it to the first where none billed anything."""
    weights = [max(0, one) for one in billed]
    if not any(weights):
        return [lump, *[0] * (len(weights) - 1)] if weights else []
    return split_by_weights(lump, weights)
