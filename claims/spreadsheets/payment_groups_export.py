"""A group catalogue with its factors in the columns of their imports: brought again unchanged, it changes nothing."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import IO, Any

from claims.models import GroupCatalogue
from config.spreadsheets.resources import ImportResource
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook

from .payment_groups import InstitutionFactors, PaymentGroups

_GROUPS, _FACTORS = PaymentGroups(), InstitutionFactors()


def groups_workbook(catalogue: GroupCatalogue) -> IO[bytes]:
    rows = catalogue.groups.order_by("code").iterator(chunk_size=2_000)
    names = [column.name for column in _GROUPS.columns]
    return _workbook(_GROUPS, ([_cell(group, catalogue, name) for name in names] for group in rows))


def factors_workbook(catalogue: GroupCatalogue) -> IO[bytes]:
    rows = catalogue.factors.select_related("institution").order_by("institution__fixmedins_code")
    return _workbook(
        _FACTORS,
        ([catalogue.method, catalogue.year, one.institution.fixmedins_code, one.factor] for one in rows),
    )


def _cell(group: Any, catalogue: GroupCatalogue, name: str) -> Any:
    value = getattr(catalogue if name in ("method", "year") else group, name)
    return ("1" if value else "0") if isinstance(value, bool) else value


def _workbook(resource: ImportResource, rows: Iterable[list[Any]]) -> IO[bytes]:
    columns = [OutColumn(column.heading, "code", raw=True) for column in resource.columns]
    target = io.BytesIO()
    write_workbook(target, [Sheet(str(resource.sheet_label), columns, rows)])
    target.seek(0)
    return target
