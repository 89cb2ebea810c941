"""What autovacuum would do in its own time: statistics, and pages known to be visible to all, for index-only reads."""

from __future__ import annotations

import os
from collections.abc import Sequence

import psycopg
from django.db import connection
from psycopg import sql

from config import embedded
from config.embedded import postgres


def vacuum(tables: Sequence[str]) -> bool:
    """Of these tables, by their owner; not inside a transaction (a test), nor where no owner is named."""
    if connection.in_atomic_block:
        return False
    if embedded.uses_embedded_postgres():
        owner = postgres.database_settings("owner")
        name = connection.settings_dict["NAME"]
        link = psycopg.connect(host=str(owner["HOST"]), user=str(owner["USER"]), dbname=name, autocommit=True)
    elif url := os.environ.get("DATABASE_OWNER_URL"):
        link = psycopg.connect(url, autocommit=True)
    else:
        return False
    with link:
        named = sql.SQL(", ").join(map(sql.Identifier, tables))
        link.execute(sql.SQL("vacuum (analyze) {}").format(named))
    return True
