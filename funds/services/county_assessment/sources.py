"""Where the computed figures of whoever is assessed are read: a county's in the data, a city's in what it reported.

A region reads nothing of the areas below it but their reports (docs/decisions/015), so the figures of a city are those
of its own watch of December of the year.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import Protocol

from config.periods import Month
from funds.models import CountyScheme, RegionReport
from funds.reads.indicators import Indicator, Reading
from funds.reads.region_reports import CityReport
from funds.reads.rounds import schemes_of
from funds.reads.watched import Cell
from institutions.models import Agency

# A reported value has twelve decimals: nearer to its quotient than this, it is the quotient.
ROUNDED = Fraction(1, 10**9)


class Source(Protocol):
    """What one agency's figures of a year are read from; ``report`` where a city reported them."""

    @property
    def report(self) -> RegionReport | None: ...

    def schemes(self) -> list[str]: ...

    def read(self, known: Indicator, insutype: str) -> Reading: ...


class FromData:
    """A county's year in the data of its city."""

    report = None

    def __init__(self, unit: Agency, year: int) -> None:
        self.unit, self.year = unit, year

    def schemes(self) -> list[str]:
        return schemes_of(self.unit)

    def read(self, known: Indicator, insutype: str) -> Reading:
        return known.read(self.unit.area, insutype, self.unit, self.year)


class FromReport:
    """A city's year as it reported it; nothing where it reported no December of the year."""

    def __init__(self, report: RegionReport | None) -> None:
        self.report = report
        whole = CityReport(report.area, report).lines if report is not None else []
        self._lines = {one.insutype: one for one in whole if one.whole}

    def schemes(self) -> list[str]:
        return sorted(one for one in self._lines if one)

    def read(self, known: Indicator, insutype: str) -> Reading:
        line = self._lines.get(insutype)
        return Reading(None) if line is None else as_reading(line.cell(known.code))


def as_reading(cell: Cell) -> Reading:
    """The reported value, exact where it is the quotient of what is reported beside it."""
    if cell.value is None:
        return Reading(None)
    top, base, value = _exact(cell.numerator), _exact(cell.denominator), Fraction(cell.value)
    if top is not None and base and abs(top / base - value) < ROUNDED:
        value = top / base
    return Reading(value, top, base)


def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else Fraction(number)


def source_of(scheme: CountyScheme, unit: Agency) -> Source:
    """Where the figures of ``unit`` are read for the scheme's year."""
    if not scheme.of_cities:
        return FromData(unit, scheme.year)
    december = str(Month(scheme.year, 12))
    reports = RegionReport.objects.filter(region=scheme.area_id, area=unit.area_id, content__month=december)
    return FromReport(reports.select_related("area").order_by("-pk").first())
