"""A package as a clerk reads it: one row per value, with its clause, its dates, and what is assumed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from config.codes import name_of
from institutions.rules.policy_package import DatedValue, Package, Parameter, Section
from institutions.rules.policy_schema import ParameterSpec
from institutions.rules.policy_tables import Cell, Range, Table

from .registry import language
from .wording import OTHERWISE, key_of, meaning_of, unit_of, word


@dataclass(frozen=True)
class ReadingRow:
    """One value of a parameter (of one cell, where it is a table) from ``start`` up to, not including, ``end``."""

    section: str
    heading: str
    parameter: str
    meaning: str
    cell: str
    value: str
    unit: str
    start: dt.date
    end: dt.date | None
    clause: str
    assumed: str


def rows_of(package: Package) -> Iterator[ReadingRow]:
    """Every value of ``package`` in the order of the document."""
    for section in package.sections.values():
        schema = language().sections.get(section.name)
        heading = meaning_of(schema.meaning) if schema else section.name
        if section.scheme:
            heading = f"{heading} · {name_of('insutype', section.scheme)}"
        for parameter in section.parameters.values():
            spec = schema.spec(parameter.name) if schema else None
            for dated in parameter.values:
                yield from _rows(section, heading, parameter, _meaning(parameter, spec), dated)


def _meaning(parameter: Parameter, spec: ParameterSpec | None) -> str:
    """What the parameter is about, led by the names the package chose: "inpatient · deductible"."""
    if spec is None:
        return parameter.title
    chosen = spec.regex.fullmatch(parameter.name)
    names = [word(name) for name in chosen.groups()] if chosen else []
    return " · ".join([*names, parameter.title or meaning_of(spec.meaning)])


def _rows(
    section: Section, heading: str, parameter: Parameter, meaning: str, dated: DatedValue
) -> Iterator[ReadingRow]:
    for path, value, clause, assumed in _cells(dated):
        yield ReadingRow(
            section=section.full_name,
            heading=heading,
            parameter=parameter.name,
            meaning=meaning,
            cell=_cell(parameter.by, path),
            value=shown(value, parameter.unit),
            unit="" if parameter.unit in ("name", "names", "text", "flag") else unit_of(parameter.unit),
            start=dated.start,
            end=dated.end,
            clause=clause or dated.clause,
            assumed=assumed or dated.assumed,
        )


def _cell(by: tuple[str, ...], path: tuple[str, ...]) -> str:
    """The keys of one cell in words; dimensions it does not ask about are left out."""
    keys = zip((*by, *[""] * len(path)), path, strict=False)
    asked = [key_of(dimension, key) for dimension, key in keys if key != "*"]
    return " · ".join(asked) or (str(OTHERWISE) if path else "")


def _cells(dated: DatedValue) -> Iterator[tuple[tuple[str, ...], Any, str, str]]:
    if isinstance(dated.value, Table):
        yield from _walk(dated.value.root, ())
    else:
        yield (), dated.value, "", ""


def _walk(node: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, str, str]]:
    if isinstance(node, dict):
        for key, inner in node.items():
            yield from _walk(inner, (*path, str(key)))
    elif isinstance(node, list):
        for span, inner in node:
            yield from _walk(inner, (*path, _span(span)))
    elif isinstance(node, Cell):
        yield path, node.value, node.clause, node.assumed
    else:
        yield path, node, "", ""


def _span(span: Range) -> str:
    return f"{span.low}–{'' if span.high is None else span.high}"


def shown(value: Any, unit: str) -> str:
    """A value as people write it: yuan with two decimals, ratios and points in per cent."""
    if isinstance(value, bool):
        return "✓" if value else "✗"
    if isinstance(value, int) and unit == "yuan":
        return f"{Decimal(value) / 100:,.2f}"
    if isinstance(value, int) and unit in ("ratio", "points"):
        return f"{Decimal(value) / 100:f}%"
    if isinstance(value, tuple):
        return gettext(", ").join(shown(part, "name") for part in value)
    return word(value) if isinstance(value, str) and unit in ("name", "names") else str(value)
