"""What becomes of money the bank sent back, out of the section ``returned_payments``.

No document at hand speaks of it: no package has the section, and such money stays held for its payee.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from institutions.policy.typed import origins, parameter, read_into
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema, choice

SECTION = "returned_payments"
OTHER_INCOME = "other_income"

RETURNED_PAYMENTS = SectionSchema(
    SECTION,
    "Payments the bank sent back",
    (
        ParameterSpec(
            "unclaimed.booked_as",
            "name",
            "What money is whose payee is gone, once the finance department agreed",
            choices=choice(OTHER_INCOME),
        ),
    ),
)


@dataclass(frozen=True)
class ReturnsPolicy:
    unclaimed_booked_as: str | None = parameter("unclaimed.booked_as", default=None)
    given: Mapping[str, Given] = origins()


def returns_policy(policy: PolicyAt) -> ReturnsPolicy | None:
    return read_into(ReturnsPolicy, policy.section(SECTION)) if policy.has(SECTION) else None
