"""The ``inspections`` section: deadlines of inspection cases, and what a report by the public is worth
(JJ-11 四(十一), JJ-12 四(十二))."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.policy.registry import register_section
from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema
from institutions.rules.policy_tables import PolicyGap

NAME = "inspections"

SECTION = SectionSchema(
    NAME,
    "Inspections and cases",
    (
        ParameterSpec("team.least", "count", "Inspectors of an inspection, at least", required=True),
        ParameterSpec(
            "statement.workdays", "days", "Working days to make a statement on a case", required=True
        ),
        ParameterSpec("case.days", "days", "Days from the opening of a case to its decision", required=True),
        ParameterSpec("fine.days", "days", "Days in which a fine is paid", required=True),
        ParameterSpec("report.workdays", "days", "Working days to verify a report by the public"),
        ParameterSpec("reward.share", "ratio", "Share of what was verified that the reporter is given"),
        ParameterSpec("reward.least", "yuan", "Least reward of a verified report"),
        ParameterSpec("reward.most", "yuan", "Highest reward of a verified report"),
    ),
)


def register() -> None:
    """Called once from ``ClaimsConfig.ready()``."""
    register_section(SECTION)


class InspectionsUnsettled(DomainError):
    """The documents of the area say nothing of inspections on that day."""


@dataclass(frozen=True)
class InspectionPolicy:
    """What holds in an area on a day."""

    section: SectionAt

    def needed(self, parameter: str) -> int:
        """A number of days or people."""
        return int(self.section.require(parameter).value)

    def given(self, parameter: str) -> Given | None:
        return self.section.get(parameter)


def inspection_policy(area: PoolingArea, day: dt.date) -> InspectionPolicy:
    """Raises :class:`InspectionsUnsettled` in words where no document has a section on inspections."""
    try:
        return InspectionPolicy(policy_for(area, day).section(NAME))
    except PolicyGap as gap:
        raise InspectionsUnsettled(
            _("No policy on inspections is in force in %(area)s on %(day)s."), area=area, day=day
        ) from gap
