"""What institutions' own codes stand for (医药机构目录对照), one row per code and period."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.columns import Column
from config.spreadsheets.faults import WARNING, register_messages
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
        "meaning_overlaps": _noop("the code already has a meaning from %(day)s; end that period first"),
        "national_code_unknown": _noop("no catalogue of the house has this code"),
    }
)

OVERLAP = """
    SELECT s.row_no, s.medins_list_codg, jsonb_build_object('day', min(lower(c.period)))
    FROM {staging} s JOIN claims_institutioncode c
      ON c.institution_id = s.institution_id AND c.medins_list_codg = s.medins_list_codg
     AND lower(c.period) <> s.begndate AND c.period && daterange(s.begndate, s.enddate, '[]')
    GROUP BY s.row_no, s.medins_list_codg
"""
UNKNOWN = """
    SELECT s.row_no, s.med_list_codg, NULL::jsonb FROM {staging} s
    WHERE s.med_list_codg IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM claims_catalogueitem c WHERE c.med_list_codg = s.med_list_codg)
"""


class InstitutionCodes(ImportResource):
    """Own codes; an empty catalogue code says that the item is own expense."""

    kind = "institution_codes"
    title = _("Institutions' own codes")
    description = _(
        "What an institution's own item codes stand for, asked when the national code of a fee line is unknown. "
        "Without a catalogue code the item is own expense."
    )
    sheet, sheet_label = "codes", _("Sheet of own codes")
    duty = "handle"
    shown = ("fixmedins_code", "medins_list_codg", "med_list_codg")
    columns = (
        Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
        Column("medins_list_codg", _("Institution's own code"), "code", required=True, max_length=150),
        Column("own_name", _("Name at the institution"), max_length=200),
        Column("med_list_codg", _("Catalogue code"), "code", in_header=True, max_length=50,
               help=_("Empty when the item is outside the catalogue: own expense.")),
        Column("begndate", _("From"), "date", required=True),
        Column("enddate", _("To"), "date", help=_("The last day; empty while it goes on.")),
    )  # fmt: skip
    lookups = INSTITUTION
    checks = (
        unique_in_file("fixmedins_code", "medins_list_codg"),
        *AT_HOME,
        SetCheck("meaning_overlaps", "begndate", OVERLAP),
        SetCheck("national_code_unknown", "med_list_codg", UNKNOWN, level=WARNING),
    )
    merges = (
        Merge(
            "claims.InstitutionCode",
            alias="c",
            key={"institution_id": "s.institution_id", "medins_list_codg": "s.medins_list_codg"},
            match="c.institution_id = s.institution_id AND c.medins_list_codg = s.medins_list_codg"
            " AND lower(c.period) = s.begndate",
            fields={
                "own_name": "coalesce(s.own_name, '')",
                "med_list_codg": "coalesce(s.med_list_codg, '')",
                "period": "daterange(s.begndate, s.enddate, '[]')",
            },
            on_insert={"handled_by_id": "%(user)s"},
            blank_keeps=False,
        ),
    )
    example = {
        "fixmedins_code": "H62070200001",
        "medins_list_codg": "YP000123",
        "own_name": "示例药品（院内）",
        "med_list_codg": "XA01ABD075A002010100483",
        "begndate": "2020-01-01",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["enddate"] is not None and row["enddate"] < row["begndate"]:
            yield RowFault(number, "enddate", "end_before_begin", str(row["enddate"]))


register_import(InstitutionCodes())
