"""The roll of maternity registrations, and of how the births went."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import MaternityRegistration
from claims.models.maternity import MATERNITY_TYPES
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import RowFault, SetCheck, register_import

from .registers import (
    WHEN,
    WHO,
    RegisterSheet,
    checks_of,
    institution_lookup,
    overlap_in_file,
    overlap_stored,
    register_merge,
)

PLANNED_OUTSIDE = """
    SELECT s.row_no, s.planned_on, jsonb_build_object('begins', s.begndate, 'ends', coalesce((s.ends - 1)::text, '…'))
    FROM {staging} s
    WHERE NOT daterange(s.begndate, s.ends) @> s.planned_on AND s.begndate < coalesce(s.ends, 'infinity')
"""
RESULT = ("result_on", "result_type", "children")


class Maternity(RegisterSheet):
    """One row per pregnancy or operation; its result with it, or in a later sheet."""

    kind = "maternity"
    title = _("Maternity registrations and births")
    description = _(
        "Pregnancies and operations on register, and how they went. The same row brought again with its result adds"
        " the result; nothing else of a registration is changed by a sheet."
    )
    sheet, sheet_label = "maternity", _("Roll of maternity registrations")
    model = MaternityRegistration
    shown = ("psn_no", "certno", "begndate", "result_on")
    columns = (
        *WHO,
        Column("matn_type", _("Kind planned"), "code", required=True, choices=dict(MATERNITY_TYPES)),
        Column("planned_on", _("Planned for"), "date", required=True),
        Column("weeks", _("Weeks of pregnancy"), "integer"),
        Column("spouse", _("Spouse"), max_length=50),
        Column("fixmedins_code", _("Institution code"), "code", max_length=12),
        *WHEN,
        Column("result_on", _("Took place on"), "date"),
        Column("result_type", _("Kind of delivery"), "code", choices=dict(MATERNITY_TYPES)),
        Column("children", _("Children born"), "integer"),
    )
    lookups = (institution_lookup("fixmedins_code", "institution_id"),)
    checks = (
        *checks_of("begndate", "s.begndate::text"),
        SetCheck("planned_outside", "planned_on", PLANNED_OUTSIDE),
        SetCheck("registered_overlap_in_file", "begndate", overlap_in_file("s.person_id")),
        SetCheck("registered_overlap", "begndate", overlap_stored("claims_maternityregistration", "true")),
    )
    merges = (
        register_merge(
            "claims.MaternityRegistration",
            alias="m",
            key={"person_id": "s.person_id"},
            match="m.person_id = s.person_id",
            more={
                "matn_type": "s.matn_type",
                "planned_on": "s.planned_on",
                "weeks": "s.weeks",
                "spouse": "s.spouse",
                "institution_id": "s.institution_id",
            },
            later={name: f"s.{name}" for name in RESULT},
        ),
    )
    example = {
        "psn_cert_type": "01",
        "certno": "110105194912310027",
        "matn_type": "1",
        "planned_on": "2020-06-20",
        "weeks": "12",
        "begndate": "2020-01-10",
    }

    def kind_of(self, row: dict[str, Any]) -> str:
        return "maternity"

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from super().row_checks(number, row)
        given = [name for name in RESULT if row[name] is not None]
        if given and len(given) < len(RESULT):
            missing = next(name for name in RESULT if row[name] is None)
            yield RowFault(number, missing, "result_incomplete")
        elif given and row["result_on"] < row["begndate"]:
            yield RowFault(number, "result_on", "result_before", str(row["result_on"]))


register_import(Maternity())
