"""What settlement lists (结算清单) say of stays: main diagnosis, procedures, DRG code, approved bed-days."""

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
    Staging,
    register_import,
    unique_in_file,
)

from .fee_lines import UNKNOWN

register_messages(
    {
        "case_says_nothing": _noop("the row says nothing of the case"),
        "case_bill_elsewhere": _noop("the bill belongs to another county"),
    }
)

FIND_BILL = "UPDATE {staging} s SET bill_id = b.id FROM claims_bill b WHERE b.setl_id = s.setl_id"
_ELSEWHERE = """
    SELECT s.row_no, s.setl_id, NULL::jsonb FROM {staging} s JOIN claims_bill b ON b.id = s.bill_id
    WHERE NOT %(everything)s AND NOT coalesce(b.insu_county_id = ANY(%(counties)s::bigint[]), false)
      AND NOT coalesce(b.care_county_id = ANY(%(counties)s::bigint[]), false)
      AND NOT coalesce(b.handling_county_id = ANY(%(counties)s::bigint[]), false)
"""
_CODES = r"[0-9A-Za-z.×/+* -]+"


class CaseRecords(ImportResource):
    """One row per stay; brought again it corrects what was said. Grouping the month takes it up."""

    kind = "case_records"
    title = _("Case records")
    description = _(
        "Main diagnosis, procedures (the main one first, divided by /), DRG code and approved bed-days of stays that "
        "were brought in as bills. Group the month afterwards."
    )
    sheet, sheet_label = "cases", _("Sheet of case records")
    duty = "handle"
    shown = ("setl_id", "diag_code", "oprn_oprt_code", "drg_code")
    columns = (
        Column("setl_id", _("Settlement number"), "code", required=True, max_length=30),
        Column("diag_code", _("Main diagnosis"), "code", max_length=30, pattern=_CODES, form="K35.800"),
        Column("oprn_oprt_code", _("Procedures"), max_length=1000, pattern=_CODES, form="47.0100/54.1100"),
        Column("drg_code", _("DRG code"), "code", max_length=30),
        Column("bed_days", _("Approved bed-days"), "integer", help=_("Empty: the days of the stay.")),
    )  # fmt: skip
    derived = (Column("bill_id", "", "integer"),)
    checks = (
        unique_in_file("setl_id"),
        SetCheck("bill_unknown", "setl_id", UNKNOWN),
        SetCheck("case_bill_elsewhere", "setl_id", _ELSEWHERE),
    )
    merges = (
        Merge(
            "claims.CaseRecord",
            alias="r",
            key={"bill_id": "s.bill_id"},
            fields={
                "main_diagnosis": "coalesce(s.diag_code, '')",
                "procedures": "coalesce(string_to_array(s.oprn_oprt_code, '/'), ARRAY[]::text[])::varchar(30)[]",
                "drg_code": "coalesce(s.drg_code, '')",
                "bed_days": "s.bed_days",
            },
            blank_keeps=False,
        ),
    )
    example = {
        "setl_id": "3620200000001",
        "diag_code": "K35.800",
        "oprn_oprt_code": "47.0100/54.1100",
        "drg_code": "GD29",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        said = ("diag_code", "oprn_oprt_code", "drg_code", "bed_days")
        if all(row[name] is None for name in said):
            yield RowFault(number, "diag_code", "case_says_nothing")
        codes = [code.strip() for code in (row["oprn_oprt_code"] or "").split("/")]
        row["oprn_oprt_code"] = "/".join(code for code in codes if code) or None

    def prepare(self, staging: Staging) -> None:
        staging.execute(FIND_BILL)


register_import(CaseRecords())
