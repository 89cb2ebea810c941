"""Bills that arrive already settled: the bill as for any other, and the sender's amounts beside it.

Ours is reckoned anyway; where it differs is a list (``claims.reads.differences``). The identities between the
sender's amounts are answered when the row is read: holds, fails, not checkable (decision 28).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNT_LABELS, AMOUNTS, SPLITS
from claims.rules.identities import settlement_checks
from config.money import from_fen, to_fen
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import (
    Merge,
    RowFault,
    SetCheck,
    Staging,
    register_import,
    unique_in_file,
)

from . import bill_checks, bill_merge
from .bills import EXAMPLE, FACTS, FOUND, BillResource, fact_faults
from .cancels import compare_with_originals
from .messages import WARNING

# The names under which core tables carry some amounts; a row may use either.
OTHER_NAMES = {
    "inscp_amt": "inscp_scp_amt",
    "psn_pay": "psn_part_amt",
    "cash_payamt": "psn_cash_pay",
}
_DETAIL = r"\d{6}:-?\d+(\.\d{1,2})?(;\d{6}:-?\d+(\.\d{1,2})?)*"
_NUMBER = "coalesce(s.init_setl_id, s.setl_id)"
_IS_BILL = "NOT s.refd_setl_flag"

CANCEL_UNKNOWN = f"""
    SELECT s.row_no, s.init_setl_id, NULL::jsonb FROM {{staging}} s
    WHERE s.refd_setl_flag AND s.bill_id IS NULL
      AND NOT EXISTS (SELECT 1 FROM {{staging}} o WHERE o.setl_id = s.init_setl_id AND {_IS_BILL.replace("s.", "o.")})
"""
CANCEL_REPEATED = """
    SELECT s.row_no, s.init_setl_id, NULL::jsonb
    FROM {staging} s JOIN claims_reportedsettlement r ON r.bill_id = s.bill_id
    WHERE s.refd_setl_flag AND r.refd_setl_flag AND r.setl_id <> s.setl_id
"""


class SettledBills(BillResource):
    """Bills settled elsewhere, and their cancels."""

    kind = "settled_bills"
    title = _("Settled bills")
    description = _(
        "Bills that were settled by the sender, with every amount of that settlement. A cancel has the cancel flag,"
        " negative amounts and the number of what it cancels. Each bill is reckoned again and differences are listed."
    )
    sheet, sheet_label = "settled_bills", _("Sheet of settled bills")
    columns = (
        *FACTS,
        Column("refd_setl_flag", _("Cancel flag"), "flag", default=False),
        Column("init_setl_id", _("Cancelled settlement"), "code", max_length=30),
        Column("medfee_sumamt", AMOUNT_LABELS["medfee_sumamt"], "money", required=True, negative=True),
        *(
            Column(name, AMOUNT_LABELS[name], "money", negative=True)
            for name in AMOUNTS
            if name != "medfee_sumamt"
        ),
        Column("othfund_pay", _("Other funds"), "money", negative=True),
        *(Column(other, AMOUNT_LABELS[name], "money", negative=True) for other, name in OTHER_NAMES.items()),
        Column("pool_prop_selfpay", _("Ratio"), "decimal"),
        Column("crt_payb_lmt_amt", _("Left of the ceiling"), "money", negative=True),
        Column("balc", _("Account balance"), "money"),
        Column("clr_way", _("Way of clearing"), "code", max_length=6),
        Column("clr_type", _("Kind of clearing"), "code", max_length=6),
        Column("setldetail", _("Paid by fund"), pattern=_DETAIL, form="390100:3000.00;999996:12.50",
               help=_("Fund types and amounts as in the national setldetail.")),
    )  # fmt: skip
    derived = (*FOUND, Column("identities", ""), Column("adds_up", "", "flag"))
    checks = (
        unique_in_file("setl_id"),
        unique_in_file("init_setl_id"),
        *bill_checks.CHECKS,
        bill_checks.stored_otherwise("bill_differs", bill_merge.RECEIVED, _IS_BILL),
        SetCheck("cancel_unknown", "init_setl_id", CANCEL_UNKNOWN),
        SetCheck("cancel_repeated", "init_setl_id", CANCEL_REPEATED),
    )
    merges = (
        # A bill that is stored stays as it is: here it only gets the sender's settlement beside it.
        Merge(
            "claims.Bill",
            alias="b",
            key={"setl_id": "s.setl_id"},
            on_insert={
                **bill_merge.RECEIVED,
                # Four parts that do not add up, or not all sent, are no basis to settle on.
                **{name: f"CASE WHEN s.adds_up THEN s.{name} END" for name in SPLITS},
                **bill_merge.ON_INSERT,
            },
            where=_IS_BILL,
        ),
        Merge(
            "claims.ReportedSettlement",
            alias="r",
            joins=f"LEFT JOIN claims_bill rb ON rb.setl_id = {_NUMBER}",
            key={"setl_id": "s.setl_id"},
            fields={
                "bill_id": "rb.id",
                "refd_setl_flag": "s.refd_setl_flag",
                "setl_time": bill_merge.SETL_TIME,
                **bill_merge.amounts(*AMOUNTS, "balc"),
                "pool_prop_selfpay": "s.pool_prop_selfpay",
                "clr_way": "coalesce(s.clr_way, '')",
                "clr_type": "coalesce(s.clr_type, '')",
                # R1 is answered after storing, when the original is there to compare with.
                "identities": "s.identities::jsonb || jsonb_strip_nulls(jsonb_build_object('R1', r.identities->'R1'))",
            },
            blank_keeps=False,
        ),
    )
    example = {**EXAMPLE, "refd_setl_flag": "0", "hifp_pay": "3000.00", "fund_pay_sumamt": "3000.00"}

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from fact_faults(number, row)
        yield from _sign_faults(number, row)
        checks = settlement_checks(_as_reported(row), details=_details(row["setldetail"]))
        answers = {check.identity: check.answer for check in checks}
        row["identities"] = json.dumps(answers)
        failing = [identity for identity, answer in answers.items() if answer == "fails"]
        if failing:
            params = {"identities": ", ".join(failing)}
            yield RowFault(number, "medfee_sumamt", "identity_fails", params["identities"], params, WARNING)
        _fold_other_names(row)
        parts = [row[name] for name in SPLITS]
        row["adds_up"] = None not in parts and sum(parts) == row["medfee_sumamt"]

    def prepare(self, staging: Staging) -> None:
        bill_merge.find(staging, _NUMBER)

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        bill_merge.lock_people_of(staging)
        super().apply_rows(staging, acting_user)
        compare_with_originals(staging.run)


def _as_reported(row: dict[str, Any]) -> dict[str, int | None]:
    """The amounts as the identities read them: fen, the ratio in ten-thousandths."""
    ratio = row["pool_prop_selfpay"]
    return {**row, "pool_prop_selfpay": None if ratio is None else int(ratio * 10_000)}


def _details(text: str | None) -> list[tuple[str, int | None]] | None:
    if text is None:
        return None
    parts = (part.split(":") for part in text.split(";"))
    return [(fund, to_fen(amount)) for fund, amount in parts]


def _fold_other_names(row: dict[str, Any]) -> None:
    for other, name in OTHER_NAMES.items():
        if row[name] is None:
            row[name] = row[other]
    if row["othfund_pay"] is not None:
        row["oth_pay"] = (row["oth_pay"] or 0) + row["othfund_pay"]


def _sign_faults(number: int, row: dict[str, Any]) -> Iterator[RowFault]:
    """Negative amounts only with the cancel flag, positive ones only without."""
    cancel = row["refd_setl_flag"]
    for name in (*AMOUNTS, "othfund_pay", *OTHER_NAMES):
        amount = row[name]
        if amount is None:
            continue
        if cancel and amount > 0:
            yield RowFault(number, name, "cancel_positive", str(from_fen(amount)))
        elif amount < 0 and not cancel:
            yield RowFault(number, name, "amount_negative", str(from_fen(amount)))
    if cancel and row["init_setl_id"] is None:
        yield RowFault(number, "init_setl_id", "cancel_of_nothing")
    elif not cancel and row["init_setl_id"] is not None:
        yield RowFault(number, "init_setl_id", "cancel_named_without_flag", row["init_setl_id"])


register_import(SettledBills())
