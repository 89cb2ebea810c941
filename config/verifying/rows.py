"""What holds for every table: numbers to come are new ones, and what a row points to is there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg import sql

from .registry import Difference, verification

_SEQUENCES = """
    select s.relname, c.relname, a.attname from pg_depend d
    join pg_class s on s.oid = d.objid and s.relkind = 'S'
    join pg_class c on c.oid = d.refobjid
    join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    where d.deptype in ('a', 'i') and c.relnamespace = 'public'::regnamespace order by 2
"""
# A missing row is usually pointed to by many.
_SHOWN = 20


@verification("sequences", title=gettext_lazy("Sequences that number rows"))
def sequences() -> Iterator[Difference]:
    """The next number of every table lies beyond those given."""
    with connection.cursor() as cursor:
        cursor.execute(_SEQUENCES)
        for sequence, table, column in cursor.fetchall():
            statement = sql.SQL(
                "select (select last_value - (not is_called)::int from {sequence}), (select max({column}) from {table})"
            ).format(
                sequence=sql.Identifier(sequence), column=sql.Identifier(column), table=sql.Identifier(table)
            )
            cursor.execute(statement.as_string(cursor.connection))
            given, highest = cursor.fetchone()
            if highest is not None and highest > given:
                yield Difference(
                    f"{table}.{column}",
                    _("the sequence stands at %(given)s, rows go up to %(highest)s")
                    % {"given": given, "highest": highest},
                )


@verification("references", title=gettext_lazy("References that no foreign key keeps"))
def references() -> Iterator[Difference]:
    """Big tables have keys without a constraint (each would cost a look-up per row); they are followed here."""
    with connection.cursor() as cursor:
        for table, column, other, key in sorted(set(_unkept())):
            names = {
                "column": sql.Identifier(column), "table": sql.Identifier(table),
                "other": sql.Identifier(other), "key": sql.Identifier(key), "shown": sql.Literal(_SHOWN),
            }  # fmt: skip
            statement = sql.SQL(
                "select t.{column}, count(*) from {table} t where t.{column} is not null and not exists"
                " (select from {other} o where o.{key} = t.{column}) group by 1 order by 1 limit {shown}"
            ).format(**names)
            cursor.execute(statement.as_string(cursor.connection))
            for value, count in cursor.fetchall():
                yield Difference(
                    f"{table}.{column} = {value}",
                    _("%(count)s rows point to a row of %(table)s that is not there")
                    % {"count": count, "table": other},
                )


def _unkept() -> Iterator[tuple[str, str, str, str]]:
    """(table, column, table pointed to, its column) of every key without a constraint."""
    for model in apps.get_models():
        if not model._meta.managed or model._meta.proxy or hasattr(model, "pgh_tracked_model"):
            # Events point to what may be gone: that is what history is for.
            continue
        for field in model._meta.local_fields:
            kept: Any = field
            if isinstance(field, models.ForeignKey) and not kept.db_constraint:
                target: Any = kept.target_field
                yield model._meta.db_table, kept.column, target.model._meta.db_table, target.column
