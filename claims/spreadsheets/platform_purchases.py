"""The sheet of what institutions bought in a month, and how much of it on the provincial platform."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import PlatformPurchase
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import ImportResource, Merge, RowFault, register_import, unique_in_file

from .institution_rows import AT_HOME, INSTITUTION
from .procurement import PLACE

register_messages({"platform_more": _noop("more than was bought in all")})


class Purchases(ImportResource):
    """What institutions bought in a month, and how much of it on the provincial platform."""

    kind = "platform_purchases"
    title = _("Purchases on the platform")
    description = _("What an institution bought in a month in all, and on the provincial platform.")
    sheet, sheet_label = "purchases", _("Sheet of purchases")
    duty = "handle"
    shown = ("fixmedins_code", "month", "kind", "bought")
    columns = (
        PLACE,
        Column("month", _("Month"), "month", required=True),
        Column("kind", _("Kind"), "code", required=True, choices=dict(PlatformPurchase.Kind.choices)),
        Column("bought", _("Bought in all"), "money", required=True),
        Column("on_platform", _("Bought on the platform"), "money", required=True),
    )
    lookups = INSTITUTION
    checks = (unique_in_file("fixmedins_code", "month", "kind"), *AT_HOME)
    merges = (
        Merge(
            "claims.PlatformPurchase",
            alias="p",
            key={
                "institution_id": "s.institution_id",
                "month": "(s.month || '-01')::date",
                "kind": "s.kind",
            },
            fields={"bought": "s.bought", "on_platform": "s.on_platform"},
            on_insert={"handled_by_id": "%(user)s"},
        ),
    )
    example = {
        "fixmedins_code": "H62070200001",
        "month": "2024-03",
        "kind": "drug",
        "bought": "1000000.00",
        "on_platform": "950000.00",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["bought"] <= 0:
            yield RowFault(number, "bought", "amount_zero", "0")
        if row["on_platform"] > row["bought"]:
            yield RowFault(number, "on_platform", "platform_more", str(row["on_platform"] / 100))


register_import(Purchases())
