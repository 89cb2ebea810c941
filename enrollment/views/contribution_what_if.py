"""What somebody would owe: one case asked on the page, or a sheet of them; nothing is stored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from config.access import requires
from config.spreadsheets.sample import sheet_to_fill
from config.spreadsheets.web import as_workbook, dated, workbook_answer
from enrollment.rules.contributions.quoting import Case
from enrollment.services.quote_contribution import quote_cells, quote_file, result_rows
from enrollment.spreadsheets.quote_contribution import COLUMNS, KINDS, SHEET_LABEL, write_results
from institutions.models import PoolingArea
from institutions.policy.what_if import policy_in_area
from institutions.views.policy_reading import area_asked, areas_with_policy
from institutions.views.what_if_sheets import quoted

from .contribution_forms import FIELDS, CaseForm
from .contribution_lines import told

MOST_ROWS = 2_000
MOST_SHOWN = 200
_EXAMPLE = {"case": "1", "kind": "employee", "month": "2024-01", "wage": "6000.00"}


class SheetForm(forms.Form):
    sheet = forms.FileField(label=gettext_lazy("Sheet of cases"))


@requires()
def what_if(request: HttpRequest) -> HttpResponseBase:
    """One case: its kind chosen, its fields filled, every amount told."""
    area = area_asked(request, request.GET)
    kind = request.GET.get("kind", "employee")
    kind = kind if kind in FIELDS else "employee"
    asked = "ask" in request.GET
    form = CaseForm(request.GET if asked else None, kind=kind, area=area)
    cases: list[Case] = []
    if asked and area is not None:
        cases = quote_cells(rows=form.rows(), policy_on=policy_in_area(area))[:1]
        form.blame(cases[0].faults)
    context = {
        "form": form,
        "kind": kind,
        "sheet_form": SheetForm(),
        "told": [told(case) for case in cases if case.worked],
    }
    return _page(request, area, context)


@requires()
def what_if_sheet(request: HttpRequest) -> HttpResponseBase:
    """A sheet of cases: shown, or given back as a workbook. Without one, an empty sheet to fill in."""
    if request.method != "POST":
        return _download(sheet_to_fill(SHEET_LABEL, COLUMNS, _EXAMPLE))
    area = area_asked(request, request.POST)
    form = SheetForm(request.POST, request.FILES)
    cases = quoted(
        form,
        area,
        lambda path, policy_on: quote_file(path=path, policy_on=policy_on, most_rows=MOST_ROWS),
    )
    cases = cases or []
    if cases and "save" in request.POST:
        return _download(as_workbook(lambda path: write_results(path, result_rows(cases))))
    context = {
        "form": CaseForm(None, kind="employee", area=area),
        "kind": "",
        "sheet_form": form,
        "told": [told(case) for case in cases[:MOST_SHOWN]],
        "count": len(cases),
        "sound": sum(case.worked is not None for case in cases),
        "most_shown": MOST_SHOWN,
        "by_sheet": True,
    }
    return _page(request, area, context, status=422 if form.errors else 200)


def _page(
    request: HttpRequest, area: PoolingArea | None, context: dict[str, Any], status: int = 200
) -> HttpResponseBase:
    tabs = [(name, KINDS[name]) for name in FIELDS]
    context |= {"title": _("Contribution what-if"), "area": area, "areas": areas_with_policy(), "tabs": tabs}
    return render(request, "enrollment/contribution_what_if.html", context, status=status)


def _download(content: Any) -> HttpResponseBase:
    return workbook_answer(content, dated(_("Contribution what-if")))
