"""What a case comes to by its method: deviation, points, payment standard, and the fund's part of it.

Every method but by item multiplies units by a standard: weight or points of the group, cases, days, heads. Units
are kept in hundred-millionths, so that weight × factor is exact; the amount is rounded once, half up to the fen.
A case far from the mean cost of its group (last year, same level) counts with other points:

- below the low edge by cost ÷ mean;
- above the high edge by cost ÷ mean − edge + 1;
- far above it a review decides, and until then the high-cost rule stands in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up, share
from enrollment.rules.contributions.outcome import FactMissing
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

from .section import (
    BED_DAY,
    BY_ITEM,
    BY_POINTS,
    CASE_RATIO,
    CONSORTIUM,
    DEVIATING,
    DIP,
    DRG,
    PER_CAPITA,
    PER_CASE,
    PREPAID_TOTAL,
    SIGNED_UP,
    STANDARD,
)
from .terms import Edges, Terms

NORMAL, LOW, HIGH, REVIEW, DECIDED, UNMEASURED = "normal", "low", "high", "review", "decided", "unmeasured"
DEVIATIONS = (NORMAL, LOW, HIGH, REVIEW, DECIDED, UNMEASURED)
POINT = 10**8
"""Units are kept in hundred-millionths."""
YUAN = 10**6
"""Standards are kept in millionths of a yuan: a point value has more decimals than money."""
MONTHS = 12

_BY_CASE = ("cost", "fund", "standard")
NEEDS: dict[str, tuple[str, ...]] = {
    BY_ITEM: ("fund",),
    PER_CASE: _BY_CASE,
    DRG: (*_BY_CASE, "weight"),
    DIP: (*_BY_CASE, "weight"),
    BED_DAY: (*_BY_CASE, "days"),
    PER_CAPITA: ("standard", "people"),
    CONSORTIUM: ("standard",),
    PREPAID_TOTAL: ("standard",),
}
"""The facts a method cannot do without."""


class Case(NamedTuple):
    """Facts of a case, or of an institution's like cases together.

    Amounts in fen, ``standard`` in millionths of a yuan; ``weight`` (of one case), ``factor`` and ``decided`` (the
    points a review decided, of the whole row) in ten-thousandths. ``fund`` is what the bills drew on the pooled
    fund, None where nobody says; ``mean`` last year's of the group at institutions of the level; ``months`` how much
    of the year a lump sum or heads are paid for.
    """

    method: str
    cost: int = 0
    fund: int | None = None
    deducted: int = 0
    weight: int = TEN_THOUSAND
    standard: int = 0
    factor: int | None = None
    level: str = "none"
    mean: int | None = None
    decided: int | None = None
    days: int = 0
    people: int = 0
    signed: int | None = None
    cases: int = 1
    months: int = MONTHS
    outside: int = 0


class Owed(NamedTuple):
    """What a case comes to; ``points`` in hundred-millionths where the method has any, ``fund`` the fund's part."""

    deviation: str
    points: int | None
    standard: int
    fund: int
    steps: Sequence[Step]


def owed(case: Case, terms: Terms) -> Owed:
    """Raises ``FactMissing`` or ``PolicyGap`` for what the method needs and nobody says."""
    if case.method == BY_ITEM:
        billed = case.fund or 0
        return Owed(NORMAL, None, billed, billed, [step("by_item", amount=billed)])
    steps: list[Step] = []
    if case.method in (PER_CAPITA, CONSORTIUM, PREPAID_TOTAL):
        standard = _by_months(case, terms, steps)
        return Owed(NORMAL, None, standard, _less_outside(case, standard, steps), steps)
    deviation, units = units_of(case, terms, steps)
    standard = half_up(units * case.standard * 100, POINT * YUAN)
    steps.append(step("standard", amount=standard, units=units, price=case.standard))
    fund = _fund_part(case, terms, standard, steps)
    return Owed(deviation, units if case.method in BY_POINTS else None, standard, fund, steps)


def _by_months(case: Case, terms: Terms, steps: list[Step]) -> int:
    """Heads or a lump sum for so many months of the year: the fund's money altogether."""
    heads = _heads(case, terms, steps) if case.method == PER_CAPITA else 1
    factor = case.factor if case.factor is not None and case.method == PER_CAPITA else TEN_THOUSAND
    standard = half_up(heads * case.standard * factor * 100 * case.months, TEN_THOUSAND * YUAN * MONTHS)
    if factor == TEN_THOUSAND:
        told = step("standard_months", amount=standard, people=heads, price=case.standard, months=case.months)
    else:
        told = step(
            "standard_factor_months",
            amount=standard,
            people=heads,
            price=case.standard,
            factor=factor,
            months=case.months,
        )
    steps.append(told)
    return standard


def _less_outside(case: Case, standard: int, steps: list[Step]) -> int:
    fund = max(0, standard - case.outside)
    steps.append(step("less_outside", amount=fund, standard=standard, outside=case.outside))
    return fund


def units_of(case: Case, terms: Terms, steps: list[Step]) -> tuple[str, int]:
    """How the case deviates and what the standard is multiplied with; ``steps`` gets the formula."""
    factor = Given(case.factor) if case.factor is not None else terms.factor(case.method, case.level)
    if case.method == BED_DAY:
        units = case.days * factor.value * TEN_THOUSAND
        steps.append(step("bed_days", factor, days=case.days, factor=factor.value, units=units))
        return NORMAL, units
    if case.decided is not None:
        units = case.decided * TEN_THOUSAND
        steps.append(step("decided", units=units))
        return DECIDED, units
    base = case.weight * case.cases * factor.value
    steps.append(
        step("points", factor, weight=case.weight, cases=case.cases, factor=factor.value, units=base)
    )
    return _deviated(case, terms.edges(case.method), base, steps)


def _heads(case: Case, terms: Terms, steps: list[Step]) -> int:
    counted = terms.heads
    if counted.value == SIGNED_UP:
        if case.signed is None:
            raise FactMissing("signed")
        heads = case.signed
    else:
        heads = case.people
    steps.append(step(f"heads_{counted.value}", counted, people=heads))
    return heads


def _deviated(case: Case, edges: Edges, base: int, steps: list[Step]) -> tuple[str, int]:
    """The points of a case by its cost against the group's mean."""
    if case.method not in DEVIATING or not (edges.low or edges.high or edges.review):
        return NORMAL, base
    if not case.mean:
        steps.append(step("unmeasured"))
        return UNMEASURED, base
    mean = case.mean * case.cases
    deviation = deviation_of(case.cost, mean, edges)
    told = {"cost": case.cost, "mean": mean}
    if deviation == LOW:
        units = half_up(base * case.cost, mean)
        steps.append(step("low", edges.low, edge=_edge(edges.low), units=units, **told))
        return LOW, units
    if deviation == NORMAL:
        steps.append(step("normal", edges.high or edges.low, **told))
        return NORMAL, base
    edge = edges.high or edges.review
    over = case.cost * TEN_THOUSAND - (_edge(edge) - TEN_THOUSAND) * mean
    units = half_up(base * over, mean * TEN_THOUSAND)
    steps.append(step("high", edge, edge=_edge(edge), units=units, **told))
    if deviation == REVIEW:
        steps.append(step("review", edges.review, edge=_edge(edges.review), **told))
    return deviation, units


def deviation_of(cost: int, mean: int, edges: Edges) -> str:
    """Normal, low, high or for review; the policy says what a case exactly at an edge is."""

    def beyond(far: int, near: int) -> bool:
        return far > near or (far == near and not edges.edge_is_normal)

    measured = cost * TEN_THOUSAND
    if edges.low is not None and beyond(edges.low.value * mean, measured):
        return LOW
    for name, edge in ((REVIEW, edges.review), (HIGH, edges.high)):
        if edge is not None and beyond(measured, edge.value * mean):
            return name
    return NORMAL


def _edge(given: Given | None) -> int:
    return 0 if given is None else int(given.value)


def _fund_part(case: Case, terms: Terms, standard: int, steps: list[Step]) -> int:
    """What of the standard the fund owes."""
    by, billed = terms.fund_part(case.method), case.fund or 0
    if by.value == CASE_RATIO:
        fund = half_up(standard * billed, case.cost) if case.cost else 0
        steps.append(step("fund_by_ratio", by, amount=fund, standard=standard, fund=billed, cost=case.cost))
        return fund
    others = case.cost - billed
    fund = max(0, standard - others)
    steps.append(step("fund_less_others", by, amount=fund, standard=standard, others=others))
    return fund


def billed(case: Case, worked: Owed) -> int:
    """What the bills drew on the fund; what the method owes where nobody says."""
    return worked.fund if case.fund is None else case.fund


def month_base(case: Case, worked: Owed, terms: Terms) -> tuple[int, Step]:
    """What a month pays of the case before deductions and deposit, in fen."""
    by, part = terms.month_by(case.method), terms.month_share(case.method)
    whole = worked.fund if by.value == STANDARD else billed(case, worked)
    base = share(whole, part.value)
    return base, step(f"month_{by.value}", by, amount=base, whole=whole, share=part.value)
