"""Every text that people write, in every table, made into a payload, to see what pages and exports then show.

Columns of choices and keys the code reads are left as they are (:data:`READ_BY_CODE`); every other text column is
poisoned without being named here, so that a new one is covered by the walk from its first day.
"""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
from django.apps import apps
from django.db import models
from psycopg import sql

from tests.test_row_level_security import OURS

SHORTEST = 12
"""A column that holds fewer characters holds a code."""

READ_BY_CODE = {
    "act", "basis_hash", "benefit", "changed", "check_key", "column", "counter", "digest", "error_code", "fault_code",
    "field", "fingerprint", "formula", "gap", "input_hash", "insutype", "key", "kind", "password", "path", "payer",
    "period", "received_hash", "reserve", "result_name", "seed", "sha256", "source_type", "step", "subject_type",
    "table", "text_key", "turn", "unique_key", "username", "location", "language", "file", "method", "fund",
    "fund_part",
}  # fmt: skip
"""Names of columns with words of the program in them: nobody types them, and a wrong one would only break the page."""

PARSED = {"institutions.policyversion.text"}
"""Text that is read by a parser before it is stored, and shown as what was parsed."""

Column = tuple[type[models.Model], models.Field]


def text_columns() -> Iterator[Column]:
    for model in apps.get_models():
        meta = model._meta
        if meta.app_label not in OURS or not meta.managed or model.__name__.endswith("Event"):
            continue
        for field in meta.local_concrete_fields:
            if (
                isinstance(field, models.CharField | models.TextField)
                and not isinstance(field, models.FileField)
                and not field.choices
                and not field.primary_key
                and field.name not in READ_BY_CODE
                and f"{meta.label_lower}.{field.name}" not in PARSED
                and (field.max_length or 1_000) >= SHORTEST
            ):
                yield model, field


def poison(owner: psycopg.Connection, payload: str) -> set[str]:
    """Write ``payload`` into every text column's rows, as the owner, triggers asleep; the columns that took it.

    ``payload`` is cut to a column's length. A constraint may refuse it (a certificate's form): then nobody could
    have written it either.
    """
    taken = set()
    for model, field in text_columns():
        table = sql.Identifier(model._meta.db_table)
        text = payload[: field.max_length] if field.max_length else payload
        with owner.transaction():
            owner.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(table))
        try:
            with owner.transaction():
                done = owner.execute(
                    sql.SQL("UPDATE {} SET {} = {}").format(
                        table, sql.Identifier(field.column), sql.Literal(text)
                    )
                )
                if done.rowcount:
                    taken.add(f"{model._meta.label_lower}.{field.name}")
        except (psycopg.errors.IntegrityError, psycopg.errors.RaiseException):
            pass
        with owner.transaction():
            owner.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(table))
    return taken
