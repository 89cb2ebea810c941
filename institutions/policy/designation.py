"""The ``designation`` section: who keeps designated institutions, and how often they are assessed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema, choice

from .typed import origins, parameter, read_into

_LEVELS = choice("city", "county")

SECTION = SectionSchema(
    "designation",
    "Designated institutions",
    (
        ParameterSpec(
            "agreement.model_by", "name", "Who revises the model agreement", choices=_LEVELS, required=True
        ),
        ParameterSpec(
            "agreement.signed_by",
            "name",
            "Who accepts, evaluates, negotiates and signs",
            choices=_LEVELS,
            required=True,
        ),
        ParameterSpec("assessment.by", "name", "Who assesses", choices=_LEVELS, required=True),
        ParameterSpec("assessment.months", "months", "Months between assessments", required=True),
        ParameterSpec("inspection.by", "name", "Who inspects", choices=_LEVELS),
        ParameterSpec("out_of_area.cleared_by", "name", "Who clears care outside the area", choices=_LEVELS),
        ParameterSpec(
            "out_of_area.paid_to",
            "name",
            "Whom care outside the area is paid to",
            choices=choice("institution", "province"),
        ),
        ParameterSpec(
            "out_of_area.advance", "months", "Months of care outside the area advanced to the province"
        ),
    ),
)


@dataclass(frozen=True)
class DesignationPolicy:
    """Who does what about designated institutions (ZY-13)."""

    model_by: str = parameter("agreement.model_by")
    signed_by: str = parameter("agreement.signed_by")
    assessed_by: str = parameter("assessment.by")
    assessment_months: int = parameter("assessment.months")
    inspected_by: str = parameter("inspection.by", default="city")
    out_of_area_by: str = parameter("out_of_area.cleared_by", default="city")
    out_of_area_paid_to: str = parameter("out_of_area.paid_to", default="institution")
    out_of_area_advance: int | None = parameter("out_of_area.advance", default=None)
    given: Mapping[str, Given] = origins()


def designation_policy(policy: PolicyAt) -> DesignationPolicy:
    return read_into(DesignationPolicy, policy.section("designation"))
