"""Group catalogues and institutions' factors as sheets: into the draft of their method and year."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import GroupCatalogue, GroupMethod, PaymentGroup
from claims.rules.payment.grouping import beginnings
from claims.services.group_catalogues import open_draft
from config.errors import DomainError
from config.models import ImportRun
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
from config.spreadsheets.withdrawing import DependedOn

from .institution_rows import INSTITUTION

register_messages(
    {
        "groups_of_city": _noop("group catalogues are made by the city, not by a county"),
        "group_needs_weight": _noop("a group of this method needs a weight or points above zero"),
        "group_has_no_weight": _noop("a quota is paid by this method: leave weight and points empty"),
        "group_needs_quota": _noop("a group of this method needs a quota above zero"),
        "group_has_no_quota": _noop("weights or points are paid by this method: leave quotas empty"),
        "group_needs_diagnosis": _noop("cases are found by their main diagnosis: name at least one"),
        "group_needs_procedures": _noop("a group with procedures names them"),
        "group_names_procedures": _noop("only a group with procedures names any"),
        "group_year": _noop("a year from 2000 to 2100"),
        "factor_not_above_zero": _noop("must be more than zero"),
        "institution_of_other_area": _noop("the institution belongs to another pooling area"),
    }
)  # fmt: skip

_AREA = "(SELECT g.area_id FROM institutions_agency g WHERE g.id = %(agency)s)"
# The draft of the method and year, else what is in force: against it the preview shows what changes.
_CATALOGUE = f"""
    UPDATE {{staging}} s SET catalogue_id = (
        SELECT c.id FROM claims_groupcatalogue c
        WHERE c.area_id = {_AREA} AND c.method = s.method AND c.year = s.year
        ORDER BY c.state = 'draft' DESC, c.number DESC NULLS LAST LIMIT 1)
"""
_NOT_CITY = f"""
    SELECT s.row_no, s.method, NULL::jsonb FROM {{staging}} s
    WHERE NOT %(everything)s AND {_AREA} <> ALL(%(areas)s::bigint[])
"""
_OTHER_AREA = f"""
    SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {{staging}} s
    WHERE s.area_id IS NOT NULL AND s.area_id <> {_AREA}
"""
POINTS = (GroupMethod.DIP, GroupMethod.DRG)
QUOTAS = ("quota", "quota_lv1", "quota_lv2", "quota_lv3")
MEANS = ("mean_cost", "mean_cost_lv1", "mean_cost_lv2", "mean_cost_lv3")
_CODES = r"[0-9A-Za-z.×/+* -]+"
METHOD_AND_YEAR = (
    Column("method", _("Payment method"), "code", required=True, choices=dict(GroupMethod.choices)),
    Column("year", _("Year"), "integer", required=True),
)


class IntoDraft(ImportResource):
    """Rows of the draft of their method and year in the uploader's area; what is in force already changes nothing."""

    duty = "handle"
    for_own_area = True
    derived = (Column("catalogue_id", "", "integer"),)

    def prepare(self, staging: Staging) -> None:
        staging.execute(_CATALOGUE)

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if not 2000 <= row["year"] <= 2100:
            yield RowFault(number, "year", "group_year", str(row["year"]))

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        """A draft is opened only where something differs; it may have been put in force since the check."""
        staging.execute(_CATALOGUE)
        merge = self.merges[0]
        changed = staging.rows(
            f"SELECT DISTINCT s.method, s.year FROM {{staging}} s {merge.join()} WHERE {merge.action()} > 0"
        )
        for method, year in list(changed):
            draft = open_draft(
                area=staging.run.agency.area, method=method, year=year, acting_user=acting_user
            )
            staging.execute(
                "UPDATE {staging} SET catalogue_id = %(draft)s WHERE method = %(method)s AND year = %(year)s",
                {"draft": draft.pk, "method": method, "year": year},
            )
        super().apply_rows(staging, acting_user)

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        rows = self.merges[0].model_class._default_manager.filter(import_run_id=run.pk)
        inside = rows.filter(catalogue__state=GroupCatalogue.State.IN_FORCE).count()
        if inside:
            yield DependedOn(
                _("%(count)s rows of it are in force; a new version changes them."), count=inside
            )
        else:
            yield from super().blockers(run)


class PaymentGroups(IntoDraft):
    """Groups with their diagnoses, procedures, weights, quotas and mean costs."""

    kind = "payment_groups"
    title = _("Payment groups")
    description = _(
        "Groups of DIP, DRG, per case and per bed-day for a year. They stand in the draft of their method until a "
        "second person puts it in force. Diagnoses are beginnings of codes, divided by /; procedures are alternatives "
        "divided by /, each one code or several joined by +."
    )
    sheet, sheet_label = "groups", _("Sheet of payment groups")
    shown = ("method", "year", "code", "name", "weight")
    columns = (
        *METHOD_AND_YEAR,
        Column("code", _("Group code"), "code", required=True, max_length=100),
        Column("name", _("Group name"), required=True, max_length=300),
        Column("tier", _("Kind of group"), "code", choices=dict(PaymentGroup.Tier.choices), default="core"),
        Column("treatment", _("Treatment"), "code", choices=dict(PaymentGroup.Treatment.choices),
               help=_("Empty: with procedures where any are named, else any treatment.")),
        Column("diagnoses", _("Main diagnoses"), max_length=1000, pattern=_CODES, form="K35.8/K35.9"),
        Column("procedures", _("Main procedures"), max_length=1000, pattern=_CODES, form="47.01/47.09+54.11"),
        Column("weight", _("Weight or points"), "decimal", help=_("DIP and DRG.")),
        Column("quota", _("Quota"), "decimal", decimals=6, help=_("Yuan; for levels without one of their own.")),
        Column("quota_lv1", _("Quota at level 1"), "decimal", decimals=6),
        Column("quota_lv2", _("Quota at level 2"), "decimal", decimals=6),
        Column("quota_lv3", _("Quota at level 3"), "decimal", decimals=6),
        Column("mean_cost", _("Mean cost"), "money", help=_("Last year's; empty: of last year's grouped cases.")),
        Column("mean_cost_lv1", _("Mean cost at level 1"), "money"),
        Column("mean_cost_lv2", _("Mean cost at level 2"), "money"),
        Column("mean_cost_lv3", _("Mean cost at level 3"), "money"),
        Column("base_disease", _("Base disease"), "flag", default=False),
    )  # fmt: skip
    checks = (unique_in_file("method", "year", "code"), SetCheck("groups_of_city", "method", _NOT_CITY))
    merges = (
        Merge(
            "claims.PaymentGroup",
            alias="g",
            key={"catalogue_id": "s.catalogue_id", "code": "s.code"},
            fields={
                **{name: f"s.{name}" for name in ("name", "tier", "treatment", "weight", *QUOTAS, *MEANS)},
                "diagnoses": "coalesce(s.diagnoses, '')",
                "procedures": "coalesce(s.procedures, '')",
                "base_disease": "s.base_disease",
            },
            blank_keeps=False,
        ),
    )
    example = {
        "method": "dip",
        "year": "2024",
        "code": "K35.8:47.01",
        "name": "急性阑尾炎，腹腔镜下阑尾切除术",
        "diagnoses": "K35.8",
        "procedures": "47.01",
        "weight": "1000",
        "mean_cost": "9500.00",
        "base_disease": "1",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        """By weight or by quota, as the method has it; cases must be findable."""
        yield from super().row_checks(number, row)
        row["treatment"] = row["treatment"] or ("procedure" if row["procedures"] else "any")
        by_points = row["method"] in POINTS
        needed, other = (("weight",), QUOTAS) if by_points else (QUOTAS, ("weight",))
        if not any(row[name] for name in needed):
            yield RowFault(number, needed[0], "group_needs_weight" if by_points else "group_needs_quota")
        for name in other:
            if row[name] is not None:
                code = "group_has_no_quota" if by_points else "group_has_no_weight"
                yield RowFault(number, name, code, str(row[name]))
        found_by = row["method"] in (GroupMethod.DIP, GroupMethod.BED_DAY)
        if found_by and not beginnings(row["diagnoses"] or ""):
            yield RowFault(number, "diagnoses", "group_needs_diagnosis")
        if row["treatment"] == "procedure" and not row["procedures"]:
            yield RowFault(number, "procedures", "group_needs_procedures")
        if row["treatment"] != "procedure" and row["procedures"]:
            yield RowFault(number, "procedures", "group_names_procedures", row["procedures"])


class InstitutionFactors(IntoDraft):
    """Institutions' factors under the catalogue of a method and year."""

    kind = "institution_factors"
    title = _("Institution factors")
    description = _(
        "What an institution's weights, points or quotas are multiplied with in a year. Whoever has none goes by the "
        "policy's factor of its level."
    )
    sheet, sheet_label = "factors", _("Sheet of institution factors")
    shown = ("method", "year", "fixmedins_code", "factor")
    columns = (
        *METHOD_AND_YEAR,
        Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
        Column("factor", _("Factor"), "decimal", required=True),
    )
    lookups = INSTITUTION
    checks = (
        unique_in_file("method", "year", "fixmedins_code"),
        SetCheck("groups_of_city", "method", _NOT_CITY),
        SetCheck("institution_of_other_area", "fixmedins_code", _OTHER_AREA),
    )
    merges = (
        Merge(
            "claims.InstitutionFactor",
            alias="f",
            key={"catalogue_id": "s.catalogue_id", "institution_id": "s.institution_id"},
            fields={"factor": "s.factor"},
        ),
    )
    example = {"method": "dip", "year": "2024", "fixmedins_code": "H62070200001", "factor": "1.05"}

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from super().row_checks(number, row)
        if not row["factor"]:
            yield RowFault(number, "factor", "factor_not_above_zero", str(row["factor"]))


register_import(PaymentGroups())
register_import(InstitutionFactors())
