"""The sheet of budget proposals: what a county means to offer each institution by each method, a row each (ZY-17).

A row of a share that is there replaces its proposal while nothing is offered yet; any other row adds a share.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import BudgetShare, CountyBudget, PaymentMethod
from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook

from .county_caps import yuan

register_messages(
    {
        "budget_not_negotiated": _noop(
            "no budget of this scheme and year is negotiated by you in the institution's county now"
        ),
        "budget_over_cap": _noop(
            "with this sheet the county's institutions come to %(sum)s yuan, its cap is %(cap)s: %(over)s too much"
        ),
        "budget_offered": _noop("round %(number)s was offered already: go on with the negotiation"),
    }
)

# The county's budget where the sheet's institution stands, negotiated by whoever uploads.
_COUNTY = """
    SELECT c.id FROM claims_countybudget c JOIN claims_budget b ON b.id = c.budget_id
    JOIN institutions_agency a ON a.id = c.county_id
    WHERE c.county_id = s.county_id AND c.state = 'negotiating' AND b.state = 'negotiating'
      AND b.insutype = s.insutype AND b.year = s.year
      AND (CASE WHEN b.negotiated_by = 'city' THEN a.parent_id = %(agency)s
           ELSE a.id = %(agency)s OR (a.is_city_own AND a.parent_id = %(agency)s) END)
"""
_NOT_NEGOTIATED = f"""
    SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {{staging}} s
    WHERE s.county_id IS NOT NULL AND NOT EXISTS ({_COUNTY})
"""
_OFFERED = f"""
    SELECT s.row_no, s.proposed, jsonb_build_object('number', (SELECT max(r.number) FROM claims_budgetround r
        WHERE r.share_id = d.id))
    FROM {{staging}} s JOIN claims_budgetshare d ON d.county_budget_id = ({_COUNTY})
        AND d.institution_id = s.institution_id AND d.method = s.method
    WHERE d.proposed <> s.proposed AND EXISTS (SELECT 1 FROM claims_budgetround r WHERE r.share_id = d.id)
"""
# What each share comes to: as settled, else as the sheet says, else as proposed. Every row of the
# county is refused: half of a sheet would say something nobody meant.
_OVER_CAP = f"""
    WITH staged AS (
        SELECT s.row_no, s.institution_id, s.method, s.proposed, ({_COUNTY}) AS county FROM {{staging}} s
        WHERE s.institution_id IS NOT NULL
    ), shares AS (
        SELECT d.county_budget_id AS county, coalesce(d.amount, t.proposed, d.proposed) AS amount
        FROM claims_budgetshare d LEFT JOIN staged t ON t.county = d.county_budget_id
            AND t.institution_id = d.institution_id AND t.method = d.method
        WHERE d.county_budget_id IN (SELECT county FROM staged)
        UNION ALL
        SELECT t.county, t.proposed FROM staged t WHERE NOT EXISTS (SELECT 1 FROM claims_budgetshare d
            WHERE d.county_budget_id = t.county AND d.institution_id = t.institution_id AND d.method = t.method)
    ), sums AS (SELECT county, sum(amount) AS amount FROM shares GROUP BY county)
    SELECT t.row_no, (t.proposed / 100.0)::numeric(16, 2), jsonb_build_object(
        'sum', {yuan("sums.amount")}, 'cap', {yuan("(c.cap + c.adjusted)")},
        'over', {yuan("(sums.amount - c.cap - c.adjusted)")})
    FROM sums JOIN claims_countybudget c ON c.id = sums.county JOIN staged t ON t.county = c.id
    WHERE sums.amount > c.cap + c.adjusted
"""


class BudgetProposals(ImportResource):
    """Proposals for institutions' payment budgets."""

    kind = "budget_proposals"
    title = _("Budget proposals")
    description = _(
        "What is meant to be offered to each institution by each payment method, while its county's budget is "
        "negotiated. Together they stay within the county's cap."
    )
    sheet, sheet_label = "budget_proposals", _("Sheet of budget proposals")
    duty = "handle"
    shown = ("fixmedins_code", "method", "proposed")
    columns = (
        Column("year", _("Year"), "integer", required=True),
        Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
        Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
        Column("method", _("Payment method"), "code", required=True, choices=dict(PaymentMethod.choices)),
        Column("proposed", _("Proposal"), "money", required=True),
        Column("reason", _("Reason"), required=True, max_length=200),
    )
    lookups = (
        Lookup(
            "fixmedins_code", "institutions_institution", into="institution_id", match="fixmedins_code",
            what=_("institution"),
        ),
        Lookup(
            "fixmedins_code", "institutions_institution", into="county_id", match="fixmedins_code",
            take="county_id", must_exist=False,
        ),
    )  # fmt: skip
    checks = (
        unique_in_file("year", "insutype", "fixmedins_code", "method"),
        in_scope("fixmedins_code"),
        SetCheck("budget_not_negotiated", "fixmedins_code", _NOT_NEGOTIATED),
        SetCheck("budget_offered", "proposed", _OFFERED),
        SetCheck("budget_over_cap", "proposed", _OVER_CAP, of_the_rest=True),
    )
    merges = (
        Merge(
            "claims.BudgetShare",
            alias="d",
            key={
                "county_budget_id": f"({_COUNTY})",
                "institution_id": "s.institution_id",
                "method": "s.method",
            },
            fields={"proposed": "s.proposed", "reason": "s.reason"},
            on_insert={"county_id": "s.county_id"},
        ),
    )
    example = {
        "year": "2025",
        "insutype": "390",
        "fixmedins_code": "H62070200001",
        "method": "per_case",
        "proposed": "12500000.00",
        "reason": "按上年实付增长3%",
    }


def proposals_to_fill(county: CountyBudget) -> IO[bytes]:
    """The sheet with the proposals as they stand of all institutions nothing was offered yet, ready to be changed and
    imported."""
    shares = BudgetShare.objects.filter(county_budget=county, institution__isnull=False, rounds__isnull=True)
    columns = BudgetProposals.columns
    heads = [
        OutColumn(
            column.heading + ("*" if column.required else ""), "money" if column.type == "money" else "code"
        )
        for column in columns
    ]
    rows = [
        (str(county.budget.year), county.budget.insutype, share.institution.fixmedins_code, share.method,
         share.proposed, share.reason or str(_("worked out")))
        for share in shares.select_related("institution").order_by("institution__fixmedins_code", "method")
        if share.institution is not None
    ]  # fmt: skip
    target = BytesIO()
    write_workbook(target, [Sheet(BudgetProposals.sheet, heads, rows)])
    target.seek(0)
    return target


register_import(BudgetProposals())
