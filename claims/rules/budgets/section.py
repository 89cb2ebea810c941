"""The ``payment_budget`` section: who negotiates, by which method care is counted, growth, months, warnings.

Whether there is total control at all stands in ``institution_payment.total_control``; what is kept back of a year's
budget in ``payment_methods.year.reserved``.
"""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from claims.rules.facts import STAYS
from claims.rules.payment.section import BY_ITEM, METHODS
from institutions.rules.policy_package import Given, PolicyAt, SectionAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import PolicyGap

COUNTY, CITY = "county", "city"
LAST_YEAR, EQUAL = "last_year", "equal"
_METHODS = choice(*METHODS)

PARAMETERS = (
    ParameterSpec(
        "negotiated_by", "name", "Who negotiates institutions' budgets", choices=choice(COUNTY, CITY), required=True
    ),
    ParameterSpec("method.stays", "name", "Method whose budget inpatient care counts in", choices=_METHODS),
    ParameterSpec("method.outpatient", "name", "Method whose budget other care counts in", choices=_METHODS),
    ParameterSpec(
        "method.consortium", "name", "Method whose budget all care of a consortium counts in", choices=_METHODS
    ),
    ParameterSpec(
        "common", "names", "Methods with one budget for all institutions of a county", choices=_METHODS
    ),
    ParameterSpec(
        "growth", "ratio", "Growth of the budget over last year's payments", lowest=Decimal(-1)
    ),
    ParameterSpec("month_split", "name", "How a budget is split into months", choices=choice(LAST_YEAR, EQUAL)),
    ParameterSpec("warn_at", "ratio", "Share of the year's budget whose use is warned of"),
    ParameterSpec(
        "warn_ahead",
        "ratio",
        "Multiple of the months' budgets up to now whose use is warned of",
        highest=Decimal(10),
    ),
)  # fmt: skip

SECTION = SectionSchema("payment_budget", "Payment budgets of counties and institutions", PARAMETERS)


class BudgetTerms(NamedTuple):
    """What the policy says about a year's payment budget."""

    budget: SectionAt
    methods: SectionAt | None

    @property
    def negotiated_by(self) -> Given:
        return self.budget.require("negotiated_by")

    @property
    def growth(self) -> Given:
        return self.budget.get("growth") or Given(0)

    @property
    def reserved(self) -> Given:
        found = None if self.methods is None else self.methods.get("year.reserved")
        return found or Given(0)

    @property
    def month_split(self) -> Given:
        return self.budget.get("month_split") or Given(EQUAL)

    @property
    def warn_at(self) -> Given | None:
        return self.budget.get("warn_at")

    @property
    def warn_ahead(self) -> Given | None:
        return self.budget.get("warn_ahead")

    def method_of(self, med_type: str, *, in_consortium: bool) -> str:
        """The method whose budget care of this national kind counts in; by item where the policy names none."""
        whole = self.budget.get("method.consortium") if in_consortium else None
        kind = "method.stays" if med_type[:2] in STAYS else "method.outpatient"
        given = whole or self.budget.get(kind)
        return BY_ITEM if given is None else str(given.value)

    @property
    def method_of_consortium(self) -> str | None:
        given = self.budget.get("method.consortium")
        return None if given is None else str(given.value)

    def is_common(self, method: str) -> bool:
        given = self.budget.get("common")
        return given is not None and method in given.value

    def is_of_consortia(self, method: str) -> bool:
        return self.method_of_consortium == method


def budget_terms(policy: PolicyAt) -> BudgetTerms:
    """Raises ``PolicyGap`` where nothing is said about budgets, or institutions are not under total control."""
    control = policy.section("institution_payment").require("total_control")
    if not control.value:
        raise PolicyGap("institution_payment: no value for total_control")
    return BudgetTerms(policy.section(SECTION.name), policy.sections.get("payment_methods"))


class Care(NamedTuple):
    """Which methods' budgets are reckoned from stays and from other care; None where the policy does not say."""

    stays: str | None = None
    others: str | None = None

    def of(self, method: str) -> tuple[bool, bool]:
        """Whether the budget of ``method`` stands for stays, and for other care; for both where neither is said."""
        named = method == self.stays, method == self.others
        return named if any(named) else (True, True)


def care_of(policy: PolicyAt) -> Care:
    section = policy.sections.get(SECTION.name)
    if section is None:
        return Care()
    stays, others = (section.get(name) for name in ("method.stays", "method.outpatient"))
    return Care(stays and str(stays.value), others and str(others.value))
