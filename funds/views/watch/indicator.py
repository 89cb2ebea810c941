"""One indicator of one unit: what it is worked out from, where that stands, how it went, what it warned of."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from config.access import requires
from config.codes import name_of
from config.forms import Fact
from config.listing import Column, Table
from config.periods import Month
from funds.models import FundWarning, IndicatorValue
from funds.reads.indicators import INDICATORS, Reading
from funds.reads.watched import (
    Cell,
    assumed_of,
    bounds_in_words,
    clauses_of,
    name_of_indicator,
    series_of,
)
from funds.services.watch.count import exact, schemes_of
from funds.views import year_guide
from funds.views.asking import chosen_from
from institutions.access import AgencyRequest
from institutions.models import Agency

from .board import month_of, unit_asked
from .tables import of_unit, part_in_words, trend_chart, with_unit


@requires()
@chosen_from("funds:watch_board")
def indicator_page(request: AgencyRequest) -> HttpResponseBase:
    """The value counted in a month beside what the books say today; 404 for what was not counted."""
    area, unit = request.assignment.agency.area, unit_asked(request)
    watched, code, scheme = month_of(request), request.GET.get("code", ""), request.GET.get("scheme", "")
    value = IndicatorValue.objects.filter(month=watched, unit=unit, insutype=scheme, code=code).first()
    if watched is None or value is None or code not in INDICATORS:
        raise Http404
    month = Month.of(watched.month)
    county = None if unit.level == Agency.Level.CITY else unit
    today = INDICATORS[code].read(area, scheme or schemes_of(area)[0], county, month)
    counted = _cell(value)
    series = series_of(area, unit, scheme, code)
    chart = trend_chart(code, series)
    context: dict[str, Any] = {
        "title": f"{name_of_indicator(code)} · {unit} · {month}",
        "purpose": year_guide.INDICATOR,
        "facts": _facts(counted, scheme, today),
        "counted": counted,
        "moved": exact(today.value) != value.value,
        "now": with_unit(code, exact(today.value)),
        "name": name_of_indicator(code),
        "figures_url": today.address,
        "unit_url": of_unit(unit.code, scheme, str(month)),
        "chart": chart,
        "months": _months_table(series),
        "warnings": FundWarning.objects.filter(unit=unit, insutype=scheme, code=code).order_by("-month"),
    }
    return render(request, "funds/watch/indicator.html", context)


def _cell(value: IndicatorValue) -> Cell:
    return Cell(value.code, value.value, value.level, value.corridor, value.numerator, value.denominator)


def _facts(cell: Cell, scheme: str, today: Reading) -> list[Fact]:
    return [
        Fact(_("Scheme"), name_of("insutype", scheme) if scheme else _("All schemes together")),
        Fact(_("Value"), with_unit(cell.code, cell.value)),
        Fact(_("What it is worked out from"), today.source),
        Fact(_("Numerator"), part_in_words("numerator", cell) or "—"),
        Fact(_("Denominator"), part_in_words("denominator", cell) or "—"),
        Fact(_("Corridor"), bounds_in_words(cell.code, cell.corridor)),
        Fact(_("Clause"), clauses_of(cell.corridor) or "—"),
        Fact(_("Assumed"), assumed_of(cell.corridor) or "—"),
    ]


def _months_table(series: list[tuple[Month, IndicatorValue]]) -> Table:
    """The youngest first."""
    rows = [{"month": str(month), "cell": _cell(one)} for month, one in reversed(series)]
    part = lambda name: lambda row: part_in_words(name, row["cell"])  # noqa: E731
    return Table(
        _("Month by month"),
        [
            Column("month", _("Month")),
            Column("value", _("Value"), "badge", get=_value, tone=lambda row: row["cell"].tone),
            Column("level", _("Level"), get=lambda row: row["cell"].label),
            Column("corridor", _("Corridor"), get=_corridor),
            Column("numerator", _("Numerator"), get=part("numerator")),
            Column("denominator", _("Denominator"), get=part("denominator")),
        ],
        rows,
    )


def _value(row: dict[str, Any]) -> str:
    return with_unit(row["cell"].code, row["cell"].value)


def _corridor(row: dict[str, Any]) -> str:
    return bounds_in_words(row["cell"].code, row["cell"].corridor)
