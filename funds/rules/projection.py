"""What becomes of a fund in three to five years if it goes on as assumed (JJ-10: 基金中长期精算分析). Pure: fen.

A simple method, stated on every page that shows it: a year's income and spending are those of the year before, grown by
people and by head; the balance carries the difference. No interest beyond what income holds, no measures, no prices.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from config.money import TEN_THOUSAND, half_up

FEWEST_YEARS, MOST_YEARS = 3, 5
MONTHS = 12


@dataclass(frozen=True)
class Assumptions:
    """Yearly growth in ten-thousandths: of people, of income a head, of spending a head."""

    people: int
    income: int
    spending: int
    years: int = MOST_YEARS


@dataclass(frozen=True)
class Base:
    """Twelve months that are known, and the balance at their end."""

    year: int
    income: int
    spending: int
    balance: int


@dataclass(frozen=True)
class Year:
    """One projected year; ``year`` 0 steps after the base is the base itself."""

    year: int
    income: int
    spending: int
    balance: int

    @property
    def surplus(self) -> int:
        return self.income - self.spending

    @property
    def months(self) -> Fraction | None:
        """Months of the year's mean spending the balance covers; nothing where nothing is spent."""
        return Fraction(self.balance * MONTHS, self.spending) if self.spending > 0 else None

    @property
    def rate(self) -> Fraction | None:
        """Surplus in parts of income."""
        return Fraction(self.surplus, self.income) if self.income > 0 else None


def project(base: Base, assumed: Assumptions) -> list[Year]:
    """The base and the years after it. Each amount is rounded half up to the fen, once a year."""
    if not FEWEST_YEARS <= assumed.years <= MOST_YEARS:
        raise ValueError(f"{FEWEST_YEARS} to {MOST_YEARS} years are projected, not {assumed.years}")
    years = [Year(base.year, base.income, base.spending, base.balance)]
    for _n in range(assumed.years):
        last = years[-1]
        income = _grown(last.income, assumed.people, assumed.income)
        spending = _grown(last.spending, assumed.people, assumed.spending)
        years.append(Year(last.year + 1, income, spending, last.balance + income - spending))
    return years


def _grown(fen: int, people: int, each: int) -> int:
    return half_up(fen * (TEN_THOUSAND + people) * (TEN_THOUSAND + each), TEN_THOUSAND**2)


def used_up(years: list[Year]) -> int | None:
    """The first year at whose end nothing is left; None where that does not come."""
    return next((one.year for one in years[1:] if one.balance < 0), None)


def falls_below(years: list[Year], months: Fraction | None) -> int | None:
    """The first year at whose end the balance covers fewer than ``months``."""
    if months is None:
        return None
    return next((one.year for one in years[1:] if one.months is not None and one.months < months), None)
