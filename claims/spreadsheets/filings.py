"""The roll of filings for care elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import CareFiling
from claims.policy_registers import Terms
from claims.services.registers.filings import join_chains
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import SetCheck, Staging, register_import

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

_LIVING = ", ".join(f"'{kind}'" for kind in CareFiling.LIVING)
# The two ways in which filings exclude each other, as the database sees them.
_SAME_PLACE = (
    "r.kind = s.kind AND r.place = s.place AND coalesce(r.institution_id, 0) = coalesce(s.institution_id, 0)"
)
_LIVES = f"r.kind IN ({_LIVING}) AND s.kind IN ({_LIVING})"
_ALIKE = f"(({_SAME_PLACE}) OR ({_LIVES}))"
_ONE_LIFE = f"s.person_id, CASE WHEN s.kind IN ({_LIVING}) THEN 'living' ELSE s.kind || s.place END"

# Trailing pairs of zeros leave a district open, as in `claims.rules.registrations.covers_place`.
ELSEWHERE = """
    SELECT s.row_no, s.fixmedins_code, jsonb_build_object('district', i.admdvs)
    FROM {staging} s JOIN institutions_institution i ON i.id = s.institution_id
    WHERE i.admdvs NOT LIKE regexp_replace(s.place, '(00)+$', '') || '%%'
"""
LATE = """
    SELECT s.row_no, s.applied_on, jsonb_build_object('last', s.latest)
    FROM {staging} s WHERE s.applied_on > s.latest
"""
NO_PROMISE = """
    SELECT s.row_no, s.missing_papers, NULL::jsonb FROM {staging} s
    WHERE s.missing_papers IS NOT NULL AND s.promise_due IS NULL AND s.foreseen
"""


class Filings(RegisterSheet):
    """One row per filing."""

    kind = "filings"
    title = _("Filings for care elsewhere")
    description = _(
        "Filings that hold already, or were taken in elsewhere: who, which kind, where, from when."
    )
    sheet, sheet_label = "filings", _("Roll of filings")
    model = CareFiling
    asks = ("kind",)
    shown = ("psn_no", "certno", "kind", "place")
    columns = (
        *WHO,
        Column("kind", _("Kind"), "code", required=True, choices=dict(CareFiling.Kind.choices)),
        Column("place", _("District code of the place"), "code", required=True, pattern=r"[1-9][0-9]{5}",
               form="310000"),
        Column("place_name", _("Place"), max_length=100),
        Column("fixmedins_code", _("Target institution"), "code", max_length=12),
        Column("from_fixmedins_code", _("Transferred from"), "code", max_length=12),
        Column("diagnosis", _("Diagnosis"), max_length=200),
        Column("missing_papers", _("Missing papers"), max_length=200),
        *WHEN,
    )  # fmt: skip
    derived = (
        *RegisterSheet.derived,
        Column("promise", ""),
        Column("promise_due", "", "date"),
        Column("latest", "", "date"),
    )
    lookups = (
        institution_lookup("fixmedins_code", "institution_id"),
        institution_lookup("from_fixmedins_code", "from_institution_id"),
    )
    checks = (
        *checks_of("kind", "s.kind"),
        SetCheck("institution_elsewhere_than_place", "fixmedins_code", ELSEWHERE),
        SetCheck("filed_too_late", "applied_on", LATE),
        SetCheck("no_promise_taken", "missing_papers", NO_PROMISE),
        SetCheck("registered_overlap_in_file", "begndate", overlap_in_file(_ONE_LIFE)),
        SetCheck("registered_overlap", "begndate", overlap_stored("claims_carefiling", _ALIKE)),
    )
    merges = (
        register_merge(
            "claims.CareFiling",
            alias="f",
            key={"person_id": "s.person_id", "kind": "s.kind", "place": "s.place"},
            match="f.person_id = s.person_id AND f.kind = s.kind AND f.place = s.place"
            " AND f.institution_id IS NOT DISTINCT FROM s.institution_id",
            more={
                "place_name": "s.place_name",
                "institution_id": "s.institution_id",
                "from_institution_id": "s.from_institution_id",
                "chain": "''",
                "diagnosis": "s.diagnosis",
                "missing_papers": "s.missing_papers",
                "promise": "CASE WHEN s.missing_papers IS NOT NULL THEN s.promise END",
                "promise_due": "CASE WHEN s.missing_papers IS NOT NULL THEN s.promise_due END",
            },
        ),
    )
    example = {
        "psn_cert_type": "01",
        "certno": "110105194912310027",
        "kind": "residence",
        "place": "310000",
        "place_name": "上海市",
        "begndate": "2020-01-01",
    }

    def kind_of(self, row: dict[str, Any]) -> str:
        return f"filing.{row['kind']}"

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        super().apply_rows(staging, acting_user)
        join_chains(staging.run.pk)

    def _tell(self, staging: Staging, terms: Terms | None, values: dict[str, Any]) -> None:
        super()._tell(staging, terms, values)
        if terms is not None:
            staging.execute(
                "UPDATE {staging} SET promise = %(promise)s, promise_due = %(due)s::date, latest = %(latest)s::date"
                " WHERE kind = %(kind)s AND applied_on = %(applied_on)s AND begndate = %(begndate)s",
                {**values, **_promised(terms, values)},
            )


def _promised(terms: Terms, values: dict[str, Any]) -> dict[str, Any]:
    late = terms.late_days
    return {
        "promise": terms.promise or str(_("The missing papers will follow in time.")),
        "due": terms.promise_due(values["applied_on"]),
        "latest": None if late is None else values["begndate"] + dt.timedelta(days=late),
    }


register_import(Filings())
