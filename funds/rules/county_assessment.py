"""The yearly assessment of counties: course, ranking, the managerial part of a gap, who gets the incentive. Pure.

NB 附件二（四）4 and 5, ZY 四（六）7, NM 四（四）. Points are hundredths of a point, money fen, shares ten-thousandths.
How a figure becomes points is :mod:`institutions.rules.scoring`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from config.money import TEN_THOUSAND, share, split_by_weights
from institutions.rules.course import Course

FIELDS = (
    "fund_budget", "enrolment", "collection", "benefits_paid", "cost_control", "supervision", "policy", "performance",
    "risk",
)  # fmt: skip
"""What an indicator is about; incentives look at ``cost_control``."""
COST_CONTROL = "cost_control"

SCHEME = Course(
    ("draft", "approved", "open", "published"),
    {
        "change": {"draft": "draft"},
        "approve": {"draft": "approved"},
        "send_back": {"approved": "draft"},
        "open": {"approved": "open"},
        "publish": {"open": "published"},
    },
    frozenset(("published",)),
)
"""The year's scheme: what is approved is frozen; before it is opened it may go back."""

SHEET = Course(
    ("reporting", "submitted", "verified", "told", "final", "published"),
    {
        "compute": {"reporting": "reporting", "submitted": "submitted"},
        "report": {"reporting": "reporting"},
        "submit": {"reporting": "submitted"},
        "return_report": {"submitted": "reporting"},
        "verify": {"submitted": "submitted"},
        "conclude": {"submitted": "verified"},
        "send_back": {"verified": "submitted"},
        "tell": {"verified": "told"},
        "appeal": {"told": "told"},
        "decide": {"told": "told"},
        "accept": {"told": "told"},
        "settle": {"told": "final"},
        "publish": {"final": "published"},
    },
    frozenset(("published",)),
)
"""A county's sheet: report, verification, review, appeal, final score."""

SHARED, BY_COST_CONTROL = "shared", "cost_control"


class Standing(NamedTuple):
    """A county's final score and its points in cost control, hundredths."""

    unit: int
    score: int
    cost_control: int = 0


def ranked(standings: Iterable[Standing], ties: str) -> dict[int, int]:
    """The rank of each county: equal scores share a rank and the next is left out (1, 1, 3).

    With ``ties`` by cost control, of equal scores the one with more points there stands before; equal there too, they
    share the rank.
    """

    def key(one: Standing) -> tuple[int, int]:
        return (one.score, one.cost_control if ties == BY_COST_CONTROL else 0)

    found = list(standings)
    return {one.unit: 1 + sum(key(other) > key(one) for other in found) for one in found}


WHOLE, FOUND, NONE = "whole", "found", "none"
"""How much of a shortfall is managerial: all of it, the share that was found, none."""


class CountyFigures(NamedTuple):
    """A county's year in one scheme against its budget, fen."""

    income_target: int
    income: int
    spending_budget: int
    spending: int

    @property
    def short(self) -> int:
        """Less collected than the target (少收)."""
        return max(0, self.income_target - self.income)

    @property
    def over(self) -> int:
        """More spent than the budget (多支)."""
        return max(0, self.spending - self.spending_budget)


class Managerial(NamedTuple):
    """What of the shortfalls is in the county's hands, fen."""

    from_income: int
    from_spending: int

    @property
    def amount(self) -> int:
        return self.from_income + self.from_spending


def managerial_of(figures: CountyFigures, found_income: int, found_spending: int) -> Managerial:
    """Income short of its target and spending over its budget, each by the share found managerial."""
    return Managerial(share(figures.short, found_income), share(figures.over, found_spending))


def share_found(how: str, found: int) -> int:
    """The share that counts where the policy says ``how``."""
    return {WHOLE: TEN_THOUSAND, FOUND: found, NONE: 0}[how]


SAVED, EQUALLY = "saved", "equally"


class IncentiveRule(NamedTuple):
    """Who gets a part: at least this score (hundredths), spending at most this share of the budget; by what divided."""

    least_score: int
    within_budget: int
    divided_by: str


class Candidate(NamedTuple):
    """A county as the incentive sees it: hundredths of a point, fen."""

    unit: int
    score: int
    cost_control: int
    spending: int
    budget: int


class Fitness(NamedTuple):
    """Whether a county is among those who get a part, what it weighs, or why it does not."""

    unit: int
    weight: int
    why_not: str


def fitness(candidates: Sequence[Candidate], rule: IncentiveRule) -> list[Fitness]:
    """Of each county; reasons: no_budget, low_score, over_budget, nothing_to_weigh."""
    return [_fit(one, rule) for one in candidates]


def _fit(one: Candidate, rule: IncentiveRule) -> Fitness:
    if one.budget <= 0:
        return Fitness(one.unit, 0, "no_budget")
    if one.score < rule.least_score:
        return Fitness(one.unit, 0, "low_score")
    if one.spending > share(one.budget, rule.within_budget):
        return Fitness(one.unit, 0, "over_budget")
    weight = {
        BY_COST_CONTROL: one.cost_control, SAVED: max(0, one.budget - one.spending), EQUALLY: 1,
    }[rule.divided_by]  # fmt: skip
    return Fitness(one.unit, weight, "" if weight > 0 else "nothing_to_weigh")


def incentive(pool: int, found: Sequence[Fitness]) -> dict[int, int]:
    """``pool`` fen divided among those fit, by weight, to the fen; nobody fit: nothing is drawn."""
    return dict(
        zip((one.unit for one in found), split_by_weights(pool, [one.weight for one in found]), strict=True)
    )
