"""A budget in months (fen, twelve of them), what a change in mid-year does to them, and when use is warned of."""

from __future__ import annotations

from collections.abc import Sequence

from config.money import TEN_THOUSAND, half_up, split_by_weights

MONTHS = 12
OVER, AHEAD, NEAR, WITHIN = "over", "ahead", "near", ""


def split_year(amount: int, last_year: Sequence[int] | None = None) -> list[int]:
    """In the shares last year's months had, or equal parts; to the fen by largest remainder, ties to the earlier month.

    A month of last year in which more was taken back than paid weighs nothing; without any payment parts are equal.
    """
    weights = [max(month, 0) for month in last_year or ()]
    return split_by_weights(amount, weights if any(weights) else [1] * MONTHS)


def spread(change: int, months: Sequence[int], first: int) -> list[int] | None:
    """What ``change`` adds to each month from number ``first`` (1 to 12) on, in proportion to what these months have.

    Where they have nothing yet, in equal parts. None where more would be taken than they have.
    """
    left = list(months[first - 1 :])
    if change < 0 and -change > sum(left):
        return None
    weights = left if any(left) else [1] * len(left)
    return [0] * (first - 1) + split_by_weights(change, weights)


def standing(*, used: int, year: int, so_far: int, warn_at: int | None, warn_ahead: int | None) -> str:
    """How use stands: over the year's budget, ahead of its months, near the end of it, or within; ratios in
    ten-thousandths. ``so_far`` is the budget of the months that were counted."""
    if used > year:
        return OVER
    if warn_ahead is not None and used * TEN_THOUSAND > so_far * warn_ahead:
        return AHEAD
    if warn_at is not None and used * TEN_THOUSAND >= year * warn_at and used > 0:
        return NEAR
    return WITHIN


def rate_of(part: int, whole: int) -> int | None:
    """Ten-thousandths, half up; None where there is no budget to measure by."""
    return half_up(part * TEN_THOUSAND, whole) if whole > 0 else None


def counted(months: Sequence[int], last: int = MONTHS) -> range:
    """Numbers of the months a year's base is reckoned from: from the first in which anything was paid up to ``last``.

    Empty where nothing was paid up to then. A month in between without a payment counts as it is.
    """
    first = next((number for number, amount in enumerate(months[:last], start=1) if amount > 0), last + 1)
    return range(first, last + 1)


def whole_year(months: Sequence[int], seen: range) -> list[int]:
    """Twelve months: those of ``seen`` as they are, the others at their mean (half up)."""
    sums = [months[number - 1] for number in seen]
    mean = half_up(sum(sums), len(sums)) if sums else 0
    return [months[number - 1] if number in seen else mean for number in range(1, MONTHS + 1)]
