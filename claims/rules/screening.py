"""The policy of screening settled bills: limits the rules compare with, and how long an institution has to reply."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema

LIMITS = (
    ParameterSpec("stay.most_days", "days", "Longest usual stay"),
    ParameterSpec("stay.short_days", "days", "Stays up to so many days are short"),
    ParameterSpec("stay.again_days", "days", "A new stay within so many days of discharge is a readmission"),
    ParameterSpec("stay.most_in_92_days", "count", "Most stays of a person within 92 days"),
    ParameterSpec("visit.most_a_day", "count", "Most visits of a person on one day"),
    ParameterSpec("visit.most_a_month", "count", "Most visits of a person in a month"),
    ParameterSpec("visit.most_institutions", "count", "Most institutions a person visits in a month"),
    ParameterSpec("pharmacy.most_a_day", "yuan", "Most a person buys at pharmacies on one day"),
    ParameterSpec("delivery.youngest", "years", "Youngest usual age at a delivery"),
    ParameterSpec("delivery.oldest", "years", "Oldest usual age at a delivery"),
    ParameterSpec("delivery.apart", "days", "Fewest days between two deliveries"),
    ParameterSpec("newborn.most_days", "days", "Oldest age for diseases and services of newborns"),
    ParameterSpec("senile.youngest", "years", "Youngest usual age for diseases of old age"),
    ParameterSpec("bill.times_mean", "count", "So many times the mean of its kind is a high bill"),
    ParameterSpec("bill.fewest", "count", "A mean counts from so many bills on"),
    ParameterSpec("settle.most_days", "days", "Days after the care by which a bill is usually settled"),
    ParameterSpec("service.most_a_day", "count", "Most of one service on one day of a stay"),
    ParameterSpec("drug.most_units", "count", "Most units of one drug on an outpatient bill"),
    ParameterSpec("drug.most_share", "ratio", "Highest usual share of drugs in a stay"),
)

SECTION = SectionSchema(
    "screening",
    "Screening of settled bills",
    (
        ParameterSpec("reply.workdays", "days", "Working days an institution has to reply to a finding"),
        *LIMITS,
    ),
)


@dataclass(frozen=True)
class ScreeningPolicy:
    """What the area compares with. Amounts are fen, ratios ten-thousandths; what is not given is not screened."""

    given: Mapping[str, Given]

    @property
    def reply_workdays(self) -> int | None:
        """Working days to reply; None where the policy names none."""
        found = self.given.get("reply.workdays")
        return None if found is None else int(found.value)

    @property
    def limits(self) -> dict[str, int]:
        """``stay.most_days`` as ``stay_most_days``: the name under which rules compare with it."""
        return {
            limit_key(spec.name): int(self.given[spec.name].value)
            for spec in LIMITS
            if spec.name in self.given
        }


def limit_key(name: str) -> str:
    return name.replace(".", "_")


def screening_policy(policy: PolicyAt | None) -> ScreeningPolicy:
    """The area's limits; none at all where it has no such section."""
    if policy is None or not policy.has(SECTION.name):
        return ScreeningPolicy({})
    return ScreeningPolicy(policy.section(SECTION.name).given)
