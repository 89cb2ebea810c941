"""Deductions from what institutions are owed; a second person reviews each before it counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import Deduction
from claims.services.clearing_months import open_month
from config.periods import Month
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import (
    ImportResource,
    Lookup,
    Merge,
    RowFault,
    SetCheck,
    Staging,
    in_scope,
    register_import,
    unique_in_file,
)

from . import messages

__all__ = ["Deductions", "messages"]

_MONTH = "(s.clr_month || '-01')::date"
REVIEWED = f"""
    SELECT s.row_no, s.reference, NULL::jsonb
    FROM {{staging}} s JOIN claims_deduction d ON d.reference = s.reference
    WHERE d.reviewed_by_id IS NOT NULL
      AND (d.institution_id, d.insutype, d.clr_month, d.det_type, d.amount, d.reason)
          IS DISTINCT FROM (s.institution_id, s.insutype, {_MONTH}, s.det_type, s.amount, s.reason)
"""
TAKEN = """
    SELECT s.row_no, s.reference, NULL::jsonb
    FROM {staging} s JOIN claims_deduction d ON d.reference = s.reference
    WHERE d.institution_id <> s.institution_id
"""
LATE = """
    SELECT s.row_no, s.clr_month, jsonb_build_object('month', s.collecting)
    FROM {staging} s LEFT JOIN claims_deduction d ON d.reference = s.reference
    WHERE s.collecting <> s.clr_month AND d.id IS NULL
"""


class Deductions(ImportResource):
    """Deductions as found by review or inspection."""

    kind = "deductions"
    title = _("Deductions")
    description = _(
        "Amounts withheld from institutions in a clearing month. They count once a second person reviewed them."
    )
    sheet, sheet_label = "deductions", _("Sheet of deductions")
    duty = "handle"
    shown = ("reference", "fixmedins_code", "clr_month", "amount")
    columns = (
        Column("reference", _("Reference"), "code", required=True, max_length=40),
        Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
        Column("clr_month", _("Clearing month"), "month", required=True),
        Column("det_type", _("Kind"), "code", choices=dict(Deduction.Kind.choices),
               default=Deduction.Kind.REVIEW.value),
        Column("amount", _("Amount"), "money", required=True),
        Column("reason", _("Reason"), required=True, max_length=300),
    )  # fmt: skip
    derived = (Column("collecting", ""),)
    lookups = (
        Lookup(
            "fixmedins_code",
            "institutions_institution",
            into="institution_id",
            match="fixmedins_code",
            what=_("institution"),
        ),
        Lookup(
            "fixmedins_code",
            "institutions_institution",
            into="county_id",
            match="fixmedins_code",
            take="county_id",
            must_exist=False,
        ),
        Lookup(
            "fixmedins_code",
            "institutions_institution",
            into="area_id",
            match="fixmedins_code",
            take="area_id",
            must_exist=False,
        ),
    )
    checks = (
        unique_in_file("reference"),
        in_scope("fixmedins_code"),
        SetCheck(
            "out_of_scope",
            "fixmedins_code",
            "SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {staging} s"
            " WHERE NOT %(everything)s AND s.county_id IS NULL AND s.area_id <> ALL(%(areas)s::bigint[])",
        ),
        SetCheck("deduction_taken", "reference", TAKEN),
        SetCheck("deduction_reviewed", "reference", REVIEWED),
        SetCheck("month_not_collecting", "clr_month", LATE),
    )
    merges = (
        Merge(
            "claims.Deduction",
            alias="d",
            key={"reference": "s.reference"},
            fields={
                "institution_id": "s.institution_id",
                "insutype": "s.insutype",
                "clr_month": _MONTH,
                "det_type": "s.det_type",
                "amount": "s.amount",
                "reason": "s.reason",
            },
            on_insert={"handled_by_id": "%(user)s"},
        ),
    )
    example = {
        "reference": "KK-2020-0001",
        "fixmedins_code": "H62070200001",
        "insutype": "390",
        "clr_month": "2020-03",
        "det_type": "10",
        "amount": "1200.00",
        "reason": "分解住院",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["amount"] <= 0:
            yield RowFault(number, "amount", "deduction_zero", "0")

    def prepare(self, staging: Staging) -> None:
        """A month that no longer collects would never see the deduction: find the one that does."""
        months = staging.rows(
            "SELECT DISTINCT area_id, insutype, clr_month FROM {staging} s WHERE area_id IS NOT NULL"
        )
        for area_id, insutype, month in months:
            found = open_month(area_id=area_id, insutype=insutype, month=Month.parse(month))
            staging.execute(
                "UPDATE {staging} SET collecting = %(found)s"
                " WHERE area_id = %(area)s AND insutype = %(insutype)s AND clr_month = %(month)s",
                {"found": str(found), "area": area_id, "insutype": insutype, "month": month},
            )


register_import(Deductions())
