"""Institutions' applications to be cleared, in the layout of message 3203."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import AMOUNT_LABELS
from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen
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

from .decided_rows import refuse_decided
from .institution_rows import AT_HOME, INSTITUTION
from .reconciliation import PAYER, month_faults

register_messages(
    {
        "application_decided": _noop("the application for this month was accepted; return it first"),
        "application_other_month": _noop("the days lie in another month than %(month)s"),
        "application_more_than_fees": _noop("more is applied for than the recognised fees"),
    }
)

_SAME = """a.institution_id = s.institution_id AND a.month = s.month AND a.insutype = s.insutype
    AND a.clr_type = s.clr_type AND a.state <> '70'"""
_AMOUNTS = ("medfee_sumamt", "med_sumfee", "fund_appy_sum", "cash_payamt", "acct_pay")
_FIELDS = ("psntime", *_AMOUNTS)
DECIDED = f"""
    SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {{staging}} s JOIN claims_clearingapplication a ON {_SAME}
    WHERE a.state = '20' AND ({", ".join(f"a.{name}" for name in _FIELDS)}, a.clr_way)
        IS DISTINCT FROM ({", ".join(f"s.{name}" for name in _FIELDS)}, coalesce(s.clr_way, ''))
"""


class ClearingApplications(ImportResource):
    """One row per institution, month, scheme and kind of clearing."""

    kind = "clearing_applications"
    title = _("Clearing applications (3203)")
    description = _(
        "What institutions apply for in a month by scheme and kind of clearing. A second person accepts or returns"
        " each; until then a later sheet changes it."
    )
    sheet, sheet_label = "applications_3203", _("Sheet of clearing applications (3203)")
    duty = "handle"
    shown = ("fixmedins_code", "setlym", "clr_type", "fund_appy_sum")
    columns = (
        Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3,6}", form="390"),
        Column("clr_type", _("Kind of clearing"), "code", required=True, pattern=r"\d{2,6}", form="21"),
        Column("clr_way", _("Way of clearing"), "code", max_length=6),
        Column("setlym", _("Clearing month"), "month", required=True),
        Column("psntime", _("Person-times"), "integer", required=True),
        Column("medfee_sumamt", AMOUNT_LABELS["medfee_sumamt"], "money", required=True),
        Column("med_sumfee", _("Recognised fees"), "money", required=True),
        Column("fund_appy_sum", _("Applied for from the funds"), "money", required=True),
        Column("cash_payamt", AMOUNT_LABELS["psn_cash_pay"], "money", required=True),
        Column("acct_pay", AMOUNT_LABELS["acct_pay"], "money", required=True),
        Column("begndate", _("From"), "date", required=True),
        Column("enddate", _("To"), "date", required=True),
    )
    derived = (Column("month", "", "date"),)
    lookups = INSTITUTION
    checks = (
        unique_in_file("fixmedins_code", "insutype", "clr_type", "setlym"),
        *AT_HOME,
        SetCheck("application_decided", "fixmedins_code", DECIDED),
    )
    merges = (
        Merge(
            "claims.ClearingApplication",
            alias="a",
            key={
                "institution_id": "s.institution_id",
                "month": "s.month",
                "insutype": "s.insutype",
                "clr_type": "s.clr_type",
            },
            match=_SAME,
            fields={**{name: f"s.{name}" for name in _FIELDS}, "clr_way": "coalesce(s.clr_way, '')"},
            on_insert={
                "number": "'QS' || to_char(now(), 'YYYYMMDD')"
                " || lpad(nextval('claims_case_number')::text, 8, '0')",
                "area_id": "s.area_id",
                "county_id": PAYER,
                "entered_by_id": "%(user)s",
                "entered_at": "now()",
            },
        ),
    )
    example = {
        "fixmedins_code": "H62070200001", "insutype": "390", "clr_type": "21", "clr_way": "1", "setlym": "2020-03",
        "psntime": "24", "medfee_sumamt": "120000.00", "med_sumfee": "110000.00", "fund_appy_sum": "80000.00",
        "cash_payamt": "40000.00", "acct_pay": "0", "begndate": "2020-03-01", "enddate": "2020-03-31",
    }  # fmt: skip

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from month_faults(number, row, "begndate", "enddate")
        if f"{row['month']:%Y-%m}" != row["setlym"]:
            yield RowFault(
                number, "setlym", "application_other_month", row["setlym"], {"month": f"{row['month']:%Y-%m}"}
            )
        if row["fund_appy_sum"] > row["med_sumfee"]:
            yield RowFault(
                number, "fund_appy_sum", "application_more_than_fees", str(from_fen(row["fund_appy_sum"]))
            )

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        super().apply_rows(staging, acting_user)
        refuse_decided(staging, "claims_clearingapplication", "10")
        # Whoever changes it has entered it: somebody else decides.
        staging.execute(
            f"UPDATE claims_clearingapplication a SET entered_by_id = %(user)s FROM {{staging}} s,"
            f" config_importchange c WHERE {_SAME} AND a.state = '10' AND c.run_id = %(run)s AND c.row_pk = a.id"
            " AND c.\"table\" = 'claims_clearingapplication' AND a.entered_by_id <> %(user)s"
        )

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("Return the application instead, or bring a corrected sheet."))


register_import(ClearingApplications())
