"""The annual list's checks against the policy and what is stored, one statement each (see ``people_checks``).

``decided`` is the clerk's word, in the sheet, that a doubt was looked into: it lets a doubt pass, never a
contradiction.
"""

PEOPLE_STORED = (
    "UPDATE {staging} s SET psn_no = p.psn_no FROM enrollment_person p"
    " WHERE s.number_made AND p.psn_cert_type = s.psn_cert_type AND p.certno = s.certno AND p.psn_no <> s.psn_no"
)

# A payer of another county must be found to be refused, so it is looked up here and not while the file is read.
PAYERS = """
    UPDATE {staging} s SET payer_id = p.id, payer_county_id = p.county_id,
                           tie = CASE p.kind WHEN 'school' THEN 'study' ELSE 'through' END
    FROM enrollment_payer p
    WHERE p.emp_no = s.emp_no AND p.kind IN ('village', 'community', 'school')
"""

NO_PAYER = "SELECT row_no, emp_no, NULL::jsonb FROM {staging} WHERE payer_id IS NULL"

GROUPS = (
    "SELECT DISTINCT year, insuplc_admdvs, psn_type, coalesce(aid_category, 'none'), coalesce(permit, false)"
    " FROM {staging}"
)

PUT_AMOUNTS = """
    UPDATE {staging} s SET own = g.own, aided = g.aided, subsidy = g.subsidy, opens = g.opens, closes = g.closes,
                           gap = g.gap
    FROM jsonb_to_recordset(%(groups)s::jsonb) AS g(year bigint, county text, psn_type text, aid text,
        permit boolean, own bigint, aided bigint, subsidy bigint, opens date, closes date, gap text)
    WHERE s.year = g.year AND s.insuplc_admdvs = g.county AND s.psn_type = g.psn_type
      AND coalesce(s.aid_category, 'none') = g.aid AND coalesce(s.permit, false) = g.permit
"""

POLICY_SILENT = """
    SELECT row_no, year, jsonb_build_object('problem', gap) FROM {staging} WHERE gap IS NOT NULL
"""

WINDOW_CLOSED = """
    SELECT row_no, paid_on, jsonb_build_object('opens', opens, 'last', closes - 1) FROM {staging}
    WHERE NOT (paid_on >= opens AND paid_on < closes)
"""

AMOUNT_DIFFERS = """
    SELECT row_no, (paid / 100.0)::numeric(14, 2), jsonb_build_object('expected', (own / 100.0)::numeric(14, 2))
    FROM {staging} WHERE paid + coalesce(collective, 0) <> own
"""

PAYER_ELSEWHERE = """
    SELECT row_no, insuplc_admdvs, NULL::jsonb FROM {staging} WHERE payer_county_id <> county_id
"""

NAME_DIFFERS = """
    SELECT s.row_no, s.psn_name, NULL::jsonb FROM {staging} s JOIN enrollment_person p ON p.psn_no = s.psn_no
    WHERE (p.psn_name, p.brdy) IS DISTINCT FROM (s.psn_name, s.brdy)
"""

# One person with two numbers: another certificate under the same name, birth date and list or county.
TWO_NUMBERS_IN_FILE = """
    SELECT row_no, certno, jsonb_build_object('first', first) FROM (
        SELECT s.row_no, s.certno, s.psn_no, s.decided, min(s.row_no) OVER w AS first,
               first_value(s.psn_no) OVER w AS known
        FROM {staging} s
        WINDOW w AS (PARTITION BY s.psn_name, s.brdy, s.payer_id ORDER BY s.row_no)
    ) d WHERE psn_no <> known AND decided IS NOT TRUE
"""

TWO_NUMBERS_STORED = """
    SELECT s.row_no, s.certno, NULL::jsonb
    FROM {staging} s JOIN enrollment_person p ON p.psn_name = s.psn_name AND p.brdy = s.brdy
                                             AND p.gend = coalesce(s.gend, p.gend) AND p.county_id = s.county_id
    WHERE s.decided IS NOT TRUE AND p.canonical_id IS NULL AND p.psn_no <> s.psn_no
      AND NOT EXISTS (SELECT 1 FROM enrollment_person known WHERE known.psn_no = s.psn_no)
"""

DEAD = """
    SELECT s.row_no, s.psn_name, jsonb_build_object('day', p.deceased_on)
    FROM {staging} s JOIN enrollment_person p ON p.psn_no = s.psn_no WHERE p.deceased_on IS NOT NULL
"""

MERGED_AWAY = """
    SELECT s.row_no, s.certno, NULL::jsonb
    FROM {staging} s JOIN enrollment_person p ON p.psn_no = s.psn_no WHERE p.canonical_id IS NOT NULL
"""

# Lists and years whose sums change: those named in the sheet, and those its people were enrolled through before.
YEARS_TOUCHED = """
    SELECT s.payer_id, s.year FROM {staging} s
    UNION
    SELECT w.payer_id, w.year FROM {staging} s
    JOIN enrollment_person p ON p.psn_no = s.psn_no
    JOIN enrollment_windowenrolment w ON w.person_id = p.id AND w.year = s.year
"""

# What the person holds in the year: %(which)s narrows to the employees' scheme or the others. The coverage that
# this very list gave before is no other one.
COVERED = """
    SELECT s.row_no, s.certno,
           jsonb_build_object('insutype', c.insutype, 'begins', lower(c.period),
                              'ends', coalesce((upper(c.period) - 1)::text, '…'))
    FROM {staging} s
    JOIN enrollment_person p ON p.psn_no = s.psn_no
    JOIN enrollment_coverage c ON c.person_id = p.id AND c.effective AND c.insutype %(which)s
                              AND c.period && daterange(s.begins, s.ends)
    WHERE NOT EXISTS (SELECT 1 FROM enrollment_windowenrolment w WHERE w.coverage_id = c.id AND w.year = s.year)
"""

ENROLLED_ELSEWHERE = """
    SELECT s.row_no, s.certno, jsonb_build_object('payer', y.name)
    FROM {staging} s
    JOIN enrollment_person p ON p.psn_no = s.psn_no
    JOIN enrollment_windowenrolment w ON w.person_id = p.id AND w.year = s.year AND w.payer_id <> s.payer_id
    JOIN enrollment_coverage c ON c.id = w.coverage_id AND c.effective
    JOIN enrollment_payer y ON y.id = w.payer_id
"""

LISTED_ELSEWHERE = """
    SELECT s.row_no, s.emp_no, jsonb_build_object('payer', y.name)
    FROM {staging} s
    JOIN enrollment_person p ON p.psn_no = s.psn_no
    JOIN enrollment_membership m ON m.person_id = p.id AND m.tie = s.tie AND m.period @> s.paid_on
                                AND m.payer_id <> s.payer_id
    JOIN enrollment_payer y ON y.id = m.payer_id
"""

AID_UNKNOWN = """
    SELECT s.row_no, s.aid_category, NULL::jsonb FROM {staging} s
    WHERE s.aid_category IS NOT NULL AND s.decided IS NOT TRUE
      AND NOT EXISTS (SELECT 1 FROM enrollment_person p JOIN enrollment_standing t ON t.person_id = p.id
                      WHERE p.psn_no = s.psn_no AND t.kind = 'aid' AND t.code = s.aid_category
                        AND t.period @> s.paid_on)
"""

AID_FORGOTTEN = """
    SELECT s.row_no, t.code, NULL::jsonb
    FROM {staging} s
    JOIN enrollment_person p ON p.psn_no = s.psn_no
    JOIN enrollment_standing t ON t.person_id = p.id AND t.kind = 'aid' AND t.period @> s.paid_on
    WHERE s.aid_category IS NULL
"""
