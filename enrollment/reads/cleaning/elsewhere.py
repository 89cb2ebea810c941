"""Another area's answer says that the person is insured there on days on which cover here is in force (跨区重复参保).

A cover that ends here on the day on which the other begins is a move, not a fault: the last covered day of the answer
belongs to it.
"""

from .parts import BASIC, PEOPLE, ROWS, SOURCE, cover, who

_LAST = "coalesce((r.detail ->> 'paus_insu_date')::date, 'infinity')"
_ENDS = "coalesce(upper(c.period), 'infinity')"

FIND = f"""
    WITH {PEOPLE}, {ROWS}
    SELECT DISTINCT ON (p.id, r.detail ->> 'insuplc_admdvs')
           p.id || ':' || (r.detail ->> 'insuplc_admdvs') AS subject, p.id AS person_id, NULL::bigint AS other_id,
           c.county_id, nullif(p.county_id, c.county_id) AS other_county_id,
           jsonb_build_object({who("p")}, {cover("c")}, 'place', r.detail ->> 'insuplc_admdvs',
                              'other_scheme', r.detail ->> 'insutype', 'other_begins', r.detail ->> 'psn_insu_date',
                              'other_last', r.detail ->> 'paus_insu_date', {SOURCE}) AS evidence
    FROM listed r
    JOIN people p ON p.id = r.found_id
    JOIN enrollment_coverage c ON c.person_id = p.id AND c.effective AND c.insutype IN {BASIC}
    WHERE r.kind = 'enrolled_elsewhere'
      AND lower(c.period) <= {_LAST} AND {_ENDS} > (r.detail ->> 'psn_insu_date')::date
      AND {_LAST} >= %(since)s AND {_ENDS} > %(since)s
    ORDER BY p.id, r.detail ->> 'insuplc_admdvs', r.period DESC, r.id DESC, lower(c.period) DESC
"""  # noqa: S608 - made of constants
