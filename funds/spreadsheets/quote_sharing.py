"""The columns of a sharing what-if: a year of several counties and of the common fund, and who bears what."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.spreadsheets import results
from config.spreadsheets.columns import Column

SHEET = "counties"
SHEET_LABEL = _("Hypothetical years of counties")
MOST_ROWS = 20_000

COLUMNS: tuple[Column, ...] = (
    Column("case", _("Name of the case"), required=True, max_length=60,
           help=_("The rows of a case are settled together.")),
    Column("county", _("County"), max_length=40,
           help=_("Code or name, once in a case; empty in the one row of the common fund.")),
    Column("city", _("City"), max_length=40,
           help=_("Of the county, where cities share a fund of their region; empty where there is one city.")),
    Column("insutype", _("Scheme"), "code", pattern=r"\d{3}", form="390", default="390",
           help=_("390 when empty; the same in all rows of a case.")),
    Column("income", _("Income of the year"), "money", help=_("After what is taken out first; of a county.")),
    Column("spending", _("Spending of the year"), "money", help=_("Of a county.")),
    Column("managerial", _("Managerial part"), "money", default=0,
           help=_("What missed targets caused of the gap; at most the gap counts.")),
    Column("balance", _("Balance held"), "money", default=0,
           help=_("Accumulated balance or quota of a county; what the common fund holds in its row.")),
    Column("collected", _("Collected last year"), "money", default=0,
           help=_("Where the fund draws a share of last year's contributions.")),
    Column("gross", _("Income before"), "money",
           help=_("Before the common fund drew its share, which is a share of it; the income when empty.")),
    Column("financing", _("Financing of the year"), "money",
           help=_("In the fund's row, where it is full at a share of it; the counties' income when empty.")),
)  # fmt: skip

STEPS: dict[str, Any] = {
    "accrual": _("Paid into the common fund"),
    "surplus": _("Surplus divided"),
    "managerial": _("Managerial part of the gap"),
    "open": _("Not covered by any step"),
    "after": _("Held afterwards"),
}
BEARERS: dict[str, Any] = {
    "accumulated_balance": _("Accumulated balance"),
    "balance_quota": _("Balance quota"),
    "balance": _("Balance or quota of the county"),
    "reserve": _("Pooled reserve"),
    "risk_fund": _("Risk-adjustment fund"),
    "regional_fund": _("Regional adjustment fund"),
    "county": _("County government"),
    "city": _("City government"),
    "region": _("Region"),
    "undecided": _("Not decided by the policy"),
}

RESULT_COLUMNS: tuple[tuple[str, Any, str], ...] = (
    ("row", _("Row of the sheet"), "integer"),
    ("case", _("Name of the case"), "text"),
    ("county", _("County"), "text"),
    ("city", _("City"), "text"),
    ("step", _("Step"), "text"),
    ("title", _("In words"), "text"),
    ("payer", _("Who pays or receives"), "text"),
    ("asked", _("Asked of it"), "money"),
    ("amount", _("Amount"), "money"),
    ("clause", _("Clause"), "text"),
    ("assumed", _("Assumed"), "text"),
    ("document", _("Document"), "text"),
    ("fault_column", _("Column at fault"), "text"),
    ("fault", _("Fault"), "text"),
)
HEADING = [name for name, _label, _type in RESULT_COLUMNS]


def title_of(step: str, payer: str, bearers: Mapping[str, Any] = BEARERS) -> str:
    """A step in words: its own title, else who bears it; ``bearers`` where they are called otherwise."""
    named, borne = STEPS.get(step), bearers.get(payer, payer)
    return f"{named}：{borne}" if named else str(borne)


write_results = partial(results.write_results, RESULT_COLUMNS)
