"""What came up to a region: the youngest report of every city, units as lines, and sums over them (NM-09)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from funds.models import IndicatorCode, RegionReport, ReportedYear
from funds.reads.indicators import COUNT, FEN
from funds.reads.watched import Cell, Line, lines_of, unit_of
from institutions.models import PoolingArea

# What a region looks at. Amounts and people are added up; of ratios, numerators and denominators are: the others are
# not of that kind (growth, what a head spends).
ROLLED_UP = (
    IndicatorCode.INSURED,
    IndicatorCode.INCOME,
    IndicatorCode.EXPENSE,
    IndicatorCode.BUDGET_USE,
    IndicatorCode.BALANCE,
    IndicatorCode.MONTHS_COVERED,
    IndicatorCode.COLLECTION_RATE,
    IndicatorCode.IN_POLICY_RATIO,
)


@dataclass(frozen=True)
class CityReport:
    """A city and its youngest report; None where nothing came up yet."""

    area: PoolingArea
    report: RegionReport | None

    @property
    def content(self) -> dict[str, Any]:
        return self.report.content if self.report is not None else {}

    @property
    def lines(self) -> list[Line]:
        return lines_of({"values": self.content.get("values", [])})

    @property
    def month(self) -> str:
        return str(self.content.get("month", ""))

    def whole(self, insutype: str) -> Line | None:
        """The line of the whole city."""
        return next((one for one in self.lines if one.whole and one.insutype == insutype), None)

    def age(self, today: dt.date) -> int | None:
        """Days since the figures were last confirmed."""
        return None if self.report is None else (today - self.report.confirmed_on).days


def areas_below(region: PoolingArea) -> list[PoolingArea]:
    """The areas of a region, by code."""
    return list(PoolingArea.objects.filter(parent=region).order_by("code"))


def latest_reports(region: PoolingArea) -> list[CityReport]:
    """Every area of the region; one query for the reports."""
    youngest = {
        one.area_id: one
        for one in RegionReport.objects.filter(region=region)
        .select_related("area", "city")
        .order_by("area_id", "-pk")
        .distinct("area_id")
    }
    return [CityReport(area, youngest.get(area.pk)) for area in areas_below(region)]


def reported_years(region: PoolingArea, insutype: str, year: int) -> dict[int, ReportedYear]:
    """By area id: the year as the youngest report that tells of it has it."""
    rows = (
        ReportedYear.objects.filter(report__region=region, insutype=insutype, year=year)
        .select_related("report__area")
        .order_by("report__area_id", "-report_id")
        .distinct("report__area_id")
    )
    return {one.report.area_id: one for one in rows}


def summed(region: PoolingArea, lines: Sequence[Line], insutype: str) -> Line:
    """The region's own line: amounts and people added up, ratios by their numerators and denominators."""
    cells = {code.value: _summed(code.value, [one.cell(code.value) for one in lines]) for code in ROLLED_UP}
    return Line(region.code, _("Whole region"), True, insutype, cells)


def _summed(code: str, cells: Iterable[Cell]) -> Cell:
    known = [one for one in cells if one.value is not None]
    if not known:
        return Cell(code, None, "unknown", {})
    if unit_of(code) in (FEN, COUNT):
        return Cell(code, sum((one.value or 0 for one in known), Decimal(0)), "unset", {})
    if any(one.numerator is None or one.denominator is None for one in known):
        return Cell(code, None, "unknown", {})
    top = sum((one.numerator or 0 for one in known), Decimal(0))
    under = sum((one.denominator or 0 for one in known), Decimal(0))
    return Cell(code, top / under if under else None, "unset" if under else "unknown", {}, top, under)
