"""Accumulators anew from the settlements that count: the repair when a counter does not agree with them."""

from __future__ import annotations

from django.db import connection

from config.scoping import system_scope
from institutions.models import Duty, PoolingArea, User
from institutions.services.duties import require_city_duty

from .person_locks import BLOCK_BITS, lock_blocks, people_in

# A cancel carries what it gave back with the other sign, so plain sums are what is used.
USED = """
    SELECT s.person_id, s.insutype, extract(year FROM s.policy_date)::int AS year, c.key AS counter,
           sum(c.value::bigint) AS amount
    FROM claims_settlement s CROSS JOIN LATERAL jsonb_each_text(s.counters_used) c
    WHERE s.is_current AND s.person_id >= %(first)s AND s.person_id < %(end)s
    GROUP BY 1, 2, 3, 4 HAVING sum(c.value::bigint) <> 0
"""
DROP_WRONG = f"""
    DELETE FROM claims_accumulator a
    WHERE a.person_id >= %(first)s AND a.person_id < %(end)s AND NOT EXISTS (
        SELECT 1 FROM ({USED}) u WHERE (u.person_id, u.insutype, u.year, u.counter, u.amount)
                                      = (a.person_id, a.insutype, a.year, a.counter, a.amount))
      AND a.amount <> 0
"""  # noqa: S608 - our own text
ADD_MISSING = f"""
    INSERT INTO claims_accumulator (person_id, insutype, year, counter, amount)
    SELECT person_id, insutype, year, counter, amount FROM ({USED}) u
    ON CONFLICT (person_id, insutype, year, counter) DO UPDATE SET amount = excluded.amount
    WHERE claims_accumulator.amount <> excluded.amount
"""  # noqa: S608 - our own text


def rebuild_accumulators(*, area: PoolingArea, acting_user: User) -> int:
    """Put every counter of the people with bills in ``area`` right; returns how many were wrong.

    Needs the duty to administer at the city. One transaction per block of people, under their lock.
    """
    require_city_duty(user=acting_user, duty=Duty.ADMINISTER, area=area)
    # The whole area's people; nothing of them is shown.
    with system_scope(), connection.cursor() as cursor:
        cursor.execute(
            f"SELECT DISTINCT b.person_id >> {BLOCK_BITS} FROM claims_bill b"  # noqa: S608 - a number of ours
            " JOIN institutions_agency a ON a.id = b.insu_county_id WHERE a.area_id = %s ORDER BY 1",
            [area.pk],
        )
        blocks = [block for (block,) in cursor.fetchall()]
    return sum(_rebuild(block) for block in blocks)


def _rebuild(block: int) -> int:
    first, end = people_in(block)
    with system_scope(), connection.cursor() as cursor:
        lock_blocks([block])
        cursor.execute(DROP_WRONG, {"first": first, "end": end})
        dropped: int = cursor.rowcount
        cursor.execute(ADD_MISSING, {"first": first, "end": end})
        return max(dropped, int(cursor.rowcount))
