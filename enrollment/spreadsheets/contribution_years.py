"""The sheet of contribution years: months of one source that count towards retirement, one row per period (NB-05).

What is counted is never changed by a sheet: the same row again changes nothing, another count or evidence for the same
months is refused. A record is withdrawn on its page, with a reason; then the sheet may count the months anew.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.periods import Month
from config.spreadsheets.checks import SetCheck
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from config.spreadsheets.withdrawing import DependedOn
from enrollment.models import ContributionYears, RetirementCase
from enrollment.services.retirement.years import NotCounted, whole_months

from . import finding_people

register_messages(
    {
        "years_too_many": _noop("the period has only %(months)s months"),
        "years_zero": _noop("at least one month is counted"),
        "years_ahead": _noop("this month has not begun yet"),
        "years_before_birth": _noop("born on %(born)s only"),
        "years_counted": _noop(
            "months of this period are counted already: %(source)s, %(begins)s to %(ends)s"
        ),
        "years_in_file": _noop("months of this period stand in row %(first)s too"),
        "years_differ": _noop(
            "these months are counted with another number or evidence; withdraw them first"
        ),
    }
)

_PERIOD = "daterange(s.begins, s.ends)"
_STORED = f"y.person_id = s.person_id AND y.withdrawn_reason = '' AND y.period && {_PERIOD}"
_SAME = f"y.source = s.source AND y.period = {_PERIOD}"
_BEFORE_BIRTH = """
    SELECT s.row_no, s.first, jsonb_build_object('born', p.brdy)
    FROM {staging} s JOIN enrollment_person p ON p.id = s.person_id WHERE s.begins < date_trunc('month', p.brdy)
"""
_COUNTED = f"""
    SELECT s.row_no, s.first, jsonb_build_object('source', y.source, 'begins', to_char(lower(y.period), 'YYYY-MM'),
           'ends', to_char(upper(y.period) - 1, 'YYYY-MM'))
    FROM {{staging}} s JOIN enrollment_contributionyears y ON {_STORED} AND NOT ({_SAME})
"""
_DIFFERS = f"""
    SELECT s.row_no, s.evidence, NULL::jsonb
    FROM {{staging}} s JOIN enrollment_contributionyears y ON {_STORED} AND {_SAME}
    WHERE (y.months, y.evidence) <> (s.months, s.evidence)
"""
# A row that begins before an earlier one of the same person has ended.
_IN_FILE = """
    SELECT row_no, first, jsonb_build_object('first', before) FROM (
        SELECT s.row_no, s.first, s.begins, max(s.ends) OVER w AS reach, last_value(s.row_no) OVER w AS before
        FROM {staging} s WHERE s.person_id IS NOT NULL
        WINDOW w AS (PARTITION BY s.person_id ORDER BY s.begins, s.row_no
                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ) d WHERE begins < reach
"""


class YearsSheet(ImportResource):
    """Months that count towards retirement."""

    kind = "contribution_years"
    title = _("Contribution years")
    description = _(
        "Months that count towards retirement, one row per person, source and period. No month counts twice."
    )
    sheet, sheet_label = "years", _("Sheet of contribution years")
    duty = "register"
    shown = ("psn_no", "source", "first", "last", "months")
    columns = (
        *finding_people.COLUMNS,
        Column("source", _("Source"), "code", required=True, choices=dict(ContributionYears.Source.choices)),
        Column("first", _("First month"), "month", required=True),
        Column("last", _("Last month"), "month", required=True),
        Column("months", _("Months counted"), "integer", help=_("Empty when no month lacks.")),
        Column("evidence", _("Evidence"), required=True, max_length=200),
    )
    derived = (*finding_people.FOUND, Column("begins", "", "date"), Column("ends", "", "date"))
    checks = (
        *finding_people.CHECKS,
        SetCheck("years_before_birth", "first", _BEFORE_BIRTH),
        SetCheck("years_in_file", "first", _IN_FILE),
        SetCheck("years_counted", "first", _COUNTED),
        SetCheck("years_differ", "evidence", _DIFFERS),
    )
    merges = (
        Merge(
            "enrollment.ContributionYears",
            alias="y",
            key={"person_id": "s.person_id", "source": "s.source"},
            match=f"{_STORED} AND {_SAME}",
            on_insert={
                "period": _PERIOD,
                "months": "s.months",
                "evidence": "s.evidence",
                "handled_at_id": "%(agency)s",
                "entered_by_id": "%(user)s",
            },
        ),
    )
    example = {
        "psn_no": "99010000001",
        "source": "veteran_service",
        "first": "1990-12",
        "last": "1993-11",
        "months": "36",
        "evidence": "退役证明",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from finding_people.row_faults(number, row)
        first, last = Month.parse(row["first"]), Month.parse(row["last"])
        row["begins"], row["ends"] = first.first, last.next_first
        try:
            whole = whole_months(first, last)
        except NotCounted as refused:
            yield RowFault(number, "last", refused.code, row["last"])
            row["ends"] = max(row["begins"], row["ends"])
            return
        if row["months"] is None:
            row["months"] = whole
        elif row["months"] > whole:
            yield RowFault(number, "months", "years_too_many", str(row["months"]), {"months": whole})
        elif row["months"] == 0:
            yield RowFault(number, "months", "years_zero", "0")

    def prepare(self, staging: Staging) -> None:
        staging.execute(finding_people.FIND)

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        people = ContributionYears.objects.filter(import_run_id=run.pk).values("person")
        judged = RetirementCase.objects.filter(person__in=people).exclude(state=RetirementCase.State.RETURNED)
        if judged.exists():
            yield DependedOn(_("%(count)s retirements were judged by its months."), count=judged.count())
        yield from super().blockers(run)


register_import(YearsSheet())
