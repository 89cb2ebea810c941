"""Tables of what came up to a region, and of the regional fund."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from config.codes import name_of
from config.listing import Column, Table
from funds.models import (
    Level,
    RegionalDistribution,
    RegionalLevy,
    RegionalTransfer,
    RegionReport,
    ReportedYear,
)
from funds.reads.indicators import FEN, MONTHS, RATIO
from funds.reads.region_reports import ROLLED_UP, CityReport, summed
from funds.reads.regional_fund import PaperStanding, given_of, received_of
from funds.reads.watched import TONES, Line, name_of_indicator, schemes_in, unit_of
from funds.views.watch.tables import typed
from institutions.models import PoolingArea

DESK = {
    "name",
    "confirmed_on",
    "month",
    "insured",
    "income",
    "expense",
    "months_covered",
    "warnings",
    "level",
}
STATES = {"proposed": "warn", "issued": "ok", "withdrawn": "plain"}
BOOKED = {"entered": "warn", "booked": "ok", "refused": "plain"}
_KIND = {RATIO: "percent", MONTHS: "quantity", FEN: "money"}


@dataclass(frozen=True)
class RolledUp:
    """A line of the roll-up: a city with its report, the whole region, or a county."""

    line: Line
    name: str
    url: str = ""
    month: str = ""
    confirmed_on: dt.date | None = None
    warnings: int | None = None

    @property
    def level(self) -> str:
        return str(Level(self.line.worst).label) if self.url or not self.line.whole else ""


def _figures() -> list[Column]:
    def column(code: str) -> Column:
        kind = _KIND.get(unit_of(code), "number")
        return Column(code, name_of_indicator(code), kind, get=lambda row: typed(row.line.cell(code)))

    return [column(code.value) for code in ROLLED_UP]


def _level() -> Column:
    return Column(
        "level", _("Level"), "badge", get=lambda row: row.level, tone=lambda row: TONES[row.line.worst]
    )


def roll_up_tables(region: PoolingArea, reports: Sequence[CityReport]) -> list[Table]:
    """One table per scheme: the region, then every city that reported it."""
    lines = [line for one in reports for line in one.lines if line.whole]
    columns = [
        Column("name", pgettext("of a region", "City"), link=lambda row: row.url),
        Column("confirmed_on", _("As at"), "date"),
        Column("month", _("Month")),
        *_figures(),
        Column("warnings", _("Open warnings"), "number"),
        _level(),
    ]
    tables = []
    for insutype, title in schemes_in(lines):
        rows = []
        for one in reports:
            line = one.whole(insutype)
            if line is None or one.report is None:
                continue
            open_ones = sum(each["insutype"] == insutype for each in one.content.get("warnings", []))
            rows.append(
                RolledUp(
                    line, str(one.area), one.report.get_absolute_url(), one.month, one.report.confirmed_on, open_ones
                )
            )  # fmt: skip
        whole = summed(region, [row.line for row in rows], insutype)
        first = RolledUp(whole, _("Whole region"), warnings=sum(row.warnings or 0 for row in rows))
        tables.append(Table(title, columns, [first, *rows], unit=_("yuan")))
    return tables


def short_roll_up(table: Table) -> Table:
    """The same lines in what a desk has room for: people, money of the year so far, months covered, warnings."""
    shown = [one for one in table.columns if one.name in DESK]
    return Table(table.caption, shown, table.rows, unit=table.unit)


def unit_tables(lines: Sequence[Line], url: str) -> list[Table]:
    """A city's own report: the whole city and its counties, scheme by scheme."""
    columns = [Column("name", _("Unit"), link=lambda row: row.url), *_figures(), _level()]
    return [
        Table(
            title,
            columns,
            [
                RolledUp(one, _("Whole area") if one.whole else one.name, f"{url}?unit={one.code}")
                for one in lines
                if one.insutype == insutype
            ],
            unit=_("yuan"),
        )
        for insutype, title in schemes_in(lines)
    ]


def reports_table(rows: Sequence[RegionReport]) -> Table:
    return Table(
        _("Reports to the region"),
        [
            Column("reported_on", _("As at"), "date", link=lambda row: row.get_absolute_url()),
            Column("confirmed_on", _("Unchanged until"), "date"),
            Column("region", _("Region")),
            Column("month", _("Month"), get=lambda row: row.content.get("month", "")),
            Column("values", _("Values"), "number", get=lambda row: len(row.content.get("values", []))),
        ],
        rows,
        empty=_("Nothing was reported yet. The figures go up every night."),
    )


def years_table(years: Sequence[ReportedYear]) -> Table:
    return Table(
        _("Ended years by the ledger"),
        [
            Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
            Column("year", _("Year")),
            Column("collected", _("Contributions collected"), "money"),
            Column("spending", _("Spending"), "money"),
            Column("insured", _("People insured at the year's end"), "number"),
            Column("collection_rate", _("Collection rate of the year"), "percent"),
            Column("closed", _("Books closed"), "badge", get=lambda row: _("yes") if row.closed else _("no"),
                   tone=lambda row: "ok" if row.closed else "warn"),
        ],
        years,
        unit=_("yuan"),
        empty=_("No year has ended in the books yet."),
    )  # fmt: skip


def county_years_table(rows: Sequence[Mapping[str, Any]]) -> Table:
    return Table(
        _("Ended years by county"),
        [
            Column("name", _("County")),
            Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row["insutype"])),
            Column("year", _("Year")),
            Column("collected", _("Contributions collected"), "money", get=lambda row: Decimal(row["collected"])),
            Column("spending", _("Spending"), "money", get=lambda row: Decimal(row["spending"])),
            Column("insured", _("People insured at the year's end"), "number"),
        ],
        rows,
        unit=_("yuan"),
        empty=_("No year has ended in the books yet."),
    )  # fmt: skip


def assessment_table(content: Mapping[str, Any]) -> Table:
    told = content.get("assessment") or {}
    caption = _("Assessment of counties")
    return Table(
        f"{caption} {told['year']}" if told else caption,
        [
            Column("rank", _("Rank"), "number"),
            Column("name", _("County")),
            Column("score", _("Score"), "quantity", get=lambda row: Decimal(row["score"])),
            Column("grade", _("Grade")),
        ],
        told.get("rows", []),
        empty=_("No assessment is published yet."),
    )


def demands_table(rows: Sequence[PaperStanding], *, by_city: bool = True) -> Table:
    shown = [
        Column("number", _("Number"), "code", get=lambda row: row.paper.number,
               link=lambda row: row.paper.get_absolute_url()),
        Column("area", pgettext("of a region", "City"), get=lambda row: row.paper.area),
        Column("insutype", _("Scheme"), get=lambda row: row.paper.scheme),
        Column("year", _("Year"), get=lambda row: row.paper.year),
        Column("collected", _("Collected last year"), "money", get=lambda row: row.paper.collected),
        Column("share", _("Levied share"), "percent", get=lambda row: row.paper.share),
        Column("amount", _("Amount due"), "money", get=lambda row: row.paper.amount, total=True),
        Column("city", _("Paid up by the city"), "money", total=True),
        Column("region", _("Received by the region"), "money", total=True),
        Column("open", _("Still open"), "money", total=True),
        Column("due_on", _("Due on"), "date", get=lambda row: row.paper.due_on),
        Column("late", _("State"), "badge", get=_state_of, tone=_tone_of),
    ]  # fmt: skip
    columns = shown if by_city else [one for one in shown if one.name != "area"]
    return _summed(_("Paid up to the region"), columns, rows, _("No demand stands yet."))


def _origin(row: PaperStanding) -> str:
    return _("entered by the region") if row.paper.assessed_id is None else _("score of the assessment")  # type: ignore[union-attr]


def _state_of(row: PaperStanding) -> str:
    if row.late:
        return _("Late")
    return (
        _("Settled in whole")
        if row.paper.state == "issued" and not row.open
        else row.paper.get_state_display()
    )


def _tone_of(row: PaperStanding) -> str:
    return "bad" if row.late else STATES[row.paper.state]


def grants_table(rows: Sequence[PaperStanding], *, by_city: bool = True) -> Table:
    shown = [
        Column("number", _("Number"), "code", get=lambda row: row.paper.number,
               link=lambda row: row.paper.get_absolute_url()),
        Column("area", pgettext("of a region", "City"), get=lambda row: row.paper.area),
        Column("insutype", _("Scheme"), get=lambda row: row.paper.scheme),
        Column("year", _("Year"), get=lambda row: row.paper.year),
        Column("members", _("People insured"), "number", get=lambda row: row.paper.members),
        Column("rate", _("Collection rate"), "percent", get=lambda row: row.paper.collection_rate),
        Column("performance", _("Performance"), "percent", get=lambda row: row.paper.performance),
        Column("origin", _("Performance from"), get=_origin),
        Column("amount", _("Amount granted"), "money", get=lambda row: row.paper.amount, total=True),
        Column("region", _("Paid by the region"), "money", total=True),
        Column("city", _("Received by the city"), "money", total=True),
        Column("state", _("State"), "badge", get=_state_of, tone=_tone_of),
    ]  # fmt: skip
    columns = shown if by_city else [one for one in shown if one.name != "area"]
    return _summed(_("Granted by the region"), columns, rows, _("Nothing was granted yet."))


def _summed(caption: str, columns: list[Column], rows: Sequence[PaperStanding], empty: str) -> Table:
    totals = {
        one.name: sum((one.get(row) if one.get else getattr(row, one.name) for row in rows), Decimal(0))
        for one in columns
        if one.total
    }
    return Table(caption, columns, rows, totals=totals if rows else {}, unit=_("yuan"), empty=empty)


def levies_table(rows: Sequence[RegionalLevy]) -> Table:
    own = [
        Column("share", _("Levied share"), "percent"),
        Column("amount", _("Amount due"), "money"),
        Column("due_on", _("Due on"), "date"),
        Column("received", _("Received by the region"), "money", get=received_of),
        Column("given", _("Distributed"), "money", get=given_of),
        Column("left", _("Left to distribute"), "money", get=lambda row: received_of(row) - given_of(row)),
    ]
    return _wholes_table(_("Levies"), own, rows, _("Nothing was levied yet."))


def distributions_table(rows: Sequence[RegionalDistribution]) -> Table:
    own = [
        Column("collected", _("Paid in until then"), "money"),
        Column("given_before", _("Distributed before"), "money"),
        Column("amount", _("Distributed"), "money"),
    ]
    return _wholes_table(_("Distributions"), own, rows, _("Nothing was distributed yet."))


def _wholes_table(
    caption: str, own: Sequence[Column], rows: Sequence[RegionalLevy | RegionalDistribution], empty: str
) -> Table:
    """Levies or distributions of a region: what they share stands around the ``own`` columns."""
    return Table(
        caption,
        [
            Column("year", _("Year"), link=lambda row: row.get_absolute_url()),
            Column("insutype", _("Scheme"), get=lambda row: name_of("insutype", row.insutype)),
            *own,
            Column("state", _("State"), "badge", tone=STATES),
            Column("evidence", _("Reference number of the document")),
            Column("entered_by", _("Entered by")),
            Column("decided_by", _("Decided by")),
        ],
        rows,
        unit=_("yuan"),
        empty=empty,
    )


def transfers_table(rows: Sequence[RegionalTransfer]) -> Table:
    return Table(
        _("Vouchers"),
        [
            Column("side", _("Movement")),
            Column("moved_on", _("Day of the voucher"), "date"),
            Column("evidence", _("Voucher number"), "code"),
            Column("amount", _("Amount"), "money"),
            Column("state", _("State"), "badge", tone=BOOKED),
            Column("entered_by", _("Entered by")),
            Column("decided_by", _("Decided by")),
            Column("refused_reason", _("Why it was refused")),
        ],
        rows,
        unit=_("yuan"),
        empty=_("No money moved yet."),
    )
