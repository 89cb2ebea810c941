"""The staging table of one run: unlogged, owned by the application role, dropped when the run is over.

One table per run, ``staging.<kind>_<run>``: no run waits for another, nothing needs vacuuming, and a crash (which
empties unlogged tables) only means that the check is run again. COPY fills it, because COPY into tables
with row-level security is impossible and INSERT is slow.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from config.embedded.postgres import STAGING_SCHEMA
from config.models import ImportRun
from config.scoping import system_scope

if TYPE_CHECKING:
    from .resources import ImportResource

ROWS_PER_COPY = 10_000
_RUN_IN_NAME = re.compile(r"_([0-9]+)(?:_raw)?$")


def from_json(value: Any) -> Any:
    """A jsonb value of a plain cursor: Django has psycopg hand these over as text."""
    return json.loads(value) if isinstance(value, str) else value


class Staging:
    """SQL over the staging table of ``run``; ``{staging}`` in a statement stands for its name."""

    def __init__(self, run: ImportRun, resource: ImportResource) -> None:
        self.run = run
        self.resource = resource
        name = re.sub(r"[^a-z0-9_]", "_", run.kind.lower())
        self._bare = f"{name}_{run.pk}"
        self.name = f'{STAGING_SCHEMA}."{self._bare}"'
        self._raw = f'{STAGING_SCHEMA}."{self._bare}_raw"'

    @property
    def columns(self) -> list[tuple[str, str]]:
        """Names and types of what COPY fills, besides ``row_no``."""
        return [(column.name, column.staging_type) for column in self.resource.staged_columns]

    def create(self) -> None:
        """An empty table, whatever was there before."""
        self.drop()
        columns = ", ".join(f'"{name}" {sort}' for name, sort in self.columns)
        self.execute(f"CREATE UNLOGGED TABLE {self._raw} (row_no integer NOT NULL, {columns})")

    def drop(self) -> None:
        self.execute(f"DROP TABLE IF EXISTS {self._raw}, {self.name}")

    def copy(self, rows: Sequence[Sequence[Any]]) -> None:
        """Append rows of (row_no, *values)."""
        with connection.cursor() as cursor, cursor.copy(f"COPY {self._raw} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def resolve(self) -> None:
        """Add the ids that the resource's lookups find, in one pass over the table."""
        ids, joins = [], []
        for number, lookup in enumerate(self.resource.lookups):
            alias = f"l{number}"
            ids.append(f'{alias}.{lookup.take} AS "{lookup.into}"')
            joins.append(lookup.join(alias))
        selected = ", ".join(["s.*", *ids])
        self.execute(
            f"CREATE UNLOGGED TABLE {self.name} AS SELECT {selected} FROM {self._raw} s {' '.join(joins)}"
        )
        self.execute(f"DROP TABLE {self._raw}")
        self.execute(f"ALTER TABLE {self.name} ADD PRIMARY KEY (row_no)")
        self.execute(f"ANALYZE {self.name}")

    def count(self) -> int | None:
        """Rows staged; ``None`` when there is no table."""
        found = self.rows("SELECT to_regclass(%(name)s) IS NOT NULL", {"name": self.name})
        if not found[0][0]:
            return None
        return int(self.rows("SELECT count(*) FROM {staging}")[0][0])

    def remove(self, row_numbers: Iterable[int]) -> None:
        self.execute("DELETE FROM {staging} WHERE row_no = ANY(%(rows)s)", {"rows": list(row_numbers)})

    def execute(self, statement: str, params: Mapping[str, Any] | None = None) -> int:
        """Rows touched."""
        with connection.cursor() as cursor:
            cursor.execute(self._named(statement), self._params(params))
            return int(cursor.rowcount)

    def rows(self, statement: str, params: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self._named(statement), self._params(params))
            return list(cursor.fetchall())

    def _named(self, statement: str) -> str:
        return statement.replace("{staging}", self.name)

    def _params(self, params: Mapping[str, Any] | None) -> Mapping[str, Any]:
        user = self.run.confirmed_by_id or self.run.uploaded_by_id
        return {"run": self.run.pk, "agency": self.run.agency_id, "user": user, **(params or {})}


# States in which a run still needs its staging table.
_NEEDED = (ImportRun.State.CHECKING, ImportRun.State.CHECKED, ImportRun.State.APPLYING)


def clear_staging() -> None:
    """Drop the tables of runs that are over: cancelled ones, and those whose worker was killed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE n.nspname = %s AND c.relkind = 'r'",
            [STAGING_SCHEMA],
        )
        names = {name: int(found[1]) for (name,) in cursor.fetchall() if (found := _RUN_IN_NAME.search(name))}
        if not names:
            return
        # All agencies' runs: the tables of each are ours to clear.
        needed = ImportRun.unscoped.filter(pk__in=set(names.values()), state__in=_NEEDED)
        with system_scope():
            kept = set(needed.values_list("pk", flat=True))
        for name, run in names.items():
            if run not in kept:
                cursor.execute(f'DROP TABLE IF EXISTS {STAGING_SCHEMA}."{name}"')
