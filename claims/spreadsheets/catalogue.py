"""The catalogue (医保目录): rows for the draft of an area, which a second person puts in force."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import CatalogueItem, Change, ItemClass
from claims.services.catalogue_versions import open_draft
from config.errors import DomainError
from config.models import ImportRun
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import register_messages
from config.spreadsheets.resources import (
    ImportResource,
    Merge,
    RowFault,
    Staging,
    register_import,
)
from config.spreadsheets.withdrawing import DependedOn

from . import catalogue_checks as checks

register_messages(
    {
        "catalogue_of_city": _noop("the catalogue is made by the city or region, not by a county"),
        "item_not_in_catalogue": _noop("not in the catalogue on that day"),
        "item_needs": _noop("an item that enters or changes needs name, kind and class"),
        "exit_needs_reason": _noop("an exit needs its reason"),
        "rows_overlap": _noop("overlaps the row of the same code from %(day)s: give the last day of the earlier one"),
    }
)  # fmt: skip

TERMS = (
    "item_name", "list_type", "chrgitm_lv", "selfpay_prop", "pric_uplmt_amt", "pric_uplmt_lv1", "pric_uplmt_lv2",
    "pric_uplmt_lv3", "pay_standard", "procurement_price", "domestic_standard", "essential", "procured",
    "negotiated", "is_imported", "spec", "unit", "restriction",
)  # fmt: skip
_TEXTS = {"item_name", "list_type", "chrgitm_lv", "spec", "unit", "restriction"}
VALUES = {name: f"coalesce(s.{name}, '')" if name in _TEXTS else f"s.{name}" for name in TERMS}


def _price(name: str, label: Any, help: Any = "") -> Column:
    return Column(name, label, "decimal", decimals=6, help=help)


class Catalogue(ImportResource):
    """Catalogue rows; a row that says what is in force already changes nothing."""

    kind = "catalogue"
    title = _("Catalogue")
    description = _(
        "Items that enter, change, leave or are overridden locally, from a day. They stand in the area's draft until a "
        "second person puts it in force. Prices are yuan per unit."
    )
    sheet, sheet_label = "catalogue", _("Sheet of the catalogue")
    duty = "handle"
    for_own_area = True
    shown = ("med_list_codg", "item_name", "change", "chrgitm_lv", "begndate")
    columns = (
        Column("med_list_codg", _("Catalogue code"), "code", required=True, max_length=50,
               pattern=r"[0-9A-Za-z._-]+", form="XA01ABD075A002010100483"),
        Column("change", _("Kind of change"), "code", choices=dict(Change.choices),
               help=_("Empty: entry, or change where the code is in the catalogue already.")),
        Column("begndate", _("From"), "date", required=True),
        Column("enddate", _("To"), "date", help=_("The last day; empty while it goes on.")),
        Column("reason", _("Reason"), max_length=300),
        Column("insutype", _("Scheme"), "code", pattern=r"\d{3}", form="390", help=_("Empty for all schemes.")),
        Column("item_name", _("Item"), max_length=200),
        Column("list_type", _("Kind of item"), "code", pattern=r"\d{3,6}", form="101",
               help=_("101 drug, 102 herbal, 103 hospital-made, 104 ethnic, 201 service, 301 material.")),
        Column("chrgitm_lv", _("Class"), "code", choices=dict(ItemClass.choices)),
        Column("selfpay_prop", _("Own first share"), "decimal",
               help=_("0.05 for 5 %; empty when the policy's share of the class holds.")),
        _price("pric_uplmt_amt", _("Ceiling price"), _("999999 for none.")),
        _price("pric_uplmt_lv1", _("Ceiling price at level 1")),
        _price("pric_uplmt_lv2", _("Ceiling price at level 2")),
        _price("pric_uplmt_lv3", _("Ceiling price at level 3")),
        _price("pay_standard", _("Payment standard")),
        _price("procurement_price", _("Procurement price")),
        _price("domestic_standard", _("Domestic standard"), _("Of imported material, per unit.")),
        Column("essential", _("Essential drug"), "flag", default=False, aliases=("bas_medn_flag",)),
        Column("procured", _("Centrally procured"), "flag", default=False),
        Column("negotiated", _("Negotiated drug"), "flag", default=False, aliases=("hi_nego_drug_flag",)),
        Column("is_imported", _("Imported material"), "flag", default=False),
        Column("spec", _("Dose form and size"), max_length=100),
        Column("unit", _("Unit"), max_length=20),
        Column("restriction", _("Restriction"), max_length=500),
    )  # fmt: skip
    derived = (
        Column("version_id", "", "integer"),
        Column("same", "", "flag", default=False),
        Column("known", "", "flag", default=False),
    )
    checks = checks.CHECKS
    merges = (
        Merge(
            "claims.CatalogueItem",
            alias="c",
            key={"version_id": "s.version_id", "med_list_codg": "s.med_list_codg"},
            match="c.version_id = s.version_id AND c.med_list_codg = s.med_list_codg"
            " AND lower(c.period) = s.begndate",
            where="NOT s.same",
            fields={
                "change": "s.change",
                "period": "daterange(s.begndate, s.enddate, '[]')",
                "reason": "coalesce(s.reason, '')",
                **VALUES,
                "handled_by_id": "%(user)s",
            },
            blank_keeps=False,
        ),
    )
    example = {
        "med_list_codg": "XA01ABD075A002010100483",
        "begndate": "2020-01-01",
        "item_name": "示例药品",
        "list_type": "101",
        "chrgitm_lv": "02",
        "selfpay_prop": "0.1",
        "pay_standard": "12.5",
        "spec": "片剂 10mg×20",
        "unit": "盒",
        "restriction": "限二级及以上医疗机构",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        """What a row must give depends on what it does; an exit carries no terms."""
        if row["enddate"] is not None and row["enddate"] < row["begndate"]:
            yield RowFault(number, "enddate", "end_before_begin", str(row["enddate"]))
        if row["selfpay_prop"] is not None and row["selfpay_prop"] > 1:
            yield RowFault(number, "selfpay_prop", "share_too_large", str(row["selfpay_prop"]))
        if row["change"] == Change.EXIT:
            if not row["reason"]:
                yield RowFault(number, "reason", "exit_needs_reason")
        elif row["change"] != Change.OVERLAY:
            for name in ("item_name", "list_type", "chrgitm_lv"):
                if not row[name]:
                    yield RowFault(number, name, "item_needs")

    def prepare(self, staging: Staging) -> None:
        for statement in checks.PREPARE:
            staging.execute(statement)

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        """Into the draft of each scheme; the draft may have been made, or put in force, since the check."""
        area, title = staging.run.agency.area, staging.run.filename[:200]
        staging.execute("UPDATE {staging} SET version_id = NULL")
        for (insutype,) in staging.rows(
            "SELECT DISTINCT coalesce(insutype, '') FROM {staging} s WHERE NOT s.same"
        ):
            draft = open_draft(area=area, insutype=insutype, title=title, acting_user=acting_user)
            staging.execute(
                "UPDATE {staging} SET version_id = %(draft)s WHERE coalesce(insutype, '') = %(insutype)s",
                {"draft": draft.pk, "insutype": insutype},
            )
        super().apply_rows(staging, acting_user)

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        inside = CatalogueItem.objects.filter(import_run_id=run.pk, version__state="in_force").count()
        if inside:
            yield DependedOn(
                _("%(count)s rows of it are in force; a new version changes them."), count=inside
            )
        else:
            yield from super().blockers(run)


register_import(Catalogue())
