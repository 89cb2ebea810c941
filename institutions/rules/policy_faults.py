"""What can be wrong with a policy package, said with file, line and key.

Messages are English msgids with named placeholders; ``institutions.policy.faults.describe``
gives them in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MESSAGES: dict[str, str] = {
    "yaml": "This is not readable YAML: %(problem)s",
    "anchor": "Anchors and aliases (& and *) are not part of the language; write the value out.",
    "duplicate_key": "The key “%(name)s” is written twice; it was first written on line %(first)s.",
    "unknown_key": "The key “%(name)s” is not known here. Known: %(known)s.",
    "missing_key": "The key “%(name)s” is missing.",
    "not_mapping": "A mapping (key: value) is expected here.",
    "not_list": "A list is expected here.",
    "not_scalar": "A single value is expected here.",
    "empty": "A value is expected here.",
    "unknown_section": "No such section “%(name)s”. Known: %(known)s.",
    "section_scheme": "The section “%(name)s” is written for one scheme, as in “%(name)s.390”.",
    "section_no_scheme": "The section “%(name)s” holds for all schemes and is written without one.",
    "unknown_parameter": "The section has no parameter “%(name)s”.",
    "missing_parameter": "The parameter “%(name)s” is required from %(day)s on.",
    "unit": "The unit of this parameter is “%(expected)s”, not “%(found)s”.",
    "unknown_dimension": "“%(name)s” cannot be used in “by” here. Possible: %(known)s.",
    "repeated_dimension": "“%(name)s” stands twice in “by”.",
    "unknown_cell": "“%(name)s” is not a value of “%(dimension)s”. Known: %(known)s.",
    "missing_cells": "No value for %(names)s of “%(dimension)s”; add them or “*”.",
    "too_deep": "The table has more levels than “by” names.",
    "no_by": "The value is a table; say in “by” what its keys mean.",
    "range": "“%(text)s” is not a range such as 0..10000 or 10000.. .",
    "range_start": "The first range must begin at 0, not at %(text)s.",
    "range_gap": "Between the ranges there is a gap or an overlap at %(text)s.",
    "range_open": "The last range must be open, as in %(text)s.. .",
    "number": "“%(text)s” is not a plain number (no quotes, no separators, no percent sign).",
    "decimals": "“%(text)s” has more than %(digits)s decimals.",
    "too_low": "%(text)s is below the lowest possible value, %(limit)s.",
    "too_high": "%(text)s is above the highest possible value, %(limit)s.",
    "date": "“%(text)s” is not a date (YYYY-MM-DD).",
    "month_day": "“%(text)s” is not a day of the year (MM-DD).",
    "flag": "“%(text)s” must be yes or no.",
    "choice": "“%(text)s” is not possible here. Possible: %(known)s.",
    "name": "“%(text)s” is not a name (small letters, digits and _).",
    "district": "“%(text)s” is not a district code of six digits.",
    "county_is_city": "%(text)s is the city itself; a county has a code of its own.",
    "source": "A value names its clause, or is marked “assumed” with the reason.",
    "order": "Dates must rise: %(later)s does not come after %(earlier)s.",
    "gap": "Between %(end)s and %(start)s there is no value.",
    "overlap": "The value from %(start)s overlaps the one that ends on %(end)s.",
}


@dataclass(frozen=True)
class PolicyFault:
    """One thing wrong, where it stands, and why; ``line`` counts from 1."""

    file: str
    line: int
    key: str
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """The English message."""
        return self.template % self.params

    @property
    def template(self) -> str:
        """The msgid; a section's own check brings its message instead of a code."""
        return MESSAGES.get(self.code, self.code)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.key}: {self.message}"


class PolicyError(ValueError):
    """A package that the strict loader refuses; ``faults`` holds everything found."""

    def __init__(self, faults: Sequence[PolicyFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(str(fault) for fault in self.faults))


class Fault(Exception):
    """A fault on its way to the loader's list; it knows its line, the loader knows the file and the key."""

    def __init__(self, line: int, code: str, **params: Any) -> None:
        self.line, self.code, self.params = line, code, params
        super().__init__(code)
