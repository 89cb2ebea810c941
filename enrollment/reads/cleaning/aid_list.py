"""On a list of aided people for the day, registered here, and without aid of that category in force."""

from .parts import PEOPLE, ROWS, SOURCE, who

FIND = f"""
    WITH {PEOPLE}, {ROWS}
    SELECT DISTINCT ON (p.id, r.detail ->> 'aid_category')
           p.id || ':' || (r.detail ->> 'aid_category') AS subject, p.id AS person_id, NULL::bigint AS other_id,
           p.county_id, nullif(r.county_id, p.county_id) AS other_county_id,
           jsonb_build_object({who("p")}, 'aid_category', r.detail ->> 'aid_category',
                              'aid_from', r.detail ->> 'aid_from', 'aid_to', r.detail ->> 'aid_to',
                              'aid_known', s.code, {SOURCE}) AS evidence
    FROM listed r
    JOIN people p ON p.id = r.found_id
    LEFT JOIN enrollment_standing s ON s.person_id = p.id AND s.kind = 'aid' AND s.period @> %(day)s::date
    WHERE r.kind = 'aided' AND p.deceased_on IS NULL
      AND (r.detail ->> 'aid_from')::date <= %(day)s
      AND coalesce((r.detail ->> 'aid_to')::date, 'infinity') >= %(day)s
      AND s.code IS DISTINCT FROM r.detail ->> 'aid_category'
    ORDER BY p.id, r.detail ->> 'aid_category', r.period DESC, r.id DESC
"""  # noqa: S608 - made of constants
