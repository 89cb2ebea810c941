"""The policy of the counter: how long a reimbursement may take, and until when bills are taken in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from institutions.policy.typed import origins, parameter, read_into
from institutions.rules.policy_package import Given, PolicyAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema

SECTION = SectionSchema(
    "reimbursement",
    "Counter reimbursement",
    (
        ParameterSpec("days.finish", "days", "Working days from complete papers to the payment"),
        ParameterSpec("days.correction", "days", "Days the person has to hand in missing papers"),
        ParameterSpec("submit.months", "months", "Months after the care in which bills are taken in"),
    ),
)


@dataclass(frozen=True)
class CounterPolicy:
    """Deadlines of the counter; None where the policy names none."""

    days_finish: int | None = parameter("days.finish", default=None)
    days_correction: int | None = parameter("days.correction", default=None)
    submit_months: int | None = parameter("submit.months", default=None)
    given: Mapping[str, Given] = origins()


def counter_policy(policy: PolicyAt) -> CounterPolicy:
    """The area's deadlines; none of them where it has no such section."""
    if not policy.has(SECTION.name):
        return CounterPolicy()
    return read_into(CounterPolicy, policy.section(SECTION.name))
