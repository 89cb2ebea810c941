"""On the population register, a school's roll or a list of aided people, and without basic cover on the day (应保未保).

Not found: the dead, also of a list of deaths, and who is insured in another area by that area's answer. Who is not
registered here at all is found as well, without a file; the city looks into rows that name no county.
"""

from .parts import BASIC, PEOPLE, ROWS, SOURCE

FIND = f"""
    WITH {PEOPLE}, {ROWS},
    -- Cover on a merged file is the person's.
    covered AS (
        SELECT DISTINCT coalesce(i.canonical_id, i.id) AS person_id
        FROM enrollment_coverage e JOIN enrollment_person i ON i.id = e.person_id
        WHERE e.effective AND e.insutype IN {BASIC} AND e.period @> %(day)s::date
    )
    SELECT DISTINCT ON (r.psn_cert_type, r.certno)
           r.psn_cert_type || ':' || r.certno AS subject, p.id AS person_id, NULL::bigint AS other_id,
           coalesce(p.county_id, r.county_id, c.id) AS county_id,
           nullif(r.county_id, coalesce(p.county_id, r.county_id)) AS other_county_id,
           jsonb_build_object('psn_no', p.psn_no, 'name', r.psn_name, 'number', r.certno, 'born', r.brdy,
                              'layout', r.kind, {SOURCE}) AS evidence
    FROM listed r
    LEFT JOIN people p ON p.id = r.found_id
    LEFT JOIN institutions_agency c ON c.area_id = r.area_id AND c.level = 'city'
    WHERE r.kind IN ('population', 'school_roll', 'aided') AND p.deceased_on IS NULL
      AND NOT EXISTS (SELECT 1 FROM covered v WHERE v.person_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM listed o
                      WHERE o.psn_cert_type = r.psn_cert_type AND o.certno = r.certno
                        AND (o.kind = 'deaths' OR o.kind = 'enrolled_elsewhere'
                             AND (o.detail ->> 'psn_insu_date')::date <= %(day)s
                             AND coalesce((o.detail ->> 'paus_insu_date')::date, 'infinity') >= %(day)s))
    ORDER BY r.psn_cert_type, r.certno, r.kind, r.period DESC, r.id DESC
"""  # noqa: S608 - made of constants
