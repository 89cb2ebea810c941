"""The sheet of a fund budget's lines: a row for each county and line of a draft the uploader's agency has open."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.models import ImportChange
from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from funds.models import FundBudget, FundBudgetLine
from funds.services.fund_budgets.lines import follow_imported_income

register_messages(
    {
        "fund_budget_not_drafted": _noop(
            "no draft of this kind, scheme and year with this line is open here"
        ),
        "fund_budget_below_zero": _noop("a budget is not below zero"),
        "fund_budget_needs_reason": _noop(
            "say why it differs from what was worked out or proposed (%(proposed)s)"
        ),
        "fund_budget_from_ledger": _noop("final accounts say what the ledger says (%(amount)s)"),
    }
)

_LINE = """
    SELECT l.* FROM funds_fundbudgetline l JOIN funds_fundbudget b ON b.id = l.budget_id
    JOIN institutions_agency u ON u.id = b.unit_id
    WHERE b.state = 'draft' AND b.kind = s.kind AND b.insutype = s.insutype AND b.year = s.year
      AND l.county_id = s.county_id AND l.code = s.line
      AND (u.id = %(agency)s OR (u.is_city_own AND u.parent_id = %(agency)s))
"""
_PAPER = _LINE.replace("SELECT l.*", "SELECT l.budget_id")


def _wrong(what: str, shown: str, params: str = "NULL::jsonb") -> str:
    return f"SELECT s.row_no, s.{shown}, {params} FROM {{staging}} s JOIN LATERAL ({_LINE}) l ON true WHERE {what}"


class FundBudgetLines(ImportResource):
    """Amounts of a draft."""

    kind = "fund_budget_lines"
    title = _("Lines of a fund budget")
    description = _(
        "Amounts of a draft your agency has open: a first draft, a budget, a change in mid-year (by how much), notes "
        "on final accounts."
    )
    sheet, sheet_label = "fund_budget_lines", _("Sheet of budget lines")
    duty = "finance"
    shown = ("county", "line", "amount")
    columns = (
        Column("year", _("Year"), "integer", required=True),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
        Column("kind", _("Kind"), "code", required=True, choices=dict(FundBudget.Kind.choices)),
        Column("county", _("Code of the county"), "code", required=True, max_length=12),
        Column("line", _("Budget line"), "code", required=True, max_length=30),
        Column("amount", _("Amount"), "money", required=True),
        Column("reason", _("Reason"), max_length=200),
    )
    lookups = (Lookup("county", "institutions_agency", into="county_id", match="code", what=_("county")),)
    checks = (
        unique_in_file("year", "insutype", "kind", "county", "line"),
        in_scope("county"),
        SetCheck(
            "fund_budget_not_drafted",
            "line",
            f"SELECT s.row_no, s.line, NULL::jsonb FROM {{staging}} s WHERE s.county_id IS NOT NULL AND NOT EXISTS ({_LINE})",  # noqa: E501
        ),
        SetCheck(
            "fund_budget_below_zero", "amount", _wrong("s.amount < 0 AND s.kind <> 'adjustment'", "amount")
        ),
        SetCheck(
            "fund_budget_from_ledger",
            "amount",
            _wrong(
                "s.kind = 'accounts' AND s.amount <> l.amount", "amount",
                "jsonb_build_object('amount', (l.amount / 100.0)::numeric(18, 2))",
            ),
        ),
        SetCheck(
            "fund_budget_needs_reason",
            "reason",
            _wrong(
                "s.kind <> 'accounts' AND s.amount <> l.proposed AND coalesce(s.reason, '') = ''", "reason",
                "jsonb_build_object('proposed', (l.proposed / 100.0)::numeric(18, 2))",
            ),
        ),
    )  # fmt: skip
    merges = (
        Merge(
            "funds.FundBudgetLine",
            alias="d",
            key={"budget_id": f"({_PAPER})", "county_id": "s.county_id", "code": "s.line"},
            fields={"amount": "s.amount", "reason": "s.reason"},
        ),
    )

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        """The risk fund follows an income that a sheet changes, as it does on the page (ZY-21)."""
        super().apply_rows(staging, acting_user)
        changed = ImportChange.objects.filter(run=staging.run, table=FundBudgetLine._meta.db_table)
        follow_imported_income(set(changed.values_list("row_pk", flat=True)))

    example = {
        "year": "2025",
        "insutype": "390",
        "kind": "proposal",
        "county": "620702",
        "line": "benefits",
        "amount": "125000000.00",
        "reason": "按上年执行数增长4%",
    }


def lines_to_fill(paper: FundBudget, lines: Iterable[FundBudgetLine]) -> IO[bytes]:
    """The sheet with the lines as they stand, ready to be changed and imported."""
    heads = [
        OutColumn(
            column.heading + ("*" if column.required else ""), "money" if column.type == "money" else "code"
        )
        for column in FundBudgetLines.columns
    ]
    rows = [
        (str(paper.year), paper.insutype, paper.kind, line.county.code, line.code, line.amount, line.reason)
        for line in lines
    ]
    target = BytesIO()
    write_workbook(target, [Sheet(FundBudgetLines.sheet, heads, rows)])
    target.seek(0)
    return target


register_import(FundBudgetLines())
