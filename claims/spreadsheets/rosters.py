"""Rosters of inspection by sheet: inspectors, experts, grid and social supervisors, committee (JJ-11, HG-09)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import RosterMember
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    RowFault,
    SetCheck,
    register_import,
    unique_in_file,
)

from .registers import institution_lookup

register_messages(
    {
        "roster_elsewhere": _noop("another agency has somebody under this number"),
        "roster_stands_for": _noop(
            "a member of the supervision committee stands for a group, nobody else does"
        ),
    }
)

# A number belongs to one agency of the area; checks see the whole of it.
_ELSEWHERE = """
    SELECT s.row_no, s.code, NULL::jsonb FROM {staging} s
    JOIN claims_rostermember m ON m.code = s.code
     AND m.area_id = (SELECT a.area_id FROM institutions_agency a WHERE a.id = %(agency)s)
    WHERE m.county_id <> %(agency)s
"""


class Rosters(ImportResource):
    """One row per person on a roster of the agency that uploads."""

    kind = "rosters"
    title = _("Rosters of inspection")
    description = _(
        "Who may be drawn to inspect, and who supervises: inspectors, experts, grid and social supervisors, members of"
        " the supervision committee. Known by their number within the area."
    )
    sheet, sheet_label = "rosters", _("Rosters")
    duty = "inspect"
    shown = ("code", "kind", "name", "organisation", "begndate")
    columns = (
        Column("code", _("Roster number"), "code", required=True, max_length=30),
        Column("kind", _("Roster"), "code", required=True, choices=dict(RosterMember.Kind.choices)),
        Column("name", _("Full name"), required=True, max_length=50),
        Column("organisation", _("Sent by"), max_length=120),
        Column(
            "stands_for",
            _("Stands for"),
            "code",
            choices=dict(RosterMember.StandsFor.choices),
            help=_("Of a member of the supervision committee: whose voice it is."),
        ),
        Column("specialty", _("Specialty"), max_length=60),
        Column("tel", _("Phone"), max_length=30),
        Column("fixmedins_code", _("Works at"), "code", max_length=12),
        Column("begndate", _("From"), "date", required=True),
        Column("enddate", _("To"), "date", help=_("The last day; empty while it goes on.")),
    )
    lookups = (institution_lookup("fixmedins_code", "institution_id"),)
    checks = (unique_in_file("code"), SetCheck("roster_elsewhere", "code", _ELSEWHERE))
    merges = (
        Merge(
            "claims.RosterMember",
            alias="m",
            key={
                "area_id": "(SELECT a.area_id FROM institutions_agency a WHERE a.id = %(agency)s)",
                "code": "s.code",
            },
            fields={
                "kind": "s.kind",
                "name": "s.name",
                "organisation": "coalesce(s.organisation, '')",
                "stands_for": "coalesce(s.stands_for, '')",
                "specialty": "coalesce(s.specialty, '')",
                "tel": "coalesce(s.tel, '')",
                "works_at_id": "s.institution_id",
                "period": "daterange(s.begndate, s.enddate, '[]')",
            },
            on_insert={"county_id": "%(agency)s", "entered_by_id": "%(user)s"},
            blank_keeps=False,
        ),
    )
    example = {
        "code": "JC0001",
        "kind": "inspector",
        "name": "赵示例",
        "organisation": "医保局基金监管科",
        "begndate": "2024-01-01",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["enddate"] is not None and row["enddate"] < row["begndate"]:
            yield RowFault(number, "enddate", "end_before_begin", str(row["enddate"]))
        if (row["kind"] == RosterMember.Kind.COMMITTEE) != bool(row["stands_for"]):
            yield RowFault(number, "stands_for", "roster_stands_for", str(row["stands_for"] or ""))


register_import(Rosters())
