"""The path the simulated years follow: how income grows, what is spent of it, which years are bad. Pure: integer fen.

Stated, not fitted: a good year, a usual one, a shock that strikes every other county, a worse one that strikes all,
and one of recovery.
"""

from __future__ import annotations

from typing import NamedTuple

from config.money import share, split_by_weights

GROWTH = 10_500
"""Income of a year by that of the year before, ten-thousandths."""
LEAST, STEP, STEPS, STRIDE = 6_000_000_000, 1_000_000_000, 7, 3
"""A county's income of the first year: 60 million yuan and up to six steps of ten million more."""
HELD = 800
"""What a county holds from before pooling, by its first year's income, ten-thousandths."""
WORKING = 6_000
"""What the area's fund holds for it on the first day, by the same: so that no account runs dry in the bad years."""
ALONE = 8_000
"""The same where its county keeps the book and nobody stands in for it."""
OLD_FUND = 200
"""What an old fund holds that the policy closes, by the same."""
MONTHS = 12


class YearPath(NamedTuple):
    """Spending by income, ten-thousandths: of a county, and of one that is struck (every other, the first first).

    ``budget``: the spending approved for the first county, which answers for all above it; None: no budget is made.
    """

    calm: int
    struck: int
    budget: int | None = None


GOOD, USUAL = YearPath(8_600, 8_600), YearPath(9_200, 9_200)
SHOCK, WORSE = YearPath(9_600, 12_200, budget=9_500), YearPath(15_000, 16_000, budget=14_500)
RECOVERY = YearPath(9_000, 9_000)
PATH = (GOOD, USUAL, SHOCK, WORSE, RECOVERY)


def path_of(years: int) -> tuple[YearPath, ...]:
    """The path begun anew where more years are asked for."""
    return tuple(PATH[number % len(PATH)] for number in range(years))


def income_of(place: int, year: int) -> int:
    """Fen the county at ``place`` takes in, in the ``year``-th year (from 0)."""
    fen = LEAST + place * STRIDE % STEPS * STEP
    for _year in range(year):
        fen = share(fen, GROWTH)
    return fen


def spending_of(place: int, year: int, path: YearPath) -> int:
    """Fen it spends."""
    return share(income_of(place, year), path.struck if place % 2 == 0 else path.calm)


def budgeted_of(place: int, year: int, path: YearPath) -> int:
    """Fen its budget allows; only the first county spends more than that."""
    if place or path.budget is None:
        return spending_of(place, year, path)
    return share(income_of(place, year), path.budget)


def held_of(place: int) -> int:
    """Fen it brings from before pooling."""
    return share(income_of(place, 0), HELD)


def working_of(place: int, *, alone: bool) -> int:
    """Fen of the area's money that its people came with, or of the county's own that keeps its book ``alone``."""
    return share(income_of(place, 0), ALONE if alone else WORKING)


def old_fund_of(place: int) -> int:
    """Fen of an old fund that came from it."""
    return share(income_of(place, 0), OLD_FUND)


def of_month(fen: int, number: int) -> int:
    """The part of a year's amount that falls into its ``number``-th month (from 1)."""
    return split_by_weights(fen, [1] * MONTHS)[number - 1]
