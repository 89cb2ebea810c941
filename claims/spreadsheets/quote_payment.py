"""The columns of a payment what-if: cases and institutions by payment method, and every amount that comes back."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.spreadsheets import results
from config.spreadsheets.columns import Column

SHEET = "payments"
SHEET_LABEL = _("Hypothetical payments")
MOST_ROWS = 100_000

METHODS: dict[str, Any] = {
    "by_item": _("By item"),
    "per_case": _("Per case (single disease)"),
    "drg": _("By DRG"),
    "dip": _("By DIP points"),
    "bed_day": _("By bed-day"),
    "per_capita": _("Per capita"),
    "consortium_lump_sum": _("Lump sum of a consortium"),
    "prepaid_total": _("Prepaid total"),
}
LEVELS: dict[str, Any] = {"1": _("level 1"), "2": _("level 2"), "3": _("level 3"), "none": _("no level")}

COLUMNS: tuple[Column, ...] = (
    Column("case", _("Number of the case"), required=True, max_length=60, help=_("Unique in the file.")),
    Column("day", _("Day"), "date", required=True,
           help=_("Of discharge, or the last day of what the row is about: its policy, month and year.")),
    Column("method", _("Payment method"), "code", required=True, choices=METHODS),
    Column("institution", _("Institution"), max_length=60,
           help=_("Code or name; empty in the row of a budget that all institutions of the method share.")),
    Column("consortium", _("Consortium"), max_length=60, help=_("Its members are one institution at year end.")),
    Column("level", _("Institution level"), "code", choices=LEVELS, default="none",
           help=_("Where the policy has factors by level.")),
    Column("group", _("Group"), max_length=60, help=_("Disease or group; shown as it is.")),
    Column("cases", _("Number of cases"), "integer", default=1,
           help=_("Like cases in one row, one when empty; amounts are those of all together.")),
    Column("cost", _("Total medical fee"), "money"),
    Column("fund", _("Billed to the pooled fund"), "money", help=_("Before deductions.")),
    Column("deducted", _("Deducted"), "money", default=0, help=_("By review or supervision.")),
    Column("weight", _("Weight or points"), "decimal",
           help=_("Of one case of the group; for an institution's total of all, with one as the number of cases.")),
    Column("standard", _("Standard"), "decimal", decimals=6,
           help=_("Yuan: for a weight, point, case, bed-day, a person and year; the lump sum of the year.")),
    Column("factor", _("Institution factor"), "decimal", help=_("That of the policy when empty.")),
    Column("mean", _("Mean cost of the group"), "money",
           help=_("Last year's at institutions of the level; whether a case deviates is not measured when empty.")),
    Column("decided", _("Decided by review"), "decimal", help=_("Weight or points in place of those reckoned.")),
    Column("days", _("Bed-days"), "integer", help=_("Approved.")),
    Column("people", _("Number of people"), "integer"),
    Column("signed", _("Signed up"), "integer", help=_("Of them, with a family doctor.")),
    Column("months", _("Number of months"), "integer", default=12,
           help=_("Of the year, that heads or a lump sum are paid for; 12 when empty.")),
    Column("outside", _("Paid elsewhere"), "money", default=0,
           help=_("For the same people at other institutions; off heads and lump sums.")),
    Column("budget", _("Budget of the year"), "money",
           help=_("Without an institution: shared by all by points. With one: its own, once for each method.")),
    Column("prepaid", _("Prepaid in the year"), "money",
           help=_("Once for an institution; by the rule of the months when empty.")),
    Column("score", _("Score of the assessment"), "integer", help=_("Once for an institution and year.")),
    Column("last_year", _("Pooled payments of last year"), "money",
           help=_("Once for an institution; for working capital and prepayment.")),
    Column("lent", _("Working capital lent"), "money",
           help=_("Once for an institution; lent for this year and settled at its end.")),
)  # fmt: skip

PARTS: dict[str, Any] = {"case": _("Case"), "institution": _("Institution"), "pool": _("Common budget")}
RESULT_COLUMNS: tuple[results.ResultColumn, ...] = (
    ("row", _("Row of the sheet"), "integer"),
    ("case", _("Number of the case"), "text"),
    ("part", _("What it is about"), "text"),
    ("year", _("Year"), "text"),
    ("institution", _("Institution"), "text"),
    ("method", _("Payment method"), "text"),
    ("item", _("Code of the amount"), "text"),
    ("title", _("In words"), "text"),
    ("deviation", _("Deviation"), "text"),
    ("points", _("Weight or points"), "decimal"),
    ("standard", _("Payment standard"), "money"),
    ("fund", _("Fund's part"), "money"),
    ("deducted", _("Deducted"), "money"),
    ("deposit", _("Quality deposit"), "money"),
    ("prepaid", _("Prepaid in the month"), "money"),
    ("amount", _("Amount"), "money"),
    ("formula", _("Formula"), "text"),
    ("clause", _("Clause"), "text"),
    ("assumed", _("Assumed"), "text"),
    ("document", _("Document"), "text"),
    ("fault_column", _("Column at fault"), "text"),
    ("fault", _("Fault"), "text"),
)
HEADING = [name for name, _label, _type in RESULT_COLUMNS]
write_results = partial(results.write_results, RESULT_COLUMNS)
