"""Which sections and dimensions the policy language has: each app registers its own in ``ready()``."""

from __future__ import annotations

from institutions.rules.policy_language import parse_package
from institutions.rules.policy_package import Package
from institutions.rules.policy_schema import Dimension, Language, SectionSchema

_sections: dict[str, SectionSchema] = {}
_dimensions: dict[str, Dimension] = {}


def register_section(schema: SectionSchema) -> None:
    """Make a section part of the language; registering another under the same name is a programming error."""
    if _sections.setdefault(schema.name, schema) is not schema:
        raise ValueError(f"section {schema.name} is registered twice")


def register_dimension(dimension: Dimension) -> None:
    """Make a dimension usable in ``by``."""
    if _dimensions.setdefault(dimension.name, dimension) is not dimension:
        raise ValueError(f"dimension {dimension.name} is registered twice")


def language() -> Language:
    """The language as registered by all apps."""
    return Language(dict(_sections), dict(_dimensions))


def read_package(text: str, *, file: str = "package.yaml") -> Package:
    """The package in ``text`` under the registered language; raises ``PolicyError`` with every fault."""
    return parse_package(text, language(), file=file)
