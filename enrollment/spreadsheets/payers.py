"""The sheets of payers and of who belongs to them.

A payer is found by ``emp_no``; its kind and county never change by sheet. A tie is found by person, payer, kind of tie
and first day: a later end changes it, another first day is another tie, which may overlap no other of the same kind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from config.spreadsheets.staging import Staging
from enrollment.models import TIE_OF_KIND, Membership, Payer
from enrollment.rules.credit_code import is_valid

from . import finding_payers, finding_people

register_messages(
    {
        "credit_code": _noop("the check character of the credit code does not fit"),
        "payer_elsewhere": _noop("this payer is registered in another county"),
        "payer_kind": _noop("stored as another kind of payer; a payer's kind stays"),
        "not_its_counter": _noop("this is no counter of the county"),
        "tie_in_file": _noop("overlaps the tie of the same kind in row %(first)s"),
        "tie_stored": _noop("has a tie of this kind from %(begins)s to %(ends)s already"),
    }
)

_ELSEWHERE = """
    SELECT s.row_no, s.emp_no, NULL::jsonb FROM {staging} s JOIN enrollment_payer p ON p.emp_no = s.emp_no
    WHERE p.county_id <> s.county_id
"""
_KIND = """
    SELECT s.row_no, s.kind, NULL::jsonb FROM {staging} s JOIN enrollment_payer p ON p.emp_no = s.emp_no
    WHERE p.kind <> s.kind AND p.county_id = s.county_id
"""
_COUNTER = """
    SELECT s.row_no, s.counter, NULL::jsonb FROM {staging} s
    JOIN institutions_agency a ON a.id = s.counter_id
    LEFT JOIN institutions_agency b ON b.id = a.parent_id
    WHERE s.county_id IS NOT NULL
      AND NOT (s.county_id = ANY (array_remove(ARRAY[a.id, a.parent_id, b.parent_id], NULL)))
"""


def _half_open(number: int, row: dict[str, Any], first: str, last: str) -> Iterable[RowFault]:
    begins, ends = row[first], row[last]
    if ends is not None and ends < begins:
        yield RowFault(number, last, "end_before_begin", ends.isoformat())
    row["begins"] = begins
    row["ends"] = ends + dt.timedelta(days=1) if ends is not None else None


_SPAN = (Column("begins", "", "date"), Column("ends", "", "date"))


class Payers(ImportResource):
    """Employers, households, villages, communities, schools, agencies."""

    kind = "payers"
    title = _("Payers")
    description = _("Who declares and pays for people: one row per payer, found by its number.")
    sheet, sheet_label = "payers", _("Sheet of payers")
    duty = "register"
    shown = ("emp_no", "name", "kind")
    columns = (
        Column(
            "emp_no",
            _("Payer number"),
            "code",
            required=True,
            max_length=40,
            pattern=r"[0-9A-Za-z-]+",
            form="99010100001",
        ),
        Column("kind", _("Kind of payer"), "code", required=True, choices=dict(Payer.Kind.choices)),
        Column("name", _("Payer's name"), required=True, max_length=200),
        Column(
            "uscc",
            _("Credit code"),
            "certno",
            max_length=18,
            help=_("Eighteen characters; empty for households and villages without one."),
        ),
        Column(
            "county",
            _("County"),
            "code",
            required=True,
            pattern=r"[0-9]{6}",
            form="990101",
            help=_("District code of the county."),
        ),
        Column(
            "counter",
            _("Service counter"),
            "code",
            pattern=r"[0-9]{6,12}",
            help=_("Code of the township's or village's counter that serves it; the county's when empty."),
        ),
        Column("begins_on", _("Registered from"), "date", required=True),
        Column(
            "last_day", _("Registered until"), "date", help=_("The last day; empty while it is registered.")
        ),
        Column("conts", _("Contact"), max_length=50),
        Column("tel", _("Telephone"), max_length=50),
        Column("addr", _("Address"), max_length=200),
    )
    derived = _SPAN
    lookups = (
        Lookup(
            "county", "institutions_agency", into="county_id", where="t.level = 'county'", what=_("county")
        ),
        Lookup("counter", "institutions_agency", into="counter_id", what=_("counter")),
    )
    checks = (
        in_scope("county"),
        unique_in_file("emp_no"),
        SetCheck("payer_elsewhere", "emp_no", _ELSEWHERE),
        SetCheck("payer_kind", "kind", _KIND),
        SetCheck("not_its_counter", "counter", _COUNTER),
    )
    merges = (
        Merge(
            "enrollment.Payer",
            alias="p",
            key={"emp_no": "s.emp_no"},
            fields={
                "name": "s.name",
                "uscc": "s.uscc",
                "counter_id": "s.counter_id",
                "conts": "s.conts",
                "tel": "s.tel",
                "addr": "s.addr",
                "period": "daterange(s.begins, coalesce(s.ends, upper(p.period)))",
            },
            on_insert={"kind": "s.kind", "county_id": "s.county_id"},
        ),
    )
    example = {
        "emp_no": "99010100001",
        "kind": "employer",
        "name": "示例机械有限公司",
        "uscc": "91990101MA000001XN",
        "county": "990101",
        "begins_on": "2020-01-01",
        "conts": "示例",
        "tel": "010-88800000",
        "addr": "示例路1号",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from _half_open(number, row, "begins_on", "last_day")
        if row["uscc"] is not None and not is_valid(row["uscc"]):
            yield RowFault(number, "uscc", "credit_code", row["uscc"])


_TIE_IN_FILE = """
    SELECT row_no, begins, jsonb_build_object('first', before) FROM (
        SELECT s.row_no, s.begins, max(coalesce(s.ends, 'infinity')) OVER w AS reach,
               last_value(s.row_no) OVER w AS before
        FROM {staging} s WHERE s.person_id IS NOT NULL AND s.tie_kind IS NOT NULL
        WINDOW w AS (PARTITION BY s.person_id, s.tie_kind ORDER BY s.begins, s.row_no
                     ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    ) d WHERE begins < reach
"""
# A tie that the row itself, or another row of the file, changes is judged in the file.
_TIE_STORED = """
    SELECT s.row_no, s.begins,
           jsonb_build_object('begins', lower(m.period), 'ends', coalesce((upper(m.period) - 1)::text, '…'))
    FROM {staging} s
    JOIN enrollment_membership m ON m.person_id = s.person_id AND m.tie = s.tie_kind
                                AND m.period && daterange(s.begins, s.ends)
    WHERE NOT EXISTS (SELECT 1 FROM {staging} o WHERE o.person_id = m.person_id AND o.payer_id = m.payer_id
                                                  AND o.tie_kind = m.tie AND o.begins = lower(m.period))
"""
_TIE_OF_KIND = " ".join(f"WHEN '{kind}' THEN '{tie}'" for kind, tie in TIE_OF_KIND.items())


class Memberships(ImportResource):
    """Who works, lives, studies at, or pays through which payer."""

    kind = "memberships"
    title = _("Members of payers")
    description = _("Who belongs to which payer, one row per person and tie.")
    sheet, sheet_label = "memberships", _("Sheet of members")
    duty = "register"
    shown = ("emp_no", "psn_no", "certno")
    columns = (
        Column("emp_no", _("Payer number"), "code", required=True, max_length=40),
        *finding_people.COLUMNS,
        Column(
            "tie",
            _("Tie"),
            "code",
            choices=dict(Membership.Tie.choices),
            help=_("By the payer's kind when empty."),
        ),
        Column("is_head", _("Head of the household"), "flag", default=False),
        Column("begins_on", _("Belongs from"), "date", required=True),
        Column("last_day", _("Belongs until"), "date", help=_("The last day; empty while it goes on.")),
    )
    derived = (*_SPAN, *finding_people.FOUND, *finding_payers.FOUND, Column("tie_kind", ""))
    checks = (
        *finding_payers.CHECKS,
        *finding_people.CHECKS,
        SetCheck("tie_in_file", "begins_on", _TIE_IN_FILE),
        SetCheck("tie_stored", "begins_on", _TIE_STORED),
    )
    merges = (
        Merge(
            "enrollment.Membership",
            alias="m",
            key={"person_id": "s.person_id", "payer_id": "s.payer_id", "tie": "s.tie_kind"},
            match=(
                "m.person_id = s.person_id AND m.payer_id = s.payer_id AND m.tie = s.tie_kind"
                " AND lower(m.period) = s.begins"
            ),
            fields={
                "is_head": "s.is_head",
                "period": "daterange(s.begins, coalesce(s.ends, upper(m.period)))",
            },
        ),
    )
    example = {
        "emp_no": "99010100001",
        "psn_cert_type": "01",
        "certno": "11010519491231002X",
        "tie": "work",
        "begins_on": "2020-01-01",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from finding_people.row_faults(number, row)
        yield from _half_open(number, row, "begins_on", "last_day")

    def prepare(self, staging: Staging) -> None:
        staging.execute(finding_people.FIND)
        staging.execute(finding_payers.FIND)
        staging.execute(
            "UPDATE {staging} s SET tie_kind = coalesce(s.tie,"
            f" (SELECT CASE p.kind {_TIE_OF_KIND} END FROM enrollment_payer p WHERE p.emp_no = s.emp_no))"
        )


register_import(Payers())
register_import(Memberships())
