"""Cover that goes on after the day on which the person is registered as deceased, or began only then.

The day of death itself is covered: a cover that ends on the next day is right.
"""

from .parts import BASIC, UNITS, cover, who

FIND = f"""
    SELECT DISTINCT ON (p.id) p.id::text AS subject, p.id AS person_id, NULL::bigint AS other_id,
           c.county_id, nullif(p.county_id, c.county_id) AS other_county_id,
           jsonb_build_object({who("p")}, 'died_on', p.deceased_on, {cover("c")}) AS evidence
    FROM enrollment_person p
    JOIN enrollment_coverage c ON c.person_id = p.id AND c.effective AND c.insutype IN {BASIC}
    WHERE p.deceased_on IS NOT NULL AND c.county_id IN ({UNITS})
      AND coalesce(upper(c.period), 'infinity') > greatest(p.deceased_on + 1, %(since)s::date)
    ORDER BY p.id, lower(c.period) DESC
"""  # noqa: S608 - made of constants
