"""The sheet of what insurer and medical aid gave back: a row for each slip and claim it pays on (ZY-14).

One slip may pay several claims, a claim may be paid in parts; what stays open stays on the list of claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.periods import Month
from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import WARNING, RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import

from .payer_list import PART_OF
from .subsidy_receipts import KEEPER

register_messages(
    {
        "payer_money_not_kept_here": _noop("your agency does not keep the books this money comes into"),
        "payer_money_booked": _noop("this receipt is in the books already with %(amount)s"),
        "payer_money_amount": _noop("give an amount above zero"),
        "payer_money_to_come": _noop("nothing is received on a day to come"),
        "payer_money_no_claim": _noop("nothing was laid out so for this payer and month"),
        "payer_money_beyond": _noop("only %(open)s is still open of this claim"),
    }
)

_NOT_KEPT = f"""
    SELECT s.row_no, s.county, NULL::jsonb FROM {{staging}} s
    WHERE s.county_id IS NOT NULL AND {KEEPER} IS DISTINCT FROM %(agency)s
"""
_CLAIM = """r.fund_part = s.fund_part AND r.insutype = s.insutype AND r.month = s.first_day
    AND r.laid_out_by_id = s.laid_out_by_id AND r.insu_county_id = s.county_id"""
_KEY = f"{_CLAIM} AND r.evidence = s.evidence"
_DIFFERS = "(r.amount, r.received_on) IS DISTINCT FROM (s.amount, s.received_on)"
_BOOKED = f"""
    SELECT s.row_no, s.evidence, jsonb_build_object('amount', (r.amount / 100.0)::numeric(18, 2))
    FROM {{staging}} s JOIN funds_payerremittance r ON {_KEY} AND r.state = 'booked' WHERE {_DIFFERS}
"""
_LAID_OUT = """
    (SELECT sum(o.payable) FROM payer_laid_out(s.fund_part, s.first_day, s.first_day) o
     WHERE o.insutype = s.insutype AND o.payer_id = s.laid_out_by_id AND o.insu_county_id = s.county_id)
"""
_NO_CLAIM = f"""
    SELECT s.row_no, s.month, NULL::jsonb FROM {{staging}} s
    WHERE s.county_id IS NOT NULL AND s.laid_out_by_id IS NOT NULL AND {_LAID_OUT} IS NULL
"""
# What came in is a fact, also where it is more than is open: whoever brings it is told.
_BEYOND = f"""
    SELECT row_no, amount::text, jsonb_build_object('open', (greatest(open, 0) / 100.0)::numeric(18, 2)) FROM (
        SELECT s.row_no, s.amount, {_LAID_OUT} - coalesce((
            SELECT sum(r.amount) FROM funds_payerremittance r
            WHERE {_CLAIM} AND r.state <> 'dropped' AND r.evidence <> s.evidence), 0) AS open
        FROM {{staging}} s
    ) claims WHERE amount > open
"""
# Whoever last said what came in is the first of the two people.
_SAID_BY = f"CASE WHEN r.id IS NULL OR {_DIFFERS} THEN %(user)s ELSE r.entered_by_id END"


class PayerReceipts(ImportResource):
    """Money given back by insurer and aid."""

    kind = "payer_receipts"
    title = _("Receipts from insurer and aid")
    description = _(
        "What insurer and medical aid gave back, by the bank's slips, for the bills of a month, who laid them out and"
        " whose people they were; a second person checks each into the books."
    )
    sheet, sheet_label = "payer_receipts", _("Sheet of receipts from insurer and aid")
    duty = "finance"
    shown = ("fund_pay_type", "month", "county", "amount")
    columns = (
        Column(
            "fund_pay_type", _("Paying fund"), "code", required=True,
            choices={code: part.label for code, part in PART_OF.items()},
        ),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
        Column("month", _("Month of the bills"), "month", required=True),
        Column("laid_out_by", _("Code of who laid it out"), "code", required=True, max_length=12),
        Column("county", _("Code of the county insured in"), "code", required=True, max_length=12),
        Column("amount", _("Amount"), "money", required=True),
        Column("received_on", _("Received on"), "date", required=True),
        Column("evidence", _("Evidence"), "code", required=True, max_length=60),
    )  # fmt: skip
    derived = (Column("fund_part", "", "code"), Column("first_day", "", "date"))
    lookups = (
        Lookup("laid_out_by", "institutions_agency", into="laid_out_by_id", what=_("agency")),
        Lookup(
            "county", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")
        ),
    )
    checks = (
        unique_in_file("fund_pay_type", "insutype", "month", "laid_out_by", "county", "evidence"),
        in_scope("county"),
        SetCheck("payer_money_not_kept_here", "county", _NOT_KEPT),
        SetCheck("payer_money_no_claim", "month", _NO_CLAIM),
        SetCheck("payer_money_booked", "evidence", _BOOKED),
        SetCheck("payer_money_beyond", "amount", _BEYOND, level=WARNING),
    )
    merges = (
        Merge(
            "funds.PayerRemittance",
            alias="r",
            key={
                "fund_part": "s.fund_part", "insutype": "s.insutype", "month": "s.first_day",
                "laid_out_by_id": "s.laid_out_by_id", "insu_county_id": "s.county_id", "evidence": "s.evidence",
            },
            match=f"{_KEY} AND r.state <> 'dropped'",
            fields={
                "amount": "s.amount", "received_on": "s.received_on", "entered_by_id": _SAID_BY,
                "state": "coalesce(r.state, 'entered')", "reason": "coalesce(r.reason, '')",
                "entered_at": "coalesce(r.entered_at, now())",
            },
        ),
    )  # fmt: skip
    example = {
        "fund_pay_type": "390200", "insutype": "390", "month": "2020-03", "laid_out_by": "620702",
        "county": "620702", "amount": "41000.00", "received_on": "2020-05-20", "evidence": "HD20200520001",
    }  # fmt: skip

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        row["fund_part"] = PART_OF[row["fund_pay_type"]].value
        row["first_day"] = Month.parse(row["month"]).first
        if row["amount"] <= 0:
            yield RowFault(number, "amount", "payer_money_amount", str(row["amount"]))
        if row["received_on"] > timezone.localdate():
            yield RowFault(number, "received_on", "payer_money_to_come", str(row["received_on"]))


register_import(PayerReceipts())
