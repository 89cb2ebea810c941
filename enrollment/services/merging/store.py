"""Store what the matching found: a person for each group, the pairs to decide. Doing it again changes nothing."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from enrollment.models import FoundPerson, SchemeMerging
from enrollment.rules.merging.matching import Matching, match
from institutions.models import User

from .entries import entries_of
from .undo import void_taken

_GIVEN = """
    WITH given AS (SELECT * FROM unnest(%(row_ids)s::bigint[], %(first_ids)s::bigint[]) AS g(row_id, first_id)),
         touched AS (SELECT r.* FROM enrollment_legacyrow r WHERE r.merging_id = %(merging)s
                     AND (%(rows)s::bigint[] IS NULL OR r.id = ANY(%(rows)s::bigint[])))
"""
_GROUPS = """
    , groups AS (SELECT first_id, ARRAY(SELECT jsonb_array_elements_text(people)::bigint) AS people
                 FROM jsonb_to_recordset(%(groups)s::jsonb) AS j(first_id bigint, people jsonb))
"""

# Taken over, and a row is somebody else's now.
_TORN = f"""{_GIVEN}
    SELECT DISTINCT f.id FROM touched t JOIN enrollment_foundperson f ON f.id = t.found_id
    LEFT JOIN given g ON g.row_id = t.id
    WHERE f.taken_over_at IS NOT NULL AND g.first_id IS DISTINCT FROM f.first_row_id
"""  # noqa: S608 - constants of this module
# Taken over, and more is known of the person: what is covered stays, the rest is taken over next time.
_GROWN = f"""{_GIVEN}{_GROUPS}
    , grown AS (
        SELECT f.id FROM given g JOIN touched t ON t.id = g.row_id
        JOIN enrollment_foundperson f ON f.first_row_id = g.first_id
        WHERE f.taken_over_at IS NOT NULL AND t.found_id IS DISTINCT FROM f.id
        UNION
        SELECT f.id FROM groups JOIN enrollment_foundperson f ON f.first_row_id = groups.first_id
        WHERE f.taken_over_at IS NOT NULL AND groups.people <> f.people
    )
    UPDATE enrollment_foundperson f SET taken_over_at = NULL, taken_over_by_id = NULL, outcome = ''
    FROM grown WHERE grown.id = f.id
"""  # noqa: S608
_PEOPLE = f"""{_GIVEN}{_GROUPS}
    UPDATE enrollment_foundperson f SET people = groups.people
    FROM groups WHERE groups.first_id = f.first_row_id AND f.people <> groups.people
"""  # noqa: S608
_NEW = f"""{_GIVEN}{_GROUPS}
    INSERT INTO enrollment_foundperson (merging_id, county_id, first_row_id, people)
    SELECT t.merging_id, t.county_id, t.id, groups.people
    FROM groups JOIN touched t ON t.id = groups.first_id
    WHERE NOT EXISTS (SELECT 1 FROM enrollment_foundperson f WHERE f.first_row_id = t.id)
    ORDER BY t.id
"""  # noqa: S608
_LINK = f"""{_GIVEN}
    UPDATE enrollment_legacyrow r SET found_id = n.found_id
    FROM (SELECT t.id, f.id AS found_id FROM touched t LEFT JOIN given g ON g.row_id = t.id
          LEFT JOIN enrollment_foundperson f ON f.first_row_id = g.first_id) n
    WHERE n.id = r.id AND r.found_id IS DISTINCT FROM n.found_id
"""  # noqa: S608
_CHOICE_GONE = """
    UPDATE enrollment_foundperson f SET chosen_id = NULL, chosen_by_id = NULL, chosen_reason = ''
    FROM enrollment_legacyrow r
    WHERE f.merging_id = %(merging)s AND r.id = f.chosen_id AND r.found_id IS DISTINCT FROM f.id
"""
_NOBODY = """
    DELETE FROM enrollment_foundperson f
    WHERE f.merging_id = %(merging)s AND NOT EXISTS (SELECT 1 FROM enrollment_legacyrow r WHERE r.found_id = f.id)
"""
_CONTRADICTED = f"""{_GIVEN}
    UPDATE enrollment_foundperson f
    SET problem = CASE WHEN f.first_row_id = ANY(%(contradicted)s::bigint[]) THEN 'contradiction' ELSE '' END
    FROM given g WHERE g.first_id = f.first_row_id AND g.row_id = g.first_id
      AND (f.problem = 'contradiction') <> (f.first_row_id = ANY(%(contradicted)s::bigint[]))
"""  # noqa: S608

_PROPOSED = """
    WITH proposed AS (SELECT * FROM unnest(%(lefts)s::bigint[], %(rights)s::bigint[], %(kinds)s::text[])
                      AS p(left_id, node, kind))
"""
_PAIRS_GONE = f"""{_PROPOSED}
    DELETE FROM enrollment_legacypair d
    WHERE d.merging_id = %(merging)s AND d.decision = ''
      AND (%(rows)s::bigint[] IS NULL
           OR d.left_id = ANY(%(rows)s::bigint[])
              AND (d.right_id IS NULL OR d.right_id = ANY(%(rows)s::bigint[])))
      AND NOT EXISTS (SELECT 1 FROM proposed p
                      WHERE p.left_id = d.left_id AND p.node = coalesce(d.right_id, -d.person_id))
"""  # noqa: S608
# Each of two counties may not see the other's row: such a pair is the city's.
_NEW_PAIRS = f"""{_PROPOSED}
    INSERT INTO enrollment_legacypair (merging_id, area_id, county_id, left_id, right_id, person_id, kind)
    SELECT g.id, g.area_id, CASE WHEN l.county_id = coalesce(r.county_id, o.county_id) THEN l.county_id END,
           l.id, r.id, o.id, p.kind
    FROM proposed p JOIN enrollment_legacyrow l ON l.id = p.left_id
    JOIN enrollment_schememerging g ON g.id = l.merging_id
    LEFT JOIN enrollment_legacyrow r ON r.id = p.node
    LEFT JOIN enrollment_person o ON o.id = -p.node
    ORDER BY l.id, p.node
    ON CONFLICT DO NOTHING
"""  # noqa: S608

_IN_ORDER = (
    _GROWN, _PEOPLE, _NEW, _LINK, _CHOICE_GONE, _NOBODY, _CONTRADICTED, _PAIRS_GONE, _NEW_PAIRS,
)  # fmt: skip


def rematch(*, merging: SchemeMerging, rows: Sequence[int] | None, acting_user: User) -> Matching:
    """Match ``rows`` among themselves and with stored people (all rows where None), and store it.

    For callers that hold the merging's lock with everything visible.
    """
    entries, decided = entries_of(merging.pk, rows)
    found = match(entries, decided)
    _store(merging, found, rows, acting_user)
    return found


def _store(merging: SchemeMerging, found: Matching, rows: Sequence[int] | None, acting_user: User) -> None:
    params = _params(merging, found, rows)
    for (torn,) in _run(_TORN, params):
        void_taken(found=FoundPerson.unscoped.get(pk=torn), acting_user=acting_user)
    for statement in _IN_ORDER:
        _run(statement, params)


def _params(merging: SchemeMerging, found: Matching, rows: Sequence[int] | None) -> dict[str, Any]:
    first_of = {row: group.rows[0] for group in found.groups for row in group.rows}
    groups = [{"first_id": group.rows[0], "people": group.people} for group in found.groups]
    contradicted = {first_of[one.left] for one in found.contradictions if one.left in first_of}
    return {
        "merging": merging.pk,
        "rows": None if rows is None else list(rows),
        "row_ids": list(first_of),
        "first_ids": list(first_of.values()),
        "groups": json.dumps(groups),
        "contradicted": sorted(contradicted),
        "lefts": [pair.left for pair in found.pairs],
        "rights": [pair.right for pair in found.pairs],
        "kinds": [pair.kind for pair in found.pairs],
    }


def _run(statement: str, params: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        return list(cursor.fetchall()) if cursor.description else []
