"""Physicians of an area in a year, as far as bills name them: bills, what screening found, points, suspensions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q, Sum

from claims.models import Bill, BillFinding, PhysicianSuspension
from institutions.models import CreditEvent, PoolingArea
from institutions.rules.credit import COUNTS

# A page, not a ledger: those most found come first.
MOST = 500


@dataclass(frozen=True)
class PhysicianYear:
    """One physician at one institution; ``amount`` is what findings point at, in yuan."""

    institution_id: int
    institution: str
    code: str
    name: str
    findings: int
    amount: Decimal
    bills: int
    points: int
    suspended: bool


def physicians_of(area: PoolingArea, year: int, today: dt.date) -> list[PhysicianYear]:
    """Those with a finding, credit event or suspension that the reader sees, most findings first."""
    found = {(row["institution"], row["code"]): row for row in _findings(area, year)}
    points = _points(area, year)
    suspended = _suspended(area, today)
    keys = {*found, *points, *suspended}
    bills = _bills(year, keys)
    rows = [
        PhysicianYear(
            institution_id=key[0],
            institution=of["title"],
            code=key[1],
            name=of["name"],
            findings=of.get("findings", 0),
            amount=of.get("amount") or Decimal(0),
            bills=bills.get(key, 0),
            points=points.get(key, {}).get("points", 0),
            suspended=key in suspended,
        )
        for key in keys
        for of in [found.get(key) or points.get(key) or suspended[key]]
    ]
    return sorted(rows, key=lambda row: (-row.findings, -row.points, row.code, row.institution_id))[:MOST]


def _findings(area: PoolingArea, year: int) -> Iterator[dict[str, object]]:
    rows = (
        BillFinding.objects.filter(
            bill__institution__area=area, bill__enddate__year=year, gone_at__isnull=True
        )
        .exclude(bill__diag_dr_codg="")
        .order_by()
        .values("bill__institution_id", "bill__institution__name", "bill__diag_dr_codg")
        .annotate(findings=Count("pk"), amount=Sum("amount"))
    )
    names = dict(
        Bill.objects.filter(enddate__year=year, institution__area=area)
        .exclude(diag_dr_codg="")
        .filter(findings__isnull=False)
        .order_by("pk")
        .values_list("diag_dr_codg", "diag_dr_name")
    )
    for row in rows:
        code = row["bill__diag_dr_codg"]
        yield {
            "institution": row["bill__institution_id"], "title": row["bill__institution__name"], "code": code,
            "name": names.get(code, ""), "findings": row["findings"], "amount": row["amount"],
        }  # fmt: skip


def _points(area: PoolingArea, year: int) -> dict[tuple[int, str], dict[str, object]]:
    rows = (
        CreditEvent.objects.filter(area=area, day__year=year, state__in=COUNTS)
        .exclude(physician_code="")
        .order_by()
        .values("institution_id", "institution__name", "physician_code", "physician_name")
        .annotate(taken=Sum("points"))
    )
    return {
        (row["institution_id"], row["physician_code"]): {
            "title": row["institution__name"], "name": row["physician_name"], "points": row["taken"],
        }
        for row in rows
    }  # fmt: skip


def _suspended(area: PoolingArea, today: dt.date) -> dict[tuple[int, str], dict[str, object]]:
    rows = PhysicianSuspension.objects.filter(
        area=area, granted=True, first_day__lte=today, last_day__gte=today
    ).select_related("institution")
    return {
        (row.institution_id, row.physician_code): {"title": row.institution.name, "name": row.physician_name}
        for row in rows
    }


def _bills(year: int, keys: set[tuple[int, str]]) -> dict[tuple[int, str], int]:
    if not keys:
        return {}
    rows = (
        Bill.objects.filter(
            Q(enddate__year=year),
            institution__in={institution for institution, _code in keys},
            diag_dr_codg__in={code for _institution, code in keys},
        )
        .order_by()
        .values_list("institution_id", "diag_dr_codg")
        .annotate(bills=Count("pk"))
    )
    return {(institution, code): bills for institution, code, bills in rows}
