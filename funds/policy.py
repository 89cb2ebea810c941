"""The sections about the fund itself: pooling, clearing, payment of institutions, budget."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from institutions.policy.registry import register_dimension, register_section
from institutions.policy.typed import origins, parameter, read_into
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema, choice

from .policy_control import AUDIT, RUSH
from .policy_county_assessment import SECTION as COUNTY_ASSESSMENT
from .policy_oversight import SECTION as OVERSIGHT
from .policy_reserves import BEARERS, DIMENSIONS, RESERVES, SHARING, check
from .policy_returns import RETURNED_PAYMENTS
from .policy_rounds import MONTHLY_ROUND, TARGETS

_OFFICES = choice("bureau", "finance", "tax", "government", "congress", "standing_committee")

POOLING = SectionSchema(
    "pooling",
    "How the fund is pooled and shared",
    (
        ParameterSpec(
            "mode",
            "name",
            "Unified collection and payment, or graded management",
            choices=choice("unified", "graded"),
            required=True,
        ),
        ParameterSpec(
            "taken_out_first",
            "names",
            "Taken out before benefits are budgeted",
            choices=choice("serious_illness", "risk_fund"),
        ),
        *RESERVES,
        ParameterSpec(
            "surplus.quota_share", "ratio", "Share of a county's surplus that becomes its balance quota"
        ),
        ParameterSpec(
            "surplus.rest_stays_with",
            "name",
            "Where the rest of a surplus stays",
            choices=BEARERS | {"reserve"},
        ),
        ParameterSpec("gap.managerial", "name", "Who bears a managerial gap", choices=BEARERS),
        ParameterSpec("gap.policy_order", "names", "What covers a policy gap, in order"),
        ParameterSpec(
            "before_pooling.balance_as_quota",
            "flag",
            "Audited earlier balances are handed up and become quota",
        ),
        ParameterSpec("before_pooling.debts", "name", "Who bears debts from before pooling", choices=BEARERS),
        ParameterSpec(
            "people.paid_by", "name", "Who pays reimbursements and allowances to people", choices=BEARERS
        ),
        *SHARING,
        ParameterSpec("warning.months", "months", "Warning when the balance covers fewer months"),
    ),
    check=check,
)

CLEARING = SectionSchema(
    "clearing",
    "Clearing with institutions and between counties",
    (
        ParameterSpec(
            "cycle", "name", "Period of the clearing", choices=choice("month", "quarter"), required=True
        ),
        ParameterSpec(
            "quality_deposit", "ratio", "Share of the pooled part held back as quality deposit", required=True
        ),
        ParameterSpec(
            "quality_deposit_from",
            "names",
            "Institutions it is held back from",
            choices=choice("hospital", "pharmacy", "outside"),
        ),
        ParameterSpec("pay_within", "days", "Working days from the institution's claim to payment"),
        ParameterSpec(
            "payers", "names", "Who pays an institution on one bill", choices=choice("fund", "insurer", "aid")
        ),
        ParameterSpec(
            "waits_for",
            "name",
            "What an institution must have done before its month is cleared",
            choices=choice("nothing", "reconciled", "applied"),
        ),
    ),
)

INSTITUTION_PAYMENT = SectionSchema(
    "institution_payment",
    "Payment of designated institutions",
    (
        ParameterSpec("total_control", "flag", "Total control under the budget", required=True),
        ParameterSpec(
            "methods",
            "names",
            "Payment methods in use",
            choices=choice(
                "by_item",
                "per_case",
                "drg",
                "dip",
                "bed_day",
                "per_capita",
                "consortium_lump_sum",
                "prepaid_total",
            ),
        ),
        ParameterSpec("working_capital.months", "months", "Months of last year's mean pooled payment lent"),
        ParameterSpec("working_capital.lent_on", "month_day", "Day by which it, or a prepayment, is lent"),
        ParameterSpec(
            "working_capital.settled_on", "month_day", "Day on which it, or a prepayment, is settled"
        ),
    ),
)

BUDGET = SectionSchema(
    "budget",
    "Budget of the fund",
    (
        ParameterSpec("drafted_by", "name", "Who drafts", choices=BEARERS, required=True),
        ParameterSpec("county_proposals", "flag", "Counties propose"),
        ParameterSpec("income_drafted_with", "names", "With whom the income is drafted", choices=_OFFICES),
        ParameterSpec("reviewed_by", "names", "Who reviews the draft", choices=_OFFICES),
        ParameterSpec("approved_by", "name", "Who approves the budget", choices=_OFFICES),
        ParameterSpec("accounts.reviewed_by", "names", "Who reviews the final accounts", choices=_OFFICES),
        ParameterSpec("accounts.approved_by", "name", "Who approves the final accounts", choices=_OFFICES),
        ParameterSpec(
            "adjustment.approved_by", "name", "Who approves a change in mid-year", choices=_OFFICES
        ),
        ParameterSpec("growth.income", "ratio", "Growth of income over last year", lowest=Decimal(-1)),
        ParameterSpec("growth.expense", "ratio", "Growth of spending over last year", lowest=Decimal(-1)),
        ParameterSpec(
            "serious_illness.premium", "yuan", "Premium of a head and year to the serious-illness insurer"
        ),
        ParameterSpec("warn_at", "ratio", "Share of a line's budget whose use is warned of"),
        ParameterSpec(
            "warn_ahead", "ratio", "Multiple of the even course whose use is warned of", highest=Decimal(10)
        ),
        ParameterSpec("rating.good_within", "ratio", "Deviation from the budget still rated good"),
        ParameterSpec("rating.fair_within", "ratio", "Deviation from the budget still rated fair"),
    ),
)


def register() -> None:
    """Called once from ``FundsConfig.ready()``."""
    for dimension in DIMENSIONS:
        register_dimension(dimension)
    for section in (
        POOLING,
        CLEARING,
        INSTITUTION_PAYMENT,
        BUDGET,
        MONTHLY_ROUND,
        TARGETS,
        OVERSIGHT,
        COUNTY_ASSESSMENT,
        RUSH,
        AUDIT,
        RETURNED_PAYMENTS,
    ):
        register_section(section)


@dataclass(frozen=True)
class PoolingPolicy:
    """How the fund is pooled; shares in ten-thousandths (ZY-16, ZY-18, ZY-19, HG-13)."""

    mode: str = parameter("mode")
    taken_out_first: tuple[str, ...] = parameter("taken_out_first", default=())
    risk_fund_share: int = parameter("risk_fund.share", default=0)
    risk_fund_full_at: int = parameter("risk_fund.full_at", default=0)
    risk_fund_kept_by: str = parameter("risk_fund.kept_by", default="city")
    quota_share: int = parameter("surplus.quota_share", default=0)
    rest_stays_with: str = parameter("surplus.rest_stays_with", default="city")
    managerial_gap: str = parameter("gap.managerial", default="county")
    people_paid_by: str = parameter("people.paid_by", default="county")
    policy_gap_order: tuple[str, ...] = parameter("gap.policy_order", default=())
    balance_as_quota: bool = parameter("before_pooling.balance_as_quota", default=False)
    earlier_debts: str = parameter("before_pooling.debts", default="county")
    warning_months: int = parameter("warning.months", default=0)
    given: Mapping[str, Given] = origins()

    @property
    def unified(self) -> bool:
        """One book for the area; otherwise one per county."""
        return self.mode == "unified"


@dataclass(frozen=True)
class OpeningPolicy:
    """What becomes of balances and gaps from before pooling (NB-18, ZY-18), and of old funds (HG-02)."""

    pooled_from: dt.date | None = parameter("pooled_from", default=None)  # noqa: RUF009
    handed_over_by: dt.date | None = parameter("handed_over_by", default=None)  # noqa: RUF009
    audited_by: dt.date | None = parameter("before_pooling.audited_by", default=None)  # noqa: RUF009
    balance_bears: tuple[str, ...] = parameter("before_pooling.balance_bears", default=())
    balance_as_quota: bool = parameter("before_pooling.balance_as_quota", default=False)
    debts: str = parameter("before_pooling.debts", default="county")
    transition_from: dt.date | None = parameter("merging.transition_from", default=None)  # noqa: RUF009
    merged_on: dt.date | None = parameter("merging.merged_on", default=None)  # noqa: RUF009
    merged_schemes: tuple[str, ...] = parameter("merging.schemes", default=())
    benefits_settled_by: dt.date | None = parameter("merging.benefits_settled_by", default=None)  # noqa: RUF009
    given: Mapping[str, Given] = origins()


@dataclass(frozen=True)
class ClearingPolicy:
    """The rhythm of clearing; ``quality_deposit`` in ten-thousandths of the pooled part after deductions."""

    cycle: str = parameter("cycle")
    quality_deposit: int = parameter("quality_deposit")
    quality_deposit_from: tuple[str, ...] = parameter(
        "quality_deposit_from", default=("hospital", "pharmacy")
    )
    pay_within_workdays: int | None = parameter("pay_within", default=None)
    payers: tuple[str, ...] = parameter("payers", default=("fund",))
    waits_for: str = parameter("waits_for", default="nothing")
    given: Mapping[str, Given] = origins()


@dataclass(frozen=True)
class InstitutionPaymentPolicy:
    """How institutions are paid beside the monthly clearing (ZY-14, ZY-15); days as MM-DD."""

    total_control: bool = parameter("total_control")
    working_capital_months: int = parameter("working_capital.months", default=0)
    lent_on: str = parameter("working_capital.lent_on", default="01-31")
    settled_on: str = parameter("working_capital.settled_on", default="12-31")
    given: Mapping[str, Given] = origins()


@dataclass(frozen=True)
class BudgetPolicy:
    """Who makes the budget (NB-11, ZY-24), and how its execution is watched (NM-04); ratios in ten-thousandths."""

    drafted_by: str = parameter("drafted_by")
    county_proposals: bool = parameter("county_proposals", default=False)
    income_drafted_with: tuple[str, ...] = parameter("income_drafted_with", default=())
    reviewed_by: tuple[str, ...] = parameter("reviewed_by", default=())
    approved_by: str = parameter("approved_by", default="")
    adjustment_approved_by: str = parameter("adjustment.approved_by", default="")
    accounts_reviewed_by: tuple[str, ...] = parameter("accounts.reviewed_by", default=())
    accounts_approved_by: str = parameter("accounts.approved_by", default="")
    warn_at: int = parameter("warn_at", default=0)
    warn_ahead: int = parameter("warn_ahead", default=0)
    good_within: int = parameter("rating.good_within", default=0)
    fair_within: int = parameter("rating.fair_within", default=0)
    given: Mapping[str, Given] = origins()


def pooling_policy(policy: PolicyAt) -> PoolingPolicy:
    return read_into(PoolingPolicy, policy.section("pooling"))


def opening_policy(policy: PolicyAt) -> OpeningPolicy:
    return read_into(OpeningPolicy, policy.section("pooling"))


def clearing_policy(policy: PolicyAt) -> ClearingPolicy:
    return read_into(ClearingPolicy, policy.section("clearing"))


def institution_payment_policy(policy: PolicyAt) -> InstitutionPaymentPolicy:
    return read_into(InstitutionPaymentPolicy, policy.section("institution_payment"))


def budget_policy(policy: PolicyAt) -> BudgetPolicy:
    return read_into(BudgetPolicy, policy.section("budget"))
