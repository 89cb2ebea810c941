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
from enrollment.spreadsheets import finding_people

from . import messages

__all__ = ["LegacyBalances", "messages"]

FIND = finding_people.find_people(county_id="county_id")


class LegacyBalances(ImportResource):
    """One balance per person of the own county."""

    kind = "legacy_balances"
    title = _("Former account balances")
    description = _("What was left on former outpatient personal accounts when they were closed.")
    sheet, sheet_label = "legacy_balances", _("Sheet of former balances")
    duty = "handle"
    columns = (
        *finding_people.COLUMNS,
        Column("amount", _("Balance"), "money", required=True),
    )
    derived = (Column("person_id", "", "integer"), Column("county_id", "", "integer"))
    checks = (
        SetCheck("person_unknown", "psn_no", finding_people.UNKNOWN),
        SetCheck("person_conflict", "certno", finding_people.CONFLICT),
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
        staging.execute(FIND)


register_import(LegacyBalances())
