"""Lookups of our own.

Row-level security lets an index help only where the condition cannot leak what other rows hold: PostgreSQL trusts
comparisons with that, and not LIKE. A search for the start of a text is therefore written as a range.
"""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Lookup, TextField

# Sorts behind every text that begins with what stands before it, byte by byte.
_LAST = chr(0x10FFFF)


class Begins(Lookup):
    """``name__begins="王"``: as ``startswith``, by an index of pattern operators and under row-level security."""

    lookup_name = "begins"
    prepare_rhs = True

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        column, column_params = self.process_lhs(compiler, connection)
        value, value_params = self.process_rhs(compiler, connection)
        [text] = value_params
        sql = f"({column} ~>=~ {value} AND {column} ~<~ {value})"
        return sql, [*column_params, text, *column_params, text + _LAST]


def register() -> None:
    for field in (CharField, TextField):
        field.register_lookup(Begins)
