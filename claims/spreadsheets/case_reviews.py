"""Applications for single-case review by sheet: one row per bill, numbered as they come in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import CaseReview
from claims.services.case_reviews import PREFIX, applied_for, limit_of
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    RowFault,
    SetCheck,
    Staging,
    register_import,
    unique_in_file,
)
from institutions.models import Institution

from .case_records import FIND_BILL
from .fee_lines import UNKNOWN

register_messages(
    {
        "case_has_no_points": _noop("the bill is no case in a group with points or a quota"),
        "case_of_other_county": _noop("the institution belongs to another county"),
        "case_review_over": _noop("a review of this bill was proposed or decided already"),
        "case_reviews_too_many": _noop("more applications in %(year)s than the policy allows: %(limit)s"),
        "case_review_in_future": _noop("the application cannot lie in the future"),
    }
)

# Keys of a grouped case whose points a review may decide.
_FOUND = """
    UPDATE {staging} s SET institution_id = g.institution_id, case_year = g.year, insutype = g.insutype,
        area_id = g.area_id, county_id = i.county_id, most = NULL
    FROM claims_groupedcase g JOIN institutions_institution i ON i.id = g.institution_id
    WHERE g.bill_id = s.bill_id AND g.group_id IS NOT NULL AND g.method IN ('dip', 'drg', 'per_case')
"""
_NO_POINTS = """
    SELECT s.row_no, s.setl_id, NULL::jsonb FROM {staging} s
    WHERE s.institution_id IS NULL AND s.bill_id IS NOT NULL
"""
_ELSEWHERE = """
    SELECT s.row_no, s.setl_id, NULL::jsonb FROM {staging} s
    WHERE NOT %(everything)s AND s.county_id <> ALL(%(counties)s::bigint[])
"""
_OPEN = "r.bill_id = s.bill_id AND r.state IN ('applied', 'proposed', 'granted')"
_OVER = f"""
    SELECT s.row_no, s.setl_id, NULL::jsonb FROM {{staging}} s JOIN claims_casereview r ON {_OPEN}
    WHERE r.state <> 'applied'
      AND (r.cause, r.grounds, r.papers, r.applied_on)
          IS DISTINCT FROM (s.cause, s.grounds, coalesce(s.papers, ''), s.applied_on)
"""
# ``most`` is how many new rows of the institution and year there is room for.
_TOO_MANY = f"""
    SELECT n.row_no, n.setl_id, jsonb_build_object('year', n.case_year, 'limit', n.most)
    FROM (SELECT s.*, row_number() OVER (PARTITION BY s.institution_id, s.case_year ORDER BY s.row_no) AS nth
          FROM {{staging}} s WHERE NOT EXISTS (SELECT 1 FROM claims_casereview r WHERE {_OPEN})) n
    WHERE n.nth > n.most
"""


class CaseReviews(ImportResource):
    """Applications as an institution hands them in; opinions and decisions follow on the pages."""

    kind = "case_reviews"
    title = _("Single-case reviews")
    description = _(
        "Applications for special single-case review, one per bill of a grouped case. At most as many of an "
        "institution's year as the policy allows."
    )
    sheet, sheet_label = "reviews", _("Sheet of single-case reviews")
    duty = "handle"
    shown = ("setl_id", "cause", "applied_on")
    columns = (
        Column("setl_id", _("Settlement number"), "code", required=True, max_length=30),
        Column("cause", _("Cause"), "code", required=True, choices=dict(CaseReview.Cause.choices)),
        Column("grounds", _("Grounds of the institution"), required=True, max_length=1000),
        Column("papers", _("Papers handed in"), max_length=500),
        Column("applied_on", _("Applied on"), "date", required=True),
    )
    derived = (
        Column("bill_id", "", "integer"),
        Column("institution_id", "", "integer"),
        Column("area_id", "", "integer"),
        Column("county_id", "", "integer"),
        Column("case_year", "", "integer"),
        Column("insutype", ""),
        Column("most", "", "integer"),
    )
    checks = (
        unique_in_file("setl_id"),
        SetCheck("bill_unknown", "setl_id", UNKNOWN),
        SetCheck("case_has_no_points", "setl_id", _NO_POINTS),
        SetCheck("case_of_other_county", "setl_id", _ELSEWHERE),
        SetCheck("case_review_over", "setl_id", _OVER),
        SetCheck("case_reviews_too_many", "setl_id", _TOO_MANY),
    )
    merges = (
        Merge(
            "claims.CaseReview",
            alias="r",
            key={"bill_id": "s.bill_id"},
            match=_OPEN,
            fields={
                "cause": "s.cause",
                "grounds": "s.grounds",
                "papers": "coalesce(s.papers, '')",
                "applied_on": "s.applied_on",
            },
            on_insert={
                "number": f"'{PREFIX}' || to_char(now(), 'YYYYMMDD')"
                " || lpad(nextval('claims_case_number')::text, 8, '0')",
                "area_id": "s.area_id",
                "county_id": "s.county_id",
                "institution_id": "s.institution_id",
                "insutype": "s.insutype",
                "year": "s.case_year",
                "state": "'applied'",
                "conclusion": "''",
                "entered_by_id": "%(user)s",
            },
            blank_keeps=False,
        ),
    )
    example = {
        "setl_id": "3620200000001",
        "cause": "high_cost",
        "grounds": "重症监护 32 天，多学科会诊",
        "papers": "病历、费用清单",
        "applied_on": "2024-04-10",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["applied_on"] > timezone.localdate():
            yield RowFault(number, "applied_on", "case_review_in_future", str(row["applied_on"]))

    def prepare(self, staging: Staging) -> None:
        """Find the cases, and how much room the policy leaves each institution in each year."""
        staging.execute(FIND_BILL)
        staging.execute(_FOUND)
        asked = staging.rows(
            "SELECT DISTINCT institution_id, case_year FROM {staging} WHERE institution_id IS NOT NULL"
        )
        for institution_id, year in list(asked):
            area = Institution.unscoped.select_related("area__parent").get(pk=institution_id).area
            limit = limit_of(area=area, institution_id=institution_id, year=year)
            if limit is not None:
                room = max(0, limit - applied_for(institution_id=institution_id, year=year))
                staging.execute(
                    "UPDATE {staging} SET most = %(room)s"
                    " WHERE institution_id = %(institution)s AND case_year = %(year)s",
                    {"room": room, "institution": institution_id, "year": year},
                )


register_import(CaseReviews())
