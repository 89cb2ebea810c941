"""The ``reconciliation`` section: how long objections of institutions may wait."""

from __future__ import annotations

import datetime as dt

from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.policy.registry import register_section
from institutions.rules.policy_schema import ParameterSpec, SectionSchema
from institutions.rules.policy_tables import PolicyGap

NAME = "reconciliation"
SECTION = SectionSchema(
    NAME,
    "Reconciliation with institutions and their objections",
    (
        ParameterSpec(
            "objections.answer_days",
            "days",
            "Working days in which an objection of an institution is answered",
            required=True,
        ),
    ),
)


def register() -> None:
    """Called once from ``ClaimsConfig.ready()``."""
    register_section(SECTION)


def reconciliation_number(area: PoolingArea, day: dt.date, parameter: str) -> int | None:
    """A number of the section as it holds on ``day``; None where the documents of the area say nothing."""
    try:
        found = policy_for(area, day).section(NAME).require(parameter)
    except (PolicyGap, LookupError):
        return None
    return int(found.value)
