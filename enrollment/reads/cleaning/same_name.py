"""Two files of one name, birth and gender under different certificates: perhaps one person, a human decides.

Each is held against the oldest file of the same data, so that five of them make four findings and not ten. What
``same_number`` lists is not listed again.
"""

from .parts import PEOPLE, of_two
from .same_number import SAME_IN_SHORT

FIND = f"""
    WITH {PEOPLE},
    alike AS (
        SELECT p.*, min(p.id) OVER (PARTITION BY p.psn_name, p.brdy, p.gend) AS first_id FROM people p
    )
    SELECT a.id || ':' || b.id AS subject, a.id AS person_id, b.id AS other_id,
           a.county_id, nullif(b.county_id, a.county_id) AS other_county_id,
           jsonb_build_object({of_two("a", "b")}) AS evidence
    FROM alike b JOIN people a ON a.id = b.first_id
    WHERE b.id <> b.first_id AND a.certno <> b.certno
      AND NOT ({SAME_IN_SHORT.format("a", "b")}) AND NOT ({SAME_IN_SHORT.format("b", "a")})
"""  # noqa: S608 - made of constants
