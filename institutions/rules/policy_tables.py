"""Tables: a value that depends on dimensions, nested in the order of ``by``.

At every level ``*`` means otherwise, several keys may share a cell (``"11, 12"``), and a plain value
in place of a deeper table holds for everything below it. A cell may carry an origin of its own:
``{value: level_1, assumed: reason}``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from .policy_faults import Fault
from .policy_nodes import entries, line_of, mapping, scalar
from .policy_schema import Dimension, ParameterSpec
from .policy_units import NUMERIC, number, read_value

OTHERWISE = "*"


class PolicyGap(LookupError):
    """A table has no cell for the facts asked about, or a parameter has no value on the day."""


@dataclass(frozen=True)
class Range:
    """Half open: from ``low`` up to, not including, ``high`` (None: open)."""

    low: int
    high: int | None

    def __contains__(self, value: int) -> bool:
        return self.low <= value and (self.high is None or value < self.high)


class Cell(NamedTuple):
    """A value with a clause or an assumption that holds for this cell only."""

    value: Any
    clause: str
    assumed: str


@dataclass(frozen=True)
class Table:
    """Cells by dimensions; ``root`` is a nested dict (enumerations, codes) or list of (Range, cell)."""

    by: tuple[str, ...]
    root: Any

    def find(self, fact: Callable[[str], Any]) -> Any:
        """The value for the facts; raises :class:`PolicyGap` when the table does not foresee them."""
        return plain(self.cell(fact))

    def cell(self, fact: Callable[[str], Any]) -> Any:
        """Like :meth:`find`, but a cell with an origin of its own comes as :class:`Cell`."""
        cell = self.root
        for name in self.by:
            if not isinstance(cell, dict | list):
                break
            cell = _step(cell, fact(name), name)
        return cell

    def bands(self, fact: Callable[[str], Any], band: str) -> list[tuple[Range, Any]]:
        """All ranges of the last dimension ``band`` with their cells, the other dimensions being given."""
        cell = self.root
        for name in self.by:
            if not isinstance(cell, dict | list):
                break
            if name == band:
                return [(span, plain(inner)) for span, inner in cell]
            cell = _step(cell, fact(name), name)
        return [(Range(0, None), plain(cell))]

    def leaves(self) -> Iterator[Any]:
        return _leaves(self.root)


def plain(cell: Any) -> Any:
    """The value of a cell."""
    return cell.value if isinstance(cell, Cell) else cell


def _step(cell: Any, value: Any, name: str) -> Any:
    if isinstance(cell, list):
        for span, inner in cell:
            if value is not None and value in span:
                return inner
    else:
        text = str(value)
        for length in range(len(text), 0, -1):
            if text[:length] in cell:
                return cell[text[:length]]
        if OTHERWISE in cell:
            return cell[OTHERWISE]
    raise PolicyGap(f"no value for {name} = {value!r}")


def _leaves(cell: Any) -> Iterator[Any]:
    if isinstance(cell, dict):
        for inner in cell.values():
            yield from _leaves(inner)
    elif isinstance(cell, list):
        for _span, inner in cell:
            yield from _leaves(inner)
    else:
        yield plain(cell)


def read_table(node: yaml.Node, by: tuple[Dimension, ...], spec: ParameterSpec) -> Any:
    """The cells under ``node`` for the dimensions still open; raises :class:`Fault`."""
    if not isinstance(node, yaml.MappingNode):
        return read_value(node, spec)
    if any(getattr(key, "value", None) == "value" for key, _value in node.value):
        parts = mapping(node, known=("value", "clause", "assumed"), required=("value",))
        texts = (scalar(parts[key]) if key in parts else "" for key in ("clause", "assumed"))
        return Cell(read_value(parts["value"], spec), *texts)
    if not by:
        raise Fault(line_of(node), "too_deep")
    if by[0].range_unit:
        return _read_ranges(node, by, spec)
    return _read_cells(node, by, spec)


def _read_cells(node: yaml.Node, by: tuple[Dimension, ...], spec: ParameterSpec) -> dict[str, Any]:
    dimension, cells = by[0], {}
    lines: dict[str, int] = {}
    for key, key_node, value_node in entries(node):
        cell = read_table(value_node, by[1:], spec)
        for name in (part.strip() for part in key.split(",")):
            if name != OTHERWISE and not dimension.knows(name):
                raise Fault(
                    line_of(key_node),
                    "unknown_cell",
                    name=name,
                    dimension=dimension.name,
                    known=dimension.known,
                )
            if name in cells:
                raise Fault(line_of(key_node), "duplicate_key", name=name, first=lines[name])
            cells[name], lines[name] = cell, line_of(key_node)
    if OTHERWISE not in cells:
        missing = [value for value in dimension.values if value not in cells] or (
            [] if dimension.values else [OTHERWISE]
        )
        if missing:
            raise Fault(line_of(node), "missing_cells", names=", ".join(missing), dimension=dimension.name)
    return cells


def _read_ranges(node: yaml.Node, by: tuple[Dimension, ...], spec: ParameterSpec) -> list[tuple[Range, Any]]:
    digits = NUMERIC[by[0].range_unit][0]
    cells: list[tuple[Range, Any]] = []
    end: int | None = 0
    for key, key_node, value_node in entries(node):
        line = line_of(key_node)
        low_text, dots, high_text = key.partition("..")
        if not dots:
            raise Fault(line, "range", text=key)
        low = number(low_text.strip(), line, digits)
        high = number(high_text.strip(), line, digits) if high_text.strip() else None
        if not cells and low != 0:
            raise Fault(line, "range_start", text=low_text)
        if low != end or (high is not None and high <= low):
            raise Fault(line, "range_gap", text=key)
        cells.append((Range(low, high), read_table(value_node, by[1:], spec)))
        end = high
    if end is not None:
        raise Fault(line_of(node), "range_open", text=cells[-1][0].low if cells else 0)
    return cells
