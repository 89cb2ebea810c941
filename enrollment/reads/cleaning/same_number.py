"""One person under one number in two forms: the former 15 digits beside the 18, or two types of certificate.

The 15 digits lack the century, which was always the nineteenth hundred, and the check digit (GB 11643-1989): a child
born in 2012 is not the person of 1912 whose digits agree.
"""

from .parts import PEOPLE, of_two

# The 18 digits without century and check digit.
SHORT = "substr({0}.certno, 1, 6) || substr({0}.certno, 9, 9)"
SAME_IN_SHORT = (
    "length({1}.certno) = 15 AND {0}.certno ~ '^[0-9]{{17}}[0-9X]$' AND substr({0}.certno, 7, 2) = '19'"
    f" AND {SHORT} = {{1}}.certno"
)

FIND = f"""
    WITH {PEOPLE},
    short AS (SELECT * FROM people WHERE certno ~ '^[0-9]{{15}}$')
    SELECT a.id || ':' || b.id AS subject, a.id AS person_id, b.id AS other_id,
           a.county_id, nullif(b.county_id, a.county_id) AS other_county_id,
           jsonb_build_object('by', 'short_form', {of_two("a", "b")}) AS evidence
    FROM short b JOIN people a ON {SAME_IN_SHORT.format("a", "b")}
    UNION ALL
    SELECT a.id || ':' || b.id, a.id, b.id, a.county_id, nullif(b.county_id, a.county_id),
           jsonb_build_object('by', 'two_types', 'type', a.psn_cert_type, 'other_type', b.psn_cert_type,
                              {of_two("a", "b")})
    FROM people a JOIN people b ON b.certno = a.certno AND b.id > a.id
"""  # noqa: S608 - made of constants
