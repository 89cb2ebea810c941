"""The sheet of decisions on cleaning findings (JJ-03): the list as it was handed out, filled and taken in again.

Rows in which nothing was filled are passed over. A decision stays once it is made; the same row again changes nothing.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from typing import IO, Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.errors import DomainError
from config.models import ImportRun
from config.spreadsheets import merging
from config.spreadsheets.checks import SetCheck, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from config.spreadsheets.withdrawing import DependedOn
from config.spreadsheets.writer import OutColumn, Sheet, write_workbook
from enrollment.models import CleaningDecision, CleaningFinding
from enrollment.services.cleaning.decide import decide_finding

register_messages(
    {
        "decision_unexplained": _noop("give the reason and the evidence"),
        "decision_missing": _noop("say what is decided"),
        "finding_unknown": _noop("there is no finding with this number"),
        "finding_of_another": _noop("another county has to decide this finding"),
        "finding_not_waiting": _noop("this finding is not to be decided"),
        "finding_of_one_county": _noop("no other county is concerned that it could be handed to"),
    }
)

_FOUND = "FROM {staging} s LEFT JOIN enrollment_cleaningfinding k ON k.id = s.finding"
_MINE = "%(everything)s OR k.county_id = ANY(%(counties)s::bigint[])"
_SEEN = f"{_MINE} OR k.other_county_id = ANY(%(counties)s::bigint[])"
# The latest decision is the one of the row: taken in before.
_SAME = """
    EXISTS (SELECT 1 FROM (SELECT d.* FROM enrollment_cleaningdecision d WHERE d.finding_id = k.id
                           ORDER BY d.id DESC LIMIT 1) l
            WHERE l.decision = s.decision AND l.evidence = s.evidence)
"""
_WAITING = "k.state IN ('open', 'assigned', 'reopened')"


def _wrong(condition: str) -> str:
    shown = "SELECT s.row_no, s.finding::text, NULL::jsonb"
    return f"{shown} {_FOUND} WHERE s.decision IS NOT NULL AND {condition}"


class DecisionSheet(ImportResource):
    """Decisions on findings, one row each."""

    kind = "cleaning_decisions"
    title = _("Decisions on findings")
    description = _("What was decided on findings of data cleaning; rows without a decision are passed over.")
    sheet, sheet_label = "decisions", _("Sheet of decisions")
    duty = "register"
    shown = ("finding", "decision", "evidence")
    columns = (
        Column("finding", _("Finding number"), "integer", required=True),
        Column("kind_name", _("Kind of finding"), max_length=100, help=_("Only for the reader.")),
        Column("psn_name", _("Full name"), max_length=50, help=_("Only for the reader.")),
        Column("says", _("What was found"), max_length=1000, help=_("Only for the reader.")),
        Column("decision", _("Decision on it"), "code", choices=dict(CleaningDecision.Decision.choices)),
        Column("evidence", _("Reason and evidence"), max_length=300),
    )
    checks = (
        unique_in_file("finding"),
        SetCheck("finding_unknown", "finding", _wrong(f"NOT coalesce({_SEEN}, false)")),
        SetCheck("finding_of_another", "finding", _wrong(f"({_SEEN}) AND NOT ({_MINE}) AND NOT {_SAME}")),
        SetCheck("finding_not_waiting", "finding", _wrong(f"({_MINE}) AND NOT {_WAITING} AND NOT {_SAME}")),
        SetCheck(
            "finding_of_one_county",
            "decision",
            _wrong(f"({_MINE}) AND s.decision = 'handed_over' AND k.other_county_id IS NULL"),
        ),
    )
    example = {
        "finding": "1024",
        "psn_name": "测试甲",
        "decision": "corrected",
        "evidence": "已核对死亡证明，参保关系已终止",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["decision"] is not None and row["evidence"] is None:
            yield RowFault(number, "evidence", "decision_unexplained")
        if row["decision"] is None and row["evidence"] is not None:
            yield RowFault(number, "decision", "decision_missing")

    def preview(self, staging: Staging) -> tuple[dict[int, int], list[dict[str, Any]]]:
        """Decisions to be made; the others are the same as before."""
        new = len(_to_decide(staging))
        return {merging.NEW: new, merging.SAME: (staging.count() or 0) - new}, []

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        chosen = _to_decide(staging)
        findings = CleaningFinding.objects.in_bulk([number for number, _decision, _evidence in chosen])
        # In the order of their numbers, as every act locks findings.
        for number, decision, evidence in chosen:
            decide_finding(
                finding=findings[number], decision=decision, evidence=evidence, acting_user=acting_user
            )

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DependedOn(_("Decisions are kept as they were made."))


def decision_workbook(
    findings: Iterable[CleaningFinding], says: Callable[[CleaningFinding], str]
) -> IO[bytes]:
    """These findings as a sheet to fill; ``says`` puts one into a sentence."""
    resource = DecisionSheet()
    heads = [
        OutColumn(column.heading, "integer" if column.name == "finding" else "text")
        for column in resource.columns
    ]
    rows = (
        [one.pk, one.get_kind_display(), one.evidence.get("name"), says(one), None, None] for one in findings
    )
    target = io.BytesIO()
    write_workbook(target, [Sheet(str(resource.sheet), heads, rows)])
    target.seek(0)
    return target


def _to_decide(staging: Staging) -> list[tuple[int, str, str]]:
    statement = f"""
        SELECT s.finding, s.decision, s.evidence {_FOUND}
        WHERE s.decision IS NOT NULL AND {_WAITING} AND NOT (s.decision = 'handed_over' AND {_SAME})
        ORDER BY s.finding
    """
    return list(staging.rows(statement))


register_import(DecisionSheet())
