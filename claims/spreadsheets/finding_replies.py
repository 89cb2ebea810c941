"""What institutions replied to findings, one row per finding."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import BillFinding
from claims.services.findings.reply import enter_reply
from config.errors import DomainError
from config.models import ImportRun
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    RowFault,
    SetCheck,
    Staging,
    register_import,
    unique_in_file,
)

register_messages(
    {
        "bill_finding_unknown": _noop("you put no such finding to an institution"),
        "finding_not_asked": _noop("this finding waits for no reply"),
        "reply_of_tomorrow": _noop("this day is not over yet"),
        "reply_before_asked": _noop("the institution was asked on %(day)s only"),
    }
)

# Whoever pays the institution: its county, or the city of one elsewhere.
UNKNOWN = """
    SELECT s.row_no, s.finding, NULL::jsonb FROM {staging} s
    LEFT JOIN claims_billfinding f ON f.id = s.finding_id
    LEFT JOIN claims_bill b ON b.id = f.bill_id
    LEFT JOIN institutions_institution i ON i.id = b.institution_id
    WHERE i.id IS NULL OR NOT %(everything)s AND NOT coalesce(
        i.county_id = ANY(%(counties)s::bigint[]), i.area_id = ANY(%(areas)s::bigint[]))
"""
_LAST = """
    LEFT JOIN LATERAL (SELECT t.day, t.text, t.act FROM claims_findingstep t WHERE t.finding_id = f.id
        ORDER BY t.id DESC LIMIT 1) last ON true
"""
# The same reply again is no fault: the sheet was brought before.
NOT_ASKED = f"""
    SELECT s.row_no, s.finding, NULL::jsonb FROM {{staging}} s
    JOIN claims_billfinding f ON f.id = s.finding_id {_LAST}
    WHERE f.state <> 'asked'
      AND (f.state, last.act, last.text, last.day) IS DISTINCT FROM ('replied', 'reply', s.reply, s.received_on)
"""
TOO_EARLY = f"""
    SELECT s.row_no, s.received_on, jsonb_build_object('day', last.day) FROM {{staging}} s
    JOIN claims_billfinding f ON f.id = s.finding_id {_LAST}
    WHERE f.state = 'asked' AND s.received_on < last.day
"""


class FindingReplies(ImportResource):
    """Replies as the institutions sent them in; the finding then waits for its first review."""

    kind = "finding_replies"
    title = _("Replies to findings")
    description = _("What institutions replied to findings put to them, by the number of the finding.")
    sheet, sheet_label = "replies", _("Sheet of replies to findings")
    duty = "handle"
    shown = ("finding", "received_on", "reply")
    columns = (
        Column(
            "finding", _("Finding number"), "code", required=True, pattern=r"SC\d{10}", form="SC0000000001"
        ),
        Column("received_on", _("Reply received on"), "date", required=True),
        Column("reply", _("Reply of the institution"), required=True, max_length=500),
    )
    derived = (Column("finding_id", "", "integer"),)
    checks = (
        unique_in_file("finding"),
        SetCheck("bill_finding_unknown", "finding", UNKNOWN),
        SetCheck("finding_not_asked", "finding", NOT_ASKED),
        SetCheck("reply_before_asked", "received_on", TOO_EARLY),
    )
    example = {"finding": "SC0000000001", "received_on": "2020-04-15", "reply": "病情危重，见病程记录"}

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        row["finding_id"] = int(row["finding"].removeprefix("SC"))
        if row["received_on"] > timezone.localdate():
            yield RowFault(number, "received_on", "reply_of_tomorrow", str(row["received_on"]))

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        """Each by the same act as on the page; what was entered before is passed over."""
        rows: list[tuple[int, dt.date, str]] = staging.rows(
            "SELECT finding_id, received_on, reply FROM {staging} s ORDER BY finding_id"
        )
        waiting = BillFinding.objects.filter(state=BillFinding.State.ASKED)
        for pk, day, text in rows:
            finding = waiting.filter(pk=pk).first()
            if finding is not None:
                enter_reply(finding=finding, text=text, received_on=day, acting_user=acting_user)

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield DomainError(_("What institutions replied is kept; review the findings instead."))


register_import(FindingReplies())
