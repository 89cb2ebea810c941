"""What institutions send for a month: totals in the layout of message 3201, details in that of 3202.

Beside the national fields stand the institution, and in the details the scheme: there they are the sender's own and the
total's. A month is whole, from its first day to its last.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import AMOUNT_LABELS
from claims.services.reconciliation.compare import compare
from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen
from config.periods import Month
from config.planning import planned_for_many
from config.spreadsheets import merging
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

from . import messages
from .institution_rows import AT_HOME, INSTITUTION

__all__ = ["messages"]

register_messages(
    {
        "statement_not_a_month": _noop("a statement covers one whole month, from its first day to its last"),
        "statement_of_the_future": _noop("this month is not over yet"),
        "statement_elsewhere": _noop("settled with another agency; this institution is paid by %(agency)s"),
    }
)

# The agency that pays: the institution's county, for one elsewhere the city.
PAYER = """coalesce(s.county_id, (SELECT c.id FROM institutions_agency c
    WHERE c.area_id = s.area_id AND c.level = 'city'))"""
_OTHER_AGENCY = f"""
    SELECT s.row_no, s.setl_optins, jsonb_build_object('agency', p.code) FROM {{staging}} s
    JOIN institutions_agency p ON p.id = {PAYER}
    LEFT JOIN institutions_agency c ON c.id = p.parent_id
    WHERE s.setl_optins <> p.code AND s.setl_optins IS DISTINCT FROM c.code
"""
_RECONCILIATION = Merge(
    "claims.Reconciliation",
    alias="r",
    key={"institution_id": "s.institution_id", "month": "s.month", "insutype": "s.insutype"},
    on_insert={"area_id": "s.area_id", "county_id": PAYER},
    several_rows=True,
)
MONTH = (
    Column("setl_optins", _("Settled with"), "code", required=True, pattern=r"\d{6}", form="620702"),
    Column("stmt_begndate", _("Statement from"), "date", required=True),
    Column("stmt_enddate", _("Statement to"), "date", required=True),
)
HEAD = (
    Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
    Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3,6}", form="390"),
    Column("clr_type", _("Kind of clearing"), "code", required=True, pattern=r"\d{2,6}", form="21"),
    *MONTH,
)
AMOUNTS = ("medfee_sumamt", "fund_pay_sumamt", "acct_pay")


def month_faults(number: int, row: dict[str, Any], first: str, last: str) -> Iterable[RowFault]:
    """Fills the staged ``month``; faults for days that are no whole month that is over."""
    begins, ends = row[first], row[last]
    row["month"] = begins
    month = Month.of(begins)
    if (begins, ends) != (month.first, month.last):
        yield RowFault(number, last, "statement_not_a_month", str(ends))
    elif month.last >= timezone.localdate():
        yield RowFault(number, last, "statement_of_the_future", str(ends))


class _Statements(ImportResource):
    """Both sheets: the month, who may bring it, the comparison afterwards."""

    duty = "handle"
    derived = (Column("month", "", "date"),)
    lookups = INSTITUTION

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from month_faults(number, row, "stmt_begndate", "stmt_enddate")

    def reconciliations(self, staging: Staging) -> list[int]:
        """Whose months the sheet tells of, by id; once they are stored."""
        found = staging.rows(
            "SELECT DISTINCT r.id FROM {staging} s JOIN claims_reconciliation r ON r.institution_id = s.institution_id"
            " AND r.month = s.month AND r.insutype = s.insutype"
        )
        return [pk for (pk,) in found]

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("Bring a corrected sheet instead: it replaces what the institution sent before."))


class ReconciliationTotals(_Statements):
    """3201: totals by scheme and kind of clearing."""

    kind = "reconciliation_totals"
    title = _("Statements of institutions: totals (3201)")
    description = _(
        "An institution's totals of a month by scheme and kind of clearing, cancels taken off. They are compared with"
        " what was settled; a later sheet replaces the total."
    )
    sheet, sheet_label = "totals_3201", _("Sheet of totals (3201)")
    shown = ("fixmedins_code", "insutype", "clr_type", "stmt_begndate")
    columns = (
        *HEAD,
        *(Column(name, AMOUNT_LABELS[name], "money", required=True, negative=True) for name in AMOUNTS),
        Column("fixmedins_setl_cnt", _("Number of settlements"), "integer", required=True, negative=True),
    )
    checks = (
        unique_in_file("fixmedins_code", "insutype", "clr_type", "stmt_begndate"),
        *AT_HOME,
        SetCheck("statement_elsewhere", "setl_optins", _OTHER_AGENCY),
    )
    merges = (
        _RECONCILIATION,
        Merge(
            "claims.ReconciliationTotal",
            alias="t",
            key={"reconciliation_id": "r.id", "clr_type": "s.clr_type"},
            fields={name: f"s.{name}" for name in ("fixmedins_setl_cnt", *AMOUNTS)},
        ),
    )
    example = {
        "fixmedins_code": "H62070200001", "insutype": "390", "clr_type": "21", "setl_optins": "620702",
        "stmt_begndate": "2020-03-01", "stmt_enddate": "2020-03-31", "medfee_sumamt": "120000.00",
        "fund_pay_sumamt": "80000.00", "acct_pay": "0", "fixmedins_setl_cnt": "24",
    }  # fmt: skip

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        merging.apply(staging, self.merges)
        compare(reconciliations=self.reconciliations(staging))


class ReconciliationDetails(_Statements):
    """3202: settlement by settlement."""

    kind = "reconciliation_details"
    title = _("Statements of institutions: details (3202)")
    description = _(
        "An institution's settlements of a month, one per row. They are compared bill by bill; a later sheet for the"
        " same institution, month and scheme replaces the whole list."
    )
    sheet, sheet_label = "details_3202", _("Sheet of details (3202)")
    shown = ("fixmedins_code", "setl_id", "medfee_sumamt")
    columns = (
        *HEAD,
        Column("psn_no", _("Person number"), "code", max_length=30),
        Column("mdtrt_id", _("Visit number"), "code", max_length=30),
        Column("setl_id", _("Settlement number"), "code", required=True, max_length=30),
        Column("msgid", _("Message of the sender"), "code", max_length=30),
        Column("refd_setl_flag", _("Cancel flag"), "flag", default=False),
        Column("init_setl_id", _("Cancelled settlement"), "code", max_length=30),
        *(Column(name, AMOUNT_LABELS[name], "money", required=True, negative=True) for name in AMOUNTS),
        Column("cash_payamt", AMOUNT_LABELS["psn_cash_pay"], "money", negative=True),
    )
    checks = (
        unique_in_file("setl_id", "refd_setl_flag", "fixmedins_code"),
        *AT_HOME,
        SetCheck("statement_elsewhere", "setl_optins", _OTHER_AGENCY),
    )
    merges = (
        _RECONCILIATION,
        Merge(
            "claims.ReconciliationLine",
            alias="l",
            key={
                "reconciliation_id": "r.id",
                "setl_id": "s.setl_id",
                "refd_setl_flag": "s.refd_setl_flag",
            },
            fields={
                "clr_type": "s.clr_type",
                "cash_payamt": "s.cash_payamt",
                **{name: f"s.{name}" for name in AMOUNTS},
                **{
                    name: f"coalesce(s.{name}, '')"
                    for name in ("init_setl_id", "mdtrt_id", "psn_no", "msgid")
                },
            },
            blank_keeps=False,
        ),
    )
    example = {
        "fixmedins_code": "H62070200001", "insutype": "390", "clr_type": "21", "setl_optins": "620702",
        "stmt_begndate": "2020-03-01", "stmt_enddate": "2020-03-31", "psn_no": "62070200000001",
        "mdtrt_id": "M2020030001", "setl_id": "S2020030001", "medfee_sumamt": "5000.00",
        "fund_pay_sumamt": "3000.00", "acct_pay": "0", "cash_payamt": "2000.00",
    }  # fmt: skip

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from super().row_checks(number, row)
        for name in (*AMOUNTS, "cash_payamt"):
            amount = row[name] or 0
            if row["refd_setl_flag"] and amount > 0:
                yield RowFault(number, name, "cancel_positive", str(from_fen(amount)))
            elif amount < 0 and not row["refd_setl_flag"]:
                yield RowFault(number, name, "amount_negative", str(from_fen(amount)))

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        merging.apply(staging, self.merges)
        found = {"ids": self.reconciliations(staging)}
        with planned_for_many(staging.count() or 0):
            staging.execute(
                "DELETE FROM claims_reconciliationline l USING claims_reconciliation r WHERE r.id = l.reconciliation_id"
                " AND r.id = ANY(%(ids)s) AND NOT EXISTS (SELECT FROM {staging} s WHERE s.setl_id = l.setl_id"
                " AND s.refd_setl_flag = l.refd_setl_flag AND s.institution_id = r.institution_id AND s.month = r.month"
                " AND s.insutype = r.insutype)",
                found,
            )
        staging.execute("UPDATE claims_reconciliation SET has_details = true WHERE id = ANY(%(ids)s)", found)
        compare(reconciliations=found["ids"])


register_import(ReconciliationTotals())
register_import(ReconciliationDetails())
