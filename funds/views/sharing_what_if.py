"""Who would bear a year's gaps and get its surpluses: counties typed on the page, or a sheet; nothing is stored."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponseBase, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.spreadsheets.faults import FileFault, RowFault
from config.spreadsheets.sample import sheet_to_fill
from funds.services.quote_sharing import SharingCase, line_cells, quote_cells, quote_file, result_rows
from funds.spreadsheets.quote_sharing import BEARERS, COLUMNS, SHEET_LABEL, write_results
from institutions.models import Agency, PoolingArea
from institutions.policy.what_if import policy_in_area
from institutions.views.policy_reading import areas_with_policy

MOST_ROWS = 5_000
MOST_SHOWN = 50
FIRST_YEAR, LAST_YEAR = 2000, 2100
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
COUNTY_COLUMNS = ("income", "spending", "managerial", "balance", "collected")
FUND_COLUMNS = ("balance", "financing")
_LABELS = {column.name: column.label for column in COLUMNS}
_EXAMPLE = {"case": "1", "county": "甲县", "income": "1000000.00", "spending": "1200000.00"}


class AskedForm(forms.Form):
    """What holds for the whole case."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)
    insutype = forms.RegexField(r"^\d{3}$", label=gettext_lazy("Scheme"), widget=forms.TextInput({"size": 6}))


class SheetForm(forms.Form):
    sheet = forms.FileField(label=gettext_lazy("Sheet of counties"))


@requires()
def what_if(request: HttpRequest) -> HttpResponseBase:
    """One year of the area's counties, typed in; every step told."""
    area, asked = _area(request, request.GET), "ask" in request.GET
    form = AskedForm(request.GET if asked else None, initial=_usual())
    counties = _counties(area)
    cases: list[SharingCase] = []
    if asked and area is not None and form.is_valid():
        rows = list(_typed(request.GET, counties, form.cleaned_data["insutype"]))
        cases = quote_cells(rows=rows, policy_on=policy_in_area(area), year=form.cleaned_data["year"])
    faults = [fault for case in cases for fault in case.faults]
    context = {"form": form, "rows": _inputs(request.GET, counties, faults), "sheet_form": SheetForm()}
    return _page(request, area, context | {"told": [told(case) for case in cases if case.settlement]})


@requires()
def what_if_sheet(request: HttpRequest) -> HttpResponseBase:
    """A sheet of cases: shown, or given back as a workbook. Without one, an empty sheet to fill in."""
    if request.method != "POST":
        return _workbook(sheet_to_fill(SHEET_LABEL, COLUMNS, _EXAMPLE), _("Sharing what-if"))
    area = _area(request, request.POST)
    form, sheet_form = AskedForm(request.POST), SheetForm(request.POST, request.FILES)
    cases: list[SharingCase] = []
    if form.is_valid() and sheet_form.is_valid() and area is not None:
        try:
            cases = _of_upload(sheet_form.cleaned_data["sheet"], area, form.cleaned_data["year"])
        except FileFault as fault:
            sheet_form.add_error("sheet", str(fault))
    if cases and "save" in request.POST:
        return _workbook(_results(cases), _("Sharing what-if"))
    context = {
        "form": form,
        "sheet_form": sheet_form,
        "rows": _inputs(QueryDict(), _counties(area), []),
        "told": [told(case) for case in cases[:MOST_SHOWN]],
        "count": len(cases),
        "sound": sum(case.settlement is not None for case in cases),
        "most_shown": MOST_SHOWN,
        "by_sheet": True,
    }
    return _page(request, area, context, status=422 if form.errors or sheet_form.errors else 200)


def told(case: SharingCase) -> dict[str, Any]:
    """A case as the page shows it: who bears what of each county's gap, and every line with its clause."""
    lines = [] if case.settlement is None else [line_cells(case, line) for line in case.settlement.lines]
    borne = [line for line in lines if line["step"] not in ("accrual", "surplus")]
    bearers = list(dict.fromkeys(line["payer"] for line in borne))
    sums = [
        [sum((one["amount"] for one in borne if (one["county"], one["payer"]) == (county, payer)), start=0)
         for payer in bearers]
        for county in dict.fromkeys(line["county"] for line in borne)
    ]  # fmt: skip
    names = list(dict.fromkeys(line["county"] for line in borne))
    return {
        "name": case.name,
        "faults": [(fault.row, _LABELS.get(fault.column, fault.column), str(fault)) for fault in case.faults],
        "lines": lines,
        "bearers": [BEARERS.get(payer, payer) for payer in bearers],
        "sums": [(name, row, sum(row)) for name, row in zip(names, sums, strict=True)],
        "totals": [sum(column) for column in zip(*sums, strict=True)],
        "whole": sum(sum(row) for row in sums),
        "balances": [] if case.settlement is None else list(case.settlement.balances.items()),
        "fund": BEARERS.get(case.rules.fund) if case.rules is not None else None,
        "fund_held": None if case.settlement is None else case.settlement.fund,
    }


def _usual() -> dict[str, Any]:
    return {"year": timezone.localdate().year - 1, "insutype": "390"}


def _area(request: HttpRequest, asked: QueryDict) -> PoolingArea | None:
    """The area asked for; else the reader's own, where a policy is in force there."""
    own = request.assignment.agency.area  # type: ignore[attr-defined]
    areas = areas_with_policy()
    return areas.filter(code=asked.get("area") or own.code).first() or areas.filter(pk=own.pk).first()


def _counties(area: PoolingArea | None) -> list[Agency]:
    return list(Agency.objects.filter(area=area, level=Agency.Level.COUNTY).order_by("code"))


def _typed(
    asked: QueryDict, counties: Sequence[Agency], insutype: str
) -> Iterator[tuple[int, dict[str, Any]]]:
    """The cells typed, as rows of a sheet: counties with anything typed, then the fund."""
    case = {"case": "1", "insutype": insutype}
    for row, county in enumerate(counties, 1):
        cells = {name: asked.get(f"{name}_{row}", "").strip() for name in COUNTY_COLUMNS}
        if any(cells.values()):
            yield row, case | {"county": str(county)} | cells
    cells = {name: asked.get(f"{name}_0", "").strip() for name in FUND_COLUMNS}
    yield len(counties) + 1, case | {"county": ""} | cells | {"balance": cells["balance"] or "0"}


def _inputs(asked: QueryDict, counties: Sequence[Agency], faults: Sequence[RowFault]) -> list[dict[str, Any]]:
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

    rows = [row(number, number, str(county), COUNTY_COLUMNS) for number, county in enumerate(counties, 1)]
    return [*rows, row(len(counties) + 1, 0, _("Common fund"), FUND_COLUMNS)]


def _page(
    request: HttpRequest, area: PoolingArea | None, context: dict[str, Any], status: int = 200
) -> HttpResponseBase:
    heads = [_LABELS[name] for name in (*COUNTY_COLUMNS, "financing")]
    context |= {"title": _("Sharing what-if"), "area": area, "areas": areas_with_policy(), "heads": heads}
    return render(request, "funds/sharing_what_if.html", context, status=status)


def _of_upload(upload: Any, area: PoolingArea, year: int) -> list[SharingCase]:
    suffix = Path(upload.name or "").suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"cases{suffix}"
        with path.open("wb") as file:
            file.writelines(upload.chunks())
        return quote_file(path=path, policy_on=policy_in_area(area), year=year, most_rows=MOST_ROWS)


def _results(cases: Sequence[SharingCase]) -> io.BytesIO:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "result.xlsx"
        write_results(path, result_rows(cases))
        return io.BytesIO(path.read_bytes())


def _workbook(content: Any, title: str) -> FileResponse:
    name = f"{title}-{timezone.localdate():%Y%m%d}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)
