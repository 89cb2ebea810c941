"""The sheet of standings (人员身份): aided people with their category, permit holders, students, former soldiers.

A standing is found by person, kind and first day: a later end or another category changes it, another first day is
another standing, which may not overlap the ones there are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.checks import SetCheck
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.models import Standing

from . import finding_people

register_messages(
    {
        "standing_category": _noop("an aided person has a category"),
        "standing_in_file": _noop("row %(first)s gives this person the same standing in this period"),
        "standing_overlap": _noop("has this standing already: %(code)s from %(begins)s to %(ends)s"),
    }
)

_PERIOD = "daterange(s.begins, s.ends)"
_OVERLAP = f"""
    SELECT s.row_no, s.begins_on, jsonb_build_object('code', t.code, 'begins', lower(t.period),
           'ends', coalesce((upper(t.period) - 1)::text, '…'))
    FROM {{staging}} s JOIN enrollment_standing t ON t.person_id = s.person_id AND t.kind = s.kind
         AND t.period && {_PERIOD} AND lower(t.period) <> s.begins
"""
# A row that begins before an earlier one of the same person and kind has ended; an open end reaches for ever.
_IN_FILE = """
    SELECT row_no, begins_on, jsonb_build_object('first', before) FROM (
        SELECT s.row_no, s.begins_on, s.begins, max(coalesce(s.ends, 'infinity')) OVER w AS reach,
               last_value(s.row_no) OVER w AS before
        FROM {staging} s WHERE s.person_id IS NOT NULL
        WINDOW w AS (PARTITION BY s.person_id, s.kind ORDER BY s.begins, s.row_no
                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ) d WHERE begins < reach
"""


class Standings(ImportResource):
    """What people are during a period: aided, permit holders, students, former soldiers."""

    kind = "standings"
    title = _("Standings of people")
    description = _(
        "What people are during a period and contributions or benefits depend on: aided with a category of the policy,"
        " holder of a residence permit, student, former soldier, civil servant. One row per person, standing and"
        " period."
    )
    sheet, sheet_label = "standings", _("Sheet of standings")
    duty = "register"
    shown = ("psn_no", "certno", "kind", "code")
    columns = (
        *finding_people.COLUMNS,
        Column("kind", _("Standing"), "code", required=True, choices=dict(Standing.Kind.choices)),
        Column("code", _("Category or number"), max_length=40, form="low_income",
               help=_("Of an aided person the policy's category; of a permit its number.")),
        Column("begins_on", _("From"), "date", required=True),
        Column("last_day", _("Last day"), "date", help=_("Empty while it goes on.")),
        Column("source", _("Known from"), required=True, max_length=60,
               help=_("The office that said so, and its list or paper.")),
    )  # fmt: skip
    derived = (*finding_people.FOUND, Column("begins", "", "date"), Column("ends", "", "date"))
    checks = (
        *finding_people.CHECKS,
        SetCheck("standing_in_file", "begins_on", _IN_FILE),
        SetCheck("standing_overlap", "begins_on", _OVERLAP),
    )
    merges = (
        Merge(
            "enrollment.Standing",
            alias="t",
            key={"person_id": "s.person_id", "kind": "s.kind"},
            match="t.person_id = s.person_id AND t.kind = s.kind AND lower(t.period) = s.begins",
            fields={"code": "coalesce(s.code, '')", "period": _PERIOD, "source": "s.source"},
            on_insert={"entered_by_id": "%(user)s"},
        ),
    )
    example = {
        "psn_no": "99010000001",
        "kind": "aid",
        "code": "low_income",
        "begins_on": "2020-01-01",
        "last_day": "2020-12-31",
        "source": "民政局低保名单",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from finding_people.row_faults(number, row)
        if row["kind"] == Standing.Kind.AID and not row["code"]:
            yield RowFault(number, "code", "standing_category")
        begins, last = row["begins_on"], row["last_day"]
        if last is not None and last < begins:
            yield RowFault(number, "last_day", "end_before_begin", last.isoformat())
        row["begins"] = begins
        row["ends"] = max(last, begins) + dt.timedelta(days=1) if last is not None else None

    def prepare(self, staging: Staging) -> None:
        staging.execute(finding_people.FIND)


register_import(Standings())
