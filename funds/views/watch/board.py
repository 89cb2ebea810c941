"""A month of every unit with its levels, one unit's month and trend, and the count of a month."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from config.access import requires
from config.display import changed_query
from config.forms import Fact, act_page, once
from config.listing.export import tables_workbook
from config.periods import Month
from config.scoping import current_scope
from config.spreadsheets.web import dated, workbook_answer
from funds.forms_watch import CountForm
from funds.models import FundWarning, IndicatorCode, WatchMonth
from funds.reads.watched import content_of, lines_of, name_of_indicator, schemes_in, series_of
from funds.services.watch.count import start_count, units_of
from funds.views import year_guide
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest
from institutions.models import Agency

from ..ledger import month_asked
from .tables import board_tables, corridor_table, months_chart, trend_chart, values_table

TRENDS = (
    IndicatorCode.MONTHS_COVERED,
    IndicatorCode.CURRENT_BALANCE,
    IndicatorCode.ACCUMULATED_BALANCE,
    IndicatorCode.IN_POLICY_RATIO,
)


def month_of(request: AgencyRequest) -> WatchMonth | None:
    """The month asked for, else the latest counted; 404 for one never counted."""
    counted = WatchMonth.objects.filter(area=request.assignment.agency.area).order_by("-month")
    wanted = month_asked(request, None)
    found: WatchMonth | None = (
        counted.first() if wanted is None else get_object_or_404(counted, month=wanted.first)
    )
    return found


@requires()
def board(request: AgencyRequest) -> HttpResponseBase:
    """Units by indicator, as far as the reader may see them; with ``export`` as a workbook."""
    agency = request.assignment.agency
    watched = month_of(request)
    context: dict[str, Any] = year_guide.of_board(watched) | {
        "title": _("Watch of the fund"),
        "may_count": "finance" in request.assignment.duties and agency.level == Agency.Level.CITY,
        "watched": watched,
    }
    if watched is None:
        return render(request, "funds/watch/board.html", context)
    lines, month = lines_of(content_of(watched)), f"{watched.month:%Y-%m}"
    if "export" in request.GET:
        title = _("Watch of the fund: %(month)s") % {"month": month}
        return workbook_answer(tables_workbook(board_tables(lines, month, for_sheet=True)), dated(title))
    charts = [(f"months-{code}", name, months_chart(lines, code)) for code, name in schemes_in(lines)]
    outside = sum(cell.level in ("warning", "talk") for line in lines for cell in line.cells.values())
    context |= {
        "title": _("Watch of the fund: %(month)s") % {"month": month}, "month": month,
        "tables": board_tables(lines, month), "corridors": corridor_table(lines), "outside": outside,
        "charts": [one for one in charts if one[2]], "before": Month.of(watched.month).previous,
        "after": Month.of(watched.month).following, "open": _open_warnings(watched),
        "export_url": changed_query(request.GET, export="1"),
    }  # fmt: skip
    counted = set(WatchMonth.objects.filter(area=agency.area).values_list("month", flat=True))
    context["steps"] = [
        (str(one), text)
        for one, text in (
            (context["before"], _("The month before")),
            (context["after"], _("The month after")),
        )
        if one.first in counted
    ]
    return render(request, "funds/watch/board.html", context)


def _open_warnings(watched: WatchMonth) -> int:
    return int(
        FundWarning.objects.filter(area=watched.area_id).exclude(state=FundWarning.State.CLOSED).count()
    )


def unit_asked(request: AgencyRequest) -> Agency:
    """The unit the address names, the city for the whole area; 404 for none, or one the reader does not see."""
    area = request.assignment.agency.area
    unit = next((one for one in units_of(area) if one.code == request.GET.get("unit")), None)
    if unit is None or not current_scope().includes(county_id=unit.pk, area_id=area.pk):
        raise Http404
    return unit


@requires()
@chosen_from("funds:watch_board")
def unit_page(request: AgencyRequest) -> HttpResponseBase:
    """One unit and scheme: the month's values with what is behind them, and how they went."""
    area, unit, watched = request.assignment.agency.area, unit_asked(request), month_of(request)
    if watched is None:
        raise Http404
    month, scheme = f"{watched.month:%Y-%m}", request.GET.get("scheme", "")
    lines = [one for one in lines_of(content_of(watched)) if one.code == unit.code]
    line = next((one for one in lines if one.insutype == scheme), None)
    if line is None:
        raise Http404
    codes = [one.value for one in TRENDS] if scheme else [IndicatorCode.COVERAGE.value]
    charts = [
        (
            code.replace("_", "-"),
            name_of_indicator(code),
            trend_chart(code, series_of(area, unit, scheme, code)),
        )
        for code in codes
    ]
    context = {
        "purpose": year_guide.UNIT, "title": f"{unit} · {month}", "unit": unit, "watched": watched, "month": month,
        "scheme": scheme,
        "values": values_table(line, month), "charts": [one for one in charts if one[2]],
        "schemes": schemes_in(lines),
        "warnings": FundWarning.objects.filter(unit=unit, insutype__in=("", scheme)).exclude(
            state=FundWarning.State.CLOSED
        ),
    }  # fmt: skip
    return render(request, "funds/watch/unit.html", context)


@requires(duty="finance", levels="city")
@once
def count(request: AgencyRequest) -> HttpResponseBase:
    """Count an ended month now, or again while its report is not drawn up."""
    area = request.assignment.agency.area
    form = CountForm(request.POST or None, initial={"month": request.GET.get("month", "")})

    def do() -> str:
        job = start_count(area=area, month=form.cleaned_data["month"], acting_user=request.user)
        return reverse("job", args=[job.pk])

    return act_page(
        request,
        title=_("Count what is watched"),
        facts=[Fact(_("Pooling area"), area)],
        warnings=(_("What lies outside its corridor opens a warning, or is followed where one is open."),),
        form=form,
        do=do,
        label=_("Count the month"),
        said=_("The count is under way."),
        cancel_url=reverse("funds:watch_board"),
    )
