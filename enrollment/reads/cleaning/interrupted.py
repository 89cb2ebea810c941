"""Cover that ended and nothing follows: employees whose insurance is interrupted, residents who did not enrol again.

Listed once the policy's days have passed. Not found: the dead, who was merged into another file, who left for another
area with a certificate, whose next cover has begun or is entered already.
"""

from .parts import BASIC, EMPLOYEES, PEOPLE, RESIDENTS, cover, who


def _find(schemes: str) -> str:
    return f"""
    WITH {PEOPLE},
    latest AS (
        SELECT DISTINCT ON (c.person_id) c.*, p.psn_no, p.psn_name, p.deceased_on, p.county_id AS registered_in
        FROM enrollment_coverage c JOIN people p ON p.id = c.person_id
        WHERE c.effective AND c.insutype IN {BASIC}
        ORDER BY c.person_id, upper(c.period) DESC NULLS FIRST
    )
    SELECT c.person_id::text AS subject, c.person_id, NULL::bigint AS other_id,
           c.county_id, nullif(c.registered_in, c.county_id) AS other_county_id,
           jsonb_build_object({who("c")}, {cover("c")}, 'category', c.psn_type, 'payer', y.emp_no, 'payer_name', y.name,
                              'year', w.year) AS evidence
    FROM latest c
    LEFT JOIN enrollment_windowenrolment w ON w.coverage_id = c.id
    LEFT JOIN enrollment_payer y ON y.id = coalesce(c.payer_id, w.payer_id)
    WHERE c.insutype IN {schemes} AND c.deceased_on IS NULL
      AND upper(c.period) >= %(since)s AND upper(c.period) <= %(day)s::date - %(gap)s::int
      AND NOT EXISTS (SELECT 1 FROM enrollment_transfer t
                      WHERE t.person_id = c.person_id AND t.direction = 'out' AND t.day >= upper(c.period))
    """  # noqa: S608 - made of constants


OF_EMPLOYEES = _find(f"({EMPLOYEES})")
OF_RESIDENTS = _find(RESIDENTS)
