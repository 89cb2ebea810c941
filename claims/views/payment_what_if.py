"""What an institution would be paid by a payment method: one case or total typed in, or a sheet; nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.payment_words import DEVIATIONS, explain
from claims.rules.payment.cases import NEEDS
from claims.rules.payment.quoting import Pool, Quote, Row, Year
from claims.services.quote_payment import (
    amount_cells,
    case_cells,
    quote_cells,
    quote_file,
    result_rows,
)
from claims.spreadsheets.quote_payment import COLUMNS, METHODS, SHEET_LABEL, write_results
from config.access import requires
from config.spreadsheets.column_form import ColumnForm, column_field
from config.spreadsheets.faults import RowFault
from config.spreadsheets.sample import sheet_to_fill
from config.spreadsheets.web import as_workbook, dated, workbook_answer
from institutions.models import PoolingArea
from institutions.policy.what_if import policy_in_area
from institutions.rules.steps import Step
from institutions.views.policy_reading import area_asked, areas_with_policy
from institutions.views.what_if_sheets import quoted

MOST_ROWS = 2_000
MOST_SHOWN = 200
_BY_CASE = ("cost", "fund", "deducted", "standard", "level", "factor")
_BY_GROUP = ("cases", "mean", "decided")
_SUMS = ("months", "outside", "fund", "deducted")
_YEAR = ("budget", "score", "last_year", "prepaid", "lent")
FIELDS: dict[str, tuple[str, ...]] = {
    "drg": ("weight", *_BY_CASE, *_BY_GROUP),
    "dip": ("weight", *_BY_CASE, *_BY_GROUP),
    "per_case": (*_BY_CASE, *_BY_GROUP),
    "bed_day": ("days", *_BY_CASE),
    "per_capita": ("people", "signed", "standard", *_SUMS),
    "consortium_lump_sum": ("standard", *_SUMS),
    "prepaid_total": ("standard", *_SUMS),
    "by_item": ("fund", "deducted"),
}
# What the standard is where only one of its meanings is left.
_STANDARDS = {
    "drg": gettext_lazy("Yuan for a weight of one (rate)"),
    "dip": gettext_lazy("Yuan for a point (point value)"),
    "per_case": gettext_lazy("Yuan for a case (quota)"),
    "bed_day": gettext_lazy("Yuan for a bed-day (quota)"),
    "per_capita": gettext_lazy("Yuan for a person and year (quota)"),
    "consortium_lump_sum": gettext_lazy("Yuan for the year (lump sum)"),
    "prepaid_total": gettext_lazy("Yuan for the year (total)"),
}
_HELPED = ("mean", "decided", "months", "outside", "factor")
_BY_NAME = {column.name: column for column in COLUMNS}
_EXAMPLE = {
    "case": "1",
    "day": "2024-03-05",
    "method": "dip",
    "institution": "甲医院",
    "cost": "10000.00",
    "fund": "7000.00",
    "weight": "1000",
    "standard": "9.5",
    "mean": "9800.00",
}


class CaseForm(ColumnForm):
    """A case, or an institution's total, by one method."""

    def __init__(self, data: Any, *, method: str) -> None:
        super().__init__(data)
        self.method = method
        for name in ("day", *FIELDS[method], *_YEAR):
            column = _BY_NAME[name]
            field = column_field(column, helped=name in _HELPED)
            field.required = name == "day" or name in NEEDS[method]
            field.initial = timezone.localdate().isoformat() if name == "day" else column.default
            if name == "standard":
                field.label = _STANDARDS[method]
            self.fields[name] = field

    def cells(self) -> dict[str, str]:
        """The case as a row of the sheet."""
        fixed = {"case": "1", "method": self.method, "institution": _("Institution")}
        return fixed | self.typed(self.fields)


class SheetForm(forms.Form):
    sheet = forms.FileField(label=gettext_lazy("Sheet of cases"))


@requires()
def what_if(request: HttpRequest) -> HttpResponseBase:
    """One case by the method chosen: its month, and its institution's year as if it were all of it."""
    area = area_asked(request, request.GET)
    method = request.GET.get("method", "drg")
    method = method if method in FIELDS else "drg"
    asked = "ask" in request.GET
    form = CaseForm(request.GET if asked else None, method=method)
    context: dict[str, Any] = {"form": form, "method": method, "sheet_form": SheetForm()}
    if asked and area is not None:
        quote = quote_cells(rows=[(1, form.cells())], policy_on=policy_in_area(area))
        form.blame(quote.rows[0].faults or quote.faults)
        if not quote.faults:
            context |= told(quote)
    return _page(request, area, context)


@requires()
def what_if_sheet(request: HttpRequest) -> HttpResponseBase:
    """A sheet of cases: shown, or given back as a workbook. Without one, an empty sheet to fill in."""
    if request.method != "POST":
        return _download(sheet_to_fill(SHEET_LABEL, COLUMNS, _EXAMPLE))
    area = area_asked(request, request.POST)
    form = SheetForm(request.POST, request.FILES)
    quote = quoted(
        form,
        area,
        lambda path, policy_on: quote_file(path=path, policy_on=policy_on, most_rows=MOST_ROWS),
    )
    if quote is not None and "save" in request.POST:
        return _download(as_workbook(lambda path: write_results(path, result_rows(quote))))
    context: dict[str, Any] = {"method": "", "sheet_form": form, "by_sheet": True, "most_shown": MOST_SHOWN}
    if quote is not None:
        context |= told(quote)
    return _page(request, area, context, status=422 if form.errors else 200)


def told(quote: Quote) -> dict[str, Any]:
    """What the page shows: faults, common budgets, years of institutions, and the cases with their formula."""
    cases = [row for row in quote.rows if row.owed is not None and not row.faults]
    return {
        "faults": [_fault(fault) for fault in quote.faults],
        "pools": [_pool(pool) for pool in quote.pools if pool.outcome is not None],
        "years": [_year(year) for year in quote.years if not year.faults],
        "cases": [_case(row) for row in cases[:MOST_SHOWN]],
        "count": len(quote.rows),
        "sound": sum(not row.faults for row in quote.rows),
    }


def _fault(fault: RowFault) -> tuple[int, Any, str]:
    column = _BY_NAME.get(fault.column)
    return fault.row, column.label if column else fault.column, str(fault)


def _pool(pool: Pool) -> dict[str, Any]:
    row = pool.budget_row
    steps = pool.outcome.steps if pool.outcome else ()
    return {"name": METHODS[row.method], "year": row.year, "groups": [("", _amounts(steps))]}


def _year(year: Year) -> dict[str, Any]:
    groups = [(METHODS[one.account.method], _amounts(one.steps)) for one in year.cleared]
    return {
        "name": year.unit,
        "year": year.year,
        "groups": [*groups, (_("Account of the year"), _amounts(year.steps))],
    }


def _amounts(steps: Iterable[Step]) -> list[dict[str, Any]]:
    return [amount_cells(one) for one in steps]


def _case(row: Row) -> dict[str, Any]:
    cells = case_cells(row)
    return cells | {
        "method": METHODS[row.method],
        "group": row.values.get("group"),
        "deviation": DEVIATIONS[cells["deviation"]],
        "steps": explain(row.steps),
    }


def _page(
    request: HttpRequest, area: PoolingArea | None, context: dict[str, Any], status: int = 200
) -> HttpResponseBase:
    tabs = [(name, METHODS[name]) for name in FIELDS]
    context |= {"title": _("Payment what-if"), "area": area, "areas": areas_with_policy(), "tabs": tabs}
    return render(request, "claims/payment_what_if.html", context, status=status)


def _download(content: Any) -> HttpResponseBase:
    return workbook_answer(content, dated(_("Payment what-if")))
