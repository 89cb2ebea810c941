"""Two readings of policy side by side: what changed, what is new, what is gone, and from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from institutions.rules.policy_tables import OTHERWISE, Cell, Range, Table

from .layout import Layout, lay_out
from .reading import Entry, Keys, cell_name, walk
from .wording import difference_of, number_of, value_of

State = Literal["same", "changed", "added", "removed", "reworded"]


@dataclass(frozen=True)
class Side:
    """What one side says: a value in words, or a whole table where the two tables do not match."""

    text: str
    number: Decimal | None
    layout: Layout | None
    clause: str
    assumed: str

    @property
    def says(self) -> str:
        return self.layout.text if self.layout else self.text


@dataclass(frozen=True)
class Pair:
    """One cell of one parameter, from ``start`` up to, not including, ``end``; a side without a value is None."""

    entry: Entry
    cell: str
    left: Side | None
    right: Side | None
    start: dt.date
    end: dt.date | None
    state: State

    @property
    def difference(self) -> Decimal | None:
        """Right less left, in the unit as written."""
        if self.left is None or self.right is None or self.state != "changed":
            return None
        if self.left.number is None or self.right.number is None:
            return None
        return self.right.number - self.left.number

    @property
    def gap(self) -> str:
        """The difference in words, empty where there is none."""
        return "" if self.difference is None else difference_of(self.difference, self.entry.unit)


def compare(
    left: Sequence[Entry], right: Sequence[Entry], *, day: dt.date | None = None, origins: bool = True
) -> list[Pair]:
    """Every parameter of either side in the order of the right; only what holds on ``day`` where one is given.

    With ``origins`` a value whose clause or assumption alone is another counts as reworded: of two versions of
    one document that matters, of two cities' documents it is always so.
    """
    lefts, rights = _by_parameter(left), _by_parameter(right)
    order = _interleaved(list(lefts), list(rights))
    return [pair for key in order for pair in _pairs(lefts.get(key, []), rights.get(key, []), day, origins)]


def _by_parameter(entries: Sequence[Entry]) -> dict[tuple[str, str], list[Entry]]:
    found: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        found.setdefault((entry.section, entry.parameter), []).append(entry)
    return found


def _interleaved(left: list[tuple[str, str]], right: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The right side's order, what only the left has after its neighbour there; sections stay together."""
    order = list(right)
    before: tuple[str, str] | None = None
    for key in left:
        if key not in order:
            near = order.index(before) + 1 if before in order else 0
            order.insert(near, key)
        before = key
    sections = list(dict.fromkeys(section for section, _name in order))
    return sorted(order, key=lambda key: sections.index(key[0]))


def _pairs(left: list[Entry], right: list[Entry], day: dt.date | None, origins: bool) -> Iterator[Pair]:
    """The periods in which neither side changes; those that say the same one after another are one."""
    edges = {entry.dated.start for entry in (*left, *right)}
    edges |= {entry.dated.end for entry in (*left, *right) if entry.dated.end is not None}
    starts = sorted(edges)
    rows: dict[str, list[Pair]] = {}
    for start, end in zip(starts, [*starts[1:], None], strict=True):
        if day is not None and not (start <= day and (end is None or day < end)):
            continue
        old, new = _at(left, start), _at(right, start)
        for pair in _cells(old, new, start, end, origins):
            told = rows.setdefault(pair.cell, [])
            if told and told[-1].end == start and _alike(told[-1], pair):
                told[-1] = replace(told[-1], end=end)
            else:
                told.append(pair)
    for told in rows.values():
        yield from told


def _at(entries: list[Entry], day: dt.date) -> Entry | None:
    return next((entry for entry in entries if day in entry.dated), None)


def _alike(one: Pair, other: Pair) -> bool:
    return (one.left, one.right, one.state) == (other.left, other.right, other.state)


def _cells(
    left: Entry | None, right: Entry | None, start: dt.date, end: dt.date | None, origins: bool
) -> Iterator[Pair]:
    entry = right or left
    if entry is None:
        return
    for path in _paths(left, right):
        one, two = (_side(side, path) for side in (left, right))
        name = "" if path is None else cell_name(entry.by, path)
        yield Pair(entry, name, one, two, start, end, _state(one, two, origins))


def _paths(left: Entry | None, right: Entry | None) -> list[Keys | None]:
    """The cells to set side by side; None stands for the whole value where the two tables have not one shape."""
    entries = [entry for entry in (left, right) if entry is not None]
    tables = [entry.dated.value for entry in entries if isinstance(entry.dated.value, Table)]
    if not tables:
        return [()]
    if len(tables) < len(entries) or len({table.by for table in tables}) > 1:
        return [None]
    found = [[path for path, *_rest in walk(table.root)] for table in tables]
    if len(entries) == 1:
        return [None]
    if found[0] == found[1]:
        return list(found[0])
    spans = [{key for path in paths for key in path if isinstance(key, Range)} for paths in found]
    # Ranges cut at other ends cannot be set cell by cell.
    if spans[0] != spans[1]:
        return [None]
    deepest = [path for path in dict.fromkeys([*found[1], *found[0]]) if not _is_beginning(path, found)]
    if any(_find(table.root, path) is _MISSING for table in tables for path in deepest):
        return [None]
    return list(deepest)


def _is_beginning(path: Keys, found: list[list[Keys]]) -> bool:
    """Whether the other table goes into more detail below this cell."""
    return any(len(other) > len(path) and other[: len(path)] == path for paths in found for other in paths)


def _side(entry: Entry | None, path: Keys | None) -> Side | None:
    if entry is None:
        return None
    dated = entry.dated
    if path is None and isinstance(dated.value, Table):
        layout = lay_out(dated.value, entry.by, entry.unit)
        return Side("", None, layout, dated.clause, _assumptions(layout, dated.assumed))
    cell = _find(dated.value.root, path or ()) if isinstance(dated.value, Table) else dated.value
    clause, assumed = dated.clause, dated.assumed
    if isinstance(cell, Cell):
        clause, assumed, cell = cell.clause or clause, cell.assumed or assumed, cell.value
    return Side(value_of(cell, entry.unit), number_of(cell, entry.unit), None, clause, assumed)


def _assumptions(layout: Layout, whole: str) -> str:
    return "；".join(
        dict.fromkeys(text for text in (whole, *(cell.assumed for cell in layout.cells)) if text)
    )


_MISSING: Any = object()


def _find(node: Any, path: Keys) -> Any:
    """The cell a table has for ``path``: its own, that of a shorter code, or the one of any other."""
    for key in path:
        if isinstance(node, list):
            node = next((inner for span, inner in node if span == key), _MISSING)
        elif isinstance(node, dict):
            text = str(key)
            shorter = (text[:length] for length in range(len(text), 0, -1))
            node = next((node[code] for code in shorter if code in node), node.get(OTHERWISE, _MISSING))
        else:
            break
    # Deeper than the path goes: this side tells apart what the path does not.
    return _MISSING if isinstance(node, dict | list) else node


def _state(left: Side | None, right: Side | None, origins: bool) -> State:
    if left is None:
        return "added"
    if right is None:
        return "removed"
    if left.says != right.says:
        return "changed"
    same = (left.clause, left.assumed) == (right.clause, right.assumed)
    return "same" if same or not origins else "reworded"
