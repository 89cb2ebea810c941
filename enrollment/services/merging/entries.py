"""What the matching compares: rows, the stored people they may mean, and what was decided."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db import connection

from config.spreadsheets.certificates import RESIDENT_CARD
from enrollment.rules.merging.matching import Decided, Entry
from enrollment.rules.merging.numbers import name_key, village_key

OTHER = "99"

# ``rows`` NULL: all rows of the merging. A row set aside means nobody.
_ROWS = """
    SELECT r.id, r.name, r.psn_cert_type, r.certno, r.certno_given, r.birth, r.county_id, r.village,
           r.insutype || '-' || a.code || '-' || r.legacy_no
    FROM enrollment_legacyrow r JOIN institutions_agency a ON a.id = r.county_id
    WHERE r.merging_id = %(merging)s AND r.set_aside = ''
      AND (%(rows)s::bigint[] IS NULL OR r.id = ANY(%(rows)s::bigint[]))
"""

# Somebody merged into another is met under every certificate either has.
_PEOPLE = """
    WITH w AS MATERIALIZED (
        SELECT r.id, r.psn_cert_type, r.certno, r.name, r.birth, r.county_id,
               r.insutype || '-' || a.code || '-' || r.legacy_no AS origin
        FROM enrollment_legacyrow r JOIN institutions_agency a ON a.id = r.county_id
        WHERE r.merging_id = %(merging)s AND r.set_aside = ''
          AND (%(rows)s::bigint[] IS NULL OR r.id = ANY(%(rows)s::bigint[]))
    ), met AS (
        SELECT p.id FROM enrollment_person p JOIN w ON w.certno <> '' AND p.certno = w.certno
                                                   AND p.psn_cert_type = w.psn_cert_type
        UNION
        SELECT p.id FROM enrollment_person p JOIN w ON p.psn_cert_type = '99' AND p.certno = w.origin
        UNION
        SELECT p.id FROM enrollment_person p JOIN w ON p.psn_name = w.name AND p.brdy = w.birth
                                                   AND p.county_id = w.county_id
        UNION
        SELECT d.person_id FROM enrollment_legacypair d JOIN w ON w.id = d.left_id
        WHERE d.person_id IS NOT NULL AND d.decision <> ''
    )
    SELECT coalesce(p.canonical_id, p.id), p.psn_name, p.psn_cert_type, p.certno, p.brdy, p.county_id
    FROM met JOIN enrollment_person p ON p.id = met.id
"""

_DECIDED = """
    SELECT d.left_id, coalesce(d.right_id, -coalesce(p.canonical_id, p.id)), d.decision = 'same'
    FROM enrollment_legacypair d LEFT JOIN enrollment_person p ON p.id = d.person_id
    WHERE d.merging_id = %(merging)s AND d.decision <> ''
      AND (%(rows)s::bigint[] IS NULL OR d.left_id = ANY(%(rows)s::bigint[]))
    ORDER BY d.id
"""


def entries_of(merging_id: int, rows: Sequence[int] | None) -> tuple[list[Entry], list[Decided]]:
    """Everything the matching of ``rows`` (of all where None) looks at."""
    params = {"merging": merging_id, "rows": None if rows is None else list(rows)}
    entries: list[Entry] = []
    registered: set[str] = set()
    for person, name, kind, number, birth, county in _fetch(_PEOPLE, params):
        entries.append(Entry(-person, name_key(name), f"{kind} {number}", birth=birth, county=county))
        if kind == OTHER:
            registered.add(number)
    for *row, origin in _fetch(_ROWS, params):
        entries.append(_of_row(*row))
        if origin in registered:
            # Whom an earlier taking over registered under this very row.
            entries.append(Entry(entries[-1].node, entries[-1].name, f"{OTHER} {origin}"))
    return entries, [Decided(*found) for found in _fetch(_DECIDED, params)]


def _of_row(
    row: int, name: str, kind: str, number: str, given: str, birth: dt.date | None, county: int, village: str
) -> Entry:
    certificate = f"{kind} {number}" if number else ""
    unsound = f"{kind} {given}" if given and not number and kind == RESIDENT_CARD else ""
    return Entry(row, name_key(name), certificate, unsound, birth, county, village_key(village))


def _fetch(statement: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall())
