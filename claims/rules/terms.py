"""What the policy says about one kind of bill, ready to compute with; amounts in fen, ratios in ten-thousandths."""

from __future__ import annotations

from typing import NamedTuple

from institutions.rules.policy_package import Given
from institutions.rules.policy_tables import Range

from .splitting import FeeRules

Bands = tuple[tuple[Range, int], ...]
Adjustments = tuple[tuple[str, Given], ...]
ItemKey = tuple[str, bool, bool]
"""What tells items apart: fee kind, essential, procured."""


class Limit(NamedTuple):
    """A ceiling as it meets one kind of bill.

    ``counter`` is the person's counter of the year it draws on; empty for a ceiling on the single bill.
    """

    name: str
    counter: str
    amount: int
    given: Given
    legacy: tuple[int, int] | None = None
    legacy_given: Given | None = None


class ItemPoints(NamedTuple):
    """Percentage points for what is in scope of some items: a price for choosing them. ``by_class`` says whether
    the kind alone can earn them: fees given by class tell nothing else of an item."""

    name: str
    given: dict[ItemKey, Given]
    by_class: bool


class Layer(NamedTuple):
    """A payer after the basic fund, as it meets one kind of bill.

    ``measures`` says which amount it looks at, ``line`` what of it stays with the person, counted over the
    year when ``line_counter`` names a counter. ``bands`` are measured from zero, or from the line where
    ``above_line``.
    """

    name: str
    pays: str
    title: Given
    refusal: str
    covered: Given | None
    measures: str
    measures_given: Given
    line: int
    line_given: Given | None
    line_counter: str
    ratio: int
    ratio_given: Given
    bands: Bands
    above_line: bool
    adjustments: Adjustments
    ceiling: Limit | None


class Terms(NamedTuple):
    """Everything the policy says about one kind of bill.

    ``deductible_key`` is the fact that completes ``deductible_counter`` ("institution", "chain"; else empty);
    ``counts_stay`` says whether the bill is one of the year's stays; ``certificate`` whose word counts
    about the disease: "reported", "asked" or "registered".
    """

    benefit: str
    benefit_given: Given
    tier: Given
    refusal: str
    covered: Given | None
    deductible: int
    deductible_given: Given | None
    deductible_factor: Given | None
    deductible_counter: str
    deductible_key: str
    counts_stay: bool
    ratio: int
    ratio_given: Given | None
    adjustments: Adjustments
    bands: Bands
    band_start: str
    scope_counter: str
    item_points: tuple[ItemPoints, ...]
    fixed: int | None
    fixed_given: Given | None
    fixed_per_day: bool
    further: int
    further_given: Given | None
    limits: tuple[Limit, ...]
    scope_limits: tuple[Limit, ...]
    fees: FeeRules | None
    layers: tuple[Layer, ...]
    account: str
    account_given: Given | None
    certificate: str = "reported"
