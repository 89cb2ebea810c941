"""The board of targets: coverage against its line, people and collection against the year's targets, by county."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.display import changed_query, percent, whole
from config.listing import Column, Table
from config.listing.export import tables_workbook
from config.periods import Month
from config.spreadsheets.web import dated, workbook_answer
from enrollment.models import TargetPlan
from enrollment.reads.targets import (
    SCHEMES,
    CountyCoverage,
    Progress,
    counted_months,
    counties_of,
    coverage_by_month,
    coverage_rates,
    latest_month,
    progress,
    progress_by_month,
    published,
    summed,
    together,
)
from enrollment.target_forms import BoardForm, years
from institutions.access import AgencyRequest
from institutions.models import Agency, PoolingArea
from institutions.rules.policy_package import Given

from .plans import is_city

BEHIND, ON_COURSE = "bad", "ok"


@dataclass(frozen=True)
class Board:
    """One month of all counties in scope, or the months of one of them."""

    area: PoolingArea
    year: int
    month: Month
    plan: TargetPlan | None
    county: Agency | None

    @cached_property
    def rates(self) -> list[CountyCoverage]:
        found = coverage_rates(self.area, self.month)
        return [one for one in found if self.county is None or one.county == self.county]

    @cached_property
    def months(self) -> list[tuple[Month, CountyCoverage]]:
        return coverage_by_month(self.area, self.year, None if self.county is None else self.county.pk)

    @property
    def whole(self) -> CountyCoverage:
        return together(self.rates)

    @property
    def line(self) -> Given | None:
        return self.whole.line

    def tables(self) -> list[Table]:
        if self.county is not None:
            return [self._rate_by_month(), *self._progress_by_month(self.county)]
        return [self._rate_by_county(), *self._progress_by_county()]

    def _rate_by_county(self) -> Table:
        whole_area = self.whole
        return Table(
            caption=_("Coverage of the resident population"),
            columns=[Column("county", _("County"), link=self.county_url), *_rate_columns()],
            rows=self.rates,
            totals={name: getattr(whole_area, name) for name in ("population", "covered", "rate", "short")},
            total_title=_("Together"),
        )

    def _rate_by_month(self) -> Table:
        return Table(
            caption=_("Coverage of the resident population"),
            columns=[
                Column("month", _("Month"), "month", get=lambda row: row[0]),
                *_rate_columns(lambda row: row[1]),
            ],
            rows=self.months,
        )

    def _progress_by_county(self) -> list[Table]:
        found = progress(self.plan, self.area, self.month)
        tables = []
        for insutype in SCHEMES:
            rows = [one for one in found if one.insutype == insutype]
            first = Column("county", _("County"), link=self.county_url)
            table = Table(
                caption=name_of("insutype", insutype),
                columns=[first, *_progress_columns()],
                rows=rows,
                totals=_totals(summed(rows)) if rows else None,
                total_title=_("Together"),
                unit=_("yuan"),
            )
            tables.append(table)
        return tables

    def _progress_by_month(self, county: Agency) -> list[Table]:
        found = progress_by_month(self.plan, self.area, self.year, county.pk)
        return [
            Table(
                caption=name_of("insutype", insutype),
                columns=[Column("month", _("Month"), "month"), *_progress_columns()],
                rows=[one for one in found if one.insutype == insutype],
                unit=_("yuan"),
            )
            for insutype in SCHEMES
        ]

    def county_url(self, row: Any) -> str | None:
        if row.county is None:
            return None
        asked = {"area": self.area.code, "year": self.year, "county": row.county.pk}
        return f"{reverse('enrollment:target_board')}?{urlencode(asked)}"

    def charts(self) -> list[tuple[str, str, dict[str, Any]]]:
        """Rates as percentages beside the line; collection by month against the even course."""
        if self.county is None:
            shown = [(str(one.county), one) for one in self.rates]
            kind = "bar"
        else:
            shown, kind = [(str(month), one) for month, one in self.months], "line"
        measured = [(name, one) for name, one in shown if one.rate is not None]
        return [
            ("coverage", _("Coverage rate"), _rates_chart(kind, measured)),
            ("collection", _("Collected so far against the even course"), self._collection_chart()),
        ]

    def _collection_chart(self) -> dict[str, Any]:
        county = None if self.county is None else self.county.pk
        found = progress_by_month(self.plan, self.area, self.year, county)
        months = sorted({one.month for one in found})
        by_month = {month: [one for one in found if one.month == month] for month in months}
        series = [
            {"name": _("Collected so far"),
             "data": [sum((one.collected for one in rows), Decimal(0)) for rows in by_month.values()]},
            {"name": _("Even course of the target"),
             "data": [sum((one.linear or Decimal(0) for one in rows), Decimal(0)) for rows in by_month.values()]},
        ]  # fmt: skip
        return {
            "kind": "line",
            "categories": [str(month) for month in months],
            "series": series,
            "unit": _("yuan"),
        }

    def figures(self) -> list[dict[str, Any]]:
        whole_area, line = self.whole, self.line
        found = [one for one in self.rates if one.is_behind]
        cards = [
            {
                "label": _("Coverage rate"),
                "value": percent(whole_area.rate),
                "note": _("line %(line)s") % {"line": percent(line.value)} if line is not None else "",
                "tone": BEHIND if whole_area.is_behind else "",
            },
            {"label": _("Insured at the end of the month"), "value": whole(whole_area.covered)},
            {"label": _("Missing to the line"), "value": whole(whole_area.short)},
        ]
        if self.county is None:
            cards.append({"label": _("Counties behind in coverage"), "value": whole(len(found))})
        return cards


def _rate_columns(of: Any = lambda row: row) -> list[Column]:
    return [
        Column("population", _("Resident population"), "number", get=lambda row: of(row).population),
        Column("covered", _("Insured"), "number", get=lambda row: of(row).covered),
        Column("rate", _("Coverage rate"), "percent", get=lambda row: of(row).rate),
        Column("short", _("Missing to the line"), "number", get=lambda row: of(row).short),
        Column(
            "standing", _("State"), "badge",
            get=lambda row: _standing(of(row).rate, of(row).is_behind),
            tone=lambda row: BEHIND if of(row).is_behind else ON_COURSE,
        ),
    ]  # fmt: skip


def _standing(reached: int | None, behind: bool) -> str:
    if reached is None:
        return ""
    return _("behind") if behind else _("on course")


def _progress_columns() -> list[Column]:
    return [
        Column("target", _("People to be insured"), "number"),
        Column("covered", _("Insured"), "number"),
        Column("people_rate", _("Reached"), "percent"),
        Column("amount", _("Collection of the year"), "money"),
        Column("collected", _("Collected so far"), "money"),
        Column("collected_rate", _("Reached"), "percent"),
        Column("linear", _("Even course"), "money"),
        Column("ahead", _("Ahead of it"), "money"),
        Column("standing", _("State"), "badge", get=lambda row: _standing(row.collected_rate, row.is_behind),
               tone=lambda row: BEHIND if row.is_behind else ON_COURSE),
        Column("covered_later", _("Insured, corrected since"), "number",
               get=lambda row: row.covered_later or None),
        Column("collected_later", _("Collected, corrected since"), "money",
               get=lambda row: row.collected_later or None),
    ]  # fmt: skip


def _totals(row: Progress) -> dict[str, Any]:
    summable = (
        "target", "covered", "people_rate", "amount", "collected", "collected_rate", "linear", "ahead",
        "covered_later", "collected_later",
    )  # fmt: skip
    return {name: getattr(row, name) for name in summable}


def _rates_chart(kind: str, measured: Sequence[tuple[str, CountyCoverage]]) -> dict[str, Any]:
    series = [{"name": _("Coverage rate"), "data": [Decimal(one.rate or 0) / 100 for _name, one in measured]}]
    if measured and measured[0][1].line is not None:
        lines = [Decimal(one.line.value if one.line else 0) / 100 for _name, one in measured]
        series.append({"name": _("Line of coverage"), "data": lines})
    return {"kind": kind, "categories": [name for name, _one in measured], "series": series, "unit": "%"}


def _counties(request: AgencyRequest, area: PoolingArea) -> list[Agency]:
    """Counties whose figures the reader may see."""
    scope = request.user.scope()
    return [one for one in counties_of(area) if scope.includes(county_id=one.pk, area_id=area.pk)]


@requires()
def board(request: AgencyRequest) -> HttpResponseBase:
    """On screen, with ``print`` on paper, with ``export`` as a workbook."""
    agency = request.assignment.agency
    area = agency.area
    last = latest_month(area)
    year = _year(request.GET.get("year", ""), timezone.localdate().year if last is None else last.year)
    months = counted_months(area, year)
    counties = _counties(request, area)
    parameters = request.GET.copy()
    if parameters.get("month") and not parameters["month"].startswith(f"{year}-"):
        del parameters["month"]  # of the year looked at before
    form = BoardForm(
        parameters,
        areas=[(area.code, area.name)],
        year=year,
        months=[str(month) for month in months],
        counties=[(one.pk, str(one)) for one in counties],
    )
    context: dict[str, Any] = {
        "form": form, "title": _("Targets and what was reached"), "agency": agency, "year": year,
        "may_count": is_city(request) and "finance" in request.assignment.duties,
    }  # fmt: skip
    if not form.is_valid():
        return render(request, "enrollment/targets/board.html", context, status=422)
    if not months:
        return render(request, "enrollment/targets/board.html", context)
    asked = form.cleaned_data
    month = Month.parse(asked["month"]) if asked["month"] else months[0]
    county = next((one for one in counties if one.pk == asked["county"]), None)
    if county is None and len(counties) == 1:
        county = counties[0]
    shown = Board(area, year, month, published(area, year), county)
    title = _("Targets and what was reached: %(period)s") % {"period": year if county else month}
    if county is not None:
        title = f"{county} · {title}"
    tables = shown.tables()
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), dated(title))
    context |= {
        "title": title, "board": shown, "tables": tables, "charts": shown.charts(), "figures": shown.figures(),
        "period": str(month), "printed_at": timezone.now(),
        "print_url": changed_query(request.GET, print="1"), "export_url": changed_query(request.GET, export="1"),
        "back_url": changed_query(request.GET, print=None),
    }  # fmt: skip
    name = "board_print" if "print" in request.GET else "board"
    return render(request, f"enrollment/targets/{name}.html", context)


def _year(text: str, otherwise: int) -> int:
    """The year asked for; one that is none is refused by the form."""
    return int(text) if text in {str(year) for year, _text in years()} else otherwise
