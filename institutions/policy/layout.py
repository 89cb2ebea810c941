"""A table of the policy as people lay one out: the last dimension across, the others down, equal keys together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from institutions.rules.policy_tables import OTHERWISE, Cell, Range, Table, plain

from .wording import dimension_name, keys_of, value_of

MOST_ACROSS = 6
"""More keys than this stand below each other."""

Key = str | Range
Path = tuple[tuple[Key, ...], ...]
"""At each level the keys that share a cell."""


@dataclass(frozen=True)
class LaidCell:
    """One value in words, over ``span`` columns, with an origin of its own where it has one."""

    text: str
    span: int = 1
    clause: str = ""
    assumed: str = ""

    @property
    def is_words(self) -> bool:
        """Words may be broken over lines, an amount and its unit never."""
        return not any(sign.isdigit() for sign in self.text)


@dataclass(frozen=True)
class LaidRow:
    keys: tuple[str, ...]
    cells: tuple[LaidCell, ...]


@dataclass(frozen=True)
class Layout:
    """``heads`` name the dimensions down, ``across`` the one whose keys are ``columns`` (empty: one column)."""

    heads: tuple[str, ...]
    across: str
    columns: tuple[str, ...]
    rows: tuple[LaidRow, ...]

    @property
    def is_plain(self) -> bool:
        """A single value that depends on nothing."""
        return not self.heads and not self.columns

    @property
    def cells(self) -> Iterator[LaidCell]:
        for row in self.rows:
            yield from row.cells

    @property
    def text(self) -> str:
        """Everything it says, for finding and for cells of a sheet: one line per row."""
        return "\n".join(_line(self, row) for row in self.rows)


def _line(layout: Layout, row: LaidRow) -> str:
    lead = " · ".join(key for key in row.keys if key)
    if not layout.columns or len(row.cells) == 1:
        said = row.cells[0].text
    else:
        said = "；".join(f"{name} {cell.text}" for name, cell in zip(layout.columns, row.cells, strict=True))
    return f"{lead}：{said}" if lead else said


def lay_out(value: Any, by: tuple[str, ...], unit: str) -> Layout:
    """``value`` of a parameter with ``by`` and ``unit`` in the reader's language."""
    if not isinstance(value, Table):
        return Layout((), "", (), (LaidRow((), (_cell(value, unit),)),))
    columns = _columns(value.root, len(by))
    if columns is None:
        rows = tuple(
            LaidRow(_named(by, path), (_cell(leaf, unit),)) for path, leaf in _grouped(value.root, len(by))
        )
        return Layout(tuple(map(dimension_name, by)), "", (), rows)
    across = by[-1]
    rows = tuple(
        LaidRow(_named(by[:-1], path), _across(node, columns, unit))
        for path, node in _grouped(value.root, len(by) - 1)
    )
    heads = tuple(dimension_name(name) for name in by[:-1])
    return Layout(heads, dimension_name(across), tuple(keys_of(across, keys) for keys in columns), rows)


def _grouped(node: Any, depth: int) -> Iterator[tuple[Path, Any]]:
    """Every node at ``depth`` (or above it, where a plain value holds for everything below) under its keys."""
    if depth == 0 or not isinstance(node, dict | list):
        yield (), node
        return
    for keys, inner in _alike(node.items() if isinstance(node, dict) else node):
        # Nothing but "any other" asks about nothing.
        named = () if keys == (OTHERWISE,) and len(node) == 1 else keys
        for path, found in _grouped(inner, depth - 1):
            yield (named, *path), found


def _alike(pairs: Any) -> Iterator[tuple[tuple[Key, ...], Any]]:
    """Neighbouring keys with the same cell together; ranges and the rest stay on their own."""
    keys: tuple[Key, ...] = ()
    cell: Any = None
    for key, inner in pairs:
        joins = keys and inner == cell and isinstance(key, str) and OTHERWISE not in (key, keys[-1])
        if joins:
            keys = (*keys, key)
            continue
        if keys:
            yield keys, cell
        keys, cell = (key,), inner
    if keys:
        yield keys, cell


def _columns(root: Any, depth: int) -> list[tuple[Key, ...]] | None:
    """The keys of the last dimension where they fit across, those alike in every row together; else None."""
    nodes = [node for _path, node in _grouped(root, depth - 1) if isinstance(node, dict | list)]
    if not nodes:
        return None
    keys: dict[Key, None] = {}
    for node in nodes:
        keys |= dict.fromkeys(_keys(node))
    if any(_lacks(node, keys) for node in nodes):
        return None
    columns: list[tuple[Key, ...]] = []
    for group, _cells in _alike(
        (key, tuple(_at(node, key) for node in nodes)) for key in _last_otherwise(keys)
    ):
        columns.append(group)
    return columns if len(columns) <= MOST_ACROSS else None


def _keys(node: Any) -> list[Key]:
    return list(node) if isinstance(node, dict) else [span for span, _inner in node]


def _lacks(node: Any, keys: dict[Key, None]) -> bool:
    """A row in which a key of another row has no value: side by side the two would mislead."""
    own = _keys(node)
    return OTHERWISE not in own and any(key not in own for key in keys)


def _last_otherwise(keys: dict[Key, None]) -> list[Key]:
    return sorted(keys, key=lambda key: key == OTHERWISE)


def _at(node: Any, key: Key) -> Any:
    cells = node if isinstance(node, dict) else dict(node)
    return cells[key] if key in cells else cells[OTHERWISE]


def _across(node: Any, columns: list[tuple[Key, ...]], unit: str) -> tuple[LaidCell, ...]:
    if not isinstance(node, dict | list):
        return (_cell(node, unit, len(columns)),)
    return tuple(_cell(_at(node, keys[0]), unit) for keys in columns)


def _cell(cell: Any, unit: str, span: int = 1) -> LaidCell:
    origin = (cell.clause, cell.assumed) if isinstance(cell, Cell) else ("", "")
    return LaidCell(value_of(plain(cell), unit), span, *origin)


def _named(by: tuple[str, ...], path: Path) -> tuple[str, ...]:
    """The keys of a row in words, one for each dimension; what it does not ask about stays empty."""
    names = [keys_of(dimension, keys) for dimension, keys in zip(by, path, strict=False)]
    return (*names, *[""] * (len(by) - len(names)))
