"""Which outlays before year end are unusual, and why (突击使用, NB-30, source 000 五(三)). Pure; integer fen.

Each reason carries the figure it looked at, the bound it was measured by, and how far the figure lies beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import isqrt

from config.money import half_up

OVER_PLAN, OVER_BUDGET = "over_plan", "over_budget"
ABOVE_YEARS, ABOVE_MONTHS = "above_years", "above_months"
NO_BILLS, EARLY, ONE_PAYEE, BACKDATED = "no_bills", "early", "one_payee", "backdated"
REASONS = (OVER_PLAN, OVER_BUDGET, ABOVE_YEARS, ABOVE_MONTHS, NO_BILLS, EARLY, ONE_PAYEE, BACKDATED)

FULL = 10_000
FEWEST_MONTHS = 3
"""So many months of history tell a spread; fewer tell nothing."""


@dataclass(frozen=True)
class Bounds:
    """Policy values: the last ``months`` of a year are looked at, outlays of at least ``smallest`` fen.

    The others are ten-thousandths: how far above plan, earlier years or bills an outlay may lie, how many spreads above
    the mean of the twelve months before, and which part of it one entry may be.
    """

    months: int
    smallest: int
    over_plan: int
    above_years: int
    spreads: int
    no_bills: int
    one_payee: int
    backdated: int
    """So many days may an entry stand before payments recorded earlier."""

    def looks_at(self, month_of_year: int) -> bool:
        return month_of_year > 12 - self.months


@dataclass(frozen=True)
class Outlay:
    """What a unit paid out in a month under one scheme for one kind of spending, and what it is held against.

    ``plan`` and ``budget_left`` (before this month; may be negative) are None without one; ``years`` are the same
    month of earlier years, ``months`` the twelve before, those without books left out. ``bills`` None: for this kind
    of spending no bills come in, such as working capital lent.
    """

    spent: int
    plan: int | None = None
    budget_left: int | None = None
    years: Sequence[int] = ()
    months: Sequence[int] = ()
    bills: int | None = None
    early: int = 0
    largest: int = 0
    backdated: int = 0


@dataclass(frozen=True)
class Reason:
    """``figure`` lay beyond ``bound``, fen both."""

    code: str
    figure: int
    bound: int

    @property
    def beyond(self) -> int:
        return self.figure - self.bound


@dataclass(frozen=True)
class Judged:
    """The reasons, and whether they make the outlay one to be explained."""

    reasons: tuple[Reason, ...] = field(default=())

    @property
    def unusual(self) -> bool:
        return bool(self.reasons)


def mean_and_spread(values: Sequence[int]) -> tuple[int, int]:
    """Mean and standard deviation (of the whole, not of a sample) to the fen, the latter rounded down."""
    if not values:
        return 0, 0
    n = len(values)
    mean = half_up(sum(values), n)
    return mean, isqrt(sum((one - mean) ** 2 for one in values) // n)


def judge(outlay: Outlay, bounds: Bounds) -> Judged:
    """One payee's large part alone makes nothing unusual: a small county has one hospital. It is told beside others."""
    if outlay.spent < max(bounds.smallest, 1):
        return Judged()
    found = tuple(_reasons(outlay, bounds))
    if all(one.code == ONE_PAYEE for one in found):
        return Judged()
    return Judged(found)


def _reasons(outlay: Outlay, bounds: Bounds) -> Iterator[Reason]:
    spent = outlay.spent
    if outlay.plan is not None and spent > (most := _above(outlay.plan, bounds.over_plan)):
        yield Reason(OVER_PLAN, spent, most)
    if outlay.budget_left is not None and spent > (left := max(outlay.budget_left, 0)):
        yield Reason(OVER_BUDGET, spent, left)
    if outlay.years:
        usual = half_up(sum(outlay.years), len(outlay.years))
        if spent > (most := _above(usual, bounds.above_years)):
            yield Reason(ABOVE_YEARS, spent, most)
    if len(outlay.months) >= FEWEST_MONTHS:
        mean, spread = mean_and_spread(outlay.months)
        if spent > (most := mean + half_up(spread * bounds.spreads, FULL)):
            yield Reason(ABOVE_MONTHS, spent, most)
    if outlay.bills is not None and spent > (most := _above(outlay.bills, bounds.no_bills)):
        yield Reason(NO_BILLS, spent, most)
    if outlay.early > 0:
        yield Reason(EARLY, outlay.early, 0)
    if outlay.largest > (most := half_up(spent * bounds.one_payee, FULL)):
        yield Reason(ONE_PAYEE, outlay.largest, most)
    if outlay.backdated > 0:
        yield Reason(BACKDATED, outlay.backdated, 0)


def _above(fen: int, share: int) -> int:
    most = Fraction(fen) * (FULL + share) / FULL
    return half_up(most.numerator, most.denominator)
