"""The ``county_assessment`` section: what is assessed each year, the course's days, what follows.

A city's package says how it assesses its counties, a region's how it assesses its cities (and, unless they have a
section of their own, how these assess their counties).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from funds.rules.county_assessment import (
    BY_COST_CONTROL,
    EQUALLY,
    FIELDS,
    FOUND,
    NONE,
    SAVED,
    SHARED,
    WHOLE,
    IncentiveRule,
)
from institutions.policy.assessment import SCORE
from institutions.policy.scoring import INDICATOR, WITHOUT_VALUE, Indicator, check_indicators, indicator_of
from institutions.rules.policy_package import Given, PolicyAt, Section, SectionAt
from institutions.rules.policy_schema import Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.scoring import HUNDRED

_WIDE = Decimal(100)
FOLLOWS = ("commended", "no_consequence", "talk", "criticised")
_HOW_MUCH = choice(WHOLE, FOUND, NONE)


def _check(section: Section) -> Iterable[Finding]:
    """Every indicator says how it is scored and what it is about; 100 points together."""
    yield from check_indicators(section, "indicators", needed=("field",))


SECTION = SectionSchema(
    "county_assessment",
    "Yearly assessment",
    (
        ParameterSpec("indicators", "names", "What is assessed", required=True),
        *INDICATOR,
        ParameterSpec("*.field", "name", "What the indicator is about", choices=choice(*FIELDS)),
        ParameterSpec("*.measured_by", "name", "The computed figure it is read from, where that has another name"),
        ParameterSpec("*.insutype", "text", "The scheme it is measured in; all schemes together when absent"),
        WITHOUT_VALUE,
        ParameterSpec("grade", "name", "Grade", by=(SCORE,), required=True),
        ParameterSpec("follows", "name", "What follows from the score", by=(SCORE,), choices=choice(*FOLLOWS)),
        ParameterSpec(
            "ranking.ties", "name", "How equal scores rank", choices=choice(SHARED, BY_COST_CONTROL), required=True
        ),
        ParameterSpec("self_report.by", "month_day", "By when in the next year self-reports are due", required=True),
        ParameterSpec("verified.by", "month_day", "By when in the next year reports are verified", required=True),
        ParameterSpec("appeal.days", "days", "Days in which one may appeal", required=True),
        ParameterSpec("appeal.answered_within", "days", "Days in which an appeal is decided"),
        ParameterSpec("published.by", "month_day", "By when in the next year results are published", required=True),
        ParameterSpec(
            "managerial.income", "name", "How much of income short of its target is managerial", choices=_HOW_MUCH
        ),
        ParameterSpec(
            "managerial.spending", "name", "How much of spending over its budget is managerial", choices=_HOW_MUCH
        ),
        ParameterSpec("incentive.from", "count", "Score from which a county gets a part of the incentive"),
        ParameterSpec(
            "incentive.within_budget", "ratio", "Share of its budget a county with an incentive spends at most",
            highest=_WIDE,
        ),
        ParameterSpec(
            "incentive.divided_by", "name", "By what the incentive is divided",
            choices=choice(BY_COST_CONTROL, SAVED, EQUALLY),
        ),
    ),
    check=_check,
)  # fmt: skip


class CountyIndicatorOf(NamedTuple):
    """An indicator with what it is about and where its figure is read."""

    indicator: Indicator
    field: str
    measured_by: str
    insutype: str


@dataclass(frozen=True)
class CountyAssessmentPolicy:
    """By what a city assesses its counties, or a region its cities, for a year (NB-24, ZY-20, NM-09, JJ-18)."""

    section: SectionAt

    def indicators(self) -> list[CountyIndicatorOf]:
        """In the package's order."""
        return [self._indicator(name) for name in self.section.require("indicators").value]

    def _indicator(self, name: str) -> CountyIndicatorOf:
        read, scheme = self.section.get(f"{name}.measured_by"), self.section.get(f"{name}.insutype")
        return CountyIndicatorOf(
            indicator_of(self.section, name),
            str(self.section.require(f"{name}.field").value),
            name if read is None else str(read.value),
            "" if scheme is None else str(scheme.value),
        )

    @property
    def without_value(self) -> str:
        return str(self.section.require("without_value").value)

    @property
    def ties(self) -> str:
        return str(self.section.require("ranking.ties").value)

    def grade(self, score: Decimal) -> Given:
        """The grade of a score; edges are whole points."""
        return self.section.require("grade").cell({SCORE: int(score)}.get)

    def follows(self, score: Decimal) -> Given | None:
        """Reward or penalty of a score; None where the package names none."""
        found = self.section.get("follows")
        return None if found is None else found.cell({SCORE: int(score)}.get)

    def day(self, parameter: str, year: int) -> dt.date:
        """A day in the year after ``year``."""
        month, day = str(self.section.require(parameter).value).split("-")
        return dt.date(year + 1, int(month), int(day))

    @property
    def appeal_days(self) -> int:
        return int(self.section.require("appeal.days").value)

    @property
    def answer_days(self) -> int | None:
        found = self.section.get("appeal.answered_within")
        return None if found is None else int(found.value)

    def managerial(self, which: str) -> Given:
        """How much of ``income`` or ``spending`` is managerial; raises ``PolicyGap`` where the package is silent."""
        return self.section.require(f"managerial.{which}")

    def incentive(self) -> IncentiveRule:
        """Raises ``PolicyGap`` where the package names no incentive."""
        return IncentiveRule(
            int(self.section.require("incentive.from").value) * HUNDRED,
            int(self.section.require("incentive.within_budget").value),
            str(self.section.require("incentive.divided_by").value),
        )


def county_assessment_policy(policy: PolicyAt) -> CountyAssessmentPolicy:
    """Raises ``PolicyGap`` where the area's documents say nothing of a yearly assessment."""
    return CountyAssessmentPolicy(policy.section(SECTION.name))
