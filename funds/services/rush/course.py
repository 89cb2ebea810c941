"""Who explains an unusual outlay and who decides on it: the unit's finance, the city's, a second person there."""

from __future__ import annotations

from funds.models import RushFinding
from funds.policy_control import RUSH, needed_section, number
from funds.services.answers import Course, at_city
from institutions.models import Duty


def _within(finding: RushFinding, turn: str) -> int:
    return number(needed_section(finding.area, RUSH.name, finding.month), f"{turn}_within")


RUSH_COURSE = Course(
    model=RushFinding,
    answers=Duty.FINANCE,
    judges=at_city,
    accepts=Duty.FINANCE,
    closes=Duty.REVIEW,
    within=_within,
)
