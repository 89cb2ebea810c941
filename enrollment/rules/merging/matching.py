"""Who is meant by the rows of two rolls: groups that are certain, and pairs that a person has to decide.

Certain is the same sound certificate under the same name; between rows of both rolls and people already stored.
Doubtful, and so proposed as a pair, are: one certificate under two names; one unsound number under one name; the same
name and birth date in the same county, where the villages agree or one side names none. What nobody proposed stands
alone. The result depends on the rows, not on their order; where any would do, the lowest number is taken.

Rows have numbers above zero, stored people the negative of theirs: a node is either.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

Node = int
# So many different people under one key are not one person in doubt but a filler in the file; each is compared with
# the first alone.
MANY = 12
OTHER_NAME, SAME_UNSOUND, TWO_NUMBERS, NAME_AND_BIRTH = (
    "other_name",
    "same_unsound",
    "two_numbers",
    "name_birth",
)


class Entry(NamedTuple):
    """A row of a roll (``node`` above zero) or a stored person; names and villages as they are compared."""

    node: Node
    name: str
    certificate: str = ""
    """Kind and number where it may be relied on."""
    unsound: str = ""
    birth: dt.date | None = None
    county: int = 0
    village: str = ""


class Decided(NamedTuple):
    left: Node
    right: Node
    same: bool


class Group(NamedTuple):
    """One person: rows in their order (at least one), stored people who are that person."""

    rows: tuple[int, ...]
    people: tuple[int, ...]


class Pair(NamedTuple):
    """``left`` is a row, the lowest there is; ``right`` a row or a stored person."""

    left: Node
    right: Node
    kind: str


class Matching(NamedTuple):
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]
    contradictions: tuple[Decided, ...]
    """Decided to be two people, yet one by the rest."""


class _Union:
    """Sets of nodes that are one person, each led by its lowest row, or person where it has no row."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._leader = {node: node for node in nodes}

    def __contains__(self, node: Node) -> bool:
        return node in self._leader

    def find(self, node: Node) -> Node:
        leader = self._leader
        while leader[node] != node:
            leader[node] = leader[leader[node]]
            node = leader[node]
        return node

    def unite(self, one: Node, other: Node) -> None:
        first, second = sorted((self.find(one), self.find(other)), key=rank)
        self._leader[second] = first

    def sets(self) -> dict[Node, list[Node]]:
        found: dict[Node, list[Node]] = defaultdict(list)
        for node in self._leader:
            found[self.find(node)].append(node)
        return found


def rank(node: Node) -> tuple[bool, int]:
    """Rows before stored people, the lower number first."""
    return node < 0, abs(node)


def match(entries: Iterable[Entry], decided: Iterable[Decided] = ()) -> Matching:
    """Every row in exactly one group; the pairs still to be decided. Decisions about unknown nodes are passed over."""
    known = sorted(entries, key=lambda entry: rank(entry.node))
    union = _Union(entry.node for entry in known)
    for same in _by(known, lambda entry: (entry.certificate, entry.name) if entry.certificate else None):
        for other in same[1:]:
            union.unite(same[0].node, other.node)
    decisions = [one for one in decided if one.left in union and one.right in union]
    for one in decisions:
        if one.same:
            union.unite(one.left, one.right)
    apart = [one for one in decisions if not one.same]
    closed = {_key(union.find(one.left), union.find(one.right)) for one in apart}
    return Matching(
        groups=_groups(union),
        pairs=tuple(_pairs(known, union, closed)),
        contradictions=tuple(one for one in apart if union.find(one.left) == union.find(one.right)),
    )


def _groups(union: _Union) -> tuple[Group, ...]:
    found = [
        Group(
            tuple(sorted(node for node in nodes if node > 0)),
            tuple(sorted(-node for node in nodes if node < 0)),
        )
        for leader, nodes in union.sets().items()
        if leader > 0
    ]
    return tuple(sorted(found))


def _pairs(known: Sequence[Entry], union: _Union, closed: set[tuple[Node, Node]]) -> list[Pair]:
    proposed: dict[tuple[Node, Node], Pair] = {}
    for kind, left, right in _doubts(known, union):
        sets = _key(union.find(left.node), union.find(right.node))
        if sets[0] == sets[1] or sets in closed or sets in proposed or left.node < 0:
            continue
        proposed[sets] = Pair(left.node, right.node, kind)
    return sorted(proposed.values(), key=lambda pair: (rank(pair.left), rank(pair.right)))


def _doubts(known: Sequence[Entry], union: _Union) -> Iterator[tuple[str, Entry, Entry]]:
    """In the order of their weight: the first kind found for two sets is what their pair says."""
    for found in _by(known, lambda entry: entry.certificate or None):
        for left, right in _of_different_sets(found, union):
            yield OTHER_NAME, left, right
    for found in _by(known, lambda entry: (entry.unsound, entry.name) if entry.unsound else None):
        for left, right in _of_different_sets(found, union):
            yield SAME_UNSOUND, left, right
    # For a stored person whom rows mean, the rows speak: they name a village.
    speaking = [entry for entry in known if entry.node > 0 or union.find(entry.node) < 0]
    for found in _by(
        speaking, lambda entry: (entry.name, entry.birth, entry.county) if entry.birth else None
    ):
        for left, right in _of_different_sets(found, union):
            if _same_village(left, right):
                both = left.certificate and right.certificate
                yield TWO_NUMBERS if both else NAME_AND_BIRTH, left, right


def _of_different_sets(found: Sequence[Entry], union: _Union) -> Iterator[tuple[Entry, Entry]]:
    """Entries of different sets, two by two; one entry for each set and village."""
    firsts: dict[tuple[Node, str], Entry] = {}
    for entry in found:
        firsts.setdefault((union.find(entry.node), entry.village), entry)
    chosen = sorted(firsts.values(), key=lambda entry: rank(entry.node))
    if len(chosen) > MANY:
        yield from ((chosen[0], other) for other in chosen[1:])
    else:
        yield from combinations(chosen, 2)


def _same_village(left: Entry, right: Entry) -> bool:
    return not left.village or not right.village or left.village == right.village


def _by(known: Sequence[Entry], key: Callable[[Entry], object]) -> list[list[Entry]]:
    """Entries that share a key, two or more, each list in its order; None is no key."""
    found: dict[object, list[Entry]] = defaultdict(list)
    for entry in known:
        shared = key(entry)
        if shared is not None:
            found[shared].append(entry)
    return [entries for entries in found.values() if len(entries) > 1]


def _key(one: Node, other: Node) -> tuple[Node, Node]:
    first, second = sorted((one, other), key=rank)
    return first, second
