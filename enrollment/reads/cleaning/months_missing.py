"""Covered as an employee through a payer for a whole month that the payer declared, but without this person.

Nobody else declared the month and it is not counted by another record (ContributionYears). The retired pay nothing; a
month that the payer did not declare for anybody is that payer's arrears, not a fault of the person's data.
"""

from .parts import EMPLOYEES, UNITS, who

MONTH = "daterange(m.month, (m.month + interval '1 month')::date)"

FIND = f"""
    WITH missing AS (
        SELECT c.person_id, c.payer_id, jsonb_agg(to_char(m.month, 'YYYY-MM') ORDER BY m.month) AS months
        FROM enrollment_contributionmonth m
        JOIN enrollment_coverage c ON c.payer_id = m.payer_id AND c.insutype = m.insutype AND c.effective
                                  AND c.period @> {MONTH}
        JOIN enrollment_person p ON p.id = c.person_id
        WHERE m.insutype = {EMPLOYEES} AND m.month >= %(since)s AND m.month < date_trunc('month', %(day)s::date)
          AND m.heads > 0 AND c.county_id IN ({UNITS})
          AND left(c.psn_type, 2) NOT IN ('12', '13')
          AND p.canonical_id IS NULL AND (p.deceased_on IS NULL OR p.deceased_on >= m.month)
          AND NOT EXISTS (SELECT 1 FROM enrollment_declaration d
                          WHERE d.person_id = c.person_id AND d.month = m.month AND d.insutype = m.insutype)
          AND NOT EXISTS (SELECT 1 FROM enrollment_contributionyears n
                          WHERE n.person_id = c.person_id AND n.withdrawn_reason = '' AND n.period @> m.month)
        GROUP BY c.person_id, c.payer_id
    )
    SELECT f.person_id || ':' || f.payer_id AS subject, f.person_id, NULL::bigint AS other_id,
           y.county_id, nullif(p.county_id, y.county_id) AS other_county_id,
           jsonb_build_object({who("p")}, 'payer', y.emp_no, 'payer_name', y.name, 'missing', f.months) AS evidence
    FROM missing f
    JOIN enrollment_payer y ON y.id = f.payer_id
    JOIN enrollment_person p ON p.id = f.person_id
"""  # noqa: S608 - made of constants
