"""What the policy language says of contributions: employees' rates and bases, subsidies, retirement benefit."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_noop as _noop

from institutions.rules.policy_package import Section
from institutions.rules.policy_schema import Dimension, Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import Table, plain

DIMENSIONS = (
    Dimension("county", "Unit that keeps the account of an insured person", pattern=r"\d{6}"),
    Dimension("gend", "Sex", values=("1", "2")),
    Dimension(
        "government",
        "Level of government",
        values=("central", "province", "city", "county"),
    ),
)

_TIMES = Decimal(100)

EMPLOYEE_PARAMETERS = (
    ParameterSpec("employer.rate", "ratio", "Employer's contribution rate, every part included"),
    ParameterSpec("employer.part.*", "ratio", "Of it, for"),
    ParameterSpec("employee.rate", "ratio", "Employee's contribution rate"),
    ParameterSpec("employee.part.*", "ratio", "Of the employee's contribution, for"),
    ParameterSpec("flexible.rate", "ratio", "Contribution rate of flexible workers"),
    ParameterSpec("flexible.part.*", "ratio", "Of the flexible worker's contribution, for"),
    ParameterSpec("unemployed.rate", "ratio", "Contribution rate of the unemployed"),
    ParameterSpec("unemployed.part.*", "ratio", "Of the contribution of the unemployed, for"),
    ParameterSpec(
        "unemployed.paid_by",
        "name",
        "Who pays for the unemployed",
        choices=choice("person", "unemployment_fund"),
    ),
    ParameterSpec(
        "base.lowest", "ratio", "Lowest base, in parts of the provincial mean wage", highest=_TIMES
    ),
    ParameterSpec(
        "base.highest", "ratio", "Highest base, in parts of the provincial mean wage", highest=_TIMES
    ),
    ParameterSpec(
        "base.measures",
        "name",
        "What an employee's base is",
        choices=choice("own_mean_wage_last_year", "own_wage_of_month"),
    ),
    ParameterSpec(
        "employer.base",
        "name",
        "What an employer's base is",
        choices=choice("sum_of_employees", "total_payroll_last_year"),
    ),
    ParameterSpec(
        "flexible.base",
        "ratio",
        "Base of flexible workers, in parts of the provincial mean wage",
        highest=_TIMES,
    ),
    ParameterSpec(
        "flexible.base.highest",
        "ratio",
        "Flexible workers choose a base up to, in parts of the provincial mean wage",
        highest=_TIMES,
    ),
    ParameterSpec(
        "unemployed.base",
        "ratio",
        "Base of the unemployed, in parts of the provincial mean wage",
        highest=_TIMES,
    ),
    ParameterSpec("base.rounded_to", "name", "Bases are rounded to", choices=choice("fen", "jiao", "yuan")),
    ParameterSpec(
        "month.values_on",
        "name",
        "The day of a month whose values count for it",
        choices=choice("first_day", "last_day"),
    ),
    ParameterSpec("base.settled_backwards", "flag", "A new mean wage changes months already paid"),
)

ARREARS_PARAMETERS = (
    ParameterSpec("payment.due_day", "day_of_month", "A month's contribution is due by day"),
    ParameterSpec("payment.due_in", "name", "… of", choices=choice("same_month", "next_month")),
    ParameterSpec("late_fee.daily", "ratio", "Late fee of a day"),
    ParameterSpec("late_fee.highest", "ratio", "Late fee at most, of what is owed", highest=_TIMES),
    ParameterSpec(
        "arrears.stop_after", "months", "Benefits stop after the month in arrears and so many more"
    ),
    ParameterSpec(
        "arrears.retroactive_within", "months", "Interruptions paid up within leave no gap in benefits"
    ),
    ParameterSpec(
        "arrears.restored_from",
        "name",
        "Benefits after a longer interruption begin on",
        choices=choice("payment_day", "next_day", "month_of_payment", "next_month"),
    ),
    ParameterSpec("arrears.wait", "months", "Months of waiting after a longer interruption"),
)

SUBSIDY_PARAMETERS = (
    ParameterSpec(
        "aided.share",
        "ratio",
        "Share of the personal contribution paid for aided people",
        by=("aid_category",),
    ),
    ParameterSpec(
        "aided.paid_by", "name", "Who pays it for them", choices=choice("medical_aid", "city", "county")
    ),
    ParameterSpec(
        "subsidy.share", "ratio", "Share of a level of government in the subsidy", by=("government",)
    ),
    ParameterSpec(
        "subsidy.county_share_paid_by",
        "name",
        "Who pays the county's share of the subsidy",
        by=("county",),
        choices=choice("city", "county"),
    ),
    ParameterSpec(
        "financing.not_below_before", "flag", "Financing and personal contribution not below today's level"
    ),
)

SOURCES = choice("actual", "recognised", "veteran_service", "transferred")
"""Where contribution years come from."""

RETIREMENT = SectionSchema(
    "retirement",
    "Benefit of the retired without further contributions",
    (
        ParameterSpec("years", "years", "Years of contributions needed", by=("gend",), required=True),
        ParameterSpec(
            "years.counted",
            "names",
            "Years that count",
            choices=SOURCES,
            required=True,
        ),
        ParameterSpec("joined_from", "date", "For people who joined or joined again from"),
        ParameterSpec("years.actual", "years", "Of them contributed in fact, at least", by=("gend",)),
        ParameterSpec("former.years", "years", "Years of the former rule of a county", by=("county", "gend")),
        ParameterSpec(
            "former.years.counted",
            "names",
            "Years that count by the former rule of a county",
            by=("county",),
            choices=SOURCES,
        ),
        ParameterSpec("once.allowed", "flag", "Missing years may be paid at once"),
        ParameterSpec(
            "once.base",
            "name",
            "Base of a payment at once",
            choices=choice("mean_wage_at_retirement", "mean_wage_in_force"),
        ),
        ParameterSpec(
            "monthly.base",
            "name",
            "Base of the monthly continuation",
            choices=choice("mean_wage_at_retirement", "mean_wage_in_force"),
        ),
        ParameterSpec("once.base.share", "ratio", "Of the mean wage, for a payment at once", highest=_TIMES),
        ParameterSpec(
            "monthly.base.share", "ratio", "Of the mean wage, for the continuation", highest=_TIMES
        ),
        ParameterSpec("once.rate", "ratio", "Rate of a payment at once"),
        ParameterSpec("monthly.rate", "ratio", "Rate of the monthly continuation"),
    ),
    per_scheme=True,
)


def check_contributions(section: Section) -> Iterator[Finding]:
    """Across parameters: governments bear the whole subsidy, parts are not more than their whole."""
    borne = section.parameters.get("subsidy.share")
    for value in borne.values if borne is not None else ():
        if (
            isinstance(value.value, Table)
            and value.value.by == ("government",)
            and not _whole(value.value.root)
        ):
            yield (
                "subsidy.share",
                _noop("the shares of the governments do not add up to 1 from %(day)s"),
                {"day": value.start},
            )
    yield from _parts_above_whole(section)


def _whole(shares: Any) -> bool:
    levels = DIMENSIONS[2].values
    return sum(plain(shares.get(level, shares.get("*", 0))) for level in levels) == 10_000


def _parts_above_whole(section: Section) -> Iterator[Finding]:
    for payer in ("employer", "employee", "flexible", "unemployed"):
        whole = section.parameters.get(f"{payer}.rate")
        parts = [one for name, one in section.parameters.items() if name.startswith(f"{payer}.part.")]
        days = {value.start for one in (whole, *parts) if one is not None for value in one.values}
        for day in sorted(days) if parts else ():
            rates = [found.value for one in parts if (found := one.at(day)) is not None]
            top = whole.at(day) if whole is not None else None
            if rates and (top is None or sum(rates) > top.value):
                yield f"{payer}.rate", _noop("the parts are more than the rate from %(day)s"), {"day": day}
                break
