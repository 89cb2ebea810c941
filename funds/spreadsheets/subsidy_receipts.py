"""The sheet of subsidies received: a row for each voucher, county, government and quarter (NB-15)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from funds.models import Government

register_messages(
    {
        "subsidy_not_kept_here": _noop("your agency does not keep the books this money comes into"),
        "subsidy_booked": _noop("this voucher is in the books already with %(amount)s"),
        "subsidy_amount": _noop("give an amount above zero"),
        "subsidy_quarter": _noop("a quarter is 1, 2, 3 or 4"),
        "subsidy_direct": _noop("direct funds are the central government's"),
        "subsidy_to_come": _noop("nothing is received on a day to come"),
    }
)

# Whose book takes it: the county's own where it keeps one, else its city's.
KEEPER = """
    (SELECT b.unit_id FROM funds_book b JOIN institutions_agency u ON u.id = b.unit_id
     JOIN institutions_agency c ON c.id = s.county_id
     WHERE b.insutype = s.insutype AND b.area_id = c.area_id AND (u.id = c.id OR u.level = 'city')
     ORDER BY u.id = c.id DESC LIMIT 1)
"""
_NOT_KEPT = f"""
    SELECT s.row_no, s.county, NULL::jsonb FROM {{staging}} s
    WHERE s.county_id IS NOT NULL AND {KEEPER} IS DISTINCT FROM %(agency)s
"""
_KEY = """r.county_id = s.county_id AND r.insutype = s.insutype AND r.year = s.year AND r.quarter = s.quarter
    AND r.payer = s.payer AND r.voucher_no = s.voucher_no"""
_DIRECT = "coalesce(s.direct = '1', false)"
_DIFFERS = f"(r.amount, r.received_on, r.direct) IS DISTINCT FROM (s.amount, s.received_on, {_DIRECT})"
_BOOKED = f"""
    SELECT s.row_no, s.voucher_no, jsonb_build_object('amount', (r.amount / 100.0)::numeric(18, 2))
    FROM {{staging}} s JOIN funds_subsidyreceipt r ON {_KEY} AND r.state = 'booked'
    WHERE {_DIFFERS}
"""
# Whoever last said what came in is the first of the two people: who changes a waiting voucher cannot check it.
_SAID_BY = f"CASE WHEN r.id IS NULL OR {_DIFFERS} THEN %(user)s ELSE r.entered_by_id END"


class SubsidyReceipts(ImportResource):
    """Subsidies that reached the fiscal special account."""

    kind = "subsidy_receipts"
    title = _("Subsidies received")
    description = _(
        "Fiscal subsidies that reached the fiscal special account, by the vouchers of the finance offices; a second "
        "person checks each into the books."
    )
    sheet, sheet_label = "subsidy_receipts", _("Sheet of subsidies received")
    duty = "finance"
    shown = ("county", "payer", "quarter", "amount")
    columns = (
        Column("county", _("Code of the county"), "code", required=True, max_length=12),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
        Column("year", _("Year of cover"), "integer", required=True),
        Column("quarter", _("Quarter"), "integer", required=True),
        Column("payer", _("Paying government"), "code", required=True, choices=dict(Government.choices)),
        Column("direct", _("Direct central funds"), "code", choices={"1": _("yes"), "0": _("no")}),
        Column("amount", _("Amount"), "money", required=True),
        Column("received_on", _("Money received on"), "date", required=True),
        Column("voucher_no", _("Voucher"), "code", required=True, max_length=40),
    )
    lookups = (
        Lookup(
            "county", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")
        ),
    )
    checks = (
        unique_in_file("county", "insutype", "year", "quarter", "payer", "voucher_no"),
        in_scope("county"),
        SetCheck("subsidy_not_kept_here", "county", _NOT_KEPT),
        SetCheck("subsidy_booked", "voucher_no", _BOOKED),
    )
    merges = (
        Merge(
            "funds.SubsidyReceipt",
            alias="r",
            key={
                "county_id": "s.county_id", "insutype": "s.insutype", "year": "s.year", "quarter": "s.quarter",
                "payer": "s.payer", "voucher_no": "s.voucher_no",
            },
            match=f"{_KEY} AND r.state <> 'dropped'",
            fields={
                "amount": "s.amount", "received_on": "s.received_on", "direct": _DIRECT, "entered_by_id": _SAID_BY,
            },
        ),
    )  # fmt: skip
    example = {
        "county": "620702",
        "insutype": "390",
        "year": "2025",
        "quarter": "1",
        "payer": "central",
        "direct": "0",
        "amount": "12500000.00",
        "received_on": "2025-02-20",
        "voucher_no": "BK20250001",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["quarter"] not in (1, 2, 3, 4):
            yield RowFault(number, "quarter", "subsidy_quarter", str(row["quarter"]))
        if row["amount"] <= 0:
            yield RowFault(number, "amount", "subsidy_amount", str(row["amount"]))
        if row["direct"] == "1" and row["payer"] != Government.CENTRAL:
            yield RowFault(number, "direct", "subsidy_direct", str(row["payer"]))
        if row["received_on"] > timezone.localdate():
            yield RowFault(number, "received_on", "subsidy_to_come", str(row["received_on"]))


register_import(SubsidyReceipts())
