"""An identity-card number says another birth or gender than the file (核准有效信息).

Digits 7 to 14 are the birth, the seventeenth is odd for men (GB 11643-1999). A gender that is not stated contradicts
nothing.
"""

from .parts import PEOPLE, who

FIND = f"""
    WITH {PEOPLE}
    SELECT p.id::text AS subject, p.id AS person_id, NULL::bigint AS other_id, p.county_id,
           NULL::bigint AS other_county_id,
           jsonb_build_object({who("p")}, 'number', p.certno, 'born', p.brdy, 'gender', p.gend) AS evidence
    FROM people p
    WHERE p.psn_cert_type = '01' AND p.certno ~ '^[0-9]{{17}}[0-9X]$'
      AND (substr(p.certno, 7, 8) <> to_char(p.brdy, 'YYYYMMDD')
           OR p.gend IN ('1', '2') AND p.gend <> CASE substr(p.certno, 17, 1)::int %% 2 WHEN 1 THEN '1' ELSE '2' END)
"""  # noqa: S608 - made of constants
