"""YAML with line numbers and nothing guessed: mappings, lists and the text of scalars."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from .policy_faults import Fault

_PLAIN_TAGS = re.compile(r"tag:yaml\.org,2002:(int|float|bool|null|timestamp|str|merge|value)")
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def compose(text: str) -> yaml.Node:
    """The root node of the one document in ``text``; raises :class:`Fault` with the line of the problem."""
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                raise Fault(event.start_mark.line + 1, "anchor")  # type: ignore[union-attr]
        root = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as problem:
        mark = problem.problem_mark or problem.context_mark
        raise Fault(
            mark.line + 1 if mark else 1, "yaml", problem=problem.problem or str(problem)
        ) from problem
    except (yaml.YAMLError, RecursionError) as problem:
        raise Fault(1, "yaml", problem=str(problem)) from problem
    if root is None:
        raise Fault(1, "empty")
    return root


def line_of(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def entries(node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """(key text, key node, value node) of a mapping; a key written twice is refused."""
    if not isinstance(node, yaml.MappingNode):
        raise Fault(line_of(node), "not_mapping")
    seen: dict[str, int] = {}
    for key_node, value_node in node.value:
        key = scalar(key_node)
        if key in seen:
            raise Fault(line_of(key_node), "duplicate_key", name=key, first=seen[key])
        seen[key] = line_of(key_node)
        yield key, key_node, value_node


def mapping(
    node: yaml.Node, *, known: tuple[str, ...], required: tuple[str, ...] = ()
) -> dict[str, yaml.Node]:
    """A mapping with only ``known`` keys and all ``required`` ones."""
    found: dict[str, yaml.Node] = {}
    for key, key_node, value_node in entries(node):
        if key not in known:
            raise Fault(line_of(key_node), "unknown_key", name=key, known=", ".join(known))
        found[key] = value_node
    for key in required:
        if key not in found:
            raise Fault(line_of(node), "missing_key", name=key)
    return found


def items(node: yaml.Node) -> list[yaml.Node]:
    if not isinstance(node, yaml.SequenceNode):
        raise Fault(line_of(node), "not_list")
    return list(node.value)


def scalar(node: yaml.Node) -> str:
    """The text as written; whether it looks like a number, a date or a truth value is the unit's business."""
    if not isinstance(node, yaml.ScalarNode):
        raise Fault(line_of(node), "not_scalar")
    if not _PLAIN_TAGS.fullmatch(node.tag):
        raise Fault(line_of(node), "yaml", problem=f"tag {node.tag}")
    text = str(node.value).strip()
    if text == "":
        raise Fault(line_of(node), "empty")
    return text


def is_quoted(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.style in ("'", '"')
