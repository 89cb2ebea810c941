"""Typed, frozen parameter objects out of policy sections: dataclass fields name the parameter they read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, field, fields
from typing import Any, TypeVar

from institutions.rules.policy_package import Given, SectionAt
from institutions.rules.policy_tables import PolicyGap

T = TypeVar("T")


def parameter(name: str, **options: Any) -> Any:
    """A dataclass field that reads the parameter ``name``; with ``default=`` it may be absent."""
    return field(metadata={"parameter": name}, **options)


def origins() -> Any:
    """A dataclass field that keeps every parameter's clause and assumption, for screens to show."""
    return field(default_factory=dict, metadata={"origins": True}, repr=False, compare=False)


def read_into(cls: type[T], section: SectionAt) -> T:
    """An object of ``cls`` from a section; raises ``PolicyGap`` naming a parameter that is not in force."""
    values: dict[str, Any] = {}
    given: Mapping[str, Given] = section.given
    for one in fields(cls):  # type: ignore[arg-type]
        if one.metadata.get("origins"):
            values[one.name] = given
            continue
        name = one.metadata["parameter"]
        if name in given:
            values[one.name] = given[name].value
        elif one.default is MISSING and one.default_factory is MISSING:
            raise PolicyGap(f"{section.name}: no value for {name}")
    return cls(**values)
