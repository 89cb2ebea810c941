"""The ``assessment`` section: what institutions are assessed by each year, how it is scored and graded, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from institutions.rules.policy_package import Given, PolicyAt, Section, SectionAt
from institutions.rules.policy_schema import Dimension, Finding, ParameterSpec, SectionSchema
from institutions.rules.policy_tables import PolicyGap
from institutions.rules.scoring import REACHED, Measure

from .agreements import CLASSES
from .scoring import INDICATOR, WITHOUT_VALUE, Indicator, check_indicators, indicator_of

SCORE = "score"
DIMENSIONS = (
    Dimension(SCORE, "Score of the yearly assessment", range_unit="count"),
    Dimension(REACHED, "What an indicator reached", range_unit="ratio"),
)


def _check(section: Section) -> Iterable[Finding]:
    """Every indicator says how it is scored; those of a kind have 100 points together."""
    for kind in CLASSES.values():
        yield from check_indicators(section, f"{kind}.indicators")


SECTION = SectionSchema(
    "assessment",
    "Yearly assessment of institutions",
    (
        ParameterSpec("medical.indicators", "names", "What medical institutions are assessed by", required=True),
        ParameterSpec("pharmacy.indicators", "names", "What retail pharmacies are assessed by", required=True),
        *INDICATOR,
        WITHOUT_VALUE,
        ParameterSpec("grade", "name", "Grade", by=(SCORE,), required=True),
        ParameterSpec("renewal.doubt_below", "count", "Score below which the renewal of the agreement is in doubt"),
        ParameterSpec("entries.by", "month_day", "By when in the next year values are entered", required=True),
        ParameterSpec("objection.days", "days", "Days in which an institution may object", required=True),
        ParameterSpec("published.by", "month_day", "By when in the next year results are published", required=True),
    ),
    check=_check,
)  # fmt: skip


@dataclass(frozen=True)
class AssessmentPolicy:
    """By what an area assesses its institutions for a year (NB-26, JJ-09, ZY-13)."""

    section: SectionAt

    def indicators(self, kind: str) -> list[Indicator]:
        """Those of a kind of institution ("1", "2"), in the package's order."""
        return [
            indicator_of(self.section, name)
            for name in self.section.require(f"{CLASSES[kind]}.indicators").value
        ]

    def measures(self, kind: str) -> list[Measure]:
        return [one.measure for one in self.indicators(kind)]

    @property
    def without_value(self) -> str:
        return str(self.section.require("without_value").value)

    @property
    def objection_days(self) -> int:
        return int(self.section.require("objection.days").value)

    @property
    def doubt_below(self) -> Given | None:
        return self.section.get("renewal.doubt_below")

    def grade(self, score: Decimal) -> Given:
        """The grade of a score; edges are whole points, so what is behind the point decides nothing."""
        return self.section.require("grade").cell({SCORE: int(score)}.get)

    def day(self, parameter: str, year: int) -> dt.date:
        """A day in the year after ``year``."""
        month, day = str(self.section.require(parameter).value).split("-")
        return dt.date(year + 1, int(month), int(day))


def assessment_policy(policy: PolicyAt) -> AssessmentPolicy:
    """Raises ``PolicyGap`` where the area's documents say nothing of a yearly assessment."""
    return AssessmentPolicy(policy.section(SECTION.name))


def assessment_policy_or_none(policy: PolicyAt) -> AssessmentPolicy | None:
    """For pages that show what there is."""
    try:
        return assessment_policy(policy)
    except PolicyGap:
        return None
