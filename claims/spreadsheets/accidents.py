"""The roll of accident declarations."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import AccidentDeclaration
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import RowFault, SetCheck, register_import, unique_in_file

from .registers import WHEN, WHO, RegisterSheet, checks_of, institution_lookup, register_merge

ThirdParty = AccidentDeclaration.ThirdParty
_HAPPENED = Column("begndate", _("Happened on"), "date", required=True)
UNKNOWN_LIABILITY = """
    SELECT s.row_no, s.third_party, NULL::jsonb FROM {staging} s
    WHERE s.third_party = 'unknown' AND s.foreseen AND NOT s.must_review
"""
# What the declaration says is what a second person confirms with the whole roll; who is liable may be open still.
PROPOSED = "CASE s.third_party WHEN 'yes' THEN 'third_party' WHEN 'no' THEN 'no_third_party' ELSE '' END"


class Accidents(RegisterSheet):
    """One row per accident of a person."""

    kind = "accidents"
    title = _("Accident declarations")
    description = _(
        "Accidents that were declared: who, when, where, whether somebody else is liable. Where the policy wants a"
        " second person they are confirmed as declared; those whose liability is not known are decided one by one."
    )
    sheet, sheet_label = "accidents", _("Roll of accident declarations")
    model = AccidentDeclaration
    shown = ("psn_no", "certno", "begndate", "third_party")
    columns = (
        *WHO,
        Column("applied_on", _("Declared on"), "date", help=_("The day it happened when empty.")),
        _HAPPENED,
        Column("happened_at", _("Where"), required=True, max_length=200),
        Column("account", _("What happened"), required=True, max_length=500),
        Column("third_party", _("Who is liable"), "code", required=True, choices=dict(ThirdParty.choices)),
        Column("liable_party", _("Liable party"), max_length=120),
        Column("liable_paid", _("Paid by the liable party"), "money", default=0),
        Column("fixmedins_code", _("Treated at"), "code", max_length=12),
        Column("admitted_on", _("Admitted on"), "date"),
        Column("evidence", _("Evidence of the accident"), max_length=300),
        *WHEN[2:],
    )
    lookups = (institution_lookup("fixmedins_code", "institution_id"),)
    checks = (
        *checks_of("begndate", "s.begndate::text"),
        unique_in_file("person_id", "begndate"),
        SetCheck("liability_unknown", "third_party", UNKNOWN_LIABILITY),
    )
    merges = (
        register_merge(
            "claims.AccidentDeclaration",
            alias="a",
            key={"person_id": "s.person_id"},
            match="a.person_id = s.person_id",
            more={
                "happened_on": "s.begndate",
                "happened_at": "s.happened_at",
                "account": "s.account",
                "institution_id": "s.institution_id",
                "admitted_on": "s.admitted_on",
                "third_party": "s.third_party",
                "liable_party": "s.liable_party",
                "liable_paid": "s.liable_paid",
                "evidence": "s.evidence",
                "decision": PROPOSED,
            },
        ),
    )
    example = {
        "psn_cert_type": "01",
        "certno": "110105194912310027",
        "begndate": "2020-03-01",
        "happened_at": "示例路口",
        "account": "骑车摔倒",
        "third_party": "no",
        "fixmedins_code": "H62070200001",
        "admitted_on": "2020-03-01",
    }

    def kind_of(self, row: dict[str, Any]) -> str:
        return "accident"

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from super().row_checks(number, row)
        if row["applied_on"] < row["begndate"]:
            yield RowFault(number, "applied_on", "declared_before", str(row["applied_on"]))
        if row["third_party"] == ThirdParty.YES and not row["liable_party"]:
            yield RowFault(number, "liable_party", "liable_party_missing")
        if row["admitted_on"] is not None and row["admitted_on"] < row["begndate"]:
            yield RowFault(number, "admitted_on", "admitted_before_accident", str(row["admitted_on"]))


register_import(Accidents())
