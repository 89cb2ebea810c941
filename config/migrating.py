"""Operations for migrations of our own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from django.db.migrations import Migration
from django.db.migrations.operations import AddField, CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState
from pgtrigger import migrations as pgtrigger


class AddTrigger(pgtrigger.AddTrigger):
    """A trigger on a table that the same migration makes.

    The library has every related model rendered anew for each trigger, though a trigger changes no field: that was
    a minute of making a database.
    """

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [*options.get("triggers", []), self.trigger]


class RemoveTrigger(pgtrigger.RemoveTrigger):
    """The counterpart, where a tracked table gets a column: its triggers are made anew."""

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        options = state.models[app_label, self.model_name.lower()].options
        options["triggers"] = [one for one in options.get("triggers", []) if one.name != self.name]


class Together(Operation):
    """Operations done one after the other, their models rendered once, when all are known.

    One by one, each has all models that its keys lead to, and those that lead to it, rendered anew: with some hundred
    models that was minutes of making a database.
    """

    reduces_to_sql = True

    def __init__(self, parts: Sequence[Operation]) -> None:
        self.parts = list(parts)

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        # Without rendered models nothing is rendered anew; the first to ask for them has all rendered at once.
        state.__dict__.pop("apps", None)
        for part in self.parts:
            part.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for part in self.parts:
            part.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: Any, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        for part in reversed(self.parts):
            part.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        return "; ".join(part.describe() for part in self.parts)


class CreateTables(Together):
    """Tables of one topic, as a migration writes them."""

    def __init__(self, tables: Sequence[CreateModel]) -> None:
        super().__init__(tables)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return type(self).__qualname__, [self.parts], {}


def put_together(migration: Migration) -> None:
    """Have what a migration adds in a row rendered once: what is written stays, only how it is done changes."""
    migration.operations = list(_in_rows(migration.operations))


def _in_rows(operations: Sequence[Operation]) -> Iterator[Operation]:
    for kind, row in groupby(operations, key=type):
        parts = list(row)
        if kind in (AddField, CreateModel) and len(parts) > 1:
            yield Together(parts)
        else:
            yield from parts
