"""The port for contribution bases: whoever knows what people paid on tells it here, set by set."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

from claims.services.settle_in_bulk import as_copied
from config.periods import Month

# A month that was credited keeps its base: what was reckoned stays explained.
STORE = """
    INSERT INTO claims_contributionbase AS b (person_id, insutype, month, base)
    SELECT person_id, %s, %s, base FROM {source} s
    ON CONFLICT (person_id, insutype, month) DO UPDATE SET base = excluded.base WHERE b.base <> excluded.base
"""


def store_bases(*, insutype: str, month: Month, bases: Iterable[tuple[int, int]]) -> int:
    """Keep (person id, base in fen) of a month, the latest word winning; returns how many were new or changed.

    For callers on this floor or above that have checked who asks and opened a scope; a month credited before is not
    credited again, whatever its base becomes.
    """
    source = as_copied("claims_bases", (("person_id", "bigint"), ("base", "bigint")), bases)
    with connection.cursor() as cursor:
        cursor.execute(STORE.format(source=source.sql), [insutype, month.first])
        return int(cursor.rowcount)
