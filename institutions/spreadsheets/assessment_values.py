"""The sheet of entered values of a year's assessment: one row an institution and indicator, with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.scoping import Scope
from config.spreadsheets import merging
from config.spreadsheets.checks import Lookup, SetCheck
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.resources import PREVIEW_ROWS, ImportResource, register_import
from config.spreadsheets.staging import Staging
from config.spreadsheets.withdrawing import DependedOn
from institutions.models import Assessment, AssessmentValue, User
from institutions.services.assessment.enter import enter_value, measure_of
from institutions.services.assessment.states import RELATED, AssessmentRefused, may_enter
from institutions.services.scoring import scored

register_messages(
    {
        "assessment_none": _noop("the institution has no sheet in the assessment of this year"),
        "assessment_closed": _noop("the sheet is “%(state)s”: values are entered no more"),
        "assessment_indicator": _noop("no such entered indicator; known: %(known)s"),
        "assessment_value": _noop("%(why)s"),
        "assessment_twice": _noop("row %(first)s gives a value of this indicator already"),
        "assessment_whose": _noop("%(agency)s enters the values of this institution"),
    }
)

FIRST_YEAR, LAST_YEAR = 2000, 2999
_ROWS = """
    SELECT s.row_no, s.institution_id, s.year, s.indicator, s.value, s.evidence, s.fixmedins_code
    FROM {staging} s ORDER BY s.row_no
"""


class Entered(NamedTuple):
    """A staged row."""

    row_no: int
    institution_id: int
    year: int
    indicator: str
    value: Decimal
    evidence: str
    code: str


def _entered(staging: Staging) -> list[Entered]:
    return [Entered(*row) for row in staging.rows(_ROWS)]


class Sheets:
    """The sheets and entered values that the rows are about, read once."""

    def __init__(self, rows: Iterable[Entered]) -> None:
        rows = list(rows)
        found = Assessment.objects.filter(
            institution__in={row.institution_id for row in rows}, round__year__in={row.year for row in rows}
        ).select_related(*RELATED)
        self.sheets = {(sheet.institution_id, sheet.round.year): sheet for sheet in found}
        self.values: dict[int, list[AssessmentValue]] = {}
        for value in AssessmentValue.objects.filter(
            assessment__in=self.sheets.values(), source=AssessmentValue.Source.ENTERED
        ):
            self.values.setdefault(value.assessment_id, []).append(value)

    def of(self, row: Entered) -> tuple[Assessment | None, AssessmentValue | None]:
        sheet = self.sheets.get((row.institution_id, row.year))
        listed = [] if sheet is None else self.values.get(sheet.pk, [])
        return sheet, next((one for one in listed if row.indicator in (one.indicator, one.title)), None)

    def known(self, sheet: Assessment) -> str:
        return "、".join(f"{one.indicator} {one.title}" for one in self.values.get(sheet.pk, []))

    def same(self, row: Entered) -> bool:
        """Whether the value and its evidence stand already."""
        sheet, value = self.of(row)
        if sheet is None or value is None:
            return False
        stands = (value.value, value.points, value.evidence)
        return stands == (
            *scored(measure_of(sheet, value.indicator), value.title, row.value, refused=AssessmentRefused),
            row.evidence,
        )


class ValueCheck(SetCheck):
    """Each row's sheet, indicator and value, told by what the policy of the year allows."""

    def faults(self, staging: Staging, scope: Scope) -> Iterator[RowFault]:
        rows = _entered(staging)
        sheets = Sheets(rows)
        first: dict[tuple[int, int], int] = {}
        for row in rows:
            fault = self._fault(row, sheets, staging)
            sheet, value = sheets.of(row)
            if fault is None and sheet is not None and value is not None:
                earlier = first.setdefault((sheet.pk, value.pk), row.row_no)
                if earlier != row.row_no:
                    fault = RowFault(
                        row.row_no, "indicator", "assessment_twice", row.indicator, {"first": earlier}
                    )
            if fault is not None:
                yield fault

    def _fault(self, row: Entered, sheets: Sheets, staging: Staging) -> RowFault | None:
        sheet, value = sheets.of(row)
        if sheet is None:
            return RowFault(row.row_no, "fixmedins_code", "assessment_none", row.code)
        if sheet.state != Assessment.State.COLLECTING:
            state = {"state": str(sheet.get_state_display())}
            return RowFault(row.row_no, "fixmedins_code", "assessment_closed", row.code, state)
        if not may_enter(sheet, staging.run.uploaded_by):
            return RowFault(
                row.row_no, "fixmedins_code", "assessment_whose", row.code, {"agency": str(sheet.county)}
            )
        if value is None:
            known = {"known": sheets.known(sheet)}
            return RowFault(row.row_no, "indicator", "assessment_indicator", row.indicator, known)
        try:
            scored(measure_of(sheet, value.indicator), value.title, row.value, refused=AssessmentRefused)
        except DomainError as refused:
            return RowFault(row.row_no, "value", "assessment_value", f"{row.value}", {"why": str(refused)})
        return None


class AssessmentValues(ImportResource):
    """Entered values of the yearly assessment."""

    kind = "assessment_values"
    title = _("Values of assessments")
    description = _(
        "Values that are entered for the yearly assessment of institutions: points where the policy has points given, "
        "else a percentage, each with its evidence. A value entered before is replaced while the sheet collects."
    )
    sheet, sheet_label = "assessment_values", _("Values of assessments")
    duty = "handle"
    shown = ("year", "fixmedins_code", "indicator", "value", "evidence")
    columns = (
        Column("year", _("Year"), "integer", required=True),
        Column("fixmedins_code", _("Institution code"), "code", required=True,
               pattern=r"[HP][0-9]{11}", form="H99010100001"),
        Column("indicator", _("Indicator"), required=True, max_length=300,
               help=_("By its name or in the policy's words.")),
        Column("value", _("Value"), "decimal", required=True,
               help=_("Points, or percent such as 92.5.")),
        Column("evidence", _("Evidence"), required=True, max_length=300),
    )  # fmt: skip
    lookups = (
        Lookup(
            "fixmedins_code", "institutions_institution", into="institution_id", match="fixmedins_code",
            what=_("institution"),
        ),
    )  # fmt: skip
    checks = (ValueCheck("assessment_value", "value", ""),)
    example = {
        "year": "2020",
        "fixmedins_code": "H99010100001",
        "indicator": "service_satisfaction",
        "value": "92.5",
        "evidence": "满意度调查报告",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if not FIRST_YEAR <= row["year"] <= LAST_YEAR:
            yield RowFault(number, "year", "assessment_none", str(row["year"]))

    def preview(self, staging: Staging) -> tuple[dict[int, int], list[dict[str, Any]]]:
        rows = _entered(staging)
        sheets = Sheets(rows)
        new = [row for row in rows if not sheets.same(row)]
        first = [
            {
                "row": row.row_no,
                "action": merging.ACTIONS[merging.NEW],
                "shown": {
                    "year": row.year, "fixmedins_code": row.code, "indicator": row.indicator,
                    "value": f"{row.value}", "evidence": row.evidence,
                },
                "changes": [],
            }
            for row in new[:PREVIEW_ROWS]
        ]  # fmt: skip
        return {merging.NEW: len(new), merging.SAME: len(rows) - len(new), merging.CHANGED: 0}, first

    def apply_rows(self, staging: Staging, acting_user: User) -> None:
        rows = _entered(staging)
        sheets = Sheets(rows)
        for row in rows:
            sheet, value = sheets.of(row)
            if sheet is None or value is None or sheets.same(row):
                continue
            enter_value(
                assessment=sheet, indicator=value.indicator, value=row.value, evidence=row.evidence,
                acting_user=acting_user, import_run_id=staging.run.pk,
            )  # fmt: skip

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        told = _of_run(run).exclude(assessment__state=Assessment.State.COLLECTING).count()
        if told:
            yield DependedOn(_("%(count)s values of this import are in scores that were told."), count=told)

    def undo(self, run: ImportRun) -> None:
        """The values are missing again; what stood before an import is not brought back."""
        _of_run(run).update(value=None, points=None, evidence="", entered_by=None, import_run_id=None)


def _of_run(run: ImportRun) -> Any:
    return AssessmentValue.objects.filter(import_run_id=run.pk)


register_import(AssessmentValues())
