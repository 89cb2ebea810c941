"""The sections about who is insured and who pays: enrolment, contributions and retirement, per scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from institutions.policy.registry import register_dimension, register_section
from institutions.policy.typed import origins, parameter, read_into
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_schema import Dimension, ParameterSpec, SectionSchema, choice

from .policy_contributions import (
    ARREARS_PARAMETERS,
    EMPLOYEE_PARAMETERS,
    RETIREMENT,
    SUBSIDY_PARAMETERS,
    check_contributions,
)
from .policy_contributions import DIMENSIONS as CONTRIBUTION_DIMENSIONS

DIMENSIONS = (
    Dimension("psn_type", "National kind of insured person", pattern=r"\d{2,6}|none"),
    Dimension("aid_category", "Category of aided person", pattern=r"[A-Za-z0-9_]{1,20}"),
    *CONTRIBUTION_DIMENSIONS,
)

ENROLMENT = SectionSchema(
    "enrolment",
    "Who is insured, where and when",
    (
        ParameterSpec("groups", "names", "Groups of insured", required=True),
        ParameterSpec(
            "place",
            "names",
            "Where one enrols",
            choices=choice("household_registration", "residence_permit", "school"),
        ),
        ParameterSpec(
            "through",
            "names",
            "By whom enrolment is organised",
            choices=choice("village", "community", "school"),
        ),
        ParameterSpec("window.start", "month_day", "First day of the enrolment window"),
        ParameterSpec("window.end", "month_day", "First day after the enrolment window"),
        ParameterSpec(
            "covers",
            "name",
            "The year a contribution covers",
            choices=choice("next_year", "this_year", "next_month"),
        ),
        ParameterSpec("late.reasons", "names", "Reasons for which late enrolment is accepted"),
        ParameterSpec(
            "late.pays",
            "names",
            "Shares paid at once on late enrolment",
            choices=choice("person", "government"),
        ),
        ParameterSpec(
            "late.cover", "name", "What late enrolment covers", choices=choice("full", "inpatient_only")
        ),
        ParameterSpec(
            "late.begins",
            "name",
            "First covered day of late enrolment",
            choices=choice("payment_day", "next_day"),
        ),
        ParameterSpec("newborn.within", "days", "Newborns are enrolled within days of birth"),
        ParameterSpec(
            "newborn.begins",
            "name",
            "First covered day of a newborn",
            choices=choice("birth", "payment_day", "next_day"),
        ),
        ParameterSpec(
            "refund.reasons",
            "names",
            "Reasons for which a prepaid contribution is refunded within the window",
        ),
        ParameterSpec(
            "refund.until",
            "name",
            "Until when it is refunded",
            choices=choice("window_end", "cover_start"),
        ),
        ParameterSpec("once_only", "flag", "Nobody is enrolled in two schemes or places at once"),
        ParameterSpec(
            "merges.schemes",
            "names",
            "Former schemes merged into this one, the higher benefits first",
            choices=choice("rural_cooperative", "urban_residents"),
        ),
        ParameterSpec("merges.begins", "date", "First day of the merged scheme"),
        ParameterSpec(
            "merges.survives",
            "names",
            "Which cover of somebody insured twice goes on, the weightiest first",
            choices=choice("ends_later", "higher_benefit", "paid_more"),
        ),
    ),
    per_scheme=True,
)

CONTRIBUTIONS = SectionSchema(
    "contributions",
    "Contributions; values are dated by the year they cover",
    (
        ParameterSpec(
            "person", "yuan", "Contribution of a person for a year", by=("aid_category", "psn_type")
        ),
        ParameterSpec(
            "subsidy", "yuan", "Government subsidy per person and year", by=("aid_category", "psn_type")
        ),
        ParameterSpec("permit_holders_same_subsidy", "flag", "Permit holders get the same subsidy"),
        *SUBSIDY_PARAMETERS,
        *EMPLOYEE_PARAMETERS,
        *ARREARS_PARAMETERS,
    ),
    per_scheme=True,
    check=check_contributions,
)

WAGES = SectionSchema(
    "wages",
    "Published wages that contributions and benefits are measured by",
    (ParameterSpec("provincial_mean", "yuan", "Monthly mean wage of the province"),),
)

ENROLMENT_TARGETS = SectionSchema(
    "enrolment_targets",
    "How a year's enrolment and collection targets of the counties are worked out",
    (
        ParameterSpec(
            "employees.share", "ratio", "Share of the employed to be insured as employees", required=True
        ),
        ParameterSpec(
            "behind.by",
            "points",
            "A county is behind from so many percentage points below",
            lowest=Decimal(0),
        ),
    ),
)


def register() -> None:
    """Called once from ``EnrollmentConfig.ready()``."""
    for dimension in DIMENSIONS:
        register_dimension(dimension)
    register_section(ENROLMENT)
    register_section(CONTRIBUTIONS)
    register_section(WAGES)
    register_section(ENROLMENT_TARGETS)
    register_section(RETIREMENT)


@dataclass(frozen=True)
class EnrolmentPolicy:
    """Who is insured, where and when (ZY-01 … ZY-04); days as MM-DD, the window half open."""

    groups: tuple[str, ...] = parameter("groups")
    window_start: str = parameter("window.start")
    window_end: str = parameter("window.end")
    covers: str = parameter("covers")
    place: tuple[str, ...] = parameter("place", default=())
    through: tuple[str, ...] = parameter("through", default=())
    late_reasons: tuple[str, ...] = parameter("late.reasons", default=())
    late_pays: tuple[str, ...] = parameter("late.pays", default=())
    late_cover: str = parameter("late.cover", default="full")
    refund_reasons: tuple[str, ...] = parameter("refund.reasons", default=())
    given: Mapping[str, Given] = origins()


@dataclass(frozen=True)
class ContributionPolicy:
    """What is paid for a year of cover, fen."""

    permit_holders_same_subsidy: bool = parameter("permit_holders_same_subsidy", default=False)
    given: Mapping[str, Given] = origins()

    def amounts(self, *, aid_category: str = "none", psn_type: str = "none") -> tuple[int, int]:
        """(person's contribution, government subsidy) in fen."""
        facts = {"aid_category": aid_category, "psn_type": psn_type}
        person, subsidy = (self.given[name].value for name in ("person", "subsidy"))
        return tuple(  # type: ignore[return-value]
            value.find(facts.get) if hasattr(value, "find") else value for value in (person, subsidy)
        )


def enrolment_policy(policy: PolicyAt, insutype: str) -> EnrolmentPolicy:
    return read_into(EnrolmentPolicy, policy.section(f"enrolment.{insutype}"))


def contribution_policy(policy: PolicyAt, insutype: str) -> ContributionPolicy:
    return read_into(ContributionPolicy, policy.section(f"contributions.{insutype}"))
