"""What the policy language says of the fund's month and of what is watched: ``monthly_round`` and ``targets``."""

from __future__ import annotations

from decimal import Decimal

from institutions.rules.policy_schema import ParameterSpec, SectionSchema, choice

_EVERY = choice("ten_days", "month", "quarter")
_TELLERS = choice("tax", "treasury", "finance", "insurance")
_BY_SCHEME = ("insutype",)
_ANY_RATIO = Decimal(100)

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
    ),
)
