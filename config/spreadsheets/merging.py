"""From the staging table into the stored tables, set-based: which rows are new, changed or the same, and doing it.

Classification and execution are built from the same :class:`Merge`, so the preview shows what will happen.
Everything runs through Django's connection, inside the history context and under row-level security.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.apps import apps
from django.db import connection, models

from .staging import Staging, from_json

# Up to so many rows a merge may look each one up by index.
FEW = 5_000
SAME, CHANGED, NEW = 0, 1, 2
ACTIONS = {CHANGED: "changed", NEW: "new"}


@dataclass(frozen=True)
class Merge:
    """One stored table fed by the sheet. Keys of the mappings are its database columns, values SQL over ``s``
    (the staged row), the merge's own ``joins`` and the aliases of earlier merges.

    ``alias`` names the stored row in later merges; it is NULL for rows this merge has yet to create.
    ``key`` finds the stored row; ``match`` (SQL) replaces that comparison where equality is not enough.
    ``fields`` are compared and kept up to date; an empty cell leaves what is stored (``blank_keeps``).
    ``on_insert`` are set on new rows only. ``where`` limits the merge to rows for which it is true.
    ``several_rows`` says that one stored row may be fed by several rows of the sheet; the first wins.
    """

    model: str
    alias: str
    key: Mapping[str, str]
    fields: Mapping[str, str] = field(default_factory=dict)
    on_insert: Mapping[str, str] = field(default_factory=dict)
    joins: str = ""
    match: str = ""
    where: str = "true"
    blank_keeps: bool = True
    several_rows: bool = False

    @cached_property
    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)

    @property
    def table(self) -> str:
        return self.model_class._meta.db_table

    @property
    def marks_run(self) -> bool:
        """Does the table have a column for the import that made a row?"""
        return any(f.column == "import_run_id" for f in self.model_class._meta.concrete_fields)

    def join(self) -> str:
        """The stored row beside the staged one."""
        matched = self.match or " AND ".join(
            f'{self.alias}."{column}" = {value}' for column, value in self.key.items()
        )
        return f"{self.joins} LEFT JOIN {self.table} {self.alias} ON ({self.where}) AND {matched}"

    def value(self, column: str) -> str:
        """What ``column`` of the stored row should be."""
        given = self.fields[column]
        return f'coalesce({given}, {self.alias}."{column}")' if self.blank_keeps else given

    def differs(self) -> str:
        if not self.fields:
            return "false"
        stored = ", ".join(f'{self.alias}."{column}"' for column in self.fields)
        wanted = ", ".join(self.value(column) for column in self.fields)
        return f"({stored}) IS DISTINCT FROM ({wanted})"

    def action(self) -> str:
        """SQL: 0 same, 1 changed, 2 new."""
        return (
            f"CASE WHEN NOT coalesce(({self.where}), false) THEN {SAME} WHEN {self.alias}.id IS NULL THEN {NEW}"
            f" WHEN {self.differs()} THEN {CHANGED} ELSE {SAME} END"
        )


def _source(merges: Sequence[Merge]) -> str:
    return "{staging} s " + " ".join(merge.join() for merge in merges)


def count_actions(staging: Staging, merges: Sequence[Merge]) -> dict[int, int]:
    """How many rows of the sheet are the same, changed, new."""
    actions = ", ".join(merge.action() for merge in merges)
    found = staging.rows(
        f"SELECT action, count(*) FROM (SELECT greatest({actions}) AS action FROM {_source(merges)}) a GROUP BY 1"
    )
    return {SAME: 0, CHANGED: 0, NEW: 0} | dict(found)


def first_changes(
    staging: Staging, merges: Sequence[Merge], shown: Sequence[str], limit: int
) -> list[dict[str, Any]]:
    """The first new or changed rows: {row, action, shown: {column: value}, changes: [[field, before, after]]}."""
    actions = ", ".join(merge.action() for merge in merges)
    shown_json = ", ".join(f"'{column}', s.\"{column}\"" for column in shown)
    differences = ", ".join(
        f"CASE WHEN {merge.action()} = {CHANGED} THEN {_difference(merge)} END" for merge in merges
    )
    found = staging.rows(
        f"SELECT s.row_no, greatest({actions}), jsonb_build_object({shown_json}), jsonb_build_array({differences})"
        f" FROM {_source(merges)} WHERE greatest({actions}) > {SAME} ORDER BY s.row_no LIMIT {int(limit)}"
    )
    return [
        {
            "row": row,
            "action": ACTIONS[action],
            "shown": from_json(values),
            "changes": _changed_fields(merges, from_json(changes)),
        }
        for row, action, values, changes in found
    ]


def _difference(merge: Merge) -> str:
    fields = (
        f"jsonb_build_array('{name}', {merge.alias}.{name}, {merge.value(name)})" for name in merge.fields
    )
    return f"jsonb_build_array({', '.join(fields)})"


def _changed_fields(merges: Sequence[Merge], changes: list[Any]) -> list[list[Any]]:
    return [
        [f"{merge.model}.{column}", before, after]
        for merge, fields in zip(merges, changes, strict=True)
        for column, before, after in fields or []
        if before != after
    ]


def apply(staging: Staging, merges: Sequence[Merge]) -> dict[str, int]:
    """Write everything; returns rows created and updated by model. The caller holds the transaction."""
    written: dict[str, int] = {}
    with planned_for_many(staging.count() or 0):
        for number, merge in enumerate(merges):
            source = _source(merges[: number + 1])
            written[f"{merge.model}.changed"] = _update(staging, merge, source) if merge.fields else 0
            written[f"{merge.model}.new"] = _insert(staging, merge, source)
    return written


@contextmanager
def planned_for_many(rows: int) -> Iterator[None]:
    """Keep PostgreSQL from planning a large merge as if its tables were empty.

    What this very transaction has inserted is in no statistics yet: a nested loop over 200,000 × 200,000 rows
    was seen where a hash join takes a second.
    """
    with connection.cursor() as cursor:
        if rows > FEW:
            cursor.execute("SELECT set_config('enable_nestloop', 'off', true)")
        yield
        if rows > FEW:
            cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")


def _update(staging: Staging, merge: Merge, source: str) -> int:
    """Overwrite what differs, keeping what it was."""
    values = ", ".join(f'{merge.value(column)} AS "{column}"' for column in merge.fields)
    before = ", ".join(f"'{column}', t.\"{column}\"" for column in merge.fields)
    after = ", ".join(f"'{column}', w.\"{column}\"" for column in merge.fields)
    assigned = ", ".join(f'"{column}" = w."{column}"' for column in merge.fields)
    return staging.execute(
        f"WITH w AS MATERIALIZED (SELECT DISTINCT ON ({merge.alias}.id) {merge.alias}.id AS row_pk, {values}"
        f"  FROM {source} WHERE ({merge.where}) AND {merge.alias}.id IS NOT NULL AND {merge.differs()}"
        f"  ORDER BY {merge.alias}.id, s.row_no),"
        ' kept AS (INSERT INTO config_importchange (run_id, "table", row_pk, before, after)'
        f"  SELECT %(run)s, '{merge.table}', t.id, jsonb_build_object({before}), jsonb_build_object({after})"
        f"  FROM {merge.table} t JOIN w ON w.row_pk = t.id)"
        f" UPDATE {merge.table} t SET {assigned} FROM w WHERE t.id = w.row_pk"
    )


def _insert(staging: Staging, merge: Merge, source: str) -> int:
    given = {**merge.key, **merge.fields, **merge.on_insert}
    if merge.marks_run:
        given["import_run_id"] = "%(run)s"
    columns = ", ".join(f'"{column}"' for column in given)
    values = ", ".join(_not_blank(merge, column, value) for column, value in given.items())
    keys = ", ".join(merge.key.values())
    distinct, order = (
        (f"DISTINCT ON ({keys}) ", f"{keys}, s.row_no") if merge.several_rows else ("", "s.row_no")
    )
    return staging.execute(
        f"INSERT INTO {merge.table} ({columns}) SELECT {distinct}{values} FROM {source}"
        f" WHERE ({merge.where}) AND {merge.alias}.id IS NULL ORDER BY {order}"
    )


def _not_blank(merge: Merge, column: str, value: str) -> str:
    """Django stores an absent text as '', never as NULL."""
    stored = next(f for f in merge.model_class._meta.concrete_fields if f.column == column)
    if isinstance(stored, models.CharField | models.TextField) and not stored.null:
        return f"coalesce({value}, '')"
    return value
