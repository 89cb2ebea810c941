"""The strict loader: YAML text in, typed package out, or every fault with file, line and key.

Pure: what sections and dimensions exist is handed in as a :class:`Language`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from itertools import pairwise

import yaml

from .policy_faults import Fault, PolicyError, PolicyFault
from .policy_nodes import compose, entries, items, line_of, mapping, scalar
from .policy_package import DatedValue, DocumentHead, Package, Parameter, Section
from .policy_schema import ANY, Dimension, Language, ParameterSpec, SectionSchema
from .policy_tables import Table, read_table
from .policy_units import read_date

_TOP = ("area", "key", "title", "document", "sections")
_DOCUMENT = ("number", "source", "issued", "effective")
_PARAMETER = ("title", "unit", "by", "values", "note")
_VALUE = ("from", "to", "value", "clause", "assumed", "note")
_AREA = re.compile(r"\d{6}")
_KEY = re.compile(r"[a-z0-9][a-z0-9-]*")
_SCHEME = re.compile(r"\d{3}")


def parse_package(text: str, language: Language, *, file: str = "package.yaml") -> Package:
    """The package in ``text``; raises :class:`PolicyError` with all faults found."""
    return _Loader(language, file).load(text)


@dataclass
class _Loader:
    language: Language
    file: str
    faults: list[PolicyFault] = field(default_factory=list)

    def load(self, text: str) -> Package:
        package = None
        try:
            package = self._package(compose(text))
        except Fault as fault:
            self._note("", fault)
        if self.faults or package is None:
            raise PolicyError(sorted(self.faults, key=lambda fault: fault.line))
        return package

    def _note(self, key: str, fault: Fault) -> None:
        self.faults.append(PolicyFault(self.file, fault.line, key, fault.code, fault.params))

    def _package(self, root: yaml.Node) -> Package:
        top = mapping(root, known=_TOP, required=_TOP)
        document = self._document(top["document"])
        sections: dict[str, Section] = {}
        for name, key_node, node in entries(top["sections"]):
            try:
                section = self._section(name, key_node, node, document.effective)
                sections[section.full_name] = section
            except Fault as fault:
                self._note(name, fault)
        return Package(
            _match(top["area"], _AREA), _match(top["key"], _KEY), scalar(top["title"]), document, sections
        )

    def _document(self, node: yaml.Node) -> DocumentHead:
        parts = mapping(node, known=_DOCUMENT, required=("source", "effective"))
        return DocumentHead(
            number=scalar(parts["number"]) if "number" in parts else "",
            source=scalar(parts["source"]),
            issued=read_date(parts["issued"]) if "issued" in parts else None,
            effective=read_date(parts["effective"]),
        )

    def _section(self, full_name: str, key_node: yaml.Node, node: yaml.Node, effective: dt.date) -> Section:
        name, _dot, scheme = full_name.partition(".")
        schema = self.language.sections.get(name)
        if schema is None:
            raise Fault(
                line_of(key_node),
                "unknown_section",
                name=name,
                known=", ".join(sorted(self.language.sections)),
            )
        if schema.per_scheme and not _SCHEME.fullmatch(scheme):
            raise Fault(line_of(key_node), "section_scheme", name=name)
        if scheme and not schema.per_scheme:
            raise Fault(line_of(key_node), "section_no_scheme", name=name)
        parameters: dict[str, Parameter] = {}
        clean = True
        for parameter_name, name_node, value_node in entries(node):
            try:
                parameters[parameter_name] = self._parameter(schema, parameter_name, name_node, value_node)
            except Fault as fault:
                clean = False
                self._note(f"{full_name}.{parameter_name}", fault)
        section = Section(name, scheme, parameters, line_of(key_node))
        if clean:
            self._check_section(schema, section, effective)
        return section

    def _check_section(self, schema: SectionSchema, section: Section, effective: dt.date) -> None:
        first = _first_day(section, effective)
        for spec in schema.parameters:
            if spec.required and "*" not in spec.name:
                parameter = section.parameters.get(spec.name)
                if parameter is None or parameter.values[0].start > first:
                    line = parameter.line if parameter else section.line
                    fault = Fault(line, "missing_parameter", name=spec.name, day=first)
                    self._note(f"{section.full_name}.{spec.name}", fault)
        for name, message, params in schema.check(section):
            parameter = section.parameters.get(name)
            fault = Fault(parameter.line if parameter else section.line, message, **params)
            self._note(f"{section.full_name}.{name}", fault)

    def _parameter(
        self, schema: SectionSchema, name: str, name_node: yaml.Node, node: yaml.Node
    ) -> Parameter:
        spec = schema.spec(name)
        if spec is None:
            raise Fault(line_of(name_node), "unknown_parameter", name=name)
        parts = mapping(node, known=_PARAMETER, required=("values",))
        if "unit" in parts and scalar(parts["unit"]) != spec.unit:
            raise Fault(line_of(parts["unit"]), "unit", expected=spec.unit, found=scalar(parts["unit"]))
        if "unit" not in parts and spec.unit in ("yuan", "ratio", "points", "days", "months", "years"):
            raise Fault(line_of(name_node), "missing_key", name="unit")
        by = self._by(parts["by"], spec) if "by" in parts else ()
        values = [self._value(value, by, spec) for value in items(parts["values"])]
        if not values:
            raise Fault(line_of(parts["values"]), "empty")
        return Parameter(
            name,
            spec.unit,
            tuple(dimension.name for dimension in by),
            _in_order(values),
            line_of(name_node),
            scalar(parts["title"]) if "title" in parts else "",
        )

    def _by(self, node: yaml.Node, spec: ParameterSpec) -> tuple[Dimension, ...]:
        allowed = tuple(self.language.dimensions) if spec.by == ANY else spec.by
        found: list[Dimension] = []
        for item in items(node):
            name = scalar(item)
            if name not in allowed or name not in self.language.dimensions:
                raise Fault(line_of(item), "unknown_dimension", name=name, known=", ".join(allowed))
            if any(dimension.name == name for dimension in found):
                raise Fault(line_of(item), "repeated_dimension", name=name)
            found.append(self.language.dimensions[name])
        return tuple(found)

    def _value(self, node: yaml.Node, by: tuple[Dimension, ...], spec: ParameterSpec) -> DatedValue:
        parts = mapping(node, known=_VALUE, required=("from", "value"))
        if "clause" not in parts and "assumed" not in parts:
            raise Fault(line_of(node), "source")
        if not by and isinstance(parts["value"], yaml.MappingNode):
            raise Fault(line_of(parts["value"]), "no_by")
        cells = read_table(parts["value"], by, spec)
        start = read_date(parts["from"])
        end = read_date(parts["to"]) if "to" in parts else None
        if end is not None and end <= start:
            raise Fault(line_of(parts["to"]), "order", earlier=start, later=end)
        texts = {key: scalar(parts[key]) if key in parts else "" for key in ("clause", "assumed", "note")}
        return DatedValue(
            start,
            end,
            Table(tuple(dimension.name for dimension in by), cells) if by else cells,
            texts["clause"],
            texts["assumed"],
            texts["note"],
            line_of(node),
        )


def _first_day(section: Section, effective: dt.date) -> dt.date:
    """The first day a section must be whole: a scheme may begin after the document does."""
    if not section.scheme:
        return effective
    starts = (parameter.values[0].start for parameter in section.parameters.values())
    return max(effective, min(starts, default=effective))


def _in_order(values: list[DatedValue]) -> tuple[DatedValue, ...]:
    """Each value ends where the next begins; a written ``to`` must say the same."""
    closed: list[DatedValue] = []
    for value, following in pairwise(values):
        if following.start <= value.start:
            raise Fault(following.line, "order", earlier=value.start, later=following.start)
        if value.end is not None and value.end < following.start:
            raise Fault(following.line, "gap", end=value.end, start=following.start)
        if value.end is not None and value.end > following.start:
            raise Fault(following.line, "overlap", end=value.end, start=following.start)
        closed.append(replace(value, end=following.start))
    return (*closed, values[-1])


def _match(node: yaml.Node, pattern: re.Pattern[str]) -> str:
    text = scalar(node)
    if not pattern.fullmatch(text):
        raise Fault(line_of(node), "choice", text=text, known=pattern.pattern)
    return text
