"""The province's monthly list of settlements elsewhere, in the layout of message 3260."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNT_LABELS
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import Merge, register_import
from funds.models import OutOfAreaMonth
from funds.services.out_of_area.compare import compare_month
from funds.services.out_of_area.faults import OutOfAreaRefused

from .compared_lists import AREA, HEAD, ComparedList, list_checks

_FIELDS = ("mdtrtarea", "medins_no", "certno", "mdtrt_id")
# Numbers in the list are given anew: what was said of a line is not said of another settlement under its number.
_SAME_SETTLEMENT = (
    "(l.setl_sn, l.mdtrt_id, l.fulamt_advpay_flag, l.medfee_sumamt, l.optins_pay_sumamt) IS NOT DISTINCT FROM"
    " (s.setl_sn, coalesce(s.mdtrt_id, ''), s.fulamt_advpay_flag, s.medfee_sumamt, s.optins_pay_sumamt)"
)


class OutOfAreaList(ComparedList):
    """One row per settlement elsewhere."""

    kind = "out_of_area_list"
    title = _("Settlements outside the area (3260)")
    description = _(
        "What the province lists for a month of care outside the pooling area. It is compared with what the month's"
        " clearing found; a later list of the same month and scheme replaces it until it is confirmed."
    )
    sheet, sheet_label = "settlements_3260", _("Sheet of settlements outside the area (3260)")
    month_model, refused = OutOfAreaMonth, OutOfAreaRefused
    shown = ("seqno", "setl_sn", "medfee_sumamt", "optins_pay_sumamt")
    columns = (
        *HEAD,
        Column("seqno", _("Number in the list"), "code", required=True, max_length=12),
        Column("mdtrtarea", _("Area of care"), "code", required=True, pattern=r"\d{6}", form="620100"),
        Column("medins_no", _("Institution code"), "code", required=True, max_length=22),
        Column("certno", _("Certificate number"), "code", max_length=50),
        Column("mdtrt_id", _("Visit number"), "code", max_length=30),
        Column("mdtrt_setl_time", _("Settled at"), "datetime", required=True),
        Column("setl_sn", _("Settlement number"), "code", required=True, max_length=30),
        Column("fulamt_advpay_flag", _("Paid in full by the person"), "flag", default=False),
        Column("medfee_sumamt", AMOUNT_LABELS["medfee_sumamt"], "money", required=True, negative=True),
        Column("optins_pay_sumamt", _("Owed by the agency"), "money", required=True, negative=True),
    )
    derived = (Column("month", "", "date"),)
    checks = list_checks("funds_outofareamonth", shown="setl_sn")
    merges = (
        Merge(
            "funds.OutOfAreaMonth",
            alias="m",
            key={"area_id": AREA, "month": "s.month", "insutype": "s.insutype"},
            several_rows=True,
        ),
        Merge(
            "funds.OutOfAreaLine",
            alias="l",
            key={"statement_month_id": "m.id", "seqno": "s.seqno"},
            fields={
                **{name: f"coalesce(s.{name}, '')" for name in _FIELDS},
                "setl_sn": "s.setl_sn",
                "mdtrt_setl_time": "s.mdtrt_setl_time AT TIME ZONE 'Asia/Shanghai'",
                **{
                    name: f"s.{name}" for name in ("fulamt_advpay_flag", "medfee_sumamt", "optins_pay_sumamt")
                },
                "explanation": f"CASE WHEN {_SAME_SETTLEMENT} THEN l.explanation ELSE '' END",
                "explained_by_id": f"CASE WHEN {_SAME_SETTLEMENT} THEN l.explained_by_id END",
            },
            blank_keeps=False,
        ),
    )
    example = {
        "insutype": "390", "trt_year": "2020", "trt_month": "3", "seqno": "1", "mdtrtarea": "620100",
        "medins_no": "H62010200001", "certno": "", "mdtrt_id": "S620100200301000001",
        "mdtrt_setl_time": "2020-03-05 10:20:00", "setl_sn": "A620100200305000000000000000001",
        "medfee_sumamt": "12000.00", "optins_pay_sumamt": "6600.00",
    }  # fmt: skip

    def compare(self, month: Any) -> None:
        compare_month(month)


register_import(OutOfAreaList())
