"""What an indicator says. Pure: exact numbers, never a float."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from config.money import TEN_THOUSAND, half_up

# Units: a share (1 is everything), months, fen, people.
RATIO, MONTHS, FEN, COUNT = "ratio", "months", "fen", "count"

Exact = int | Fraction


@dataclass(frozen=True)
class Reading:
    """A value and what it was worked out from; ``value`` None where there is nothing to measure.

    Numerator and denominator are fen, people or bills, as ``source`` says; an amount has only a numerator.
    ``address`` opens the figures behind it, empty where no page shows them.
    """

    value: Fraction | None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    source: Any = ""
    address: str = ""

    @property
    def ten_thousandths(self) -> int | None:
        """Half up, as lists show ratios."""
        if self.value is None:
            return None
        return half_up(self.value.numerator * TEN_THOUSAND, self.value.denominator)


def quotient(over: Exact | None, under: Exact | None, *, source: Any, address: str = "") -> Reading:
    """``over`` in parts of ``under``; no value where either is missing or there is nothing to divide by."""
    top = None if over is None else Fraction(over)
    base = None if under is None else Fraction(under)
    value = None if top is None or base is None or base <= 0 else top / base
    return Reading(value, top, base, source, address)


def amount(value: Exact | None, *, source: Any, address: str = "") -> Reading:
    """A plain number: money in fen, or a count."""
    exact = None if value is None else Fraction(value)
    return Reading(exact, exact, None, source, address)


def growth(now: Fraction | None, before: Fraction | None, *, source: Any, address: str = "") -> Reading:
    """By which part ``now`` is more than ``before``; both stand as numerator and denominator."""
    value = None if now is None or before is None or before <= 0 else now / before - 1
    return Reading(value, now, before, source, address)
