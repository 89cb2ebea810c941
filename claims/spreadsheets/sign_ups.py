"""Institutions' rolls of people signed up with a family doctor."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import SignUp
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import SetCheck, register_import

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


class SignUps(RegisterSheet):
    """One row per person and year of sign-up."""

    kind = "sign_ups"
    title = _("Family-doctor sign-ups")
    description = _("Who has a family doctor where, from when. Nobody has two at once.")
    sheet, sheet_label = "sign_ups", _("Roll of sign-ups")
    model = SignUp
    shown = ("psn_no", "certno", "fixmedins_code", "begndate")
    columns = (
        *WHO,
        Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
        Column("doctor", _("Family doctor"), max_length=50),
        *WHEN,
    )
    lookups = (institution_lookup("fixmedins_code", "institution_id"),)
    checks = (
        *checks_of("fixmedins_code", "s.fixmedins_code"),
        SetCheck("registered_overlap_in_file", "begndate", overlap_in_file("s.person_id")),
        SetCheck(
            "registered_overlap",
            "begndate",
            overlap_stored("claims_signup", "true"),
        ),
    )
    merges = (
        register_merge(
            "claims.SignUp",
            alias="u",
            key={"person_id": "s.person_id", "institution_id": "s.institution_id"},
            match="u.person_id = s.person_id AND u.institution_id = s.institution_id",
            more={"doctor": "s.doctor"},
        ),
    )
    example = {
        "psn_cert_type": "01",
        "certno": "110105194912310027",
        "fixmedins_code": "H62070200001",
        "doctor": "李示例",
        "begndate": "2020-01-01",
    }

    def kind_of(self, row: dict[str, Any]) -> str:
        return "sign_up"


register_import(SignUps())
