"""What is in force in an area on a day, out of the versions in the database.

Versions never change once in force, so a parsed package is kept for the life of the process; each question
asks the database only which versions there are (one query; a page that only shows asks once), and so sees a new one
at once.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from config.remembering import remembered
from institutions.models import PolicyVersion, PoolingArea
from institutions.rules.policy_package import Applicable, Package, PolicyAt, resolve

from .registry import read_package

_STATES = (PolicyVersion.State.IN_FORCE, PolicyVersion.State.SUPERSEDED)


class VersionRow(NamedTuple):
    """A version that is or was in force; its content is named by its hash, never by its row."""

    pk: int
    document_id: int
    key: str
    area_id: int
    number: int
    effective_from: dt.date
    sha256: str


Snapshot = tuple[VersionRow, ...]


class PolicyCalendar:
    """The policies of an area on any day, as the versions stood when it was made."""

    def __init__(self, area: PoolingArea) -> None:
        self.code = area.code
        self.snapshot: Snapshot = remembered(("policy", area.pk), lambda: _snapshot(area))
        self._met: list[PolicyAt] = []

    @property
    def applicable(self) -> tuple[Applicable, ...]:
        """Every package that is or was in force with its days, the one that wins last."""
        return _applicable(self.snapshot)

    def at(self, day: dt.date) -> PolicyAt:
        # A year's bills ask for its every day, which has a segment or two.
        for policy in self._met:
            if policy.start <= day and (policy.end is None or day < policy.end):
                return policy
        found = _resolved(self.code, self.snapshot, day)
        self._met.append(found)
        return found

    def between(self, first: dt.date, end: dt.date) -> Iterator[PolicyAt]:
        """One after another the policies from ``first`` up to, not including, ``end``."""
        day = first
        while day < end:
            policy = self.at(day)
            yield policy
            if policy.end is None:
                return
            day = policy.end


def policy_for(area: PoolingArea | str, day: dt.date) -> PolicyAt:
    """Everything in force in ``area`` (or its code) on ``day``, what it inherits from its region included."""
    return PolicyCalendar(_area(area)).at(day)


def calendar_of(area: PoolingArea | str) -> PolicyCalendar:
    """For many days at once: one query."""
    return PolicyCalendar(_area(area))


def _area(area: PoolingArea | str) -> PoolingArea:
    if isinstance(area, PoolingArea):
        return area
    return PoolingArea.objects.select_related("parent").get(code=area)


def _snapshot(area: PoolingArea) -> Snapshot:
    """Region before city, then by first day: what comes later overrides."""
    lineage = [one.pk for one in area.lineage()]
    rows = PolicyVersion.objects.filter(document__area__in=lineage, state__in=_STATES).values_list(
        "pk", "document_id", "document__key", "document__area_id", "number", "effective_from", "sha256"
    )
    found = [VersionRow(*row) for row in rows]
    return tuple(
        sorted(found, key=lambda row: (-lineage.index(row.area_id), row.effective_from, row.key, row.number))
    )


@lru_cache(maxsize=4096)
def _resolved(code: str, snapshot: Snapshot, day: dt.date) -> PolicyAt:
    """The policy of the day; days of one segment share one object."""
    policy = resolve(code, _applicable(snapshot), day)
    return policy if policy.start == day else _resolved(code, snapshot, policy.start)


@lru_cache(maxsize=64)
def _applicable(snapshot: Snapshot) -> tuple[Applicable, ...]:
    """Each version with its days: of one document the highest number that has begun applies."""
    periods: dict[int, tuple[dt.date, dt.date | None]] = {}
    for document in {row.document_id for row in snapshot}:
        end: dt.date | None = None
        for row in sorted(
            (row for row in snapshot if row.document_id == document), key=lambda row: -row.number
        ):
            if end is None or row.effective_from < end:
                periods[row.pk] = (row.effective_from, end)
                end = row.effective_from
    packages = _packages(row for row in snapshot if row.pk in periods)
    return tuple(
        Applicable(packages[row.sha256], *periods[row.pk], row.pk) for row in snapshot if row.pk in periods
    )


def package_of(version: PolicyVersion) -> Package:
    """What a version says, a draft too: read once for each text."""
    if version.sha256 not in _parsed:
        _parsed[version.sha256] = read_package(version.text, file=f"{version.document.key}.yaml")
    return _parsed[version.sha256]


_parsed: dict[str, Package] = {}


def _packages(rows: Iterable[VersionRow]) -> dict[str, Package]:
    wanted = {row.sha256: row.pk for row in rows}
    missing = [pk for sha256, pk in wanted.items() if sha256 not in _parsed]
    for sha256, text, key in PolicyVersion.objects.filter(pk__in=missing).values_list(
        "sha256", "text", "document__key"
    ):
        _parsed[sha256] = read_package(text, file=f"{key}.yaml")
    return {sha256: _parsed[sha256] for sha256 in wanted}
