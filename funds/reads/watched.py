"""What was counted, as pages and the published report show it. Within the reader's scope."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from config.codes import name_of
from config.display import joined, money_text, percent, whole
from config.money import FEN_PER_YUAN, TEN_THOUSAND, from_fen, half_up
from config.periods import Month
from funds.models import FundWarning, IndicatorCode, IndicatorValue, Level, WatchMonth
from funds.reads.indicators import COUNT, FEN, INDICATORS, MONTHS, RATIO
from institutions.models import Agency, PoolingArea

DASH = "—"
TONES = {"unknown": "plain", "unset": "plain", "within": "ok", "warning": "warn", "talk": "bad"}
# What stands in the table of a report, in this order; the amounts come on the county's page.
SHOWN = (
    IndicatorCode.MONTHS_COVERED,
    IndicatorCode.CURRENT_BALANCE,
    IndicatorCode.ACCUMULATED_BALANCE,
    IndicatorCode.IN_POLICY_RATIO,
    IndicatorCode.REAL_RATIO,
    IndicatorCode.PERSONAL_SHARE,
    IndicatorCode.COLLECTION_RATE,
    IndicatorCode.PLAN_ACCURACY,
    IndicatorCode.BUDGET_USE,
    IndicatorCode.GROWTH_PER_HEAD,
)


def in_words(code: str, value: Decimal | None) -> str:
    """The value as people read it: 75.3%, 4.25 months, yuan, people; a dash where there is none."""
    if value is None:
        return DASH
    exact, unit = Fraction(value), unit_of(code)
    if unit == RATIO:
        return percent(half_up(exact.numerator * TEN_THOUSAND, exact.denominator))
    if unit == MONTHS:
        months = from_fen(half_up(exact.numerator * FEN_PER_YUAN, exact.denominator))
        return _("%(months)s months") % {"months": months}
    rounded = half_up(exact.numerator, exact.denominator)
    return money_text(from_fen(rounded)) if unit == FEN else whole(rounded)


def unit_of(code: str) -> str:
    known = INDICATORS.get(code)
    return COUNT if known is None else known.unit


def name_of_indicator(code: str) -> str:
    return str(IndicatorCode(code).label) if code in IndicatorCode.values else code


def bounds_in_words(code: str, corridor: Mapping[str, Mapping[str, str]]) -> str:
    """``6.00 months – 24.00 months``, one-sided where the policy gives one bound."""
    ends = [
        in_words(code, decimal_of(corridor[name]["value"])) if name in corridor else ""
        for name in ("lowest", "highest")
    ]
    if not any(ends):
        return DASH
    if all(ends):
        return f"{ends[0]} – {ends[1]}"
    return f"≥ {ends[0]}" if ends[0] else f"≤ {ends[1]}"


def clauses_of(corridor: Mapping[str, Mapping[str, str]]) -> str:
    return _(", ").join(dict.fromkeys(one["clause"] for one in corridor.values() if one["clause"]))


def assumed_of(corridor: Mapping[str, Mapping[str, str]]) -> str:
    return joined(dict.fromkeys(one["assumed"] for one in corridor.values() if one["assumed"]))


def decimal_of(text: str) -> Decimal:
    exact = Fraction(text)
    return Decimal(exact.numerator) / Decimal(exact.denominator)


@dataclass(frozen=True)
class Cell:
    """One value on a board."""

    code: str
    value: Decimal | None
    level: str
    corridor: Mapping[str, Mapping[str, str]]
    numerator: Decimal | None = None
    denominator: Decimal | None = None

    @property
    def text(self) -> str:
        return in_words(self.code, self.value)

    @property
    def tone(self) -> str:
        return TONES[self.level]

    @property
    def label(self) -> str:
        return str(Level(self.level).label)


@dataclass(frozen=True)
class Line:
    """One unit's values of a scheme (or of none) in a month; the city's agency is the whole area."""

    code: str
    name: str
    whole: bool
    insutype: str
    cells: Mapping[str, Cell]

    def cell(self, code: str) -> Cell:
        return self.cells.get(code) or Cell(code, None, Level.UNKNOWN.value, {})

    @property
    def worst(self) -> str:
        """The most serious level on the line."""
        order = ("talk", "warning", "within", "unset", "unknown")
        found = {one.level for one in self.cells.values()}
        return next((level for level in order if level in found), "unknown")


def content_of(watched: WatchMonth) -> dict[str, Any]:
    """The report as plain data: every value of every unit, corridors with clause, open warnings, the analysis.

    Reads under a scope that shows the whole area.
    """
    values = (
        IndicatorValue.objects.filter(month=watched)
        .select_related("unit")
        .order_by("insutype", "unit__level", "unit__code", "pk")
    )
    open_ones = (
        FundWarning.objects.filter(
            area=watched.area_id, seen_month__gte=watched.month, month__lte=watched.month
        )
        .exclude(state=FundWarning.State.CLOSED)
        .select_related("unit")
        .order_by("unit__code", "code")
    )
    return {
        "area": str(watched.area),
        "month": f"{watched.month:%Y-%m}",
        "final": watched.final,
        "remarks": watched.remarks,
        "values": [
            {
                "unit": one.unit.code, "name": str(one.unit), "whole": one.unit.level == Agency.Level.CITY,
                "insutype": one.insutype, "code": one.code, "level": one.level, "corridor": one.corridor,
                "value": _text(one.value), "numerator": _text(one.numerator), "denominator": _text(one.denominator),
            }
            for one in values
        ],
        "warnings": [
            {
                "unit": one.unit.code, "name": str(one.unit), "insutype": one.insutype, "code": one.code,
                "level": one.level, "since": f"{one.month:%Y-%m}", "value": _text(one.value), "worse": one.worse,
                "talked": one.talked,
            }
            for one in open_ones
        ],
    }  # fmt: skip


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def lines_of(content: Mapping[str, Any]) -> list[Line]:
    """By scheme, the whole area first, then counties by code."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in content["values"]:
        found.setdefault((row["insutype"], row["unit"]), []).append(row)
    lines = [
        Line(
            unit,
            rows[0]["name"],
            rows[0]["whole"],
            insutype,
            {row["code"]: _cell(row) for row in rows},
        )
        for (insutype, unit), rows in found.items()
    ]
    return sorted(lines, key=lambda one: (one.insutype, not one.whole, one.code))


def _cell(row: Mapping[str, Any]) -> Cell:
    return Cell(
        row["code"], _number(row["value"]), row["level"], row["corridor"], _number(row["numerator"]),
        _number(row["denominator"]),
    )  # fmt: skip


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def series_of(
    area: PoolingArea, unit: Agency, insutype: str, code: str, months: int = 24
) -> list[tuple[Month, IndicatorValue]]:
    """One indicator's counted months, the youngest last."""
    rows = (
        IndicatorValue.objects.filter(area=area, unit=unit, insutype=insutype, code=code)
        .select_related("month")
        .order_by("-month__month")[:months]
    )
    return [(Month.of(one.month.month), one) for one in reversed(rows)]


def schemes_in(lines: Iterable[Line]) -> list[tuple[str, str]]:
    """(code, name) of the schemes a report tells of."""
    return [(one, name_of("insutype", one)) for one in sorted({line.insutype for line in lines} - {""})]
