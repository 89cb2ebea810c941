"""The bank's return file: one row per payment instruction, how it ended; or that what was
paid was sent back (退汇).

It comes in like every other sheet, so the file, its uploader and its wrong rows are kept, and the same file
twice changes nothing. What it changes is one act: ``take_bank_answers``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.spreadsheets.columns import Column
from config.spreadsheets.merging import NEW, SAME
from config.spreadsheets.resources import (
    ImportResource,
    RowFault,
    SetCheck,
    Staging,
    register_import,
    register_messages,
    unique_in_file,
)
from funds.services.payments.take_return import BankAnswer, take_bank_answers

RESULTS = {"paid": _("Paid"), "failed": _("Failed"), "returned": _("Sent back by the bank")}

# Payments of the area whose city takes the file; another area's are unknown here.
_OURS = """
    {staging} s JOIN funds_payment p ON p.number = s.payment_no
    JOIN institutions_agency payer ON payer.id = p.payer_id
    JOIN institutions_agency a ON a.area_id = payer.area_id AND a.id = %(agency)s AND a.level = 'city'
"""


def _wrong(code: str, column: str, where: str, params: str = "NULL::jsonb") -> SetCheck:
    value = f's."{column}"'
    return SetCheck(code, column, f"SELECT s.row_no, {value}, {params} FROM {_OURS} WHERE {where}")


class BankReturnFile(ImportResource):
    """Answers of the bank to exported payment instructions."""

    kind = "bank_return"
    title = _("Bank return file")
    description = _("How the bank's payments ended. Taken by the city's finance.")
    sheet, sheet_label = "payments", _("Payments")
    duty = "finance"
    columns = (
        Column("payment_no", _("Payment number"), required=True, max_length=40),
        Column("amount", _("Amount"), "money", required=True),
        Column("result", _("Result"), "code", required=True, choices=RESULTS),
        Column("paid_on", _("Paid on"), "date"),
        Column("reason", _("Bank's reason"), max_length=200),
        Column("returned_on", _("Sent back on"), "date"),
    )
    checks = (
        unique_in_file("payment_no"),
        SetCheck(
            "payment_unknown",
            "payment_no",
            "SELECT s.row_no, s.payment_no, NULL::jsonb FROM {staging} s"
            f" WHERE s.payment_no NOT IN (SELECT s.payment_no FROM {_OURS})",
        ),
        _wrong(
            "payment_amount_differs",
            "amount",
            "s.amount <> p.amount",
            "jsonb_build_object('expected', to_char(p.amount / 100.0, 'FM999999999990.00'))",
        ),
        _wrong("payment_not_sent", "payment_no", "p.state = 'prepared'"),
        _wrong(
            "payment_answered_otherwise",
            "result",
            # That it was paid remains true of what came back since.
            "p.state = 'failed' AND s.result = 'paid'"
            " OR p.state IN ('paid', 'returned')"
            " AND (s.result = 'failed' OR s.result = 'paid' AND p.paid_on <> s.paid_on)"
            " OR p.state = 'returned' AND s.result = 'returned' AND p.returned_on <> s.returned_on",
        ),
        _wrong("payment_not_paid", "result", "s.result = 'returned' AND p.state IN ('sent', 'failed')"),
        _wrong(
            "payment_back_too_early",
            "returned_on",
            "s.result = 'returned' AND p.state = 'paid' AND s.returned_on < p.paid_on",
            "jsonb_build_object('paid_on', p.paid_on)",
        ),
    )
    shown = ("payment_no", "amount", "result", "paid_on")
    example = {
        "payment_no": "990100-202003-390-990101-0001",
        "amount": "9500.00",
        "result": "paid",
        "paid_on": "2020-04-10",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["result"] == "paid" and row["paid_on"] is None:
            yield RowFault(number, "paid_on", "required")
        if row["result"] == "returned" and row["returned_on"] is None:
            yield RowFault(number, "returned_on", "required")
        if row["result"] in ("failed", "returned") and not row["reason"]:
            yield RowFault(number, "reason", "required")
        for day in ("paid_on", "returned_on"):
            if row[day] is not None and row[day] > timezone.localdate():
                yield RowFault(number, day, "payment_day_to_come")

    def preview(self, staging: Staging) -> tuple[dict[int, int], list[dict[str, Any]]]:
        counts = staging.rows(
            "SELECT count(*) FILTER (WHERE news), count(*) FILTER (WHERE NOT news) FROM (SELECT p.state = 'sent'"
            f" OR p.state = 'paid' AND s.result = 'returned' AS news FROM {_OURS}) rows"
        )
        return {NEW: counts[0][0], SAME: counts[0][1]}, []

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        rows = staging.rows(
            "SELECT payment_no, result, paid_on, returned_on, reason FROM {staging} ORDER BY row_no"
        )
        answers = [
            BankAnswer(
                number,
                paid=result == "paid",
                paid_on=paid_on,
                reason=reason or "",
                returned_on=returned_on if result == "returned" else None,
            )
            for number, result, paid_on, returned_on, reason in rows
        ]
        take_bank_answers(answers=answers, acting_user=acting_user, import_run_id=staging.run.pk)

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("What the bank has paid cannot be taken back; correct the books by reversal."))


register_messages(
    {
        "payment_unknown": _noop("there is no such payment in this area"),
        "payment_amount_differs": _noop("the payment is over %(expected)s yuan"),
        "payment_not_sent": _noop("the payment was never sent to the bank"),
        "payment_answered_otherwise": _noop("the payment was already answered otherwise"),
        "payment_not_paid": _noop("the payment is not recorded as paid: only what was paid can be sent back"),
        "payment_back_too_early": _noop("the payment was paid on %(paid_on)s only"),
        "payment_day_to_come": _noop("the day is still to come"),
    }
)
register_import(BankReturnFile())
