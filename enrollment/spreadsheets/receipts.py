"""The sheet of what tax reports as received. A receipt is found by its number and never changed by a sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.periods import Month
from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import WARNING, RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.models import RESIDENTS, Receipt, ReceiptShare
from enrollment.services.receipts.match import match_receipts

register_messages(
    {
        "receipt_zero": _noop("a receipt is above zero"),
        "receipt_differs": _noop("this receipt was reported before with another payer, month or amount"),
        "receipt_year": _noop("of residents whole years are paid for: January, or January to December"),
        "receipt_payer_unknown": _noop(
            "no payer of the county has this number: the receipt waits for a person"
        ),
    }
)

_MONTH, _LAST = "(s.month || '-01')::date", "(coalesce(s.last_month, s.month) || '-01')::date"
_DIFFERS = f"""
    SELECT s.row_no, s.number, NULL::jsonb FROM {{staging}} s JOIN enrollment_receipt r ON r.number = s.number
    WHERE (r.emp_no, r.county_id, r.insutype, r.month, r.last_month, r.amount, r.received_on)
          IS DISTINCT FROM (s.emp_no, s.county_id, s.insutype, {_MONTH}, {_LAST}, s.amount, s.received_on)
"""
_UNKNOWN = "SELECT s.row_no, s.emp_no, NULL::jsonb FROM {staging} s WHERE s.payer_id IS NULL"


class ReceiptBound(DomainError):
    """The import's receipts are decided or booked."""


class Receipts(ImportResource):
    """Receipts of contributions, as tax reports them."""

    kind = "receipts"
    title = _("Receipts from tax")
    description = _(
        "What tax reports as received, one row per receipt. What is exactly one month's or several months'"
        " contribution, and what residents pay of a year, is matched at once; the rest waits for a person."
    )
    sheet, sheet_label = "receipts", _("Sheet of receipts")
    duty = "register"
    shown = ("number", "emp_no", "amount")
    columns = (
        Column("number", _("Receipt number"), "code", required=True, max_length=40),
        Column("emp_no", _("Payer number"), "code", required=True, max_length=40),
        Column(
            "county",
            _("County"),
            "code",
            required=True,
            pattern=r"[0-9]{6}",
            form="990101",
            help=_("District code of the county."),
        ),
        Column("insutype", _("Scheme"), "code", pattern=r"\d{3}", form="310", default="310"),
        Column("month", _("First month paid for"), "month", required=True),
        Column("last_month", _("Last month paid for"), "month", help=_("Empty when one month is paid for.")),
        Column("amount", _("Amount"), "money", required=True),
        Column("received_on", _("Money received on"), "date", required=True),
    )
    derived = (Column("payer_id", "", "integer"),)
    lookups = (
        Lookup(
            "county", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")
        ),
    )
    checks = (
        in_scope("county"),
        unique_in_file("number"),
        SetCheck("receipt_differs", "number", _DIFFERS),
        SetCheck("receipt_payer_unknown", "emp_no", _UNKNOWN, level=WARNING),
    )
    merges = (
        Merge(
            "enrollment.Receipt",
            alias="r",
            key={"number": "s.number"},
            on_insert={
                "emp_no": "s.emp_no",
                "payer_id": "s.payer_id",
                "county_id": "s.county_id",
                "insutype": "s.insutype",
                "month": _MONTH,
                "last_month": _LAST,
                "amount": "s.amount",
                "received_on": "s.received_on",
            },
        ),
    )
    example = {
        "number": "T202203000001",
        "emp_no": "99010100001",
        "county": "990101",
        "insutype": "310",
        "month": "2022-03",
        "amount": "682.50",
        "received_on": "2022-03-28",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["amount"] == 0:
            yield RowFault(number, "amount", "receipt_zero", "0")
        if row["insutype"] == RESIDENTS:
            yield from _whole_years(number, row)
        last = row["last_month"]
        if last is not None and Month.parse(last) < Month.parse(row["month"]):
            yield RowFault(number, "last_month", "end_before_begin", last)

    def prepare(self, staging: Staging) -> None:
        staging.execute(
            "UPDATE {staging} s SET payer_id = p.id FROM enrollment_payer p"
            " WHERE p.emp_no = s.emp_no AND p.county_id = s.county_id"
        )

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        super().apply_rows(staging, acting_user)
        numbers = [number for (number,) in staging.rows("SELECT s.number FROM {staging} s")]
        match_receipts(Receipt.objects.filter(number__in=numbers))

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        bound = Receipt.objects.filter(
            import_run_id=run.pk, decided_by__isnull=False
        ) | Receipt.objects.filter(import_run_id=run.pk, booked_on__isnull=False)
        if bound.exists():
            yield ReceiptBound(_("%(count)s of its receipts are decided or booked."), count=bound.count())
        yield from super().blockers(run)

    def undo(self, run: ImportRun) -> None:
        ReceiptShare.objects.filter(receipt__import_run_id=run.pk).delete()
        super().undo(run)


def _whole_years(number: int, row: dict[str, Any]) -> Iterable[RowFault]:
    """What residents pay covers a year; where only its January is named, all of it is meant."""
    last = row["last_month"] or f"{row['month'][:4]}-12"
    if not row["month"].endswith("-01") or not last.endswith("-12"):
        yield RowFault(number, "month", "receipt_year", row["month"])
    row["last_month"] = last


register_import(Receipts())
