"""Surplus kept and overrun shared: marginal bands in parts of what is due, each with its own share.

All bands are summed exactly and rounded once, so that a larger budget never pays less; the lines of the bands divide
the rounded sum (largest remainder, ties to the lower band).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up, split_by_weights
from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import Range, Table

from .section import OF_DUE


class Band(NamedTuple):
    """From ``low`` up to ``high`` (None: open) of what is due, ``ratio`` of what lies there; ten-thousandths."""

    low: int
    high: int | None
    ratio: int


class InBand(NamedTuple):
    band: Band
    amount: int


def bands_of(given: Given) -> list[Band]:
    """The bands of a value; a plain ratio is one band without end."""
    table = given.value
    spans = table.bands(_no_fact, OF_DUE) if isinstance(table, Table) else [(Range(0, None), table)]
    return [Band(span.low, span.high, ratio) for span, ratio in spans]


def _no_fact(_name: str) -> None:
    """The bands are the table's only dimension."""


def by_bands(part: int, whole: int, bands: Sequence[Band]) -> list[InBand]:
    """Of ``part`` fen (a surplus or an overrun of ``whole``) what the bands give, band by band."""
    measured = part * TEN_THOUSAND
    weights = []
    for band in bands:
        top = measured if band.high is None else min(measured, band.high * whole)
        weights.append(max(0, top - band.low * whole) * band.ratio)
    total = half_up(sum(weights), TEN_THOUSAND * TEN_THOUSAND)
    amounts = split_by_weights(total, weights)
    return [InBand(band, amount) for band, amount in zip(bands, amounts, strict=True) if amount]
