"""Balances of former outpatient personal accounts, which policy spreads over years (ZY-05)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.spreadsheets.columns import Column
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    RowFault,
    SetCheck,
    Staging,
    in_scope,
    register_import,
    unique_in_file,
)

from . import bill_checks, messages

__all__ = ["LegacyBalances", "messages"]

FIND_PERSON = """
    UPDATE {staging} s SET person_id = f.person_id, county_id = f.county_id
    FROM (
        SELECT s.row_no, p.id AS person_id, p.county_id
        FROM {staging} s
        LEFT JOIN enrollment_person n ON n.psn_no = s.psn_no
        LEFT JOIN enrollment_person m ON s.psn_no IS NULL AND m.psn_cert_type = s.psn_cert_type
                                     AND m.certno = s.certno
        JOIN enrollment_person p ON p.id = coalesce(n.canonical_id, n.id, m.canonical_id, m.id)
    ) f WHERE f.row_no = s.row_no
"""
UNKNOWN = (
    "SELECT s.row_no, coalesce(s.psn_no, s.certno), NULL::jsonb FROM {staging} s WHERE s.person_id IS NULL"
)


class LegacyBalances(ImportResource):
    """One balance per person of the own county."""

    kind = "legacy_balances"
    title = _("Former account balances")
    description = _("What was left on former outpatient personal accounts when they were closed.")
    sheet, sheet_label = "legacy_balances", _("Sheet of former balances")
    duty = "handle"
    columns = (
        Column(
            "psn_no", _("Person number"), "code", max_length=30, help=_("Either this or the certificate.")
        ),
        Column("psn_cert_type", _("Certificate type"), "code", default="01", max_length=6),
        Column("certno", _("Certificate number"), "certno", max_length=50),
        Column("amount", _("Balance"), "money", required=True),
    )
    derived = (Column("person_id", "", "integer"), Column("county_id", "", "integer"))
    checks = (
        SetCheck("person_unknown", "psn_no", UNKNOWN),
        SetCheck("person_conflict", "certno", bill_checks.CONFLICT),
        in_scope("psn_no"),
        unique_in_file("person_id"),
    )
    merges = (
        Merge(
            "claims.LegacyOutpatientBalance",
            alias="l",
            key={"person_id": "s.person_id"},
            fields={"amount": "s.amount"},
        ),
    )
    example = {"psn_cert_type": "01", "certno": "110105194912310027", "amount": "126.40"}

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["psn_no"] is None and row["certno"] is None:
            yield RowFault(number, "psn_no", "person_missing")

    def prepare(self, staging: Staging) -> None:
        staging.execute(FIND_PERSON)


register_import(LegacyBalances())
