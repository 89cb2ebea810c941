"""Who would bear a year's gaps and get its surpluses: counties typed on the page, or a sheet; nothing is stored."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from claims.forms_budgets import schemes
from config.access import requires
from config.spreadsheets.faults import RowFault
from config.spreadsheets.sample import sheet_to_fill
from config.spreadsheets.web import as_workbook, dated, workbook_answer
from funds.models import YearSettlement
from funds.reads.region_reports import areas_below
from funds.services.quote_sharing import SharingCase, line_cells, quote_cells, quote_file, result_rows
from funds.services.regional_fund.terms import kept_by_region
from funds.spreadsheets.quote_sharing import BEARERS, COLUMNS, SHEET_LABEL, title_of, write_results
from funds.views import year_guide
from funds.views.settlements.pages import what_if_url
from institutions.models import Agency, PoolingArea
from institutions.policy.in_force import policy_for
from institutions.policy.what_if import policy_in_area
from institutions.views.policy_reading import area_asked, areas_with_policy
from institutions.views.what_if_sheets import quoted

MOST_ROWS = 5_000
MOST_SHOWN = 50
FIRST_YEAR, LAST_YEAR = 2000, 2100
COUNTY_COLUMNS = ("income", "spending", "managerial", "balance", "collected", "gross")
FUND_COLUMNS = ("balance", "financing")
_LABELS = {column.name: column.label for column in COLUMNS}
_EXAMPLE = {"case": "1", "county": "甲县", "income": "1000000.00", "spending": "1200000.00"}


MOST_PER_CENT = 30
HUNDRED, CENT = Decimal(100), Decimal("0.01")


def slider(label: Any) -> forms.IntegerField:
    """So many per cent more or less; nothing moved is zero."""
    steps = {"type": "range", "min": -MOST_PER_CENT, "max": MOST_PER_CENT, "step": 1}
    return forms.IntegerField(
        label=label, min_value=-MOST_PER_CENT, max_value=MOST_PER_CENT, required=False, initial=0,
        widget=forms.NumberInput(steps),
    )  # fmt: skip


class YearForm(forms.Form):
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)


class AskedForm(YearForm):
    """What holds for the whole case."""

    insutype = forms.ChoiceField(label=gettext_lazy("Scheme"), choices=schemes)


class SlidersForm(forms.Form):
    """What if all counties, all cities of a region, or the fund, had so many per cent more or less than typed."""

    income_change = slider(gettext_lazy("Income of all counties"))
    spending_change = slider(gettext_lazy("Spending of all counties"))
    fund_change = slider(gettext_lazy("Common fund at the beginning"))

    def __init__(self, *given: Any, of_cities: bool = False, **more: Any) -> None:
        super().__init__(*given, **more)
        if of_cities:
            self.fields["income_change"].label = _("Income of all cities")
            self.fields["spending_change"].label = _("Spending of all cities")
            self.fields["fund_change"].label = _("What the region can give")

    def apply(self, cells: dict[str, Any]) -> dict[str, Any]:
        """The cells of a row as the sliders change them; what cannot be read is left as it was typed."""
        fund = not cells["county"]
        moved = (
            {"balance": "fund_change"} if fund else {"income": "income_change", "spending": "spending_change"}
        )
        return cells | {name: _changed(cells[name], self.cleaned_data[by] or 0) for name, by in moved.items()}

    def in_words(self) -> str:
        """``Income of all counties +5%``; empty where nothing is moved."""
        told = [
            f"{self.fields[name].label} {change:+d}%" for name, change in self.cleaned_data.items() if change
        ]
        return _(", ").join(told)


def _changed(text: str, per_cent: int) -> str:
    try:
        return (
            str((Decimal(text) * (HUNDRED + per_cent) / HUNDRED).quantize(CENT, ROUND_HALF_UP))
            if per_cent
            else text
        )
    except InvalidOperation:
        return text


class SheetForm(YearForm):
    sheet = forms.FileField(label=gettext_lazy("Sheet of income and spending"))


@requires(region=True)
def what_if(request: HttpRequest) -> HttpResponseBase:
    """One year of the area's counties, or of a region's cities, typed in; every step told."""
    area, asked = area_asked(request, request.GET), "ask" in request.GET
    form = AskedForm(request.GET if asked else None, initial=_usual())
    counties, cities = _counties(area), _cities(area)
    sliders = SlidersForm(request.GET if asked else None, of_cities=bool(cities))
    cases: list[SharingCase] = []
    if asked and area is not None and form.is_valid() and sliders.is_valid():
        typed = _typed(request.GET, cities or counties, form.cleaned_data["insutype"], of_region=bool(cities))
        rows = [(number, sliders.apply(cells)) for number, cells in typed]
        cases = quote_cells(rows=rows, policy_on=policy_in_area(area), year=form.cleaned_data["year"])
    faults = [fault for case in cases for fault in case.faults]
    of_region = _fund_of_region(area)
    fund = BEARERS["regional_fund"] if of_region else _("Common fund")
    context = {
        "form": form,
        "of_region": of_region,
        "sliders": sliders,
        "moved": sliders.in_words() if sliders.is_bound and sliders.is_valid() else "",
        "rows": _inputs(request.GET, cities or counties, faults, fund),
        "sheet_form": SheetForm(initial=_usual(), auto_id="sheet_%s"),
    }
    return _page(
        request,
        area,
        context | {"told": [told(case, of_cities=bool(cities)) for case in cases if case.settlement]},
    )


@requires(region=True)
def what_if_sheet(request: HttpRequest) -> HttpResponseBase:
    """A sheet of cases: shown, or given back as a workbook. Without one, an empty sheet to fill in."""
    if request.method != "POST":
        return _download(sheet_to_fill(SHEET_LABEL, COLUMNS, _EXAMPLE))
    area = area_asked(request, request.POST)
    form = SheetForm(request.POST, request.FILES)
    cases = quoted(
        form,
        area,
        lambda path, policy_on: quote_file(
            path=path, policy_on=policy_on, year=form.cleaned_data["year"], most_rows=MOST_ROWS
        ),
    )
    cases = cases or []
    if cases and "save" in request.POST:
        return _download(as_workbook(lambda path: write_results(path, result_rows(cases))))
    context = {
        "sheet_form": form,
        "told": [told(case) for case in cases[:MOST_SHOWN]],
        "count": len(cases),
        "sound": sum(case.settlement is not None for case in cases),
        "most_shown": MOST_SHOWN,
        "by_sheet": True,
    }
    return _page(request, area, context, status=422 if form.errors else 200)


def told(case: SharingCase, *, of_cities: bool = False) -> dict[str, Any]:
    """A case as the page shows it: who bears what of each county's gap, and every line with its clause.

    ``of_cities``: the units are a region's cities, and what is left to local government is theirs.
    """
    names = {**BEARERS, "county": _("Government of the city or its counties")} if of_cities else BEARERS
    lines = [] if case.settlement is None else [line_cells(case, line) for line in case.settlement.lines]
    borne = [line for line in lines if line["step"] not in ("accrual", "surplus")]
    for line in lines:
        line["title"] = title_of(line["step"], line["payer"], names)
    bearers = list(dict.fromkeys(line["payer"] for line in borne))
    units = list(dict.fromkeys(line["county"] for line in borne))
    amounts: Counter[tuple[str, str]] = Counter()
    for line in borne:
        amounts[line["county"], line["payer"]] += line["amount"]
    sums = [[amounts[county, payer] for payer in bearers] for county in units]
    return {
        "name": case.name,
        "faults": [(fault.row, _LABELS.get(fault.column, fault.column), str(fault)) for fault in case.faults],
        "lines": lines,
        "bearers": [names.get(payer, payer) for payer in bearers],
        "sums": [(name, row, sum(row)) for name, row in zip(units, sums, strict=True)],
        "totals": [sum(column) for column in zip(*sums, strict=True)],
        "whole": sum(sum(row) for row in sums),
        "balances": [] if case.settlement is None else list(case.settlement.balances.items()),
        "fund": BEARERS.get(case.rules.fund) if case.rules is not None else None,
        "fund_held": None if case.settlement is None else case.settlement.fund,
    }


def _usual() -> dict[str, Any]:
    return {"year": timezone.localdate().year - 1, "insutype": "390"}


def _counties(area: PoolingArea | None) -> list[Agency]:
    return list(Agency.objects.filter(area=area, level=Agency.Level.COUNTY).order_by("code"))


def _cities(area: PoolingArea | None) -> list[PoolingArea]:
    """Who asks the region's fund, where the policy asked is a region's: its cities, each as one unit."""
    return [] if area is None else areas_below(area)


def _fund_of_region(area: PoolingArea | None) -> bool:
    """Whether the policy of today leaves the common fund with the region: the last row is then what it can give."""
    if area is None:
        return False
    try:
        policy = policy_for(area, timezone.localdate())
    except LookupError:
        return False
    return policy.has("pooling") and kept_by_region(policy.section("pooling"))


def _typed(
    asked: QueryDict, units: Sequence[Agency | PoolingArea], insutype: str, *, of_region: bool
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The cells typed, as rows of a sheet: units with anything typed, then the fund."""
    case = {"case": "1", "insutype": insutype}
    for row, unit in enumerate(units, 1):
        cells = {name: asked.get(f"{name}_{row}", "").strip() for name in COUNTY_COLUMNS}
        if any(cells.values()):
            yield row, case | {"county": str(unit), "city": str(unit) if of_region else ""} | cells
    cells = {name: asked.get(f"{name}_0", "").strip() for name in FUND_COLUMNS}
    yield len(units) + 1, case | {"county": ""} | cells | {"balance": cells["balance"] or "0"}


def _inputs(
    asked: QueryDict, units: Sequence[Agency | PoolingArea], faults: Sequence[RowFault], fund: Any
) -> list[dict[str, Any]]:
    """The rows of the form with what was typed and what is wrong; the fund comes last."""
    wrong: dict[tuple[int, str], str] = {}
    for fault in faults:
        wrong.setdefault((fault.row, fault.column), str(fault))

    def row(number: int, index: int, label: Any, columns: Sequence[str]) -> dict[str, Any]:
        cells = [
            {
                "name": f"{name}_{index}",
                "label": f"{label} {_LABELS[name]}",
                "value": asked.get(f"{name}_{index}", ""),
                "fault": wrong.pop((number, name), ""),
            }
            if name in columns
            else None
            for name in (*COUNTY_COLUMNS, "financing")
        ]
        rest = [text for (at, _column), text in wrong.items() if at == number]
        return {"label": label, "cells": cells, "faults": rest}

    rows = [row(number, number, str(unit), COUNTY_COLUMNS) for number, unit in enumerate(units, 1)]
    return [*rows, row(len(units) + 1, 0, fund, FUND_COLUMNS)]


def _known_year(area: PoolingArea | None) -> tuple[str, str] | None:
    """The latest settlement the reader sees, and this page with its figures typed in."""
    settled = YearSettlement.objects.filter(area=area).exclude(state=YearSettlement.State.SUPERSEDED)
    last = settled.select_related("area").order_by("-year", "-pk").first()
    if last is None:
        return None
    return str(last), what_if_url(last, list(last.counties.select_related("county__area")))


def _page(
    request: HttpRequest, area: PoolingArea | None, context: dict[str, Any], status: int = 200
) -> HttpResponseBase:
    heads = [_LABELS[name] for name in (*COUNTY_COLUMNS, "financing")]
    context |= {
        "known": _known_year(area),
        "title": _("Sharing what-if"),
        "purpose": year_guide.WHAT_IF,
        "area": area,
        "areas": areas_with_policy(),
        "heads": heads,
        "by_cities": bool(_cities(area)),
    }
    return render(request, "funds/sharing_what_if.html", context, status=status)


def _download(content: Any) -> HttpResponseBase:
    return workbook_answer(content, dated(_("Sharing what-if")))
