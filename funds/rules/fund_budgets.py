"""How a fund budget is worked out and watched. Pure: integer fen, ratios in ten-thousandths.

ZY-21: what is taken out before benefits are budgeted (serious-illness premium, risk fund) is a section of its own;
what is left of the year's income is what benefits may come to.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from config.money import TEN_THOUSAND, half_up, share, split_by_weights
from institutions.rules.policy_package import Given
from institutions.rules.steps import Step, step

INCOME, FIRST, EXPENSE = "income", "first", "expense"
SECTIONS = (INCOME, FIRST, EXPENSE)
SERIOUS_ILLNESS, RISK_FUND = "serious_illness", "risk_fund"
GOOD, FAIR, POOR = "good", "fair", "poor"
OVER, AHEAD, NEAR, WITHIN = "over", "ahead", "near", ""
MONTHS = 12


@dataclass(frozen=True)
class BudgetLine:
    """A line of the list: its section, the roles of the chart its execution is read from, how it is worked out."""

    code: str
    name: str
    name_en: str
    section: str
    roles: tuple[str, ...]
    works: str
    benefit: bool = False


class Heads(NamedTuple):
    """People and what they come to at the rate of ``year``: of the budget's year, or of the year before."""

    people: int
    amount: int
    year: int


@dataclass(frozen=True)
class CountyFacts:
    """What one county's first draft is worked out from."""

    year: int
    last_year: Mapping[str, int]
    growth_income: Given
    growth_expense: Given
    people: int = 0
    subsidy: Heads | None = None
    person: Heads | None = None
    premium: Given | None = None
    risk_fund: Given | None = None
    taken_out: tuple[str, ...] = ()


class WorkedLine(NamedTuple):
    amount: int
    steps: tuple[Step, ...]


def work_out(lines: Sequence[BudgetLine], facts: CountyFacts) -> dict[str, WorkedLine]:
    """Every line's amount with its steps; income first, because the risk fund is a share of it."""
    found = {line.code: _worked(line, facts) for line in lines if line.works != "reserve"}
    income = sum(found[line.code].amount for line in lines if line.section == INCOME)
    for line in lines:
        if line.works == "reserve":
            found[line.code] = reserve_line(line, facts.taken_out, facts.risk_fund, income)
    return {line.code: found[line.code] for line in lines}


def reserve_line(line: BudgetLine, taken_out: tuple[str, ...], part: Given | None, income: int) -> WorkedLine:
    """The risk fund's share of the year's income; nothing where the policy takes none out first."""
    if line.code not in taken_out or part is None or not part.value:
        return WorkedLine(0, (Step("fund_none", {}, 0),))
    amount = share(max(income, 0), part.value)
    return WorkedLine(amount, (step("fund_reserve", part, amount, share=part.value, income=income),))


def _worked(line: BudgetLine, facts: CountyFacts) -> WorkedLine:
    heads = {"subsidy": facts.subsidy, "person": facts.person}.get(line.works)
    if heads is not None and heads.people:
        return _by_heads(heads, facts)
    if (
        line.works == "premium"
        and facts.premium is not None
        and line.code in facts.taken_out
        and facts.people
    ):
        each = int(facts.premium.value)
        amount = each * facts.people
        told = step("fund_premium", facts.premium, amount, people=facts.people, each=each)
        return WorkedLine(amount, (told,))
    base = facts.last_year.get(line.code, 0)
    growth = facts.growth_income if line.section == INCOME else facts.growth_expense
    amount = base + share(base, growth.value)
    return WorkedLine(
        amount,
        (
            Step("fund_last_year", {"year": facts.year - 1}, base),
            step("fund_grown", growth, amount, base=base, growth=growth.value),
        ),
    )


def _by_heads(heads: Heads, facts: CountyFacts) -> WorkedLine:
    each = half_up(heads.amount, heads.people)
    told = Step("fund_heads", {"people": heads.people, "each": each, "year": heads.year}, heads.amount)
    if heads.year == facts.year:
        return WorkedLine(heads.amount, (told,))
    amount = heads.amount + share(heads.amount, facts.growth_income.value)
    grown = step(
        "fund_grown", facts.growth_income, amount, base=heads.amount, growth=facts.growth_income.value
    )
    return WorkedLine(amount, (told, grown))


def reserve_within(drawn: Mapping[int, int], income: int, held: int, full_at: int) -> dict[int, int]:
    """What counties put in (fen by county) where the reserve is full at ``full_at`` of the year's income (ZY-21)."""
    whole = sum(drawn.values())
    room = max(0, share(max(income, 0), full_at) - held) if full_at else whole
    if whole <= room:
        return dict(drawn)
    parts = split_by_weights(room, list(drawn.values()))
    return dict(zip(drawn, parts, strict=True))


class Available(NamedTuple):
    """Income, less what is taken out first, is what benefits may come to; fen."""

    income: int
    first: tuple[tuple[str, int], ...]
    benefits: int

    @property
    def left(self) -> int:
        return self.income - sum(amount for _code, amount in self.first)

    @property
    def beyond(self) -> int:
        """By how much the benefits exceed it; at most zero when they do not."""
        return self.benefits - self.left


def available(lines: Iterable[BudgetLine], amounts: Mapping[str, int]) -> Available:
    known = list(lines)
    return Available(
        sum(amounts.get(line.code, 0) for line in known if line.section == INCOME),
        tuple((line.code, amounts.get(line.code, 0)) for line in known if line.section == FIRST),
        sum(amounts.get(line.code, 0) for line in known if line.benefit),
    )


def rate_line(section: str, budget: int, actual: int, *, good_within: int, fair_within: int) -> str:
    """How near execution came to the budget (NM-04); more income than budgeted counts as met."""
    off = budget - actual if section == INCOME else abs(actual - budget)
    if off <= share(abs(budget), good_within):
        return GOOD
    return FAIR if off <= share(abs(budget), fair_within) else POOR


class Watch(NamedTuple):
    """Of a line's budget when use is warned of; of the even course; nothing is warned of where zero."""

    warn_at: int
    warn_ahead: int


def warned(line: BudgetLine, budget: int, actual: int, months: int, watch: Watch) -> str:
    """What ``actual`` gives cause to when ``months`` of the year are over and the next has begun.

    Income is watched for falling behind only, by the months that are over; spending may be that of the month begun.
    """
    if line.section == INCOME:
        even = half_up(budget * months, MONTHS)
        behind = even - actual
        slack = max(0, watch.warn_ahead - TEN_THOUSAND)
        return AHEAD if watch.warn_ahead and behind > share(even, slack) else WITHIN
    even = half_up(budget * min(months + 1, MONTHS), MONTHS)
    if actual > budget:
        return OVER
    if watch.warn_ahead and actual > share(even, watch.warn_ahead):
        return AHEAD
    if watch.warn_at and budget > 0 and actual >= share(budget, watch.warn_at) and months < MONTHS:
        return NEAR
    return WITHIN


NEXT: Mapping[str, Mapping[str, str]] = {
    "draft": {"hand_in": "handed_in", "drop": "dropped", "set": "draft"},
    "handed_in": {"check": "review", "send_back": "draft"},
    "review": {"agree": "review", "return": "draft"},
    "approved": {},
    "dropped": {},
}
"""State → act → state; the last ``agree`` leads to approved."""


def next_state(state: str, act: str, *, last: bool = False) -> str | None:
    """Where ``act`` leads from ``state``; None where it is not open."""
    found = NEXT[state].get(act)
    return "approved" if found is not None and act == "agree" and last else found
