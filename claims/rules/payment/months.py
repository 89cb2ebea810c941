"""A month of an institution by one method: deductions first, the deposit on the rest, what is left is prepaid.

The deposit is reckoned once for the month, on the pooled part after deductions, and divided among its cases (largest
remainder, ties to the earlier row), so that the cases add up to the month.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.money import share, split_by_weights


class Base(NamedTuple):
    """What the month would pay for a case, and what is deducted from it; fen."""

    amount: int
    deducted: int


class MonthPart(NamedTuple):
    """A case's part of the month. A deduction beyond the payment is left to the year's clearing."""

    deducted: int
    deposit: int
    prepaid: int


def month_parts(bases: Sequence[Base], deposit_share: int) -> list[MonthPart]:
    """Case by case, in their order; ``deposit_share`` in ten-thousandths."""
    deducted = [min(base.amount, base.deducted) for base in bases]
    after = [base.amount - taken for base, taken in zip(bases, deducted, strict=True)]
    deposits = split_by_weights(share(sum(after), deposit_share), after)
    return [
        MonthPart(taken, deposit, rest - deposit)
        for taken, rest, deposit in zip(deducted, after, deposits, strict=True)
    ]
