"""The rows that one act can concern, so that it need not match a whole city anew."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import connection

# The rows themselves, rows under the same certificate, unsound number or name and birth date; the people these mean;
# whoever is paired with one of them; and all rows of all of these people.
_AROUND = """
    WITH met AS (
        SELECT id, found_id, certno, certno_given, name, birth, county_id FROM enrollment_legacyrow
        WHERE id = ANY(%(rows)s::bigint[])
        UNION
        SELECT r.id, r.found_id, r.certno, r.certno_given, r.name, r.birth, r.county_id
        FROM enrollment_legacyrow r JOIN enrollment_legacyrow s ON s.found_id = r.found_id
        WHERE s.id = ANY(%(rows)s::bigint[])
    ), alike AS (
        SELECT id, found_id FROM met
        UNION
        SELECT r.id, r.found_id FROM enrollment_legacyrow r JOIN met m ON r.certno = m.certno
        WHERE r.certno <> '' AND r.merging_id = %(merging)s
        UNION
        SELECT r.id, r.found_id FROM enrollment_legacyrow r JOIN met m ON r.name = m.name
         AND (r.birth = m.birth AND r.county_id = m.county_id
              OR r.certno_given = m.certno_given AND r.certno_given <> '')
        WHERE r.merging_id = %(merging)s
    ), paired AS (
        SELECT id, found_id FROM alike
        UNION
        SELECT r.id, r.found_id
        FROM alike a JOIN enrollment_legacypair d ON d.left_id = a.id OR d.right_id = a.id
        JOIN enrollment_legacyrow r ON r.id = d.left_id OR r.id = d.right_id
        UNION
        SELECT r.id, r.found_id
        FROM alike a JOIN enrollment_legacypair d ON d.left_id = a.id AND d.person_id IS NOT NULL
        JOIN enrollment_foundperson f ON f.merging_id = %(merging)s AND d.person_id = ANY(f.people)
        JOIN enrollment_legacyrow r ON r.found_id = f.id
    )
    SELECT id FROM paired
    UNION
    SELECT r.id FROM enrollment_legacyrow r JOIN paired p ON p.found_id = r.found_id
    ORDER BY 1
"""


def rows_around(merging_id: int, rows: Iterable[int]) -> list[int]:
    """Ids of the rows whose group or pairs may change when one of ``rows`` does."""
    with connection.cursor() as cursor:
        cursor.execute(_AROUND, {"merging": merging_id, "rows": list(rows)})
        return [row for (row,) in cursor.fetchall()]
