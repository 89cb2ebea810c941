"""On a list of deaths, not yet registered as deceased, and covered after that day.

Once the death is registered, ``deceased`` takes over.
"""

from .parts import BASIC, PEOPLE, ROWS, SOURCE, cover, who

FIND = f"""
    WITH {PEOPLE}, {ROWS}
    SELECT DISTINCT ON (p.id) p.id::text AS subject, p.id AS person_id, NULL::bigint AS other_id,
           c.county_id, nullif(p.county_id, c.county_id) AS other_county_id,
           jsonb_build_object({who("p")}, 'listed_name', r.psn_name, 'died_on', r.detail ->> 'died_on',
                              {cover("c")}, {SOURCE}) AS evidence
    FROM listed r
    JOIN people p ON p.id = r.found_id
    JOIN enrollment_coverage c ON c.person_id = p.id AND c.effective AND c.insutype IN {BASIC}
    WHERE r.kind = 'deaths' AND p.deceased_on IS NULL
      AND coalesce(upper(c.period), 'infinity') > greatest((r.detail ->> 'died_on')::date + 1, %(since)s::date)
    ORDER BY p.id, r.period DESC, r.id DESC, lower(c.period) DESC
"""  # noqa: S608 - made of constants
