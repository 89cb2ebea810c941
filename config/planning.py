"""Telling PostgreSQL how large a statement is when its statistics cannot know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

# Up to so many rows a statement may look each one up by index.
FEW = 5_000


@contextmanager
def planned_for_many(rows: int | None = None) -> Iterator[None]:
    """No nested loops inside, unless ``rows`` are known and no more than :data:`FEW`.

    What a transaction has just stored, and the rows of its history triggers, are in no statistics yet: a nested loop
    over 200,000 × 200,000 rows was seen where a hash join takes a second. For statements about whole sets.
    """
    if rows is not None and rows <= FEW:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('enable_nestloop', 'off', true)")
        yield
        cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")
