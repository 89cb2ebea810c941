"""What cities reported: the region's board, a city's report with its counties, a county's values (NM-09)."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.display import changed_query
from config.forms import Fact, act_page, once
from config.listing.export import tables_workbook
from config.listing.tables import Table
from config.spreadsheets.web import dated, workbook_answer
from funds.models import RegionReport
from funds.reads.region_reports import CityReport, latest_reports
from funds.services.region_reports.report import start_report
from funds.views.watch.tables import values_table, warnings_table
from institutions.access import AgencyRequest
from institutions.models import PoolingArea

from .tables import (
    assessment_table,
    county_years_table,
    reports_table,
    roll_up_tables,
    short_roll_up,
    unit_tables,
    years_table,
)

BOTH = ("region", "city")
REGION = ("region",)


def answered(
    request: AgencyRequest, template: str, tables: list[Table], context: dict[str, Any]
) -> HttpResponseBase:
    """The tables on screen; with ``export`` as a workbook, with ``print`` for paper."""
    if "export" in request.GET:
        return workbook_answer(tables_workbook(tables), dated(context["title"]))
    given = {
        "tables": tables,
        "export_url": changed_query(request.GET, export="1"),
        "print_url": changed_query(request.GET, print="1"),
        "agency": request.assignment.agency,
        **context,
    }
    if "print" in request.GET:
        back = {"back_url": changed_query(request.GET, print="") or "."}
        return render(request, "funds/region/print.html", given | back)
    return render(request, template, given)


@requires(levels=REGION)
def board(request: AgencyRequest) -> HttpResponseBase:
    """Every city of the region by what it reported last; cities that reported nothing are named."""
    region, today = request.assignment.agency.area, timezone.localdate()
    reports = latest_reports(region)
    context = {
        "title": _("Cities of the region"),
        "silent": [one.area for one in reports if one.report is None],
        "old": [one for one in reports if (one.age(today) or 0) > 1],
        "days": [one.report.confirmed_on for one in reports if one.report is not None],
    }
    return answered(request, "funds/region/board.html", roll_up_tables(region, reports), context)


def cities_panel(_request: AgencyRequest, assignment: Any) -> dict[str, Any]:
    """Panel of a region's desk: every city by what it reported last, in a few columns."""
    reports = latest_reports(assignment.agency.area)
    return {
        "silent": [one.area for one in reports if one.report is None],
        "tables": [short_roll_up(table) for table in roll_up_tables(assignment.agency.area, reports)],
    }


@requires(levels=BOTH)
def report_page(request: AgencyRequest, region_report_id: int) -> HttpResponseBase:
    """One report as it came up; with ``unit`` one unit's values with what is behind them."""
    known = RegionReport.objects.select_related("area", "region", "city")
    report: RegionReport = get_object_or_404(known, pk=region_report_id)
    read = CityReport(report.area, report)
    context: dict[str, Any] = {"title": str(report.area), "report": report, "read": read}
    wanted = request.GET.get("unit", "")
    if wanted:
        lines = [one for one in read.lines if one.code == wanted]
        if not lines:
            raise Http404
        context |= {"title": f"{report.area} · {lines[0].name}", "unit": lines[0]}
        tables = [_titled(values_table(one, read.month), one.insutype) for one in lines]
        years = [one for one in read.content.get("county_years", []) if one["unit"] == wanted]
        return answered(request, "funds/region/report.html", [*tables, county_years_table(years)], context)
    tables = [
        *unit_tables(read.lines, report.get_absolute_url()),
        warnings_table(read.content.get("warnings", [])),
        years_table(list(report.years.all())),
        county_years_table(read.content.get("county_years", [])),
        assessment_table(read.content),
    ]
    return answered(request, "funds/region/report.html", tables, context)


def _titled(table: Table, insutype: str) -> Table:
    table.caption = name_of("insutype", insutype) if insutype else _("All schemes together")
    return table


@requires(levels=("city",))
def own_reports(request: AgencyRequest) -> HttpResponseBase:
    """What this city told its region: the youngest report, and those before."""
    area: PoolingArea = request.assignment.agency.area
    rows = list(RegionReport.objects.filter(area=area).select_related("region")[:60])
    context = {
        "title": _("Reports to the region"),
        "area": area,
        "may_report": area.parent_id is not None and "finance" in request.assignment.duties,
    }
    return answered(request, "funds/region/own.html", [reports_table(rows)], context)


@requires(duty="finance", levels=("city",))
@once
def report_now(request: AgencyRequest) -> HttpResponseBase:
    """Report today's figures now, not only in the night."""
    area = request.assignment.agency.area

    def do() -> str:
        return reverse("job", args=[start_report(area=area, acting_user=request.user).pk])

    return act_page(
        request, title=_("Report to the region"), do=do, label=_("Report now"),
        facts=[Fact(_("Pooling area"), area), Fact(_("Region"), area.parent or "")],
        warnings=(_("Sums by county and scheme go up: no person, no bill, no entry."),),
        said=_("The report is being made."), cancel_url=reverse("funds:region_reports"),
    )  # fmt: skip
