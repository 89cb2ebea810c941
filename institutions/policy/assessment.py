"""The ``assessment`` section: what institutions are assessed by each year, how it is scored and graded, and by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from config.display import percent
from institutions.rules.assessments import (
    BANDS,
    COMPUTED,
    ENTERED,
    FULL,
    LEFT_OUT,
    LINE,
    NOTHING,
    POINTS,
    TOTAL,
    Measure,
)
from institutions.rules.policy_package import Given, Parameter, PolicyAt, Section, SectionAt
from institutions.rules.policy_schema import Dimension, Finding, ParameterSpec, SectionSchema, choice
from institutions.rules.policy_tables import PolicyGap, Table

from .agreements import CLASSES, LONGEST_TEXT
from .wording import range_of, word

SCORE, REACHED = "score", "reached"
DIMENSIONS = (
    Dimension(SCORE, "Score of the yearly assessment", range_unit="count"),
    Dimension(REACHED, "What an indicator reached", range_unit="ratio"),
)
_WIDE = Decimal(100)


def _check(section: Section) -> Iterable[Finding]:
    """Every indicator says how it is scored; those of a kind have 100 points together."""
    for kind in CLASSES.values():
        listed = section.parameters.get(f"{kind}.indicators")
        for dated in listed.values if listed else ():
            names = dated.value if isinstance(dated.value, tuple) else ()
            for name in names:
                yield from _check_one(section, name, dated.start)
            found = sum(_number(section, f"{name}.points", dated.start) or 0 for name in names)
            if found != TOTAL:
                yield (
                    f"{kind}.indicators",
                    "The indicators have %(found)s points together, not 100.",
                    {"found": found},
                )


def _check_one(section: Section, name: str, day: dt.date) -> Iterable[Finding]:
    for needed in ("points", "source", "scored"):
        if _at(section, f"{name}.{needed}", day) is None:
            yield f"{name}.{needed}", "Indicator “%(name)s” does not say this.", {"name": name}
    scored = _at(section, f"{name}.scored", day)
    none, full = (_number(section, f"{name}.{end}", day) for end in ("none", "full"))
    if scored == LINE and (none is None or full is None or none == full):
        yield f"{name}.full", "A line needs “none” and “full”, and they differ.", {}
    if scored == BANDS and _at(section, f"{name}.bands", day) is None:
        yield f"{name}.bands", "Indicator “%(name)s” does not say this.", {"name": name}
    if scored == POINTS and _at(section, f"{name}.source", day) == COMPUTED:
        yield f"{name}.scored", "What is computed needs a line or bands.", {}


def _at(section: Section, name: str, day: dt.date) -> object:
    parameter: Parameter | None = section.parameters.get(name)
    dated = None if parameter is None else parameter.at(day)
    return None if dated is None else dated.value


def _number(section: Section, name: str, day: dt.date) -> int | None:
    found = _at(section, name, day)
    return found if isinstance(found, int) else None


SECTION = SectionSchema(
    "assessment",
    "Yearly assessment of institutions",
    (
        ParameterSpec("medical.indicators", "names", "What medical institutions are assessed by", required=True),
        ParameterSpec("pharmacy.indicators", "names", "What retail pharmacies are assessed by", required=True),
        ParameterSpec("*.points", "count", "Points of the indicator"),
        ParameterSpec(
            "*.source", "name", "Whether its figure is computed or entered", choices=choice(COMPUTED, ENTERED)
        ),
        ParameterSpec("*.scored", "name", "How its figure becomes points", choices=choice(LINE, BANDS, POINTS)),
        ParameterSpec("*.none", "ratio", "Figure with which there are no points", lowest=-_WIDE, highest=_WIDE),
        ParameterSpec("*.full", "ratio", "Figure with which there are all points", lowest=-_WIDE, highest=_WIDE),
        ParameterSpec("*.bands", "ratio", "Share of the points by what was reached", by=(REACHED,)),
        ParameterSpec("*.wording", "text", "How the package words it"),
        ParameterSpec(
            "without_value", "name", "What an indicator with nothing to measure counts",
            choices=choice(LEFT_OUT, FULL, NOTHING), required=True,
        ),
        ParameterSpec("grade", "name", "Grade", by=(SCORE,), required=True),
        ParameterSpec("renewal.doubt_below", "count", "Score below which the renewal of the agreement is in doubt"),
        ParameterSpec("entries.by", "month_day", "By when in the next year values are entered", required=True),
        ParameterSpec("objection.days", "days", "Days in which an institution may object", required=True),
        ParameterSpec("published.by", "month_day", "By when in the next year results are published", required=True),
    ),
    check=_check,
)  # fmt: skip


class Indicator(NamedTuple):
    """An indicator of the year: how it is scored, in words, with where it comes from."""

    measure: Measure
    title: str
    curve: str
    clause: str
    assumed: str


@dataclass(frozen=True)
class AssessmentPolicy:
    """By what an area assesses its institutions for a year (NB-26, JJ-09, ZY-13)."""

    section: SectionAt

    def indicators(self, kind: str) -> list[Indicator]:
        """Those of a kind of institution ("1", "2"), in the package's order."""
        return [self._indicator(name) for name in self.section.require(f"{CLASSES[kind]}.indicators").value]

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

    def _end(self, parameter: str) -> int | None:
        found = self.section.get(parameter)
        return None if found is None else int(found.value)

    def _indicator(self, name: str) -> Indicator:
        points = self.section.require(f"{name}.points")
        measure = Measure(
            name,
            int(points.value),
            str(self.section.require(f"{name}.source").value),
            str(self.section.require(f"{name}.scored").value),
            none=self._end(f"{name}.none"),
            full=self._end(f"{name}.full"),
            bands=self.section.get(f"{name}.bands"),
        )  # fmt: skip
        how = self.section.get(f"{name}.bands") or self.section.get(f"{name}.full") or points
        own = self.section.get(f"{name}.wording")
        title = (word(name) if own is None else str(own.value))[:LONGEST_TEXT]
        return Indicator(
            measure, title, _curve(measure), how.clause or points.clause, how.assumed or points.assumed
        )


def _curve(measure: Measure) -> str:
    """How the points follow, short: "70% → 85%", or the bands."""
    if measure.scored == LINE:
        return f"{percent(measure.none)} → {percent(measure.full)}"
    if measure.scored == BANDS and measure.bands is not None and isinstance(measure.bands.value, Table):
        bands = measure.bands.value.bands(lambda _name: None, REACHED)
        return "; ".join(f"{range_of(REACHED, span)}: {percent(share)}" for span, share in bands)
    return ""


def assessment_policy(policy: PolicyAt) -> AssessmentPolicy:
    """Raises ``PolicyGap`` where the area's documents say nothing of a yearly assessment."""
    return AssessmentPolicy(policy.section(SECTION.name))


def assessment_policy_or_none(policy: PolicyAt) -> AssessmentPolicy | None:
    """For pages that show what there is."""
    try:
        return assessment_policy(policy)
    except PolicyGap:
        return None
