"""The roll of disease certificates that hold already, and the pool of experts."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import Certificate
from claims.policy_registers import Terms
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    SetCheck,
    Staging,
    register_import,
    unique_in_file,
)

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

CHOSEN = ("fixmedins_code", "fixmedins_code_2", "fixmedins_code_3")


def _chosen(number: int) -> Merge:
    into = f"chosen_{number}"
    return Merge(
        "claims.ChosenInstitution",
        alias=into,
        key={"certificate_id": "c.id", "institution_id": f"s.{into}"},
        match=f"{into}.certificate_id = c.id AND {into}.institution_id = s.{into}"
        f" AND upper_inf({into}.period)",
        on_insert={"period": "daterange(s.begndate, NULL)", "chosen_by_id": "%(user)s"},
        where=f"s.{into} IS NOT NULL",
    )


class Certificates(RegisterSheet):
    """One row per person and disease."""

    kind = "certificates"
    title = _("Disease certificates")
    description = _(
        "Certificates that hold already: who, which disease, from when, where they are used. Where the policy wants a"
        " second person they wait to be decided together."
    )
    sheet, sheet_label = "certificates", _("Roll of certificates")
    model = Certificate
    asks = ("kind", "dise_code")
    shown = ("psn_no", "certno", "dise_code", "begndate")
    columns = (
        *WHO,
        Column("kind", _("Kind"), "code", required=True, pattern=r"[a-z][a-z0-9_]*", form="chronic",
               help=_("As the policy calls it: chronic, two_disease …")),
        Column("dise_code", _("Disease code"), "code", required=True, max_length=30),
        *WHEN,
        Column("fixmedins_code", _("Chosen institution"), "code", max_length=12),
        Column("fixmedins_code_2", _("Second institution"), "code", max_length=12),
        Column("fixmedins_code_3", _("Third institution"), "code", max_length=12),
    )  # fmt: skip
    derived = (*RegisterSheet.derived, Column("dise_name", ""))
    lookups = tuple(institution_lookup(column, f"chosen_{n}") for n, column in enumerate(CHOSEN, 1))
    checks = (
        *checks_of("dise_code", "s.kind || ' ' || s.dise_code"),
        SetCheck("registered_overlap_in_file", "begndate", overlap_in_file("s.person_id, s.dise_code")),
        SetCheck(
            "registered_overlap",
            "begndate",
            overlap_stored("claims_certificate", "r.dise_code = s.dise_code"),
        ),
    )
    merges = (
        register_merge(
            "claims.Certificate",
            alias="c",
            key={"person_id": "s.person_id", "dise_code": "s.dise_code"},
            match="c.person_id = s.person_id AND c.dise_code = s.dise_code",
            more={"kind": "s.kind", "dise_name": "s.dise_name", "experts": "0"},
        ),
        *(_chosen(number) for number, _column in enumerate(CHOSEN, 1)),
    )
    example = {
        "psn_cert_type": "01",
        "certno": "110105194912310027",
        "kind": "chronic",
        "dise_code": "M01600",
        "begndate": "2020-01-01",
        "enddate": "2021-12-31",
        "fixmedins_code": "H62070200001",
    }

    def kind_of(self, row: dict[str, Any]) -> str:
        return f"certificate.{row['kind']}"

    def foreseen(self, terms: Terms, values: dict[str, Any]) -> bool:
        return bool(terms.disease_name(values["dise_code"]))

    def _tell(self, staging: Staging, terms: Terms | None, values: dict[str, Any]) -> None:
        super()._tell(staging, terms, values)
        name = terms.disease_name(values["dise_code"]) if terms is not None else ""
        staging.execute(
            "UPDATE {staging} SET dise_name = %(name)s WHERE kind = %(kind)s AND dise_code = %(dise_code)s",
            {"name": "" if name == values["dise_code"] else name, **values},
        )


class Experts(ImportResource):
    """The pool of an area."""

    kind = "experts"
    title = _("Experts")
    description = _(
        "Physicians who give opinions on applications; drawn by lot. Known by their code within the area."
    )
    sheet, sheet_label = "experts", _("Pool of experts")
    duty = "handle"
    columns = (
        Column("code", _("Expert code"), "code", required=True, max_length=30),
        Column("name", _("Name"), required=True, max_length=50),
        Column("title", _("Professional title"), max_length=50),
        Column("specialty", _("Specialty"), max_length=50),
        Column("diseases", _("Diseases"), max_length=300,
               help=_("Codes with commas between; empty when asked about any.")),
        Column("fixmedins_code", _("Works at"), "code", max_length=12),
        Column("active", _("May be drawn"), "flag", default=True),
    )  # fmt: skip
    lookups = (institution_lookup("fixmedins_code", "institution_id"),)
    checks = (unique_in_file("code"),)
    merges = (
        Merge(
            "claims.Expert",
            alias="e",
            key={
                "area_id": "(SELECT a.area_id FROM institutions_agency a WHERE a.id = %(agency)s)",
                "code": "s.code",
            },
            fields={
                "name": "s.name",
                "title": "s.title",
                "specialty": "s.specialty",
                "diseases": "s.diseases",
                "institution_id": "s.institution_id",
                "active": "s.active",
            },
        ),
    )
    example = {
        "code": "ZJ0001",
        "name": "王示例",
        "title": "主任医师",
        "specialty": "内分泌科",
        "diseases": "M01600,M03900",
    }


register_import(Certificates())
register_import(Experts())
