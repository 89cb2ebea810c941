"""What the policy language says of an indicator of an assessment: its points, where its figure is from, its curve.

Shared by the sections that assess: institutions (``assessment``), counties (``county_assessment``).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from django.utils.translation import gettext

from config.display import joined, percent
from institutions.rules.policy_package import Parameter, Section, SectionAt
from institutions.rules.policy_schema import Finding, ParameterSpec, choice
from institutions.rules.policy_tables import Table
from institutions.rules.scoring import (
    ABOVE,
    BANDS,
    BELOW,
    COMPUTED,
    ENTERED,
    FULL,
    JOINED,
    LEFT_OUT,
    LINE,
    NOTHING,
    PER_UNIT,
    POINTS,
    REACHED,
    SCORED,
    TOTAL,
    Measure,
    ends_of,
)

from .agreements import LONGEST_TEXT
from .wording import range_of, word

_WIDE = Decimal(100)

INDICATOR = (
    ParameterSpec("*.points", "count", "Points of the indicator"),
    ParameterSpec(
        "*.source", "name", "Whether its figure is computed or entered", choices=choice(COMPUTED, ENTERED)
    ),
    ParameterSpec("*.scored", "name", "How its figure becomes points", choices=choice(*SCORED)),
    ParameterSpec("*.none", "ratio", "Figure with which there are no points", lowest=-_WIDE, highest=_WIDE),
    ParameterSpec("*.full", "ratio", "Figure with which there are all points", lowest=-_WIDE, highest=_WIDE),
    ParameterSpec("*.bands", "ratio", "Share of the points by what was reached", by=(REACHED,)),
    ParameterSpec("*.unit", "ratio", "Unit for which points are taken off", highest=_WIDE),
    ParameterSpec("*.off", "ratio", "Share of the points taken off for each unit short of the target"),
    ParameterSpec(
        "*.short", "name", "On which side of the target the figure is short", choices=choice(BELOW, ABOVE)
    ),
    ParameterSpec("*.wording", "text", "How the package words it"),
)
WITHOUT_VALUE = ParameterSpec(
    "without_value",
    "name",
    "What an indicator with nothing to measure counts",
    choices=choice(LEFT_OUT, FULL, NOTHING),
    required=True,
)
# What each way of scoring needs beside the points.
_NEEDS = {LINE: (), BANDS: ("bands",), JOINED: ("bands",), PER_UNIT: ("full", "unit", "off"), POINTS: ()}


class Indicator(NamedTuple):
    """An indicator of the year: how it is scored, in words, with where it comes from."""

    measure: Measure
    title: str
    curve: str
    clause: str
    assumed: str


def check_indicators(section: Section, listed: str, needed: tuple[str, ...] = ()) -> Iterable[Finding]:
    """Those named by the parameter ``listed`` say how they are scored (and what is ``needed``); 100 points together."""
    names_given = section.parameters.get(listed)
    for dated in names_given.values if names_given else ():
        names = dated.value if isinstance(dated.value, tuple) else ()
        for name in names:
            yield from _check_one(section, name, dated.start, needed)
        found = sum(_number(section, f"{name}.points", dated.start) or 0 for name in names)
        if found != TOTAL:
            yield listed, "The indicators have %(found)s points together, not 100.", {"found": found}


def _check_one(section: Section, name: str, day: dt.date, more: tuple[str, ...]) -> Iterable[Finding]:
    scored = _at(section, f"{name}.scored", day)
    for needed in ("points", "source", "scored", *more, *_NEEDS.get(str(scored), ())):
        if _at(section, f"{name}.{needed}", day) is None:
            yield f"{name}.{needed}", "Indicator “%(name)s” does not say this.", {"name": name}
    none, full = (_number(section, f"{name}.{end}", day) for end in ("none", "full"))
    if scored == LINE and (none is None or full is None or none == full):
        yield f"{name}.full", "A line needs “none” and “full”, and they differ.", {}
    if scored == PER_UNIT and _number(section, f"{name}.unit", day) == 0:
        yield f"{name}.unit", "A unit is more than nothing.", {}
    if scored == POINTS and _at(section, f"{name}.source", day) == COMPUTED:
        yield f"{name}.scored", "What is computed needs a line or bands.", {}


def _at(section: Section, name: str, day: dt.date) -> object:
    parameter: Parameter | None = section.parameters.get(name)
    dated = None if parameter is None else parameter.at(day)
    return None if dated is None else dated.value


def _number(section: Section, name: str, day: dt.date) -> int | None:
    found = _at(section, name, day)
    return found if isinstance(found, int) else None


def indicator_of(section: SectionAt, name: str) -> Indicator:
    """The indicator ``name``; raises ``PolicyGap`` where the section does not say how it is scored."""
    points = section.require(f"{name}.points")
    short = section.get(f"{name}.short")
    measure = Measure(
        name,
        int(points.value),
        str(section.require(f"{name}.source").value),
        str(section.require(f"{name}.scored").value),
        none=_end(section, f"{name}.none"),
        full=_end(section, f"{name}.full"),
        bands=section.get(f"{name}.bands"),
        unit=_end(section, f"{name}.unit"),
        off=_end(section, f"{name}.off"),
        short=BELOW if short is None else str(short.value),
    )
    how = section.get(f"{name}.bands") or section.get(f"{name}.full") or points
    own = section.get(f"{name}.wording")
    title = (word(name) if own is None else str(own.value))[:LONGEST_TEXT]
    return Indicator(
        measure, title, curve_in_words(measure), how.clause or points.clause, how.assumed or points.assumed
    )


def _end(section: SectionAt, parameter: str) -> int | None:
    found = section.get(parameter)
    return None if found is None else int(found.value)


def curve_in_words(measure: Measure) -> str:
    """How the points follow, short: "70% → 85%", or the bands."""
    if measure.scored == LINE:
        return f"{percent(measure.none)} → {percent(measure.full)}"
    if measure.scored == BANDS and measure.bands is not None and isinstance(measure.bands.value, Table):
        bands = measure.bands.value.bands(lambda _name: None, REACHED)
        return joined(f"{range_of(REACHED, span)}: {percent(share)}" for span, share in bands)
    if measure.scored == JOINED:
        return " → ".join(f"{percent(end)}: {percent(share)}" for end, share in ends_of(measure))
    if measure.scored == PER_UNIT and measure.off is not None:
        side = gettext("below it") if measure.short == BELOW else gettext("above it")
        return gettext("%(target)s; %(off)s of the points off per %(unit)s %(side)s") % {
            "target": percent(measure.full), "off": percent(measure.off),
            "unit": percent(measure.unit), "side": side,
        }  # fmt: skip
    return ""
