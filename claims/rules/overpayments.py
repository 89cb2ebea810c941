"""Paying back: the course of a debt, its instalments, which are late, what later payments are set against. Fen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from config.money import split_by_weights
from config.periods import months_later

from .flow import Flow

FLOW = Flow(
    {
        ("found", "confirm"): "confirmed",
        ("found", "withdraw"): "withdrawn",
        ("confirmed", "agree"): "agreed",
        # Another agreement over what is still owed.
        ("agreed", "agree"): "agreed",
        ("confirmed", "receive"): "confirmed",
        ("agreed", "receive"): "agreed",
        ("confirmed", "close"): "closed",
        ("agreed", "close"): "closed",
        ("confirmed", "ask"): "asked",
        ("agreed", "ask"): "asked",
        ("asked", "write_off"): "written_off",
        ("asked", "refuse"): "confirmed",
    }
)


class Part(NamedTuple):
    """One instalment."""

    n: int
    due_on: dt.date
    amount: int


class Standing(NamedTuple):
    """How an instalment stands once what came back is counted against the earliest first."""

    part: Part
    paid: int
    late: bool

    @property
    def open(self) -> int:
        return self.part.amount - self.paid


def schedule(amount: int, *, parts: int, first_due: dt.date) -> list[Part]:
    """``parts`` equal instalments, a month apart on the same day (month ends kept); odd fen fall to the first."""
    if parts < 1 or amount < parts:
        raise ValueError(f"{amount} fen cannot be paid in {parts} parts")
    amounts = split_by_weights(amount, [1] * parts)
    return [Part(n + 1, months_later(first_due, n), fen) for n, fen in enumerate(amounts)]


def standing(parts: Iterable[Part], *, recovered: int, today: dt.date) -> list[Standing]:
    """Each instalment with what of ``recovered`` falls to it, the earliest due first."""
    stands = []
    for part in sorted(parts, key=lambda one: (one.due_on, one.n)):
        paid = min(part.amount, recovered)
        recovered -= paid
        stands.append(Standing(part, paid, paid < part.amount and part.due_on < today))
    return stands


def set_against(owed: Sequence[int], available: int) -> list[int]:
    """What of ``available`` is kept back for each debt, in their order; never more than either."""
    kept = []
    for debt in owed:
        taken = min(debt, available)
        available -= taken
        kept.append(taken)
    return kept
