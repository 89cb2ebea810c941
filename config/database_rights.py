"""What the two database roles may do: the owner migrates, the application role works.

Run by Django after every ``migrate`` (and by ``manage.py grantrights``). A model with ``append_only = True``
keeps its rows for good: the application role may read and insert, never change, delete or truncate, but for
the columns named in its ``updatable_columns``.
"""

from __future__ import annotations

from typing import Any

import pghistory.models
from django.apps import AppConfig, apps
from django.conf import settings
from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.utils import CursorWrapper
from psycopg import sql

from config.embedded.postgres import STAGING_SCHEMA

TRUSTED_EXTENSIONS = ("btree_gist", "pg_trgm")


def prepare_schema(*, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any) -> None:
    """Before migrating: refuse the application role, and see that extensions and the staging schema are there."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT has_schema_privilege('public', 'CREATE')")
        if not cursor.fetchone()[0]:
            raise CommandError(
                "Migrations run as the owner of the tables: set TONGCHOU_DB_ROLE=owner "
                "(manage.py migrate does) and, on servers of yours, DATABASE_OWNER_URL."
            )
        for extension in TRUSTED_EXTENSIONS:
            cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {extension}")
        cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [STAGING_SCHEMA])
        if cursor.fetchone() is None:
            _execute(cursor, "CREATE SCHEMA {}", STAGING_SCHEMA)
            _execute(
                cursor, "GRANT USAGE, CREATE ON SCHEMA {} TO {}", STAGING_SCHEMA, settings.DATABASE_APP_ROLE
            )


def grant_rights(
    app_config: AppConfig | None = None, *, using: str = DEFAULT_DB_ALIAS, **_kwargs: Any
) -> None:
    """Give the application role its rights on every table; quick enough to repeat for each migrated app.

    Django sends ``post_migrate`` once per app: the last one installed does it for all.
    """
    if app_config is not None and app_config != list(apps.get_app_configs())[-1]:
        return
    role = settings.DATABASE_APP_ROLE
    with connections[using].cursor() as cursor:
        _execute(cursor, "GRANT USAGE ON SCHEMA public TO {}", role)
        _execute(cursor, "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}", role)
        _execute(cursor, "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {}", role)
        present = set(connections[using].introspection.table_names(cursor))
        for table, columns in append_only_tables().items():
            if table in present:
                _execute(cursor, "REVOKE UPDATE, DELETE, TRUNCATE ON {} FROM {}", table, role)
                for column in columns:
                    _execute(cursor, "GRANT UPDATE ({}) ON {} TO {}", column, table, role)


def append_only_tables() -> dict[str, tuple[str, ...]]:
    """Tables whose rows are kept as they were written, with the few columns that may still change."""
    tables = {}
    for model in apps.get_models():
        # The history of changes is worth nothing if whoever changes can also tidy it up.
        if getattr(model, "append_only", False) or issubclass(model, pghistory.models.Event):
            tables[model._meta.db_table] = tuple(getattr(model, "updatable_columns", ()))
    return tables


def _execute(cursor: CursorWrapper, statement: str, *names: str) -> None:
    identifiers = [sql.Identifier(name) for name in names]
    cursor.execute(sql.SQL(statement).format(*identifiers).as_string(cursor.connection))
