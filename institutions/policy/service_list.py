"""The ``services`` section: the one list of what counters do, with papers, time, place and steps (NM-08).

Inner Mongolia 三（七）: every counter of the region works by the region's list of services and its working standards,
so that elements and steps are the same everywhere.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import NamedTuple

from config.display import joined
from institutions.models import PoolingArea
from institutions.rules.policy_package import Section, SectionAt
from institutions.rules.policy_schema import Finding, ParameterSpec, SectionSchema, choice

from .in_force import policy_for
from .wording import word

PLACES = ("city", "county", "township", "village", "online")

_pages: dict[str, str] = {}


def register_service_page(service: str, address: str) -> None:
    """Where ``service`` (a name packages may use) is done: the name of an address, of any floor."""
    _pages[service] = address


def page_of(service: str) -> str:
    """The name of the address where it is done; empty where the system has none."""
    return _pages.get(service, "")


def _check(section: Section) -> Iterable[Finding]:
    named = {name for part in ("papers", "steps", "at") for name, _given in section.names(part)}
    listed = section.parameters.get("items")
    offered: set[str] = set()
    for dated in listed.values if listed else ():
        offered |= set(dated.value) if isinstance(dated.value, tuple) else set()
    for name in sorted(offered):
        for part in ("papers", "at", "steps"):
            if f"{name}.{part}" not in section.parameters:
                yield "items", "Service “%(name)s” lacks “%(part)s”.", {"name": name, "part": part}
    for name in sorted(named - offered):
        yield f"{name}.at", "Service “%(name)s” is not in “items”.", {"name": name}


SECTION = SectionSchema(
    "services",
    "Services of the counters",
    (
        ParameterSpec("items", "names", "Services, in the order of the list", required=True),
        ParameterSpec("*.wording", "text", "How the list calls it"),
        ParameterSpec("*.papers", "text", "Papers to bring"),
        ParameterSpec("*.at", "names", "Where it is done", choices=choice(*PLACES)),
        ParameterSpec("*.days", "days", "Working days it takes; 0: at once"),
        ParameterSpec("*.steps", "text", "Steps"),
    ),
    check=_check,
)


class Service(NamedTuple):
    """One line of the list; ``days`` is None where the documents name no time."""

    key: str
    title: str
    papers: str
    places: tuple[str, ...]
    days: int | None
    steps: str
    clause: str
    assumed: str

    @property
    def where(self) -> str:
        return "、".join(word(place) for place in self.places)


def services_of(area: PoolingArea, day: dt.date) -> list[Service]:
    """The list in force in ``area`` on ``day``, the region's where the area writes none; empty without one."""
    policy = policy_for(area, day)
    if not policy.has(SECTION.name):
        return []
    section = policy.section(SECTION.name)
    return [_service(section, key) for key in section.require("items").value]


def _service(section: SectionAt, key: str) -> Service:
    papers, places, steps = (section.require(f"{key}.{part}") for part in ("papers", "at", "steps"))
    days, wording = section.get(f"{key}.days"), section.get(f"{key}.wording")
    given = [one for one in (wording, papers, places, days, steps) if one is not None]
    return Service(
        key,
        word(key) if wording is None else str(wording.value),
        str(papers.value),
        tuple(places.value),
        None if days is None else int(days.value),
        str(steps.value),
        "、".join(dict.fromkeys(one.clause for one in given if one.clause)),
        joined(dict.fromkeys(one.assumed for one in given if one.assumed)),
    )
