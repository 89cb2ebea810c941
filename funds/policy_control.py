"""The ``rush`` section: which outlays before year end are unusual (突击使用, NB-30, source 000 五(三)), and ``audit``:
the days of an audit's findings (ZY-23, source 003 五(三))."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from funds.rules.rush import Bounds
from institutions.models import PoolingArea
from institutions.policy.in_force import policy_for
from institutions.rules.policy_package import SectionAt
from institutions.rules.policy_schema import ParameterSpec, SectionSchema
from institutions.rules.policy_tables import PolicyGap

_ANY = Decimal(100)

RUSH = SectionSchema(
    "rush",
    "Unusual outlays before year end",
    (
        ParameterSpec("window.months", "months", "Last months of a year that are looked at", required=True),
        ParameterSpec("smallest", "yuan", "Outlays below are not looked at", required=True),
        ParameterSpec(
            "over_plan", "ratio", "How far above the month's plan", required=True, highest=_ANY
        ),
        ParameterSpec(
            "above_years", "ratio", "How far above the same month of earlier years", required=True, highest=_ANY
        ),
        ParameterSpec(
            "spreads", "ratio", "Standard deviations above the mean of twelve months", required=True, highest=_ANY
        ),
        ParameterSpec("no_bills", "ratio", "How far above what settled bills explain", required=True, highest=_ANY),
        ParameterSpec("one_payee", "ratio", "Part of the outlay in one entry", required=True),
        ParameterSpec("backdated", "days", "Days an entry may stand before payments recorded earlier", required=True),
        ParameterSpec("look.on", "day_of_month", "Day of the month after: the month is looked at", required=True),
        ParameterSpec("answer_within", "days", "Working days within which it is explained", required=True),
        ParameterSpec("decide_within", "days", "Working days within which that is decided on", required=True),
    ),
)  # fmt: skip

AUDIT = SectionSchema(
    "audit",
    "Audits of the agency's own work",
    (
        ParameterSpec("yearly", "count", "Audits in a year, at least", required=True),
        ParameterSpec("answer_within", "days", "Working days within which a finding is put right", required=True),
        ParameterSpec("decide_within", "days", "Working days within which the answer is decided on", required=True),
        ParameterSpec("sample.size", "count", "Objects of a sample, at least", required=True),
    ),
)  # fmt: skip


class RuleUnsettled(DomainError):
    """The documents of the area say nothing of it on that day."""


def section_at(area: PoolingArea, name: str, day: dt.date) -> SectionAt | None:
    """The section in force on ``day``; None where no document speaks of it."""
    try:
        return policy_for(area, day).sections.get(name)
    except (PolicyGap, LookupError):
        return None


def needed_section(area: PoolingArea, name: str, day: dt.date) -> SectionAt:
    """Raises :class:`RuleUnsettled` in words where there is none."""
    found = section_at(area, name, day)
    if found is None:
        raise RuleUnsettled(
            _("No document in force in %(area)s on %(day)s speaks of this."), area=area, day=day
        )
    return found


def number(section: SectionAt, parameter: str) -> int:
    return int(section.require(parameter).value)  # type: ignore[arg-type]


def bounds_of(section: SectionAt) -> Bounds:
    return Bounds(
        months=number(section, "window.months"), smallest=number(section, "smallest"),
        over_plan=number(section, "over_plan"), above_years=number(section, "above_years"),
        spreads=number(section, "spreads"), no_bills=number(section, "no_bills"),
        one_payee=number(section, "one_payee"), backdated=number(section, "backdated"),
    )  # fmt: skip
