"""The enrolment sheet's checks over the whole file and against what is stored, one statement each.

``{staging}`` and the scope's parameters are filled when a check runs (see ``config.spreadsheets.checks``), ``basic``
before: the basic schemes, of which a person holds at most one on any day.
"""

SAME_COVERAGE = (
    "%(alias)s.person_id = p.id AND %(alias)s.insutype = s.insutype AND lower(%(alias)s.period) = s.begins"
    " AND %(alias)s.effective"
)

PERSON_DIFFERS = """
    SELECT row_no, psn_no, jsonb_build_object('first', first) FROM (
        SELECT s.row_no, s.psn_no, min(s.row_no) OVER w AS first,
               (s.psn_cert_type, s.certno, s.psn_name, s.brdy) IS DISTINCT FROM (
                   first_value(s.psn_cert_type) OVER w, first_value(s.certno) OVER w,
                   first_value(s.psn_name) OVER w, first_value(s.brdy) OVER w) AS differs
        FROM {staging} s WINDOW w AS (PARTITION BY s.psn_no ORDER BY s.row_no)
    ) d WHERE differs
"""

CERTNO_TWICE = """
    SELECT row_no, certno, jsonb_build_object('first', first) FROM (
        SELECT s.row_no, s.certno, s.psn_no, min(s.row_no) OVER w AS first, first_value(s.psn_no) OVER w AS known
        FROM {staging} s WINDOW w AS (PARTITION BY s.psn_cert_type, s.certno ORDER BY s.row_no)
    ) d WHERE psn_no <> known
"""

CERTNO_CHANGED = """
    SELECT s.row_no, s.certno, NULL::jsonb
    FROM {staging} s JOIN enrollment_person p ON p.psn_no = s.psn_no
    WHERE (p.psn_cert_type, p.certno) <> (s.psn_cert_type, s.certno)
"""

CERTNO_TAKEN = """
    SELECT s.row_no, s.certno, NULL::jsonb
    FROM {staging} s JOIN enrollment_person p ON p.psn_cert_type = s.psn_cert_type AND p.certno = s.certno
    WHERE p.psn_no <> s.psn_no
"""

REGISTERED_ELSEWHERE = """
    SELECT s.row_no, s.psn_no, NULL::jsonb
    FROM {staging} s JOIN enrollment_person p ON p.psn_no = s.psn_no
    WHERE NOT %(everything)s AND p.county_id <> ALL(%(counties)s::bigint[])
"""

# A row overlaps when it begins before any earlier row of the same person has ended.
OVERLAP_IN_FILE = """
    SELECT row_no, psn_insu_date, jsonb_build_object('first', before) FROM (
        SELECT s.row_no, s.psn_insu_date, s.begins,
               max(coalesce(s.ends, 'infinity')) OVER w AS reach, last_value(s.row_no) OVER w AS before
        FROM {staging} s WHERE s.insutype IN (%(basic)s)
        WINDOW w AS (PARTITION BY s.psn_no ORDER BY s.begins, s.row_no
                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ) d WHERE begins < reach
"""

# A stored coverage that another row of the file changes is judged in the file, not as it is stored now.
OVERLAP_STORED = """
    SELECT s.row_no, s.psn_insu_date,
           jsonb_build_object('insutype', c.insutype, 'begins', lower(c.period),
                              'ends', coalesce((upper(c.period) - 1)::text, '…'))
    FROM {staging} s
    JOIN enrollment_person p ON p.psn_no = s.psn_no
    JOIN enrollment_coverage c ON c.person_id = p.id AND c.effective AND c.insutype IN (%(basic)s)
                              AND c.period && daterange(s.begins, s.ends)
    WHERE s.insutype IN (%(basic)s)
      AND NOT EXISTS (SELECT 1 FROM {staging} o WHERE o.psn_no = s.psn_no AND o.insutype = c.insutype
                                                  AND o.begins = lower(c.period))
"""

RIDER_WITHOUT_BASE = """
    SELECT s.row_no, s.insutype, NULL::jsonb FROM {staging} s
    WHERE s.insutype NOT IN (%(basic)s)
      AND NOT EXISTS (SELECT 1 FROM {staging} b WHERE b.psn_no = s.psn_no AND b.insutype IN (%(basic)s)
                                                  AND daterange(b.begins, b.ends) @> s.begins)
      AND NOT EXISTS (SELECT 1 FROM enrollment_person p JOIN enrollment_coverage c ON c.person_id = p.id
                      WHERE p.psn_no = s.psn_no AND c.effective AND c.insutype IN (%(basic)s)
                        AND c.period @> s.begins)
"""
