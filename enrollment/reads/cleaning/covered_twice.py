"""A file that was merged into another is still insured on days on which the surviving one is (NM-01).

On one file two basic schemes never meet, the database sees to that; on two files of one person they may.
"""

from .parts import BASIC, UNITS, cover, who

FIND = f"""
    SELECT DISTINCT ON (p.id) p.id::text AS subject, k.id AS person_id, p.id AS other_id,
           d.county_id, nullif(c.county_id, d.county_id) AS other_county_id,
           jsonb_build_object({who("k")}, {cover("d")}, {cover("c", "other_")}) AS evidence
    FROM enrollment_person p
    JOIN enrollment_person k ON k.id = p.canonical_id
    JOIN enrollment_coverage c ON c.person_id = p.id AND c.effective AND c.insutype IN {BASIC}
    JOIN enrollment_coverage d ON d.person_id = k.id AND d.effective AND d.insutype IN {BASIC}
    WHERE d.county_id IN ({UNITS}) AND c.period * d.period && daterange(%(since)s, NULL)
    ORDER BY p.id, lower(c.period), lower(d.period)
"""  # noqa: S608 - made of constants
