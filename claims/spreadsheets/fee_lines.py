"""Fee detail (费用明细, message 2301): the lines of bills that were brought in before."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNT_LABELS
from claims.rules.identities import line_checks
from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen, round_to_fen
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    RowFault,
    SetCheck,
    Staging,
    register_import,
    unique_in_file,
)

from . import bill_checks, bill_merge
from .messages import WARNING

CLASSES = {"01": _("Class A"), "02": _("Class B"), "03": _("Class C")}

_FIELDS = {
    "med_list_codg": "s.med_list_codg",
    "medins_list_codg": "coalesce(s.medins_list_codg, '')",
    "item_name": "coalesce(s.item_name, '')",
    "chrgitm_lv": "s.chrgitm_lv",
    "list_type": "coalesce(s.list_type, '')",
    "is_imported": "s.is_imported",
    "cnt": "s.cnt",
    "pric": "s.pric",
    "det_item_fee_sumamt": "s.det_item_fee_sumamt",
    "pric_uplmt_amt": "s.pric_uplmt_amt",
    "selfpay_prop": "s.selfpay_prop",
    "domestic_standard_amt": "s.domestic_standard_amt",
}
_FIND = """
    UPDATE {staging} s SET bill_id = b.id, settled = EXISTS (
        SELECT 1 FROM claims_settlement t WHERE t.bill_id = b.id AND t.is_current AND NOT t.refd_setl_flag)
    FROM claims_bill b WHERE b.setl_id = s.setl_id
"""
UNKNOWN = "SELECT s.row_no, s.setl_id, NULL::jsonb FROM {staging} s WHERE s.bill_id IS NULL"
SETTLED = f"""
    SELECT s.row_no, s.feedetl_sn, NULL::jsonb
    FROM {{staging}} s LEFT JOIN claims_feeline l ON l.bill_id = s.bill_id AND l.feedetl_sn = s.feedetl_sn
    WHERE s.settled AND (l.id IS NULL OR ({", ".join(f"l.{name}" for name in _FIELDS)})
                                         IS DISTINCT FROM ({", ".join(_FIELDS.values())}))
"""
# The bill's first row carries the warning, counting stored lines that the sheet does not replace.
DIFFER = """
    SELECT d.row_no, d.setl_id, jsonb_build_object('sum', (d.sum / 100.0)::numeric(16,2)::text,
                                                   'total', (d.total / 100.0)::numeric(16,2)::text)
    FROM (
        SELECT min(s.row_no) AS row_no, s.setl_id, b.medfee_sumamt AS total,
               sum(s.det_item_fee_sumamt) + coalesce((
                   SELECT sum(l.det_item_fee_sumamt) FROM claims_feeline l WHERE l.bill_id = b.id
                   AND NOT EXISTS (SELECT 1 FROM {staging} o
                                   WHERE o.bill_id = l.bill_id AND o.feedetl_sn = l.feedetl_sn)), 0) AS sum
        FROM {staging} s JOIN claims_bill b ON b.id = s.bill_id
        GROUP BY s.setl_id, b.id, b.medfee_sumamt
    ) d WHERE d.sum <> d.total
"""


class FeeLines(ImportResource):
    """Fee lines; they count when their bill gives neither the four parts nor fee classes."""

    kind = "fee_lines"
    title = _("Fee lines")
    description = _(
        "The lines of bills that are stored but not settled yet, one row per line. Where the area's catalogue knows "
        "the code on the day of service, its class, share, ceiling and domestic standard count; what the sender wrote "
        "is kept and differences are shown. Else the row counts as it stands, and where the catalogue is complete the "
        "bill waits."
    )
    sheet, sheet_label = "fee_lines", _("Sheet of fee lines")
    duty = "handle"
    shown = ("setl_id", "feedetl_sn", "item_name", "det_item_fee_sumamt")
    columns = (
        Column("setl_id", _("Settlement number"), "code", required=True, max_length=30),
        Column("feedetl_sn", _("Line number"), "code", required=True, max_length=30),
        Column("med_list_codg", _("Catalogue code"), "code", required=True, max_length=50),
        Column("medins_list_codg", _("Institution's own code"), "code", max_length=150),
        Column("item_name", _("Item"), max_length=200),
        Column("chrgitm_lv", _("Class"), "code", required=True, choices=CLASSES),
        Column("list_type", _("Kind of item"), "code", max_length=6, help=_("301 for materials.")),
        Column("is_imported", _("Imported material"), "flag", default=False),
        Column("cnt", _("Quantity"), "decimal", required=True),
        Column("pric", _("Unit price"), "decimal", required=True, decimals=6),
        Column("det_item_fee_sumamt", _("Line total"), "money", required=True),
        Column("pric_uplmt_amt", _("Ceiling price"), "decimal", decimals=6, help=_("999999 for none.")),
        Column("selfpay_prop", _("Own share"), "decimal", help=_("0.05 for 5 %.")),
        Column("domestic_standard_amt", _("Domestic standard"), "money"),
        # As the sender split the line: checked, not kept.
        Column("fulamt_ownpay_amt", AMOUNT_LABELS["fulamt_ownpay_amt"], "money"),
        Column("overlmt_amt", AMOUNT_LABELS["overlmt_selfpay"], "money"),
        Column("preselfpay_amt", AMOUNT_LABELS["preselfpay_amt"], "money"),
        Column("inscp_scp_amt", AMOUNT_LABELS["inscp_scp_amt"], "money"),
    )
    derived = (Column("bill_id", "", "integer"), Column("settled", "", "flag", default=False))
    checks = (
        unique_in_file("setl_id", "feedetl_sn"),
        SetCheck("bill_unknown", "setl_id", UNKNOWN),
        SetCheck("bill_unknown", "setl_id", bill_checks.TAKEN),
        SetCheck("line_of_settled_bill", "feedetl_sn", SETTLED),
        SetCheck("lines_differ", "setl_id", DIFFER, level=WARNING),
    )
    merges = (
        Merge(
            "claims.FeeLine",
            alias="l",
            key={"bill_id": "s.bill_id", "feedetl_sn": "s.feedetl_sn"},
            fields=_FIELDS,
            blank_keeps=False,
        ),
    )
    example = {
        "setl_id": "620700202003050001",
        "feedetl_sn": "1",
        "med_list_codg": "XA01AB",
        "item_name": "示例药品",
        "chrgitm_lv": "02",
        "list_type": "101",
        "cnt": "2",
        "pric": "4.52",
        "det_item_fee_sumamt": "9.04",
        "selfpay_prop": "0.05",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        """Identity F2 must hold to the fen; of the sender's own split F1 and F3 are told when they fail."""
        quantity, price, share = Decimal(row["cnt"]), Decimal(row["pric"]), row["selfpay_prop"]
        product = round_to_fen(quantity * price)
        if product != row["det_item_fee_sumamt"]:
            params = {"product": str(from_fen(product))}
            yield RowFault(number, "det_item_fee_sumamt", "quantity_price", params["product"], params)
        if share is not None and share > 1:
            yield RowFault(number, "selfpay_prop", "share_too_large", str(share))
        failing = [check.identity for check in line_checks(_amounts(row)) if check.answer == "fails"]
        if failing:
            params = {"identities": ", ".join(failing)}
            yield RowFault(
                number, "det_item_fee_sumamt", "identity_fails", params["identities"], params, WARNING
            )

    def prepare(self, staging: Staging) -> None:
        staging.execute(_FIND)

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        bill_merge.lock_people_of_bills(staging)
        super().apply_rows(staging, acting_user)

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield from bill_merge.settled_blockers(
            "SELECT l.bill_id FROM claims_feeline l WHERE l.import_run_id = %s", run
        )
        yield from super().blockers(run)


def _amounts(row: dict[str, Any]) -> dict[str, int | None]:
    share = row["selfpay_prop"]
    return {**row, "selfpay_prop": None if share is None else int(share * 10_000)}


register_import(FeeLines())
