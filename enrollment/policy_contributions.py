"""What the policy language says of contributions: employees' rates and bases, subsidies, retirement benefit."""

from __future__ import annotations

from decimal import Decimal

from institutions.rules.policy_schema import Dimension, ParameterSpec, SectionSchema, choice

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
    ParameterSpec("flexible.rate", "ratio", "Contribution rate of flexible workers"),
    ParameterSpec("unemployed.rate", "ratio", "Contribution rate of the unemployed"),
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
    ParameterSpec("base.settled_backwards", "flag", "A new mean wage changes months already paid"),
    ParameterSpec("late_fee.daily", "ratio", "Late fee of a day"),
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

RETIREMENT = SectionSchema(
    "retirement",
    "Benefit of the retired without further contributions",
    (
        ParameterSpec("years", "years", "Years of contributions needed", by=("gend",), required=True),
        ParameterSpec(
            "years.counted",
            "names",
            "Years that count",
            choices=choice("actual", "recognised", "veteran_service", "transferred"),
            required=True,
        ),
        ParameterSpec("joined_from", "date", "For people who joined or joined again from"),
        ParameterSpec("former.years", "years", "Years of the former rule of a county", by=("county", "gend")),
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
        ParameterSpec("once.rate", "ratio", "Rate of a payment at once"),
        ParameterSpec("monthly.rate", "ratio", "Rate of the monthly continuation"),
    ),
    per_scheme=True,
)
