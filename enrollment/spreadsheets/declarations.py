"""The sheet of monthly declarations: payer, month, person, declared wage (JJ-04).

A row is found by payer, scheme, month and person; the later word wins, and the month is worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.models import ImportRun
from config.periods import Month
from config.spreadsheets.checks import SetCheck, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import WARNING, RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.rules.contributions.payer_months import DECLARING
from enrollment.services.declarations.work_out import MonthKey, gap_of, work_out

from . import finding_payers, finding_people

register_messages(
    {
        "wage_zero": _noop("a declared wage is above zero"),
        "month_to_come": _noop("this month has not begun yet"),
        "policy_silent": _noop("what is owed cannot be worked out, the policy does not say: %(gap)s"),
        "declares_nothing": _noop("this kind of payer declares no wages"),
        "not_its_member": _noop("is not registered as belonging to this payer in this month"),
        "declared_elsewhere": _noop("is declared for this month by the payer %(payer)s as well"),
        "declared_name": _noop("the person is registered with another name"),
    }
)

_MONTH = "(s.month || '-01')::date"
_KINDS = ", ".join(f"'{kind}'" for kind in DECLARING)
_DECLARES_NOTHING = f"""
    SELECT s.row_no, s.emp_no, NULL::jsonb FROM {{staging}} s JOIN enrollment_payer p ON p.id = s.payer_id
    WHERE p.kind NOT IN ({_KINDS})
"""
_GAP = "SELECT s.row_no, s.month, jsonb_build_object('gap', s.gap) FROM {staging} s WHERE s.gap IS NOT NULL"
_ASKED = f"""
    SELECT DISTINCT a.area_id, p.kind, s.insutype, s.month FROM {{staging}} s
    JOIN enrollment_payer p ON p.id = s.payer_id JOIN institutions_agency a ON a.id = p.county_id
    WHERE p.kind IN ({_KINDS})
"""
_SILENT = """
    UPDATE {staging} s SET gap = %(gap)s
    FROM enrollment_payer p JOIN institutions_agency a ON a.id = p.county_id
    WHERE p.id = s.payer_id AND a.area_id = %(area)s AND p.kind = %(kind)s AND s.insutype = %(insutype)s
      AND s.month = %(month)s
"""
_NOT_ITS_MEMBER = f"""
    SELECT s.row_no, coalesce(s.psn_no, s.certno), NULL::jsonb FROM {{staging}} s
    WHERE s.payer_id IS NOT NULL AND s.person_id IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM enrollment_membership m
                      WHERE m.person_id = s.person_id AND m.payer_id = s.payer_id
                        AND m.period && daterange({_MONTH}, ({_MONTH} + interval '1 month')::date))
"""
_ELSEWHERE = f"""
    SELECT s.row_no, coalesce(s.psn_no, s.certno), jsonb_build_object('payer', min(p.emp_no)) FROM {{staging}} s
    JOIN enrollment_declaration d ON d.person_id = s.person_id AND d.month = {_MONTH}
                                 AND d.insutype = s.insutype AND d.payer_id <> s.payer_id
    JOIN enrollment_payer p ON p.id = d.payer_id
    GROUP BY s.row_no, s.psn_no, s.certno
"""
_NAME = """
    SELECT s.row_no, s.psn_name, NULL::jsonb FROM {staging} s JOIN enrollment_person p ON p.id = s.person_id
    WHERE s.psn_name IS NOT NULL AND s.psn_name <> p.psn_name
"""


class Declarations(ImportResource):
    """What payers declare to tax, month by month."""

    kind = "declarations"
    title = _("Declared wages")
    description = _(
        "What payers declare for their people, one row per payer, month and person; what is owed is worked out at once."
    )
    sheet, sheet_label = "declarations", _("Sheet of declarations")
    duty = "register"
    shown = ("emp_no", "psn_no", "certno", "month", "wage")
    columns = (
        Column("emp_no", _("Payer number"), "code", required=True, max_length=40),
        Column("month", _("Month"), "month", required=True),
        *finding_people.COLUMNS,
        Column("psn_name", _("Person's name"), max_length=50, help=_("Only compared.")),
        Column("insutype", _("Scheme"), "code", choices={"310": _("Employees' basic insurance")}, default="310"),
        Column("wage", _("Declared wage"), "money", required=True,
               help=_("What the policy's base measures: the mean of last year's wages, or the month's wage.")),
    )  # fmt: skip
    derived = (*finding_people.FOUND, *finding_payers.FOUND, Column("gap", ""))
    checks = (
        *finding_payers.CHECKS,
        *finding_people.CHECKS,
        unique_in_file("payer_id", "insutype", "month", "person_id"),
        SetCheck("declares_nothing", "emp_no", _DECLARES_NOTHING),
        SetCheck("policy_silent", "month", _GAP),
        SetCheck("not_its_member", "psn_no", _NOT_ITS_MEMBER, level=WARNING),
        SetCheck("declared_elsewhere", "psn_no", _ELSEWHERE, level=WARNING),
        SetCheck("declared_name", "psn_name", _NAME, level=WARNING),
    )
    merges = (
        Merge(
            "enrollment.Declaration",
            alias="d",
            key={
                "payer_id": "s.payer_id",
                "insutype": "s.insutype",
                "month": _MONTH,
                "person_id": "s.person_id",
            },
            fields={"wage": "s.wage"},
        ),
    )
    example = {
        "emp_no": "99010100001",
        "month": "2022-03",
        "psn_cert_type": "01",
        "certno": "11010519491231002X",
        "psn_name": "张示例",
        "insutype": "310",
        "wage": "6500.00",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from finding_people.row_faults(number, row)
        if row["wage"] == 0:
            yield RowFault(number, "wage", "wage_zero", "0")
        if Month.parse(row["month"]).first > timezone.localdate():
            yield RowFault(number, "month", "month_to_come", row["month"])

    def prepare(self, staging: Staging) -> None:
        staging.execute(finding_people.FIND)
        staging.execute(finding_payers.FIND)
        for area, kind, insutype, month in staging.rows(_ASKED):
            gap = gap_of(area, kind, insutype, Month.parse(month))
            if gap:
                told = {"gap": gap, "area": area, "kind": kind, "insutype": insutype, "month": month}
                staging.execute(_SILENT, told)

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        super().apply_rows(staging, acting_user)
        months = staging.rows(f"SELECT DISTINCT s.payer_id, s.insutype, {_MONTH} FROM {{staging}} s")
        work_out(MonthKey(*row) for row in months)

    def undo(self, run: ImportRun) -> None:
        touched = _months_of(run)
        super().undo(run)
        work_out(touched)


def _months_of(run: ImportRun) -> list[MonthKey]:
    """What the run declared or changed."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT payer_id, insutype, month FROM enrollment_declaration d WHERE d.import_run_id = %s"
            " OR d.id IN (SELECT c.row_pk FROM config_importchange c"
            "             WHERE c.run_id = %s AND c.\"table\" = 'enrollment_declaration')",
            [run.pk, run.pk],
        )
        return [MonthKey(*row) for row in cursor.fetchall()]


register_import(Declarations())
