"""What a policy section may contain: parameters declared by the app that reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .policy_package import Section

ANY: tuple[str, ...] = ("*",)
"""As ``by`` of a parameter: every registered dimension may be used."""


@dataclass(frozen=True)
class Dimension:
    """One thing a value may depend on.

    ``values`` closes the list, ``finer`` are more exact ones that need no cell of their own: each falls back
    on the value it begins with (filed_transfer on filed). ``pattern`` describes codes, where a longer code
    falls back on its beginning (140104 on 14); ``range_unit`` makes the keys ranges such as ``0..10000``.
    """

    name: str
    meaning: str
    values: tuple[str, ...] = ()
    pattern: str = ""
    range_unit: str = ""
    finer: tuple[str, ...] = ()

    def knows(self, text: str) -> bool:
        if self.values:
            return text in self.values or text in self.finer
        return re.fullmatch(self.pattern, text) is not None

    @property
    def known(self) -> str:
        return ", ".join((*self.values, *self.finer)) or self.pattern or "0..10, 10.."


@dataclass(frozen=True)
class ParameterSpec:
    """One parameter. In ``name`` a ``*`` stands for a name the package chooses (``*.ratio``)."""

    name: str
    unit: str
    meaning: str
    by: tuple[str, ...] = ()
    choices: frozenset[str] | None = None
    required: bool = False
    lowest: Decimal | None = None
    highest: Decimal | None = None

    @cached_property
    def regex(self) -> re.Pattern[str]:
        return re.compile(re.escape(self.name).replace(r"\*", "([a-z][a-z0-9_]*)"))


def choice(*names: str) -> frozenset[str]:
    return frozenset(names)


Finding = tuple[str, str, dict[str, Any]]
"""What a section's own check finds: parameter name, English msgid, its named placeholders."""


def _nothing_to_check(_section: Section) -> Iterable[Finding]:
    return ()


@dataclass(frozen=True)
class SectionSchema:
    """One section: its parameters, whether it is written per scheme, and checks across parameters.

    ``check`` looks across parameters and yields what it finds.
    """

    name: str
    meaning: str
    parameters: tuple[ParameterSpec, ...]
    per_scheme: bool = False
    check: Callable[[Section], Iterable[Finding]] = field(default=_nothing_to_check)

    def spec(self, name: str) -> ParameterSpec | None:
        """The declaration for a parameter name; an exact name wins over one with ``*``."""
        matching = [spec for spec in self.parameters if spec.regex.fullmatch(name)]
        return min(matching, key=lambda spec: spec.name.count("*"), default=None)


@dataclass(frozen=True)
class Language:
    """Everything the loader knows: the registered sections and dimensions."""

    sections: dict[str, SectionSchema]
    dimensions: dict[str, Dimension]
