"""What the policy language says of the fund's month and of what is watched: ``monthly_round`` and ``targets``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from institutions.policy.typed import origins, parameter, read_into
from institutions.rules.policy_package import Given, PolicyAt, Section
from institutions.rules.policy_schema import Finding, ParameterSpec, SectionSchema, choice

_EVERY = choice("ten_days", "month", "quarter")
_TELLERS = choice("tax", "treasury", "finance", "insurance")
_TOLD = choice("government")
_BY_SCHEME = ("insutype",)
_ANY_RATIO = Decimal(100)


def _check_round(section: Section) -> Iterable[Finding]:
    """What goes on to counties must have come in: a transfer is due so many days after an appropriation."""
    if "transfer.within" in section.parameters and "appropriation.by" not in section.parameters:
        yield "transfer.within", "A transfer needs the day of an appropriation.", {}


MONTHLY_ROUND = SectionSchema(
    "monthly_round",
    "Collection, plans, appropriation and reports of a month",
    (
        ParameterSpec("collection.moved_every", "name", "Receipts are moved up every", choices=_EVERY),
        ParameterSpec(
            "collection.paid_into",
            "name",
            "Where what tax collects is paid in first",
            choices=choice("treasury", "income_account"),
        ),
        ParameterSpec("reconciliation.every", "name", "Receipts are reconciled every", choices=_EVERY),
        ParameterSpec(
            "reconciliation.among", "names", "Whose records of receipts are reconciled", choices=_TELLERS
        ),
        ParameterSpec(
            "reconciliation.days_apart", "days", "Days the same money may lie apart between two records"
        ),
        ParameterSpec(
            "reconciliation.*.signed_by",
            "name",
            "Who reconciles and signs this group of payers (employer, flexible, resident)",
            choices=choice("county", "city"),
        ),
        ParameterSpec("interest.moved_every", "name", "Interest is moved up every", choices=_EVERY),
        ParameterSpec("income.swept_every", "name", "County income accounts are swept every", choices=_EVERY),
        ParameterSpec("subsidy.*.due", "month_day", "Day by which this part of the subsidy is paid in"),
        ParameterSpec("subsidy.*.share", "ratio", "Part of the year's subsidy paid in then"),
        ParameterSpec("plan.county_by", "day_of_month", "Day of the month before: county's plan"),
        ParameterSpec("plan.city_by", "day_of_month", "Day of the month before: the city applies to finance"),
        ParameterSpec(
            "appropriation.by", "day_of_month", "Day of the month: finance pays the city's account"
        ),
        ParameterSpec("transfer.within", "days", "Working days within which the city pays the counties"),
        ParameterSpec("report.county_by", "day_of_month", "Day of the month after: county's spending report"),
        ParameterSpec("report.city_by", "day_of_month", "Day of the month after: the city files the summary"),
    ),
    check=_check_round,
)

TARGETS = SectionSchema(
    "targets",
    "What is aimed at and watched",
    (
        ParameterSpec("coverage.lowest", "ratio", "Lowest share of people insured"),
        ParameterSpec("personal_spending.about", "ratio", "Personal share of health spending aimed at"),
        ParameterSpec("months_covered.lowest", "months", "Fewest months the balance covers", by=_BY_SCHEME),
        ParameterSpec("months_covered.highest", "months", "Most months the balance covers", by=_BY_SCHEME),
        ParameterSpec("months_covered.talk", "months", "Fewer months lead to a talk", by=_BY_SCHEME),
        ParameterSpec(
            "current_balance.lowest",
            "ratio",
            "Lowest balance of the year, in parts of its income",
            by=_BY_SCHEME,
        ),
        ParameterSpec(
            "current_balance.highest",
            "ratio",
            "Highest balance of the year, in parts of its income",
            by=_BY_SCHEME,
        ),
        ParameterSpec(
            "accumulated_balance.highest",
            "ratio",
            "Highest accumulated balance, in parts of the year's income",
            by=_BY_SCHEME,
            highest=_ANY_RATIO,
        ),
        ParameterSpec(
            "accumulated_balance.lowest",
            "ratio",
            "Lowest accumulated balance, in parts of the year's income",
            by=_BY_SCHEME,
        ),
        ParameterSpec(
            "inpatient_ratio.about",
            "ratio",
            "Payment ratio of in-scope inpatient costs aimed at",
            by=_BY_SCHEME,
        ),
        ParameterSpec(
            "inpatient_ratio.within",
            "points",
            "How far it may lie from it, in percentage points",
            by=_BY_SCHEME,
        ),
        ParameterSpec(
            "personal_spending.within", "points", "How far the personal share may lie above it, in points"
        ),
        ParameterSpec(
            "months_covered.reported_to", "name", "Who is told when the balance covers fewer", choices=_TOLD
        ),
        ParameterSpec("watch.on", "day_of_month", "Day of the month after: what is watched is counted"),
        ParameterSpec("watch.report_by", "day_of_month", "Day of the month after: the month's report is out"),
        ParameterSpec("watch.answer_within", "days", "Working days within which a warning is answered"),
        ParameterSpec("watch.decide_within", "days", "Working days within which the answer is decided on"),
        ParameterSpec("watch.talk_within", "days", "Working days within which a talk is held"),
        ParameterSpec("watch.talk_after", "months", "Months worse in a row that lead to a talk"),
    ),
)


@dataclass(frozen=True)
class RoundPolicy:
    """The days of the month's round; a step whose day the policy does not name does not exist (NB-14, NB-16).

    Days are days of a month, 31 its last; ``transfer_within`` working days.
    """

    county_plan_by: int | None = parameter("plan.county_by", default=None)
    city_plan_by: int | None = parameter("plan.city_by", default=None)
    appropriation_by: int | None = parameter("appropriation.by", default=None)
    transfer_within: int | None = parameter("transfer.within", default=None)
    county_report_by: int | None = parameter("report.county_by", default=None)
    city_report_by: int | None = parameter("report.city_by", default=None)
    income_every: str | None = parameter("income.swept_every", default=None)
    interest_every: str | None = parameter("interest.moved_every", default=None)
    given: Mapping[str, Given] = origins()


@dataclass(frozen=True)
class WatchPolicy:
    """How what is watched is followed up (JJ-10, JJ-18, ZY-19): days of a month, working days, months."""

    on: int | None = parameter("watch.on", default=None)
    report_by: int | None = parameter("watch.report_by", default=None)
    answer_within: int | None = parameter("watch.answer_within", default=None)
    decide_within: int | None = parameter("watch.decide_within", default=None)
    talk_within: int | None = parameter("watch.talk_within", default=None)
    talk_after: int | None = parameter("watch.talk_after", default=None)
    given: Mapping[str, Given] = origins()


def watch_policy(policy: PolicyAt) -> WatchPolicy | None:
    """None where the policy watches nothing."""
    return read_into(WatchPolicy, policy.section(TARGETS.name)) if policy.has(TARGETS.name) else None


def round_policy(policy: PolicyAt) -> RoundPolicy:
    """Without the section: a policy that names no step."""
    name = MONTHLY_ROUND.name
    return read_into(RoundPolicy, policy.section(name)) if policy.has(name) else RoundPolicy()
