"""The sheet of a county's self-report: a row for each indicator of the year, filled in and brought back (NB-24)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from io import BytesIO
from typing import IO, Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.scoping import Scope
from config.spreadsheets import merging
from config.spreadsheets.checks import SetCheck, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.resources import PREVIEW_ROWS, ImportResource, register_import
from config.spreadsheets.staging import Staging
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from funds.models import CountySheet, CountyValue
from funds.services.county_assessment.report import SPAN, measure_of, report_value
from funds.services.county_assessment.states import CountyAssessmentRefused
from institutions.models import Agency, User
from institutions.rules.scoring import POINTS
from institutions.services.scoring import scored

register_messages(
    {
        "county_report_none": _noop("no assessment of this year is open for your agency"),
        "county_report_handed_in": _noop("the report is “%(state)s”: it is changed no more"),
        "county_report_unknown": _noop("the year's scheme has no such indicator"),
        "county_report_value": _noop("%(why)s"),
        "county_report_unproven": _noop("say what proves the value"),
        "county_report_empty": _noop("the value is missing"),
    }
)
UNITS = {"points": _("points"), "percent": _("percent")}


class Reported(NamedTuple):
    """A staged row; ``value`` in percent or points, as the indicator is scored."""

    row_no: int
    year: int
    indicator: str
    value: Decimal | None
    evidence: str


def _rows(staging: Staging) -> list[Reported]:
    found = staging.rows("SELECT row_no, year, indicator, value, evidence FROM {staging} ORDER BY row_no")
    return [Reported(*row[:-1], evidence=(row[-1] or "").strip()) for row in found]


def _sheets(run: ImportRun, rows: Iterable[Reported]) -> dict[int, CountySheet]:
    """The uploader's county in the assessments of the years that the sheet names."""
    found = CountySheet.objects.filter(
        unit=run.agency.county_id or run.agency_id, scheme__year__in={row.year for row in rows}
    )
    return {one.scheme.year: one for one in found.select_related("scheme")}


def _values(sheets: Iterable[CountySheet]) -> dict[tuple[int, str], CountyValue]:
    found = CountyValue.objects.filter(sheet__in=list(sheets)).select_related("indicator", "sheet__scheme")
    return {(one.sheet.scheme.year, one.indicator.key): one for one in found}


class ReportCheck(SetCheck):
    """Each row's year is open for the county, its indicator one of the scheme's, its value one that counts."""

    def faults(self, staging: Staging, scope: Scope) -> Iterator[RowFault]:
        rows = _rows(staging)
        sheets = _sheets(staging.run, rows)
        values = _values(sheets.values())
        for row in rows:
            sheet, value = sheets.get(row.year), values.get((row.year, row.indicator))
            if sheet is None:
                yield RowFault(row.row_no, "year", "county_report_none", str(row.year))
            elif sheet.state != CountySheet.State.REPORTING:
                state = {"state": str(sheet.get_state_display())}
                yield RowFault(row.row_no, "year", "county_report_handed_in", str(row.year), state)
            elif value is None:
                yield RowFault(row.row_no, "indicator", "county_report_unknown", row.indicator)
            else:
                yield from _value_faults(row, value)


def _value_faults(row: Reported, value: CountyValue) -> Iterator[RowFault]:
    if row.value is None:
        if row.evidence:
            yield RowFault(row.row_no, "value", "county_report_empty", "")
        return
    if not row.evidence:
        yield RowFault(row.row_no, "evidence", "county_report_unproven", "")
    try:
        _scored(value, row.value)
    except CountyAssessmentRefused as refused:
        yield RowFault(
            row.row_no, "value", "county_report_value", f"{row.value.normalize():f}", {"why": str(refused)}
        )


def _scored(value: CountyValue, typed: Decimal) -> tuple[int | None, Decimal]:
    measure = measure_of(value.indicator)
    return scored(measure, value.indicator.title, typed, refused=CountyAssessmentRefused, span=SPAN)


class CountyReports(ImportResource):
    """A county's self-report in a year's assessment."""

    kind = "county_report"
    title = _("Self-report for the yearly assessment")
    description = _(
        "What your agency reports in the year's assessment, and what proves it; the sheet ready to fill in is on the "
        "assessment's page. Rows without a value stay as they are. Papers are attached on the page."
    )
    sheet, sheet_label = "county_report", _("Sheet of the self-report")
    duty = "handle"
    shown = ("year", "indicator", "value")
    columns = (
        Column("year", _("Year"), "integer", required=True),
        Column("indicator", _("Code of the indicator"), "code", required=True, max_length=40),
        Column("title", _("Indicator"), max_length=200),
        Column("unit", _("Given in"), "code", choices=UNITS),
        Column("most", _("Points to be had"), "integer"),
        Column("from_data", _("From the data"), max_length=20),
        Column("value", _("Reported value"), "decimal", in_header=True, decimals=2, negative=True),
        Column("evidence", _("Evidence"), max_length=300, in_header=True),
    )
    checks = (unique_in_file("year", "indicator"), ReportCheck("county_report_none", "year", ""))
    example = {
        "year": "2025",
        "indicator": "coverage",
        "title": "参保率",
        "unit": "percent",
        "most": "20",
        "from_data": "95.20",
        "value": "95.20",
        "evidence": "参保台账",
    }

    def preview(self, staging: Staging) -> tuple[dict[int, int], list[dict[str, Any]]]:
        rows = _rows(staging)
        values = _values(_sheets(staging.run, rows).values())
        new = [row for row in rows if not _stands(row, values[row.year, row.indicator])]
        first = [
            {
                "row": row.row_no,
                "action": merging.ACTIONS[merging.NEW],
                "shown": {
                    "year": row.year,
                    "indicator": values[row.year, row.indicator].indicator.title,
                    "value": f"{row.value.normalize():f}" if row.value is not None else "",
                },
                "changes": [],
            }
            for row in new[:PREVIEW_ROWS]
        ]
        return {merging.NEW: len(new), merging.SAME: len(rows) - len(new), merging.CHANGED: 0}, first

    def apply_rows(self, staging: Staging, acting_user: User) -> None:
        rows = _rows(staging)
        sheets = _sheets(staging.run, rows)
        values = _values(sheets.values())
        for row in rows:
            if row.value is None or _stands(row, values[row.year, row.indicator]):
                continue
            report_value(
                sheet=sheets[row.year], indicator=row.indicator, value=row.value, evidence=row.evidence,
                acting_user=acting_user,
            )  # fmt: skip

    def result_url(self, run: ImportRun) -> str | None:
        of_cities = run.agency.level == Agency.Level.CITY
        return reverse("funds:city_assessments" if of_cities else "funds:county_assessments")

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("What is reported is changed on its page, until it is handed in."))


def _stands(row: Reported, value: CountyValue) -> bool:
    """Nothing is said, or what is kept already."""
    if row.value is None:
        return True
    return (_scored(value, row.value), row.evidence) == ((value.own_value, value.own_points), value.evidence)


def report_to_fill(sheet: CountySheet) -> IO[bytes]:
    """The sheet with every indicator of the county's year and what is reported so far, ready to be brought back."""
    heads = [
        OutColumn(
            column.heading + ("*" if column.required else ""),
            "decimal" if column.name == "value" else "text" if column.type == "text" else "code",
        )
        for column in CountyReports.columns
    ]
    values = sheet.values(manager="objects").select_related("indicator").order_by("indicator__position")
    target = BytesIO()
    write_workbook(target, [Sheet(CountyReports.sheet, heads, [_filled(sheet, one) for one in values])])
    target.seek(0)
    return target


def _filled(sheet: CountySheet, value: CountyValue) -> tuple[Any, ...]:
    in_points = value.indicator.curve["scored"] == POINTS
    own = value.own_points if in_points else _percent(value.own_value)
    data = "" if value.from_data is None else f"{_percent(value.from_data)}"
    return (
        str(sheet.scheme.year), value.indicator.key, value.indicator.title, "points" if in_points else "percent",
        str(value.most), data, own, value.evidence,
    )  # fmt: skip


def _percent(stored: int | None) -> Decimal | None:
    return None if stored is None else Decimal(stored) / 100


register_import(CountyReports())
