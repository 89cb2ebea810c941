"""Catalogues, lines and own codes for the tests of the catalogue."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils import timezone

from claims.models import Bill, CatalogueItem, CatalogueVersion, FeeLine
from institutions.models import PoolingArea, User

_OPEN = DateRange(dt.date(2020, 1, 1), None)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def days(first: str, end: str | None = None) -> DateRange:
    return DateRange(day(first), day(end) if end else None)


def item(code: str, **given: Any) -> CatalogueItem:
    """A class A drug from 2020 on, unless told otherwise."""
    terms = {"item_name": f"药品{code}", "list_type": "101", "chrgitm_lv": "01"}
    if given.get("change") in ("exit", "overlay"):
        terms = {}
    return CatalogueItem(med_list_codg=code, **{"period": _OPEN, **terms, **given})


def put_in_force(
    area: PoolingArea,
    items: Iterable[CatalogueItem],
    *,
    by: User,
    reviewed_by: User,
    insutype: str = "",
    complete_from: dt.date | None = None,
) -> CatalogueVersion:
    """A version in force straight away; the caller opens a scope."""
    version = CatalogueVersion.objects.create(
        area=area,
        insutype=insutype,
        title="目录",
        complete_from=complete_from,
        handled_by=by,
    )
    for one in items:
        one.version, one.handled_by = version, by
        one.save()
    last = CatalogueVersion.objects.order_by("-number").exclude(number=None).first()
    version.number = 1 + (last.number if last and last.number else 0)
    version.state = CatalogueVersion.State.IN_FORCE
    version.reviewed_by, version.reviewed_at = reviewed_by, timezone.now()
    version.save()
    return version


def add_line(bill: Bill, number: int, code: str, price: Any, **given: Any) -> FeeLine:
    """A line of one piece, written as class A by its sender."""
    cnt = given.pop("cnt", 1)
    return FeeLine.objects.create(
        bill=bill,
        feedetl_sn=str(number),
        med_list_codg=code,
        cnt=cnt,
        pric=price,
        det_item_fee_sumamt=price * cnt,
        **{"chrgitm_lv": "01", **given},
    )
