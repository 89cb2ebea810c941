"""Which institutions keep which negotiated drugs (谈判药品配备), one row per drug and institution."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    RowFault,
    SetCheck,
    register_import,
    unique_in_file,
)

from .institution_rows import AT_HOME, INSTITUTION

register_messages(
    {
        "not_negotiated": _noop("no catalogue in force has a negotiated drug with this code"),
        "stock_overlaps": _noop("kept already from %(day)s; end that period first"),
    }
)

NOT_NEGOTIATED = """
    SELECT s.row_no, s.med_list_codg, NULL::jsonb FROM {staging} s
    WHERE NOT EXISTS (
        SELECT 1 FROM claims_catalogueitem c JOIN claims_catalogueversion v ON v.id = c.version_id
        WHERE c.med_list_codg = s.med_list_codg AND c.negotiated AND v.state = 'in_force')
"""
OVERLAP = """
    SELECT s.row_no, s.med_list_codg, jsonb_build_object('day', min(lower(c.period)))
    FROM {staging} s JOIN claims_drugstock c
      ON c.institution_id = s.institution_id AND c.med_list_codg = s.med_list_codg
     AND lower(c.period) <> s.begndate AND c.period && daterange(s.begndate, s.enddate, '[]')
    GROUP BY s.row_no, s.med_list_codg
"""


class DrugsInStock(ImportResource):
    """Where negotiated drugs are to be had, since when and until when."""

    kind = "drug_stock"
    title = _("Negotiated drugs in stock")
    description = _("Which hospital or pharmacy keeps which negotiated drug, from a day to a last day.")
    sheet, sheet_label = "stock", _("Sheet of drugs in stock")
    duty = "handle"
    shown = ("fixmedins_code", "med_list_codg", "begndate")
    columns = (
        Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
        Column("med_list_codg", _("Catalogue code"), "code", required=True, max_length=50),
        Column("begndate", _("From"), "date", required=True),
        Column("enddate", _("To"), "date", help=_("The last day; empty while it goes on.")),
        Column("note", _("Note"), max_length=200),
    )
    lookups = INSTITUTION
    checks = (
        unique_in_file("fixmedins_code", "med_list_codg"),
        *AT_HOME,
        SetCheck("not_negotiated", "med_list_codg", NOT_NEGOTIATED),
        SetCheck("stock_overlaps", "begndate", OVERLAP),
    )
    merges = (
        Merge(
            "claims.DrugStock",
            alias="d",
            key={"institution_id": "s.institution_id", "med_list_codg": "s.med_list_codg"},
            match="d.institution_id = s.institution_id AND d.med_list_codg = s.med_list_codg"
            " AND lower(d.period) = s.begndate",
            fields={
                "period": "daterange(s.begndate, s.enddate, '[]')",
                "note": "coalesce(s.note, '')",
            },
            on_insert={"handled_by_id": "%(user)s"},
            blank_keeps=False,
        ),
    )
    example = {
        "fixmedins_code": "P62070200001",
        "med_list_codg": "XL01XEA001A001010100001",
        "begndate": "2020-01-01",
        "note": "双通道药店",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["enddate"] is not None and row["enddate"] < row["begndate"]:
            yield RowFault(number, "enddate", "end_before_begin", str(row["enddate"]))


register_import(DrugsInStock())
