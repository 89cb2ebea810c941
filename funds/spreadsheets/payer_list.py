"""The insurer's or medical aid's own list of the bills it settled in a month, in the fields of message 2304."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNT_LABELS
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import Merge, RowFault, register_import
from funds.models import PayerListMonth, PayerRemittance
from funds.services.insurer.faults import PayerRefused
from funds.services.insurer.lists import compare_payer_list

from .compared_lists import AREA, HEAD, ComparedList, list_checks

Payer = PayerRemittance.Payer
# National codes of the funds (fund_pay_type): serious illness of residents, medical aid.
PART_OF = {"390200": Payer.INSURER, "610100": Payer.AID}
# Numbers in the list are given anew: what was said of a line is not said of another settlement under its number.
_SAME_SETTLEMENT = (
    "(l.setl_sn, l.mdtrt_id, l.medfee_sumamt, l.fund_payamt) IS NOT DISTINCT FROM"
    " (s.setl_id, coalesce(s.mdtrt_id, ''), s.medfee_sumamt, s.fund_payamt)"
)


class PayerBillList(ComparedList):
    """One row per settlement the payer bears a part of."""

    kind = "payer_bill_list"
    title = _("Bills settled by insurer or aid")
    description = _(
        "What the serious-illness insurer or medical aid lists as settled for a month. It is compared bill by bill with"
        " what the month's clearing laid out for it; a later list of the same payer, month and scheme replaces it until"
        " it is confirmed."
    )
    sheet, sheet_label = "payer_bills", _("Sheet of bills settled by insurer or aid")
    month_model, same, refused = PayerListMonth, ("fund_part",), PayerRefused
    shown = ("seqno", "setl_id", "medfee_sumamt", "fund_payamt")
    columns = (
        *HEAD,
        Column(
            "fund_pay_type", _("Paying fund"), "code", required=True,
            choices={code: part.label for code, part in PART_OF.items()},
        ),
        Column("seqno", _("Number in the list"), "code", required=True, max_length=12),
        Column("setl_id", _("Settlement number"), "code", required=True, max_length=30),
        Column("mdtrt_id", _("Visit number"), "code", max_length=30),
        Column("fixmedins_code", _("Institution code"), "code", max_length=22),
        Column("certno", _("Certificate number"), "code", max_length=50),
        Column("setl_time", _("Settled at"), "datetime"),
        Column("medfee_sumamt", AMOUNT_LABELS["medfee_sumamt"], "money", required=True, negative=True),
        Column("fund_payamt", _("Paid by this fund"), "money", required=True, negative=True),
    )  # fmt: skip
    derived = (Column("month", "", "date"), Column("fund_part", "", "code"))
    checks = list_checks("funds_payerlistmonth", "fund_part", shown="setl_id")
    merges = (
        Merge(
            "funds.PayerListMonth",
            alias="m",
            key={
                "area_id": AREA, "month": "s.month", "insutype": "s.insutype", "fund_part": "s.fund_part",
            },
            several_rows=True,
        ),
        Merge(
            "funds.PayerListLine",
            alias="l",
            key={"statement_month_id": "m.id", "seqno": "s.seqno"},
            fields={
                "setl_sn": "s.setl_id",
                "mdtrt_id": "coalesce(s.mdtrt_id, '')",
                "medins_no": "coalesce(s.fixmedins_code, '')",
                "certno": "coalesce(s.certno, '')",
                "mdtrt_setl_time": "s.setl_time AT TIME ZONE 'Asia/Shanghai'",
                "medfee_sumamt": "s.medfee_sumamt",
                "fund_payamt": "s.fund_payamt",
                "explanation": f"CASE WHEN {_SAME_SETTLEMENT} THEN l.explanation ELSE '' END",
                "explained_by_id": f"CASE WHEN {_SAME_SETTLEMENT} THEN l.explained_by_id END",
            },
            blank_keeps=False,
        ),
    )  # fmt: skip
    example = {
        "insutype": "390", "trt_year": "2020", "trt_month": "3", "fund_pay_type": "390200", "seqno": "1",
        "setl_id": "B620702200305000000001", "mdtrt_id": "S620702200301000001", "fixmedins_code": "H62070200001",
        "certno": "", "setl_time": "2020-03-05 10:20:00", "medfee_sumamt": "32000.00", "fund_payamt": "4100.00",
    }  # fmt: skip

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        row["fund_part"] = PART_OF[row["fund_pay_type"]].value
        yield from super().row_checks(number, row)

    def compare(self, month: Any) -> None:
        compare_payer_list(month)


register_import(PayerBillList())
