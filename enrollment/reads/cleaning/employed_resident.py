"""Covered as a resident in a month for which a payer declares the person as an employee, without employees' cover.

Who changed the scheme within the month has employees' cover on some day of it and is not found.
"""

from .parts import EMPLOYEES, RESIDENTS, UNITS, cover, who

MONTH = "daterange(d.month, (d.month + interval '1 month')::date)"

FIND = f"""
    WITH declared AS (
        SELECT c.id AS coverage_id, d.payer_id, d.person_id, min(d.month) AS first, max(d.month) AS last,
               count(*) AS months
        FROM enrollment_declaration d
        JOIN enrollment_coverage c ON c.person_id = d.person_id AND c.effective AND c.insutype IN {RESIDENTS}
                                  AND c.period && {MONTH}
        WHERE d.insutype = {EMPLOYEES} AND d.month >= %(since)s AND c.county_id IN ({UNITS})
          AND NOT EXISTS (SELECT 1 FROM enrollment_coverage e
                          WHERE e.person_id = d.person_id AND e.effective AND e.insutype = {EMPLOYEES}
                            AND e.period && {MONTH})
        GROUP BY c.id, d.payer_id, d.person_id
    )
    SELECT DISTINCT ON (f.person_id, f.payer_id) f.person_id || ':' || f.payer_id AS subject, f.person_id,
           NULL::bigint AS other_id, c.county_id, nullif(y.county_id, c.county_id) AS other_county_id,
           jsonb_build_object({who("p")}, {cover("c")}, 'payer', y.emp_no, 'payer_name', y.name, 'first_month', f.first,
                              'last_month', f.last, 'months', f.months) AS evidence
    FROM declared f
    JOIN enrollment_coverage c ON c.id = f.coverage_id
    JOIN enrollment_payer y ON y.id = f.payer_id
    JOIN enrollment_person p ON p.id = f.person_id
    ORDER BY f.person_id, f.payer_id, f.first
"""  # noqa: S608 - made of constants
