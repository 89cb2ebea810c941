"""Tables and charts of counted months, for the board, the unit's page and the report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from config.codes import name_of
from config.listing import Column, Table
from config.money import TEN_THOUSAND, from_fen, half_up
from funds.models import IndicatorCode, Level
from funds.reads.indicators import COUNT, FEN, INDICATORS, MONTHS, RATIO
from funds.reads.watched import (
    SHOWN,
    TONES,
    Cell,
    Line,
    assumed_of,
    bounds_in_words,
    clauses_of,
    decimal_of,
    in_words,
    name_of_indicator,
    schemes_in,
    unit_of,
)

OF_NO_SCHEME = ""
_KIND = {RATIO: "percent", MONTHS: "quantity", FEN: "money"}


def typed(cell: Cell) -> Any:
    """The value as a list's column of its kind wants it."""
    if cell.value is None:
        return None
    exact, unit = Fraction(cell.value), unit_of(cell.code)
    if unit == RATIO:
        return half_up(exact.numerator * TEN_THOUSAND, exact.denominator)
    if unit == MONTHS:
        return from_fen(half_up(exact.numerator * 100, exact.denominator))
    whole = half_up(exact.numerator, exact.denominator)
    return from_fen(whole) if unit == FEN else whole


def codes_of(insutype: str) -> list[str]:
    if insutype:
        return [one.value for one in SHOWN]
    return [code for code, one in INDICATORS.items() if not one.by_scheme]


def unit_url(line: Line, month: str) -> str:
    return of_unit(line.code, line.insutype, month)


def of_unit(unit: str, scheme: str, month: str) -> str:
    return f"{reverse('funds:watch_unit')}?{urlencode({'unit': unit, 'scheme': scheme, 'month': month})}"


def indicator_url(line: Line, cell: Cell, month: str) -> str:
    asked = {"unit": line.code, "scheme": line.insutype, "month": month, "code": cell.code}
    return f"{reverse('funds:watch_indicator')}?{urlencode(asked)}"


def board_tables(lines: Sequence[Line], month: str, *, for_sheet: bool = False) -> list[Table]:
    """One table per scheme, one for what is of no scheme; as badges on pages, as numbers in workbooks."""
    schemes = [*schemes_in(lines), (OF_NO_SCHEME, _("All schemes together"))]
    tables = []
    for insutype, title in schemes:
        rows = [one for one in lines if one.insutype == insutype]
        if rows:
            tables.append(Table(title, _columns(insutype, month, for_sheet=for_sheet), rows))
    return tables


def _columns(insutype: str, month: str, *, for_sheet: bool) -> list[Column]:
    first = Column(
        "name", _("Unit"), get=lambda row: _("Whole area") if row.whole else row.name,
        link=lambda row: unit_url(row, month),
    )  # fmt: skip
    level = Column(
        "level", _("Level"), "badge", get=lambda row: str(Level(row.worst).label), tone=lambda row: TONES[row.worst]
    )  # fmt: skip
    make = _number if for_sheet else _badge
    return [first, *(make(code) for code in codes_of(insutype)), level]


def _badge(code: str) -> Column:
    def text(row: Line) -> str:
        cell = row.cell(code)
        # Never by colour alone.
        return f"{cell.text} · {cell.label}" if cell.level in ("warning", "talk") else cell.text

    return Column(code, name_of_indicator(code), "badge", get=text, tone=lambda row: row.cell(code).tone)


def _number(code: str) -> Column:
    kind = _KIND.get(unit_of(code), "number")
    return Column(code, name_of_indicator(code), kind, get=lambda row: typed(row.cell(code)))


def corridor_table(lines: Iterable[Line]) -> Table:
    """The corridors the values were measured by, with clause and what is assumed."""
    found: dict[tuple[str, str], Mapping[str, Any]] = {}
    for line in lines:
        for code, cell in line.cells.items():
            if cell.corridor:
                found.setdefault((line.insutype, code), cell.corridor)
    rows = [
        {
            "scheme": name_of("insutype", insutype) if insutype else _("All schemes together"),
            "indicator": name_of_indicator(code),
            "corridor": bounds_in_words(code, corridor),
            "talk": in_words(code, decimal_of(corridor["talk"]["value"])) if "talk" in corridor else "",
            "clause": clauses_of(corridor),
            "assumed": assumed_of(corridor),
        }
        for (insutype, code), corridor in sorted(found.items())
    ]  # fmt: skip
    return Table(
        _("Corridors"),
        [
            Column("scheme", _("Scheme")),
            Column("indicator", _("Indicator")),
            Column("corridor", _("Corridor")),
            Column("talk", _("Talk below")),
            Column("clause", _("Clause")),
            Column("assumed", _("Assumed"), "assumed"),
        ],
        rows,
    )


def warnings_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    """Open warnings as the report froze them."""
    scheme = lambda row: name_of("insutype", row["insutype"]) if row["insutype"] else ""  # noqa: E731
    return Table(
        _("Open warnings"),
        [
            Column("name", _("Unit")),
            Column("insutype", _("Scheme"), get=scheme),
            Column("code", _("Indicator"), get=lambda row: name_of_indicator(row["code"])),
            Column("value", _("Value"), get=lambda row: in_words(row["code"], Decimal(row["value"]))),
            Column("level", _("Level"), "badge", get=lambda row: str(Level(row["level"]).label),
                   tone=lambda row: TONES[row["level"]]),
            Column("since", _("Opened for")),
            Column("worse", _("Months worse in a row"), "number"),
            Column("talked", _("Talk held"), get=lambda row: _("yes") if row["talked"] else ""),
        ],
        rows,
        empty=_("No warning is open."),
    )  # fmt: skip


def values_table(line: Line, month: str) -> Table:
    """Every value of a unit in a month, with what it was worked out from and where that stands."""
    order = {code: place for place, code in enumerate(INDICATORS)}
    rows = sorted(line.cells.values(), key=lambda cell: order.get(cell.code, len(order)))
    return Table(
        _("Values of the month"),
        [
            Column("code", _("Indicator"), get=lambda row: name_of_indicator(row.code),
                   link=lambda row: indicator_url(line, row, month)),
            Column("value", _("Value"), "badge", get=lambda row: with_unit(row.code, row.value),
                   tone=lambda row: row.tone),
            Column("label", _("Level")),
            Column("corridor", _("Corridor"), get=lambda row: bounds_in_words(row.code, row.corridor)),
            Column("numerator", _("Numerator"), get=partial(part_in_words, "numerator")),
            Column("denominator", _("Denominator"), get=partial(part_in_words, "denominator")),
            Column("clause", _("Clause"), get=lambda row: clauses_of(row.corridor)),
            Column("assumed", _("Assumed"), "assumed", get=lambda row: assumed_of(row.corridor)),
        ],
        rows,
    )  # fmt: skip


_OF_PEOPLE = {IndicatorCode.COVERAGE.value, IndicatorCode.INSURED.value}


def with_unit(code: str, value: Decimal | None) -> str:
    """As people read it, with yuan, people or months said: for tables in which they stand side by side."""
    text, unit = in_words(code, value), unit_of(code)
    if value is None or unit not in (FEN, COUNT):
        return text
    if unit == FEN:
        return _("%(amount)s yuan") % {"amount": text}
    if code == IndicatorCode.WARNED_MONTHS:
        return _("%(months)s months") % {"months": text}
    return _("%(n)s people") % {"n": text}


def part_in_words(name: str, cell: Cell) -> str:
    """Numerator or denominator: amounts in yuan, people as they are."""
    value = getattr(cell, name)
    if value is None:
        return ""
    if cell.code == IndicatorCode.WARNED_MONTHS:
        return with_unit(cell.code, value)
    heads = cell.code == IndicatorCode.SPENDING_PER_HEAD and name == "denominator"
    people = heads or cell.code in _OF_PEOPLE
    return with_unit((IndicatorCode.INSURED if people else IndicatorCode.BALANCE).value, value)


def months_chart(lines: Sequence[Line], insutype: str) -> dict[str, Any] | None:
    """Months covered by unit beside the lowest of the corridor."""
    code = IndicatorCode.MONTHS_COVERED.value
    rows = [one for one in lines if one.insutype == insutype and one.cell(code).value is not None]
    if not rows:
        return None
    series = [{"name": name_of_indicator(code), "data": [typed(one.cell(code)) for one in rows]}]
    lowest = rows[0].cell(code).corridor.get("lowest")
    if lowest is not None:
        exact = Fraction(lowest["value"])
        line = from_fen(half_up(exact.numerator * 100, exact.denominator))
        series.append({"name": _("Lowest of the corridor"), "data": [line] * len(rows)})
    names = [_("Whole area") if one.whole else one.name for one in rows]
    return {"kind": "bar", "categories": names, "series": series, "unit": _("months")}


def trend_chart(code: str, months: Sequence[tuple[Any, Any]]) -> dict[str, Any] | None:
    """One indicator month by month; months without data are left out."""
    known = [(str(month), one) for month, one in months if one.value is not None]
    if not known:
        return None
    cells = [typed(Cell(code, one.value, one.level, {})) for _month, one in known]
    unit = {RATIO: "%", MONTHS: _("months"), FEN: _("yuan")}.get(unit_of(code), "")
    shown = [Decimal(one) / 100 for one in cells] if unit == "%" else cells
    return {
        "kind": "line",
        "categories": [month for month, _one in known],
        "series": [{"name": name_of_indicator(code), "data": shown}],
        "unit": unit,
    }
