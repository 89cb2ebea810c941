"""Taking an import back: created rows go, changed rows become what they were, unless something depends on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from config.errors import DomainError
from config.models import ImportRun

from .merging import Merge


class DependedOn(DomainError):
    """Something was built on the import since; the message names it."""


def _rows(statement: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())


def blockers(run: ImportRun, merges: Sequence[Merge]) -> Iterator[DependedOn]:
    """Why the import cannot be taken back; nothing when it can. Run with everything visible."""
    for merge in merges:
        if merge.marks_run:
            yield from _referring_rows(run, merge)
        yield from _changed_since(run, merge)
    later = _rows(
        "SELECT count(*) FROM config_importchange l JOIN config_importchange c"
        ' ON c."table" = l."table" AND c.row_pk = l.row_pk'
        " WHERE c.run_id = %s AND l.run_id > %s",
        [run.pk, run.pk],
    )
    if later[0][0]:
        yield DependedOn(
            _("A later import changed %(count)s of the rows; withdraw that import first."), count=later[0][0]
        )


def _referring_rows(run: ImportRun, merge: Merge) -> Iterator[DependedOn]:
    for relation in merge.model_class._meta.related_objects:
        foreign: Any = relation.field
        if not getattr(foreign, "db_constraint", False) or relation.many_to_many:
            continue
        other = relation.related_model
        of_this_run = any(f.column == "import_run_id" for f in other._meta.concrete_fields)
        apart = " AND o.import_run_id IS DISTINCT FROM %s" if of_this_run else ""
        found = _rows(
            f"SELECT count(*) FROM {other._meta.db_table} o JOIN {merge.table} t"
            f' ON o."{foreign.column}" = t.id WHERE t.import_run_id = %s{apart}',
            [run.pk, run.pk] if of_this_run else [run.pk],
        )
        if found[0][0]:
            yield DependedOn(
                _("%(count)s × %(what)s refer to what this import created."),
                count=found[0][0],
                what=other._meta.verbose_name,
            )


def _changed_since(run: ImportRun, merge: Merge) -> Iterator[DependedOn]:
    """Rows edited after the import: putting back the old values would lose the edit."""
    if not merge.fields:
        return
    now = ", ".join(f"'{column}', t.\"{column}\"" for column in merge.fields)
    found = _rows(
        f"SELECT count(*) FROM config_importchange c JOIN {merge.table} t ON t.id = c.row_pk"
        f' WHERE c.run_id = %s AND c."table" = %s AND jsonb_build_object({now}) <> c.after',
        [run.pk, merge.table],
    )
    if found[0][0]:
        yield DependedOn(
            _("%(count)s rows (%(what)s) were changed after this import."),
            count=found[0][0],
            what=merge.model_class._meta.verbose_name,
        )


def take_back(run: ImportRun, merges: Sequence[Merge]) -> None:
    """Undo in the opposite order; constraints are checked at once, so a leftover reference refuses it."""
    with connection.cursor() as cursor:
        for merge in reversed(merges):
            if merge.fields:
                cursor.execute(*_restore(run, merge))
            if merge.marks_run:
                cursor.execute(f"DELETE FROM {merge.table} WHERE import_run_id = %s", [run.pk])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _restore(run: ImportRun, merge: Merge) -> tuple[str, list[Any]]:
    types = {f.column: _column_type(f) for f in merge.model_class._meta.concrete_fields}
    assigned = ", ".join(
        f"\"{column}\" = (c.before->>'{column}')::{types[column]}" for column in merge.fields
    )
    return (
        f"UPDATE {merge.table} t SET {assigned} FROM config_importchange c"
        ' WHERE c.run_id = %s AND c."table" = %s AND c.row_pk = t.id',
        [run.pk, merge.table],
    )


def _column_type(stored: models.Field[Any, Any]) -> str:
    return str(stored.rel_db_type(connection) if stored.is_relation else stored.db_type(connection))
