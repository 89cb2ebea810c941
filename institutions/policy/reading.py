"""A package as a clerk reads it: by section and topic, each value with its clause, its dates, and what is assumed."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from config.codes import name_of
from institutions.rules.policy_package import Applicable, DatedValue, Package, Parameter, Section, path_of
from institutions.rules.policy_schema import ParameterSpec
from institutions.rules.policy_tables import OTHERWISE as ANY_OTHER
from institutions.rules.policy_tables import Cell, Range, Table

from .layout import Layout, lay_out
from .registry import language
from .wording import OTHERWISE, condition, meaning_of, number_of, unit_of, value_of, word

WITHOUT_UNIT = ("name", "names", "text", "flag", "date", "month_day")


def normalised(text: str) -> str:
    """Small letters, full-width signs as half-width ones: as what a reader looks for is read."""
    return unicodedata.normalize("NFKC", text).lower()


@dataclass(frozen=True)
class Entry:
    """One parameter in one of its periods; ``meaning`` leaves out what the topic says already."""

    section: str
    heading: str
    topic: str
    topic_name: str
    parameter: str
    full_meaning: str
    meaning: str
    by: tuple[str, ...]
    unit: str
    dated: DatedValue
    document: str

    @cached_property
    def layout(self) -> Layout:
        return lay_out(self.dated.value, self.by, self.unit)

    @property
    def path(self) -> str:
        return path_of(self.section, self.parameter)

    @property
    def is_assumed(self) -> bool:
        """Whether the whole value or any of its cells is assumed."""
        return bool(self.dated.assumed) or any(cell.assumed for cell in self.layout.cells)

    @cached_property
    def searched(self) -> str:
        """Everything a reader may look for, in small letters."""
        cells = " ".join(f"{cell.text} {cell.clause} {cell.assumed}" for cell in self.layout.cells)
        parts = (
            self.parameter, self.full_meaning, self.heading, self.topic_name, self.document, self.layout.text, cells,
            self.dated.clause, self.dated.assumed, self.dated.note,
        )  # fmt: skip
        return normalised(" ".join(parts))


@dataclass(frozen=True)
class ReadingRow:
    """One value of one cell, from ``start`` up to, not including, ``end``; ``number`` where it is one."""

    heading: str
    topic: str
    parameter: str
    meaning: str
    cell: str
    value: str
    number: Decimal | None
    unit: str
    start: dt.date
    end: dt.date | None
    clause: str
    assumed: str
    note: str
    document: str


def entries_of(package: Package) -> list[Entry]:
    """Every parameter of ``package`` with each of its periods, topic by topic in the order of the document."""
    return [
        entry
        for section in package.sections.values()
        for parameter in section.parameters.values()
        for entry in _entries(package, section, parameter)
    ]


def entries_on(applicable: Sequence[Applicable], day: dt.date) -> list[Entry]:
    """What holds on ``day`` out of several documents: of two that give one parameter the later in the list."""
    found: dict[tuple[str, str], Entry] = {}
    for one in applicable:
        if day not in one:
            continue
        for entry in entries_of(one.package):
            if day in entry.dated:
                found.pop((entry.section, entry.parameter), None)
                found[entry.section, entry.parameter] = entry
    return list(found.values())


def _entries(package: Package, section: Section, parameter: Parameter) -> Iterator[Entry]:
    schema = language().sections.get(section.name)
    spec = schema.spec(parameter.name) if schema else None
    heading = meaning_of(schema.meaning) if schema else section.name
    if section.scheme:
        heading = f"{heading} · {name_of('insutype', section.scheme)}"
    topic = topic_of(parameter.name, spec)
    names = _chosen(parameter.name, spec)
    meaning = parameter.title or (meaning_of(spec.meaning) if spec else parameter.name)
    rest = names if spec is None or "*" not in spec.name else names[1:]
    for dated in parameter.values:
        yield Entry(
            section=section.full_name,
            heading=heading,
            topic=topic,
            topic_name=topic_name(topic),
            parameter=parameter.name,
            full_meaning=" · ".join([*names, meaning]),
            meaning=" · ".join([*rest, meaning]),
            by=parameter.by,
            unit=parameter.unit,
            dated=dated,
            document=package.title,
        )


def full_meaning(section: str, parameter: str) -> str:
    """What a parameter of a section is about, led by the names the package chose: "inpatient · Deductible"."""
    schema = language().sections.get(section.partition(".")[0])
    spec = schema.spec(parameter) if schema else None
    if spec is None:
        return parameter
    return " · ".join([*_chosen(parameter, spec), meaning_of(spec.meaning)])


def topic_of(parameter: str, spec: ParameterSpec | None) -> str:
    """Under what a parameter is read: ``inpatient`` of ``inpatient.ratio``, ``limit.pool`` of ``limit.pool.amount``."""
    parts = parameter.split(".")
    pattern = spec.name.split(".") if spec else []
    if "*" in pattern:
        return ".".join(parts[: pattern.index("*") + 1])
    return parts[0] if len(parts) > 1 else ""


def topic_name(topic: str) -> str:
    parts = topic.split(".")
    said = (word(part, under) for part, under in zip(parts, ["", *parts], strict=False))
    return " · ".join(said) if topic else word("general")


def _chosen(parameter: str, spec: ParameterSpec | None) -> list[str]:
    """The names the package chose itself, in words."""
    chosen = spec.regex.fullmatch(parameter) if spec else None
    under = parameter.partition(".")[0]
    return [word(name, under) for name in chosen.groups()] if chosen else []


def rows_of(entries: Iterable[Entry]) -> Iterator[ReadingRow]:
    """Every cell on a row of its own, as a workbook holds them."""
    for entry in entries:
        dated = entry.dated
        for path, value, clause, assumed in _cells(dated.value):
            yield ReadingRow(
                heading=entry.heading,
                topic=entry.topic_name,
                parameter=entry.parameter,
                meaning=entry.full_meaning,
                cell=cell_name(entry.by, path),
                value=value_of(value, entry.unit),
                number=number_of(value, entry.unit),
                unit="" if entry.unit in WITHOUT_UNIT else unit_of(entry.unit),
                start=dated.start,
                end=dated.end,
                clause=clause or dated.clause,
                assumed=assumed or dated.assumed,
                note=dated.note,
                document=entry.document,
            )


Keys = tuple[str | Range, ...]


def cell_name(by: tuple[str, ...], path: Keys) -> str:
    """The keys of one cell in words; dimensions it does not ask about are left out."""
    asked = [condition(dimension, key) for dimension, key in zip(by, path, strict=False) if key != ANY_OTHER]
    return " · ".join(asked) or (str(OTHERWISE) if path else "")


def _cells(value: Any) -> Iterator[tuple[Keys, Any, str, str]]:
    if isinstance(value, Table):
        yield from walk(value.root)
    else:
        yield (), value, "", ""


def walk(node: Any, path: Keys = ()) -> Iterator[tuple[Keys, Any, str, str]]:
    """(keys, value, clause, assumption) of every cell of a table."""
    if isinstance(node, dict | list):
        for key, inner in node.items() if isinstance(node, dict) else node:
            yield from walk(inner, (*path, key))
    elif isinstance(node, Cell):
        yield path, node.value, node.clause, node.assumed
    else:
        yield path, node, "", ""
