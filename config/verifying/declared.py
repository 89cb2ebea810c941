"""Which triggers and policies the migrations made: read from their statements, so that no list is kept by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import pgtrigger.registry
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunSQL

# In the order of the text: what is dropped later in the history is no longer expected.
_STATEMENTS = re.compile(
    r"create\s+(?:or\s+replace\s+)?(?:constraint\s+)?trigger\s+(?P<trigger>\w+)\s[^;]*?\bon\s+(?P<of>\w+)"
    r"|drop\s+trigger\s+(?:if\s+exists\s+)?(?P<no_trigger>\w+)\s+on\s+(?P<no_of>\w+)"
    r"|create\s+policy\s+(?P<policy>\w+)\s+on\s+(?P<over>\w+)"
    r"|drop\s+policy\s+(?:if\s+exists\s+)?(?P<no_policy>\w+)\s+on\s+(?P<no_over>\w+)",
    re.IGNORECASE,
)


class Guard(NamedTuple):
    """A trigger or policy by its table."""

    table: str
    name: str


@cache
def guards() -> tuple[frozenset[Guard], frozenset[Guard]]:
    """Triggers and policies that must be there, by the migrations this release has."""
    triggers: set[Guard] = set()
    policies: set[Guard] = set()
    for text in _statements():
        for match in _STATEMENTS.finditer(text):
            found = match.groupdict()
            if found["trigger"]:
                triggers.add(Guard(found["of"], found["trigger"]))
            elif found["no_trigger"]:
                triggers.discard(Guard(found["no_of"], found["no_trigger"]))
            elif found["policy"]:
                policies.add(Guard(found["over"], found["policy"]))
            else:
                policies.discard(Guard(found["no_over"], found["no_policy"]))
    return frozenset(triggers), frozenset(policies)


def history_triggers() -> dict[Guard, str]:
    """The triggers that models declare (the history of changes), with the fingerprint each was installed with."""
    return {
        Guard(model._meta.db_table, trigger.get_pgid(model)): trigger.compile(model).hash
        for model, trigger in pgtrigger.registry.registered()
    }


def _statements() -> Iterator[str]:
    """The forward statements of all migrations, oldest first."""
    loader = MigrationLoader(None)
    seen: set[tuple[str, str]] = set()
    for leaf in sorted(loader.graph.leaf_nodes()):
        for node in loader.graph.forwards_plan(leaf):
            if node in seen:
                continue
            seen.add(node)
            for operation in loader.graph.nodes[node].operations:
                if isinstance(operation, RunSQL):
                    yield from _texts(operation.sql)


def _texts(sql: object) -> Iterator[str]:
    """A statement, a list of them, or of (statement, parameters)."""
    if isinstance(sql, str):
        yield re.sub(r"--[^\n]*", "", sql)
    elif isinstance(sql, (list, tuple)):
        for one in sql:
            yield from _texts(one[0] if isinstance(one, (list, tuple)) else one)
