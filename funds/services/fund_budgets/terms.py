"""What the policy says about a year's fund budget, read for the year's first day."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from funds.models import FundBudget, FundBudgetStep
from funds.policy import BudgetPolicy, PoolingPolicy, budget_policy, pooling_policy
from funds.rules.fund_budgets import Watch
from institutions.models import Agency, PoolingArea
from institutions.policy.gaps import describe_gap
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_tables import PolicyGap

from .faults import FundBudgetRefused

Kind, Act, Office = FundBudget.Kind, FundBudgetStep.Act, FundBudgetStep.Office
CITYS = ("city", "region")


class FundBudgetTerms(NamedTuple):
    """The sections ``budget`` and ``pooling``; ``policy`` for what else a draft is worked out from."""

    budget: BudgetPolicy
    pooling: PoolingPolicy
    policy: PolicyAt

    @property
    def by_city(self) -> bool:
        """One budget for the area, drafted by the city; otherwise each county drafts its own."""
        return self.budget.drafted_by in CITYS

    @property
    def watch(self) -> Watch:
        return Watch(self.budget.warn_at, self.budget.warn_ahead)

    def said(self, name: str) -> Given:
        """A parameter of ``budget`` with its clause; nothing where the policy is silent."""
        return self.policy.section("budget").get(name) or Given(0)


class CourseStep(NamedTuple):
    """One step of a paper's course: who outside does what, and where the policy says so."""

    office: str
    act: str
    said: Given


def terms_of(area: PoolingArea, year: int) -> FundBudgetTerms:
    """Raises :class:`FundBudgetRefused` where no policy is in force or it says nothing of budgets."""
    try:
        policy = policy_for(area, dt.date(year, 1, 1))
        return FundBudgetTerms(budget_policy(policy), pooling_policy(policy), policy)
    except (PolicyGap, LookupError) as gap:
        raise FundBudgetRefused(describe_gap(str(gap))) from gap


def drafter_of(agency: Agency, terms: FundBudgetTerms) -> bool:
    """Whether ``agency`` drafts the budget itself, rather than proposing to its city."""
    return terms.by_city == (agency.level == Agency.Level.CITY)


def course_of(kind: str, terms: FundBudgetTerms) -> list[CourseStep]:
    """The steps of a paper of ``kind``, in the policy's order; each names who acts outside."""
    if kind == Kind.PROPOSAL:
        return [CourseStep(Office.CITY, Act.TAKE, terms.said("county_proposals"))]
    said, policy = terms.said, terms.budget
    steps = []
    if kind == Kind.ACCOUNTS:
        reviewed, approved, where = policy.accounts_reviewed_by, policy.accounts_approved_by, "accounts."
    else:
        drafted = said("income_drafted_with")
        steps = [CourseStep(office, Act.DRAFT_WITH, drafted) for office in policy.income_drafted_with]
        reviewed, approved, where = policy.reviewed_by, policy.approved_by, ""
    steps += [CourseStep(office, Act.REVIEW, said(f"{where}reviewed_by")) for office in reviewed]
    if kind == Kind.ADJUSTMENT and policy.adjustment_approved_by:
        approved, where = policy.adjustment_approved_by, "adjustment."
    if approved:
        steps.append(CourseStep(approved, Act.APPROVE, said(f"{where}approved_by")))
    return steps
