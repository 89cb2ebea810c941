"""What is signed for a month, and whether it still is what stands: sums and a fingerprint by county and group."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db import connection
from django.utils import timezone

from config.money import from_fen
from funds.models import CollectionSignOff
from institutions.models import PoolingArea

from .passes import BITS

_SUMS = ", ".join(f"coalesce(sum(amount) FILTER (WHERE source = '{name}'), 0)" for name in BITS)
_CONTENT = "hashtextextended(concat_ws('|', source, key, n, day, payer_no, amount, insutype), 0)"
_TOTALS = f"""
    SELECT county_id, payer_group, count(DISTINCT key), {_SUMS}, sum({_CONTENT}), count(*)
    FROM funds_collectionrecord WHERE area_id = %(area)s AND month = %(month)s GROUP BY county_id, payer_group
"""  # noqa: S608 - our own names


class CountyTotal(NamedTuple):
    """A county's month of a group of payers: how many numbers, fen by teller, and what tells that nothing changed."""

    county_id: int
    payer_group: str
    receipts: int
    tax: int
    treasury: int
    finance: int
    insurance: int
    content: int
    records: int

    def amounts(self) -> dict[str, Any]:
        return {name: from_fen(getattr(self, name)) for name in BITS}


def totals_of(*, area: PoolingArea, month: dt.date) -> list[CountyTotal]:
    """Within the open scope: a county's own, the city's all."""
    with connection.cursor() as cursor:
        cursor.execute(_TOTALS, {"area": area.pk, "month": month})
        return [CountyTotal(*row[:2], *map(int, row[2:])) for row in cursor.fetchall()]


def chosen(totals: list[CountyTotal], payer_group: str, county_id: int | None) -> list[CountyTotal]:
    """Those a sign-off is of: one county's, or all where the city signs."""
    return [
        one
        for one in totals
        if one.payer_group == payer_group and (county_id is None or one.county_id == county_id)
    ]


def fingerprint(totals: list[CountyTotal]) -> str:
    """Changes with any record that comes, goes or says something else."""
    content = sum(one.content for one in totals) % 2**63
    return f"{sum(one.records for one in totals)}-{content:x}"


def note_stale(*, area: PoolingArea) -> int:
    """Mark what is signed and no longer what stands; how many. The caller opens a scope that sees the area."""
    stale, known = [], {}
    for one in CollectionSignOff.objects.filter(area=area, stale_at__isnull=True):
        if one.month not in known:
            known[one.month] = totals_of(area=area, month=one.month)
        if fingerprint(chosen(known[one.month], one.payer_group, one.county_id)) != one.fingerprint:
            stale.append(one.pk)
    return int(CollectionSignOff.objects.filter(pk__in=stale).update(stale_at=timezone.now()))
