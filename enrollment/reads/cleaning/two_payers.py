"""Two payers declare the same person for the same months of employees' insurance: in one of them it is paid twice."""

from .parts import EMPLOYEES, UNITS, who

FIND = f"""
    WITH both_declare AS (
        SELECT d.person_id, d.payer_id, e.payer_id AS other_payer_id, min(d.month) AS first, max(d.month) AS last,
               count(*) AS months
        FROM enrollment_declaration d
        JOIN enrollment_declaration e ON e.person_id = d.person_id AND e.month = d.month
                                     AND e.insutype = d.insutype AND e.payer_id > d.payer_id
        WHERE d.insutype = {EMPLOYEES} AND d.month >= %(since)s
        GROUP BY d.person_id, d.payer_id, e.payer_id
    )
    SELECT b.person_id || ':' || b.payer_id || ':' || b.other_payer_id AS subject, b.person_id,
           NULL::bigint AS other_id, y.county_id, nullif(z.county_id, y.county_id) AS other_county_id,
           jsonb_build_object({who("p")}, 'payer', y.emp_no, 'payer_name', y.name, 'other_payer', z.emp_no,
                              'other_payer_name', z.name, 'first_month', b.first, 'last_month', b.last,
                              'months', b.months) AS evidence
    FROM both_declare b
    JOIN enrollment_payer y ON y.id = b.payer_id
    JOIN enrollment_person p ON p.id = b.person_id
    JOIN enrollment_payer z ON z.id = b.other_payer_id
    WHERE y.county_id IN ({UNITS})
"""  # noqa: S608 - made of constants
