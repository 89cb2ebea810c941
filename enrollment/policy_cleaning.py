"""The section about cleaning of enrolment data (JJ-03): what is compared from when, and until when one decides."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from enrollment.models import FindingKind
from institutions.policy.registry import register_dimension, register_section
from institutions.policy.typed import parameter, read_into
from institutions.rules.policy_package import PolicyAt
from institutions.rules.policy_schema import Dimension, ParameterSpec, SectionSchema
from institutions.rules.policy_tables import Table

NAME = "cleaning"
FINDING = "finding"

SECTION = SectionSchema(
    NAME,
    "Cleaning of enrolment data",
    (
        ParameterSpec(
            "compared_from", "date", "Months and ends of cover are compared from this day on", required=True
        ),
        ParameterSpec(
            "interruption.days",
            "days",
            "Days without cover after which an interruption or a missing enrolment is listed",
            required=True,
        ),
        ParameterSpec(
            "decision.days", "days", "Days within which a finding is decided", by=(FINDING,), required=True
        ),
    ),
)


def register() -> None:
    """Called once from ``EnrollmentConfig.ready()``."""
    register_dimension(Dimension(FINDING, "Kind of cleaning finding", values=tuple(FindingKind.values)))
    register_section(SECTION)


@dataclass(frozen=True)
class CleaningPolicy:
    """What a comparison asks of the policy; ``due_days`` is a number of days or a table of them by kind."""

    compared_from: dt.date = parameter("compared_from")  # noqa: RUF009 - a field, not a value
    gap_days: int = parameter("interruption.days")
    due_days: Any = parameter("decision.days")  # noqa: RUF009 - a field, not a value

    def due(self, kind: str, day: dt.date) -> dt.date:
        """The last day for a decision on a finding of ``kind`` that was found on ``day``."""
        days = self.due_days.find({FINDING: kind}.get) if isinstance(self.due_days, Table) else self.due_days
        return day + dt.timedelta(days=int(days))


def cleaning_policy(policy: PolicyAt) -> CleaningPolicy:
    """Raises ``PolicyGap`` where no document in force says it."""
    return read_into(CleaningPolicy, policy.section(NAME))
