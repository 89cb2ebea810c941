"""The catalogue of an area as on a day, in the columns of its import: brought again unchanged, it changes nothing."""

from __future__ import annotations

import datetime as dt
import io
from typing import IO, Any

from django.db.models import Exists, OuterRef, QuerySet

from claims.models import CatalogueItem, CatalogueVersion, Change
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from institutions.models import PoolingArea

from .catalogue import TERMS, Catalogue

ONE_DAY = dt.timedelta(days=1)


def catalogue_workbook(*, area: PoolingArea, day: dt.date) -> IO[bytes]:
    """The area's own rows in force that hold on ``day``, the newest of each code and scheme; what its region says is
    the region's to bring."""
    resource = Catalogue()
    columns = [OutColumn(column.heading, "code", raw=True) for column in resource.columns]
    names = [column.name for column in resource.columns]
    rows = (
        [values[name] for name in names]
        for values in map(_values, own_rows(area, day).iterator(chunk_size=2_000))
    )
    target = io.BytesIO()
    write_workbook(target, [Sheet(str(resource.sheet_label), columns, rows)])
    target.seek(0)
    return target


def own_rows(area: PoolingArea, day: dt.date) -> QuerySet[CatalogueItem]:
    """Rows of ``area``'s versions in force, without those a newer version replaces on the day."""
    mine = CatalogueItem.objects.filter(
        version__area=area, version__state=CatalogueVersion.State.IN_FORCE, period__contains=day
    )
    newer = mine.filter(
        med_list_codg=OuterRef("med_list_codg"),
        version__insutype=OuterRef("version__insutype"),
        version__number__gt=OuterRef("version__number"),
    )
    rows: QuerySet[CatalogueItem] = mine.filter(~Exists(newer)).select_related("version")
    return rows.order_by("med_list_codg", "version__insutype")


def _values(item: CatalogueItem) -> dict[str, Any]:
    last = item.period.upper
    terms = {name: getattr(item, name) for name in TERMS}
    if item.change == Change.EXIT:
        # An exit carries no terms.
        terms = {name: value if isinstance(value, bool) else None for name, value in terms.items()}
    return {
        "med_list_codg": item.med_list_codg,
        "change": item.change,
        "begndate": item.period.lower,
        "enddate": None if last is None else last - ONE_DAY,
        "reason": item.reason,
        "insutype": item.version.insutype or None,
        **{name: _cell(value) for name, value in terms.items()},
    }


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "1" if value else "0"
    return value
