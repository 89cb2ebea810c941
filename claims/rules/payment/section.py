"""The ``payment_methods`` section: what a payment method needs to know beside the facts of cases and institutions.

Which methods an area uses stands in ``institution_payment.methods``, the quality deposit in ``clearing``.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from itertools import pairwise

from institutions.rules.policy_package import Section
from institutions.rules.policy_schema import Dimension, Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import Table

BY_ITEM, PER_CASE, DRG, DIP = "by_item", "per_case", "drg", "dip"
BED_DAY, PER_CAPITA = "bed_day", "per_capita"
CONSORTIUM, PREPAID_TOTAL = "consortium_lump_sum", "prepaid_total"
METHODS = (BY_ITEM, PER_CASE, DRG, DIP, BED_DAY, PER_CAPITA, CONSORTIUM, PREPAID_TOTAL)
LUMPS = (CONSORTIUM, PREPAID_TOTAL, PER_CAPITA)
"""Methods that pay whatever no other method does, by a sum decided in the budget or by heads."""
BY_POINTS = (DRG, DIP)
"""Methods whose budget is one for all institutions and divided by weights or points."""
DEVIATING = (PER_CASE, DRG, DIP)
LESS_OTHERS, CASE_RATIO = "less_others", "case_ratio"
STANDARD, BILLED = "standard", "billed"
NORMAL, DEVIATION = "normal", "deviating"
SIGNED_UP, ALL = "signed_up", "all"
BY_HEADS, BY_BUDGET = "heads", "budget"

METHOD, OF_DUE, SCORE = "payment_method", "of_due", "score"
DIMENSIONS = (
    Dimension(METHOD, "Payment method", values=METHODS),
    Dimension(OF_DUE, "Surplus or overrun in parts of what is due for the year", range_unit="ratio"),
)
_MANY = Decimal(1000)


def _deviations() -> Iterable[ParameterSpec]:
    for method in DEVIATING:
        yield ParameterSpec(
            f"{method}.low_below",
            "ratio",
            "Share of the group's mean below which a case is a low-cost one",
            highest=_MANY,
        )
        yield ParameterSpec(
            f"{method}.high_above",
            "ratio",
            "Multiple of the group's mean above which a case is a high-cost one",
            highest=_MANY,
        )
        yield ParameterSpec(
            f"{method}.review_above",
            "ratio",
            "Multiple of the group's mean above which a case is reviewed by itself",
            highest=_MANY,
        )
        yield ParameterSpec(
            f"{method}.at_edge",
            "name",
            "What a case exactly at an edge counts as",
            choices=choice(NORMAL, DEVIATION),
        )


PARAMETERS = (
    *_deviations(),
    ParameterSpec(
        "institution_factor",
        "ratio",
        "Factor of an institution whose own is not given",
        by=(METHOD, "level"),
        highest=_MANY,
    ),
    ParameterSpec(
        "fund_part",
        "name",
        "How the fund's part of a payment standard follows",
        by=(METHOD,),
        choices=choice(LESS_OTHERS, CASE_RATIO),
    ),
    ParameterSpec(
        "per_capita.heads", "name", "Who counts as a head under per capita", choices=choice(SIGNED_UP, ALL)
    ),
    ParameterSpec(
        "per_capita.by",
        "name",
        "What per capita pays: heads times quota, or the sum of the decided budget",
        choices=choice(BY_HEADS, BY_BUDGET),
    ),
    ParameterSpec(
        "month.by",
        "name",
        "What a month's prepayment follows",
        by=(METHOD,),
        choices=choice(STANDARD, BILLED),
    ),
    ParameterSpec("month.share", "ratio", "Share of it that is prepaid in the month", by=(METHOD,)),
    ParameterSpec("year.reserved", "ratio", "Share of the year's budget kept back for overruns"),
    ParameterSpec("year.surplus_kept", "ratio", "Share of a surplus the institution keeps", by=(OF_DUE,)),
    ParameterSpec("year.overrun_shared", "ratio", "Share of an overrun the fund bears", by=(OF_DUE,)),
    ParameterSpec("deposit.released", "ratio", "Share of the quality deposit that is released", by=(SCORE,)),
    ParameterSpec(
        "review.most", "ratio", "Share of its year's cases an institution may apply to have reviewed singly"
    ),
    ParameterSpec("prepayment.months", "months", "Months of last year's mean pooled payment paid in advance"),
    ParameterSpec(
        "prepayment.adjusted",
        "ratio",
        "By what share of itself an advance changes with the assessment",
        by=(SCORE,),
        highest=Decimal(2),
    ),
)


def check(section: Section) -> Iterable[Finding]:
    """Edges in their order; the fund's share of an overrun never rises, or a larger budget could pay less."""
    for method in DEVIATING:
        yield from _edges(section, method)
    yield from _uncounted_heads(section)
    shared = section.parameters.get("year.overrun_shared")
    for dated in shared.values if shared else ():
        ratios = list(dated.value.leaves()) if isinstance(dated.value, Table) else [dated.value]
        if ratios != sorted(ratios, reverse=True):
            yield (
                "year.overrun_shared",
                "The share of an overrun rises from one band to the next: a larger budget could pay less.",
                {},
            )


def _uncounted_heads(section: Section) -> Iterable[Finding]:
    """Only whoever signed up belongs to an institution: nobody can say whose of all the insured are."""
    by, heads = (section.parameters.get(f"per_capita.{name}") for name in ("by", "heads"))
    for dated in by.values if by else ():
        counted = heads.at(dated.start) if heads else None
        if dated.value == BY_HEADS and (counted is None or counted.value != SIGNED_UP):
            yield (
                "per_capita.by",
                "Heads times quota needs “%(heads)s” to count those signed up.",
                {"heads": "per_capita.heads"},
            )


def _edges(section: Section, method: str) -> Iterable[Finding]:
    names = [f"{method}.{edge}" for edge in ("low_below", "high_above", "review_above")]
    found = [(name, section.parameters[name]) for name in names if name in section.parameters]
    for (lower, first), (upper, second) in pairwise(found):
        for dated in second.values:
            other = first.at(dated.start)
            if other is not None and _number(other.value) >= _number(dated.value):
                yield upper, "The edge must lie above “%(lower)s”.", {"lower": lower}


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


SECTION = SectionSchema("payment_methods", "How payment methods work out", PARAMETERS, check=check)
