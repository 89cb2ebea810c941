"""What service items cost in neighbouring areas, for the year's evaluation of prices."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import ImportResource, Merge, RowFault, register_import, unique_in_file

register_messages(
    {
        "neighbour_price_zero": _noop("a price is more than zero"),
        "neighbour_price_year": _noop("write the year with four digits"),
    }
)

_AREA = "(SELECT a.area_id FROM institutions_agency a WHERE a.id = %(agency)s)"
_CITY = f"""(SELECT c.id FROM institutions_agency c WHERE c.area_id = {_AREA} AND c.level IN ('city', 'region')
    ORDER BY c.level LIMIT 1)"""


class NeighbourPrices(ImportResource):
    """One row per item, area and year."""

    kind = "neighbour_prices"
    title = _("Prices in neighbouring areas")
    description = _(
        "What an item costs elsewhere, yuan per unit; the year's evaluation of prices compares with it."
    )
    sheet, sheet_label = "neighbour_prices", _("Sheet of prices in neighbouring areas")
    duty = "handle"
    for_own_area = True
    shown = ("med_list_codg", "neighbour", "year", "pric")
    columns = (
        Column("year", _("Year"), "integer", required=True),
        Column("med_list_codg", _("Catalogue code"), "code", required=True, max_length=50),
        Column("neighbour", _("Neighbouring area"), required=True, max_length=100),
        Column("pric", _("Unit price"), "decimal", required=True, decimals=6),
    )
    checks = (unique_in_file("med_list_codg", "neighbour", "year"),)
    merges = (
        Merge(
            "claims.NeighbourPrice",
            alias="n",
            key={
                "area_id": _AREA,
                "year": "s.year",
                "med_list_codg": "s.med_list_codg",
                "neighbour": "s.neighbour",
            },
            fields={"pric": "s.pric"},
            on_insert={"county_id": _CITY},
        ),
    )
    example = {"year": "2020", "med_list_codg": "SV000001", "neighbour": "邻市", "pric": "52.5"}

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if not 2000 <= row["year"] <= 2100:
            yield RowFault(number, "year", "neighbour_price_year", str(row["year"]))
        if row["pric"] <= Decimal(0):
            yield RowFault(number, "pric", "neighbour_price_zero", "0")


register_import(NeighbourPrices())
