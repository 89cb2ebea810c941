"""A policy package as read: sections of parameters, each with values by date, clause and assumption."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from .policy_tables import Cell, PolicyGap, Table
from .policy_units import Scalar


@dataclass(frozen=True)
class DatedValue:
    """One value in force from ``start`` up to, not including, ``end``; a clause, an assumption, or both."""

    start: dt.date
    end: dt.date | None
    value: Scalar | Table
    clause: str
    assumed: str
    note: str
    line: int

    def __contains__(self, day: dt.date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


@dataclass(frozen=True)
class Parameter:
    """A parameter and its values, dates rising without a gap; ``title`` is the package's own name for it."""

    name: str
    unit: str
    by: tuple[str, ...]
    values: tuple[DatedValue, ...]
    line: int
    title: str = ""

    def at(self, day: dt.date) -> DatedValue | None:
        return next((value for value in self.values if day in value), None)


@dataclass(frozen=True)
class Section:
    """A section; ``scheme`` is the insutype it is written for, or empty."""

    name: str
    scheme: str
    parameters: Mapping[str, Parameter]
    line: int

    @property
    def full_name(self) -> str:
        return f"{self.name}.{self.scheme}" if self.scheme else self.name

    def names(self, suffix: str) -> Iterator[tuple[str, Parameter]]:
        """(chosen name, parameter) of every ``<chosen name>.<suffix>``."""
        for name, parameter in self.parameters.items():
            head, dot, tail = name.partition(".")
            if dot and tail == suffix:
                yield head, parameter


@dataclass(frozen=True)
class DocumentHead:
    """Where a package comes from."""

    number: str
    source: str
    issued: dt.date | None
    effective: dt.date


@dataclass(frozen=True)
class Package:
    """One document of one area."""

    area: str
    key: str
    title: str
    document: DocumentHead
    sections: Mapping[str, Section]

    def boundaries(self) -> set[dt.date]:
        """Every day on which some value of the package begins or ends."""
        days: set[dt.date] = set()
        for section in self.sections.values():
            for parameter in section.parameters.values():
                for value in parameter.values:
                    days.add(value.start)
                    if value.end is not None:
                        days.add(value.end)
        return days


def path_of(section: str, parameter: str) -> str:
    """Where a parameter stands: ``benefits.310:inpatient.ratio``."""
    return f"{section}:{parameter}"


class Given(NamedTuple):
    """A value as it stands on a day, with what every explanation shows beside it; ``path`` is :func:`path_of`'s."""

    value: Any
    clause: str = ""
    assumed: str = ""
    document: str = ""
    unit: str = ""
    title: str = ""
    path: str = ""

    def at(self, value: Any) -> Given:
        """The same origin for another value, or the cell's own where it has one."""
        if isinstance(value, Cell):
            return self._replace(
                value=value.value, clause=value.clause or self.clause, assumed=value.assumed or self.assumed
            )
        return self._replace(value=value)

    def cell(self, fact: Callable[[str], Any]) -> Given:
        """The value for the facts, with its origin; raises ``PolicyGap`` where the table is silent."""
        return self.at(self.value.cell(fact)) if isinstance(self.value, Table) else self


@dataclass(frozen=True)
class SectionAt:
    """The parameters of one section as they stand on the days of one segment."""

    name: str
    given: Mapping[str, Given]

    def get(self, parameter: str) -> Given | None:
        return self.given.get(parameter)

    def require(self, parameter: str) -> Given:
        """The value, or :class:`PolicyGap` naming section and parameter."""
        found = self.given.get(parameter)
        if found is None:
            raise PolicyGap(f"{self.name}: no value for {parameter}")
        return found

    def value(self, parameter: str, default: Any = None, **facts: Any) -> Any:
        """The plain value; ``facts`` choose the cell of a table. Without a default a missing value raises."""
        found = self.given.get(parameter)
        if found is None:
            if default is None:
                raise PolicyGap(f"{self.name}: no value for {parameter}")
            return default
        return found.value.find(facts.get) if isinstance(found.value, Table) else found.value


@dataclass(frozen=True)
class PolicyAt:
    """Everything in force in an area from ``start`` up to, not including, ``end`` (None: open).

    ``versions`` names the database versions it was resolved from, for settlements to pin.
    """

    area: str
    start: dt.date
    end: dt.date | None
    sections: Mapping[str, SectionAt]
    versions: tuple[int, ...] = ()

    def section(self, name: str) -> SectionAt:
        """The section, or :class:`PolicyGap` when no document in force writes it."""
        found = self.sections.get(name)
        if found is None:
            raise PolicyGap(f"{self.area}: no section {name} in force on {self.start}")
        return found

    def has(self, name: str) -> bool:
        return name in self.sections


class Applicable(NamedTuple):
    """A package and the days on which it is the version that applies."""

    package: Package
    start: dt.date
    end: dt.date | None = None
    version: int | None = None

    def __contains__(self, day: object) -> bool:
        return isinstance(day, dt.date) and self.start <= day and (self.end is None or day < self.end)


def resolve(area: str, packages: Sequence[Applicable], day: dt.date) -> PolicyAt:
    """What is in force on ``day``; of two packages that give one parameter the later in the list wins."""
    start, end = _segment(packages, day)
    in_force = [applicable for applicable in packages if day in applicable]
    given: dict[str, dict[str, Given]] = {}
    for package, *_days in in_force:
        for name, section in package.sections.items():
            for parameter in section.parameters.values():
                value = parameter.at(day)
                if value is not None:
                    given.setdefault(name, {})[parameter.name] = Given(
                        value.value, value.clause, value.assumed, package.key, parameter.unit, parameter.title,
                        path_of(name, parameter.name),
                    )  # fmt: skip
    sections = {name: SectionAt(name, values) for name, values in given.items()}
    versions = tuple(one.version for one in in_force if one.version is not None)
    return PolicyAt(area, start, end, sections, versions)


def _segment(packages: Sequence[Applicable], day: dt.date) -> tuple[dt.date, dt.date | None]:
    days: set[dt.date] = set()
    for applicable in packages:
        days |= applicable.package.boundaries() | {applicable.start}
        if applicable.end is not None:
            days.add(applicable.end)
    return (
        max((boundary for boundary in days if boundary <= day), default=dt.date.min),
        min((boundary for boundary in days if boundary > day), default=None),
    )
