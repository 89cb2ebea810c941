"""A page's tables together, as a workbook and on paper."""

from __future__ import annotations

from decimal import Decimal

from django.template.loader import render_to_string
from openpyxl import load_workbook

from config.listing.export import tables_workbook
from config.listing.tables import Column, Table

COLUMNS = [
    Column("county", "County"),
    Column("quarter", "Quarter", "number"),
    Column("due", "Due", "money"),
    Column("share", "Share", "percent"),
]
ROWS = [
    {"county": "East", "quarter": 1, "due": Decimal("10.10"), "share": 2500},
    {"county": "West", "quarter": 1, "due": Decimal("30.30"), "share": 7500},
]


def test_totals_stand_below_the_rows_under_their_title() -> None:
    totals = {"due": Decimal("40.40"), "share": 10000}
    tables = [
        Table("Dues", COLUMNS, ROWS, totals=totals, total_title="Together"),
        Table("Empty", COLUMNS, []),
    ]
    book = load_workbook(tables_workbook(tables))
    dues = list(book["Dues"].iter_rows(values_only=True))
    assert dues[1:] == [("East", 1, 10.1, 0.25), ("West", 1, 30.3, 0.75), ("Together", None, 40.4, 1)]
    assert len(list(book["Empty"].iter_rows())) == 1


def test_tables_of_one_sheet_are_signed_once_below_the_last() -> None:
    tables = [Table("Dues", COLUMNS, ROWS), Table("Arrears", COLUMNS, ROWS)]
    reader = {"user": {"name": "甲"}, "assignment": {"agency": {"name": "乙"}}}
    sheet = render_to_string("components/tables_printed.html", {"tables": tables, "request": reader})
    assert sheet.count("sign-off") == 1
    assert sheet.index("Arrears") < sheet.index("sign-off")
