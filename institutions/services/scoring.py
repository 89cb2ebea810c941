"""What a person types about an indicator, read as its policy has it; values added up to a score."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.money import TEN_THOUSAND
from institutions.rules.scoring import HUNDRED, POINTS, Counted, Measure, points_of

HUNDREDTH = Decimal("0.01")
PERCENT = (Decimal(0), Decimal(100))


def in_points(hundredths: int) -> Decimal:
    """Points with two decimals."""
    return (Decimal(hundredths) / 100).quantize(HUNDREDTH)


def scored(
    measure: Measure,
    title: str,
    value: Decimal,
    *,
    refused: type[DomainError],
    span: tuple[Decimal, Decimal] = PERCENT,
) -> tuple[int | None, Decimal]:
    """(ten-thousandths, points) of what was typed, in points or percent as the policy has it.

    Refuses more than there is to be had, percentages outside ``span``, too many decimals.
    """
    if value != value.quantize(HUNDREDTH):
        raise refused(_("“%(title)s”: at most two decimals."), title=title)
    if measure.scored == POINTS:
        if not 0 <= value <= measure.points:
            raise refused(
                _("“%(title)s” needs points between 0 and %(most)s."), title=title, most=measure.points
            )
        return None, value
    low, high = span
    if not low <= value <= high:
        if span == PERCENT:
            raise refused(_("“%(title)s” needs a percentage between 0 and 100."), title=title)
        raise refused(
            _("“%(title)s” needs a percentage between %(low)s and %(high)s."), title=title, low=low, high=high
        )
    reached = int(value * TEN_THOUSAND / 100)
    return reached, in_points(points_of(measure, reached))


def require_points(points: Decimal, most: int, title: str, refused: type[DomainError]) -> None:
    """Points set by an answer lie within what is to be had."""
    if not 0 <= points <= most:
        raise refused(_("“%(title)s” needs points between 0 and %(most)s."), title=title, most=most)


def counted(values: Iterable[Any]) -> list[Counted]:
    """Rows of :class:`institutions.models.scored.Scored` as the rules count them."""
    return [
        Counted(one.most, None if one.counts is None else int(Decimal(str(one.counts)) * HUNDRED))
        for one in values
    ]


def lacking(titles: Sequence[str]) -> str:
    """Several titles in one sentence."""
    return "、".join(titles)
