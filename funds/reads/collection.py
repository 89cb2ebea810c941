"""A month of collection at a glance: what each tells, what differs, what is signed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, Sum

from funds.models import (
    CollectionDifference,
    CollectionRecord,
    CollectionRun,
    CollectionSignOff,
    CollectionSignOffLine,
    CollectionSource,
    PayerGroup,
)
from funds.policy_collection import CITY, CollectionPolicy
from institutions.models import Agency, PoolingArea


@dataclass(frozen=True)
class Told:
    """One teller's month, yuan."""

    source: CollectionSource
    records: int
    amount: Any


@dataclass(frozen=True)
class DifferencesOfKind:
    """One kind at one teller."""

    kind: str
    source: str
    all: int
    open: int

    @property
    def title(self) -> str:
        return str(CollectionDifference.Kind(self.kind).label)

    @property
    def at(self) -> str:
        return str(CollectionSource(self.source).label) if self.source else ""


@dataclass(frozen=True)
class Signature:
    """One line of the sign-off table: a group, and who signs it."""

    group: PayerGroup
    agency: Agency
    open: int
    signed: CollectionSignOff | None
    parts: list[CollectionSignOffLine]
    compared: bool

    @property
    def state(self) -> str:
        if self.signed is None:
            return "open" if self.open else "ready" if self.compared else "waiting"
        return "stale" if self.signed.stale_at else "signed"


def told_in(area: PoolingArea, month: dt.date) -> list[Told]:
    sums = {
        source: (count, amount)
        for source, count, amount in CollectionRecord.objects.filter(area=area, month=month)
        .order_by()
        .values_list("source")
        .annotate(Count("pk"), Sum("amount"))
    }
    return [Told(one, *sums.get(one.value, (0, 0))) for one in CollectionSource]


def differences_in(area: PoolingArea, month: dt.date) -> list[DifferencesOfKind]:
    rows = (
        CollectionDifference.objects.filter(area=area, month=month)
        .exclude(state="settled")
        .order_by("kind", "source")
        .values_list("kind", "source")
        .annotate(all=Count("pk"), open=Count("pk", filter=Q(state="open")))
    )
    return [DifferencesOfKind(*row) for row in rows]


def signatures(
    area: PoolingArea, month: dt.date, policy: CollectionPolicy, counties: Iterable[Agency], city: Agency
) -> list[Signature]:
    """Who has to sign, county by county in reach, and what stands in the way; only where anybody told of receipts."""
    live: dict[tuple[str, int | None], CollectionSignOff] = {
        (one.payer_group, one.county_id): one
        for one in CollectionSignOff.objects.filter(area=area, month=month)
        .select_related("signed_by")
        .order_by("pk")
    }
    waiting = {
        (group, county): count
        for group, county, count in CollectionDifference.objects.filter(
            area=area, month=month, state=CollectionDifference.State.OPEN
        )
        .order_by()
        .values_list("payer_group", "county")
        .annotate(Count("pk"))
    }
    compared = CollectionRun.objects.filter(area=area, month=month).exists()
    records = CollectionRecord.objects.filter(area=area, month=month).order_by()
    told = set(records.values_list("payer_group", "county").distinct())
    lines = []
    for group in PayerGroup:
        by_city = policy.signed_by(group) == CITY
        for agency in [city] if by_city else counties:
            signed = live.get((group.value, None if by_city else agency.pk))
            count = sum(
                n for (of, county), n in waiting.items() if of == group and (by_city or county == agency.pk)
            )
            anything = any(of == group and (by_city or county == agency.pk) for of, county in told)
            if not (anything or signed or count):
                continue
            parts = (
                list(signed.lines(manager="objects").select_related("county", "confirmed_by"))
                if signed
                else []
            )
            lines.append(Signature(group, agency, count, signed, parts, compared))
    return lines
