"""The ``policy_making`` section: by when a county's proposal is answered, and a version that came into force read."""

from __future__ import annotations

import datetime as dt

from config.workdays import add_workdays
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_schema import ParameterSpec, SectionSchema

SECTION = SectionSchema(
    "policy_making",
    "Making of policy",
    (
        ParameterSpec(
            "proposals.answer_within", "days", "Working days in which a county's proposal is answered"
        ),
        ParameterSpec(
            "notices.read_within", "days", "Working days in which a county says that it has read a policy"
        ),
    ),
)


def due_on(area: PoolingArea, parameter: str, start: dt.date) -> dt.date | None:
    """The last day for it, counted from ``start``; None where no policy in force names one."""
    policy = policy_for(area, start)
    given = policy.section(SECTION.name).get(parameter) if policy.has(SECTION.name) else None
    return None if given is None else add_workdays(start, given.value)
