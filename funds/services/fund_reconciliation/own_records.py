"""The fourth teller is this system: its own receipts become records, as they stand now."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from config.periods import Month
from enrollment.models import RESIDENTS, Payer
from institutions.models import PoolingArea

_OWN = """
    SELECT a.area_id, r.county_id, 'insurance' AS source,
        CASE WHEN r.insutype = %(residents)s THEN 'resident' WHEN p.kind = %(flexible)s THEN 'flexible'
            ELSE 'employer' END AS payer_group,
        r.insutype, r.number AS key, 1 AS n, '' AS bundle, r.received_on AS day,
        date_trunc('month', r.received_on)::date AS month, r.emp_no AS payer_no,
        coalesce(p.name, '') AS payer_name, r.amount
    FROM enrollment_receipt r JOIN institutions_agency a ON a.id = r.county_id
    LEFT JOIN enrollment_payer p ON p.id = r.payer_id
    WHERE a.area_id = %(area)s AND r.received_on >= %(first)s AND r.received_on < %(next)s
"""
_SAID = ("county_id", "payer_group", "insutype", "bundle", "day", "month", "payer_no", "payer_name", "amount")
_COLUMNS = ("area_id", "source", "key", "n", *_SAID)
_TAKE = f"""
    INSERT INTO funds_collectionrecord ({", ".join(_COLUMNS)}) SELECT {", ".join(_COLUMNS)} FROM ({_OWN}) own
    ON CONFLICT (area_id, key, source, n) DO UPDATE SET {", ".join(f"{one} = excluded.{one}" for one in _SAID)}
    WHERE ({", ".join(f"funds_collectionrecord.{one}" for one in _SAID)})
        IS DISTINCT FROM ({", ".join(f"excluded.{one}" for one in _SAID)})
"""  # noqa: S608 - our own names

# A receipt that was taken back, or belongs to another month by now, tells nothing here any more.
_FORGET = """
    DELETE FROM funds_collectionrecord c
    WHERE c.area_id = %(area)s AND c.month = %(first)s AND c.source = 'insurance' AND c.import_run_id IS NULL
      AND NOT EXISTS (SELECT FROM enrollment_receipt r JOIN institutions_agency a ON a.id = r.county_id
        WHERE a.area_id = %(area)s AND r.number = c.key
          AND r.received_on >= %(first)s AND r.received_on < %(next)s)
"""


def take_own_records(*, area: PoolingArea, month: dt.date) -> int:
    """How many are new, changed or gone. The caller opens a scope that sees the area."""
    given: dict[str, Any] = {
        "area": area.pk,
        "first": month,
        "next": Month.of(month).next_first,
        "residents": RESIDENTS,
        "flexible": Payer.Kind.FLEXIBLE.value,
    }
    with connection.cursor() as cursor:
        cursor.execute(_FORGET, given)
        gone = int(cursor.rowcount)
        cursor.execute(_TAKE, given)
        return gone + int(cursor.rowcount)
