"""Checks over the whole file and against what is stored: one statement each, on the staging table.

A check's ``select`` gives (row_no, value shown, params as jsonb or NULL) for every row that is wrong. It may use
``{staging}`` and the parameters ``%(run)s``, ``%(agency)s``, ``%(user)s``, and ``%(everything)s``, ``%(counties)s``,
``%(areas)s`` (what the uploader may see), and must write ``%%`` for a percent sign. Checks run with everything
visible, so that a person registered in another county is found; a message tells of a foreign row only what the
clerk must know.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from config.scoping import Scope

from .faults import ERROR, RowFault
from .staging import Staging, from_json


@dataclass(frozen=True)
class SetCheck:
    """``code`` is the message, ``column`` the cell it is shown at; a warning lets the row pass.

    ``of_the_rest`` looks at what is left once every other check's wrong rows are gone: sums over the sheet.
    """

    code: str
    column: str
    select: str
    level: str = ERROR
    params: Mapping[str, Any] = field(default_factory=dict)
    of_the_rest: bool = False

    def faults(self, staging: Staging, scope: Scope) -> Iterator[RowFault]:
        found = staging.rows(self.select, scope_params(scope))
        for row, value, params in found:
            shown = "" if value is None else str(value)[:60]
            yield RowFault(
                row, self.column, self.code, shown, {**self.params, **(from_json(params) or {})}, self.level
            )


def scope_params(scope: Scope) -> dict[str, Any]:
    return {
        "everything": scope.everything,
        "counties": sorted(scope.counties),
        "areas": sorted(scope.areas),
    }


@dataclass(frozen=True)
class Lookup:
    """A code in ``column`` names a row of ``table``: its id is staged as ``into``; a code that names none is wrong.

    ``what`` (lazy) says what there is none of. ``where`` narrows the table, written over the alias ``t``.
    """

    column: str
    table: str
    into: str
    match: str = "code"
    take: str = "id"
    where: str = "true"
    what: Any = ""
    must_exist: bool = True

    def join(self, alias: str) -> str:
        narrowed = f"SELECT t.* FROM {self.table} t WHERE {self.where}"
        return f'LEFT JOIN ({narrowed}) {alias} ON {alias}.{self.match} = s."{self.column}"'

    def check(self) -> SetCheck:
        return SetCheck(
            "unknown_reference",
            self.column,
            f'SELECT s.row_no, s."{self.column}", NULL::jsonb FROM {{staging}} s'
            f' WHERE s."{self.column}" IS NOT NULL AND s."{self.into}" IS NULL',
            params={"what": self.what},
        )


def unique_in_file(*columns: str) -> SetCheck:
    """The later of two rows with the same values in ``columns`` is wrong, and names the first."""
    named = ", ".join(f's."{column}"' for column in columns)
    given = " AND ".join(f's."{column}" IS NOT NULL' for column in columns)
    return SetCheck(
        "duplicate_in_file",
        columns[0],
        "SELECT row_no, value, jsonb_build_object('first', first) FROM ("
        f'  SELECT s.row_no, s."{columns[0]}"::text AS value, min(s.row_no) OVER (PARTITION BY {named}) AS first'
        f"  FROM {{staging}} s WHERE {given}"
        ") d WHERE row_no > first",
        params={"columns": " + ".join(columns)},
    )


def in_scope(column: str, county: str = "county_id") -> SetCheck:
    """``county`` (a staged id) must be one of the counties whoever uploads works for; shown at ``column``."""
    return SetCheck(
        "out_of_scope",
        column,
        f'SELECT s.row_no, s."{column}", NULL::jsonb FROM {{staging}} s'
        f' WHERE NOT %(everything)s AND s."{county}" IS NOT NULL AND s."{county}" <> ALL(%(counties)s::bigint[])',
    )
