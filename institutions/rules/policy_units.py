"""Units of policy values: how each is written, checked, and kept as an exact integer or text.

Amounts become fen, ratios and percentage points become ten-thousandths; nothing passes through a float.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal

import yaml

from .policy_faults import Fault
from .policy_nodes import is_quoted, items, line_of, scalar
from .policy_schema import ParameterSpec

Scalar = int | str | bool | dt.date | tuple[str, ...]

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH_DAY = re.compile(r"\d{2}-\d{2}")
_FLAGS = {"yes": True, "true": True, "no": False, "false": False}

# unit: (decimals kept, lowest, highest) in the unit as written
NUMERIC: dict[str, tuple[int, Decimal | None, Decimal | None]] = {
    "yuan": (2, Decimal(0), None),
    "ratio": (4, Decimal(0), Decimal(1)),
    "points": (2, Decimal(-100), Decimal(100)),
    "count": (0, Decimal(0), None),
    "days": (0, Decimal(0), None),
    "months": (0, Decimal(0), Decimal(1200)),
    "years": (0, Decimal(0), Decimal(150)),
    "year": (0, Decimal(1900), Decimal(2999)),
    "day_of_month": (0, Decimal(1), Decimal(31)),
}
UNITS = (*NUMERIC, "flag", "date", "month_day", "name", "names", "text")


def number(text: str, line: int, digits: int) -> int:
    """``text`` as an integer count of its last kept decimal (200 yuan -> 20000 fen)."""
    if not _NUMBER.fullmatch(text):
        raise Fault(line, "number", text=text)
    scaled = Decimal(text).scaleb(digits)
    whole = scaled.to_integral_value()
    if scaled != whole:
        raise Fault(line, "decimals", text=text, digits=digits)
    return int(whole)


def read_value(node: yaml.Node, spec: ParameterSpec) -> Scalar:
    """The value of one cell in the unit of its parameter; raises :class:`Fault`."""
    if spec.unit in NUMERIC:
        return _numeric(node, spec)
    return _READERS[spec.unit](node, spec)


def _numeric(node: yaml.Node, spec: ParameterSpec) -> int:
    text, line = scalar(node), line_of(node)
    if is_quoted(node):
        raise Fault(line, "number", text=text)
    digits, lowest, highest = NUMERIC[spec.unit]
    value = number(text, line, digits)
    lowest = spec.lowest if spec.lowest is not None else lowest
    highest = spec.highest if spec.highest is not None else highest
    if lowest is not None and Decimal(text) < lowest:
        raise Fault(line, "too_low", text=text, limit=lowest)
    if highest is not None and Decimal(text) > highest:
        raise Fault(line, "too_high", text=text, limit=highest)
    return value


def read_date(node: yaml.Node, _spec: ParameterSpec | None = None) -> dt.date:
    text = scalar(node)
    try:
        if not _DATE.fullmatch(text):
            raise ValueError(text)
        return dt.date.fromisoformat(text)
    except ValueError as problem:
        raise Fault(line_of(node), "date", text=text) from problem


def _flag(node: yaml.Node, _spec: ParameterSpec) -> bool:
    text = scalar(node)
    if text not in _FLAGS:
        raise Fault(line_of(node), "flag", text=text)
    return _FLAGS[text]


def _month_day(node: yaml.Node, _spec: ParameterSpec) -> str:
    text = scalar(node)
    try:
        if not _MONTH_DAY.fullmatch(text):
            raise ValueError(text)
        dt.date(2000, int(text[:2]), int(text[3:]))  # a leap year: 02-29 is a day of the year
    except ValueError as problem:
        raise Fault(line_of(node), "month_day", text=text) from problem
    return text


def _name(node: yaml.Node, spec: ParameterSpec) -> str:
    text = scalar(node)
    if spec.choices is not None:
        if text not in spec.choices:
            raise Fault(line_of(node), "choice", text=text, known=", ".join(sorted(spec.choices)))
    elif not _NAME.fullmatch(text):
        raise Fault(line_of(node), "name", text=text)
    return text


def _names(node: yaml.Node, spec: ParameterSpec) -> tuple[str, ...]:
    return tuple(_name(item, spec) for item in items(node))


def _text(node: yaml.Node, _spec: ParameterSpec) -> str:
    return scalar(node)


_READERS: dict[str, Callable[[yaml.Node, ParameterSpec], Scalar]] = {
    "flag": _flag,
    "date": read_date,
    "month_day": _month_day,
    "name": _name,
    "names": _names,
    "text": _text,
}
