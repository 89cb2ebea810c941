"""The sheet of counties' caps: what the city gives each county of a year's payment budget, a row each (ZY-17)."""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import Budget, CountyBudget
from claims.services.budgets.caps import Cap, set_caps
from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    Lookup,
    SetCheck,
    Staging,
    register_import,
    unique_in_file,
)
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook

register_messages(
    {
        "county_cap_nowhere": _noop("no budget of this scheme and year has its caps set by you now"),
        "county_cap_reason": _noop("say why the cap differs from what was worked out, %(proposed)s yuan"),
        "county_caps_over": _noop(
            "with this sheet caps of %(caps)s and a reserve of %(reserved)s are more than the budget of %(total)s yuan"
        ),
    }
)

# The county's budget whose caps the uploading city still sets.
_COUNTY = """
    claims_countybudget c JOIN claims_budget b ON b.id = c.budget_id AND b.state = 'proposed'
    JOIN institutions_agency a ON a.id = c.county_id AND a.parent_id = %(agency)s
"""
_OF_ROW = "c.county_id = s.county_id AND b.insutype = s.insutype AND b.year = s.year"
_NOWHERE = f"""
    SELECT s.row_no, s.county, NULL::jsonb FROM {{staging}} s
    WHERE s.county_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM {_COUNTY} WHERE {_OF_ROW})
"""


def yuan(fen: str) -> str:
    """SQL for an amount as people read it."""
    return f"to_char({fen} / 100.0, 'FM999,999,999,999,990.00')"


_NO_REASON = f"""
    SELECT s.row_no, s.reason, jsonb_build_object('proposed', {yuan("c.proposed")})
    FROM {{staging}} s JOIN ({_COUNTY}) ON {_OF_ROW}
    WHERE s.cap <> c.proposed AND coalesce(s.reason, '') = ''
"""
# Every row of the budget is refused: half of a sheet would say something nobody meant.
_OVER = f"""
    WITH caps AS (
        SELECT b.id, b.total, b.reserved, sum(coalesce(s.cap, c.cap)) AS caps, array_agg(s.row_no) AS row_nos
        FROM {_COUNTY} LEFT JOIN {{staging}} s ON {_OF_ROW} GROUP BY b.id, b.total, b.reserved
    )
    SELECT s.row_no, (s.cap / 100.0)::numeric(16, 2), jsonb_build_object(
        'caps', {yuan("caps")}, 'reserved', {yuan("reserved")}, 'total', {yuan("total")})
    FROM caps JOIN {{staging}} s ON s.row_no = ANY(row_nos) WHERE caps + reserved > total
"""


class CountyCaps(ImportResource):
    """Caps of the counties, while the city sets them."""

    kind = "county_caps"
    title = _("Caps of the counties")
    description = _(
        "What the city gives each county of a year's payment budget, before the caps are handed in. Counties that the "
        "sheet leaves out keep their cap; caps and reserve together stay within the budget."
    )
    sheet, sheet_label = "county_caps", _("Sheet of counties' caps")
    duty = "finance"
    shown = ("county", "insutype", "cap", "reason")
    columns = (
        Column("year", _("Year"), "integer", required=True),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
        Column("county", _("County"), "code", required=True, pattern=r"\d{6}", form="620702"),
        Column("cap", _("Cap"), "money", required=True),
        Column("reason", _("Why the cap differs"), max_length=200,
               help=_("Where the cap differs from what was worked out.")),
    )  # fmt: skip
    lookups = (
        Lookup(
            "county", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")
        ),
    )
    checks = (
        unique_in_file("year", "insutype", "county"),
        SetCheck("county_cap_nowhere", "county", _NOWHERE),
        SetCheck("county_cap_reason", "reason", _NO_REASON),
        SetCheck("county_caps_over", "cap", _OVER, of_the_rest=True),
    )
    example = {
        "year": "2025",
        "insutype": "390",
        "county": "620702",
        "cap": "86500000.00",
        "reason": "新院区开诊",
    }

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        """By the same act as on the page, budget by budget."""
        rows: list[tuple[int, int, int, str]] = staging.rows(
            f"SELECT b.id, c.id, s.cap, coalesce(s.reason, '') FROM {{staging}} s JOIN ({_COUNTY}) ON {_OF_ROW}"
            " ORDER BY b.id, c.id"
        )
        for budget in Budget.objects.filter(pk__in={row[0] for row in rows}).order_by("pk"):
            caps = {county: Cap(from_fen(cap), reason) for of, county, cap, reason in rows if of == budget.pk}
            set_caps(budget=budget, caps=caps, reserved=budget.reserved, acting_user=acting_user)

    def blockers(self, run: ImportRun) -> Any:
        yield DomainError(_("Caps are set by a new sheet or on the budget's page until they are approved."))


def caps_to_fill(budget: Budget) -> IO[bytes]:
    """The sheet with the caps as they stand, ready to be changed and imported."""
    heads = [
        OutColumn(
            column.heading + ("*" if column.required else ""), "money" if column.type == "money" else "code"
        )
        for column in CountyCaps.columns
    ]
    rows = [
        (str(budget.year), budget.insutype, one.county.code, one.cap, one.cap_reason)
        for one in CountyBudget.objects.filter(budget=budget)
        .select_related("county")
        .order_by("county__code")
    ]
    target = BytesIO()
    write_workbook(target, [Sheet(CountyCaps.sheet, heads, rows)])
    target.seek(0)
    return target


register_import(CountyCaps())
