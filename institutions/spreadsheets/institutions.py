"""Designated institutions in national field names, with their consortium and payee account."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from config.spreadsheets.checks import Lookup, SetCheck, in_scope, unique_in_file
from config.spreadsheets.columns import Column
from config.spreadsheets.faults import RowFault, register_messages
from config.spreadsheets.merging import Merge
from config.spreadsheets.resources import ImportResource, register_import
from institutions.models import Institution

register_messages(
    {
        "institution_level": _noop("a medical institution needs its grade or its level for benefits"),
        "institution_kind": _noop("the code begins with H for medical institutions and P for pharmacies"),
        "institution_county": _noop("inside the area but not the code of one of its counties"),
        "institution_outside": _noop("only the city may enter institutions outside the area"),
        "account_incomplete": _noop("account name, account number and bank belong together"),
        "institution_other_area": _noop("the institution is on another area's books"),
    }
)

# The part of an area's code that all its districts share: 990100 gives 9901, 990000 gives 99.
_AREA_PREFIX = (
    "left(a.code, CASE WHEN right(a.code, 4) = '0000' THEN 2 WHEN right(a.code, 2) = '00' THEN 4 ELSE 6 END)"
)


class DesignatedInstitutions(ImportResource):
    """Inside the area ``fix_blng_admdvs`` is the county's agency code; any other district is care elsewhere."""

    kind = "institutions"
    title = _("Designated institutions")
    description = _(
        "Designated hospitals, clinics and pharmacies. A new bank account waits for a second person's approval."
    )
    sheet, sheet_label = "institutions", _("Designated institutions")
    duty = "register"
    shown = ("fixmedins_code", "fixmedins_name")
    columns = (
        Column("fixmedins_code", _("Institution code"), "code", required=True,
               pattern=r"[HP][0-9]{11}", form="H99010100001"),
        Column("fixmedins_name", _("Institution name"), required=True, max_length=200),
        Column("fixmedins_type", _("Kind of institution"), "code", required=True,
               choices=dict(Institution.Kind.choices)),
        Column("hosp_lv", _("Hospital grade"), "code", pattern=r"[0-9]{2}", form="05",
               help=_("National code 01 to 11.")),
        Column("dedc_hosp_lv", _("Level for benefits"), "code", choices=dict(Institution.Tier.choices),
               help=_("Decides deductible and ratio; empty for pharmacies.")),
        Column("fix_blng_admdvs", _("District"), "code", required=True, pattern=r"[0-9]{6}", form="990101",
               help=_("Six digits: the county that pays it, or the district of an institution elsewhere.")),
        Column("consortium", _("Consortium"), max_length=120, help=_("Created when there is none of this name.")),
        Column("account_name", _("Account name"), max_length=120),
        Column("account_no", _("Account number"), "code", pattern=r"[0-9A-Z-]{6,34}", form="9900000000001"),
        Column("bank_name", _("Bank"), max_length=120),
        Column("bank_code", _("Bank code"), "code", pattern=r"[0-9]{12,14}", form="102100099996"),
        Column("account_from", _("Account in force from"), "date", help=_("Today when empty.")),
    )  # fmt: skip
    lookups = (
        Lookup(
            "fix_blng_admdvs",
            "institutions_agency",
            into="county_id",
            where="t.level = 'county'",
            must_exist=False,  # a district elsewhere has no agency here
        ),
    )
    checks = (
        unique_in_file("fixmedins_code"),
        SetCheck(
            "institution_county",
            "fix_blng_admdvs",
            "SELECT s.row_no, s.fix_blng_admdvs, NULL::jsonb FROM {staging} s"
            " JOIN institutions_agency g ON g.id = %(agency)s JOIN institutions_poolingarea a ON a.id = g.area_id"
            f" WHERE s.county_id IS NULL AND starts_with(s.fix_blng_admdvs, {_AREA_PREFIX})",
        ),
        SetCheck(
            "institution_outside",
            "fix_blng_admdvs",
            "SELECT s.row_no, s.fix_blng_admdvs, NULL::jsonb FROM {staging} s"
            " JOIN institutions_agency g ON g.id = %(agency)s"
            " WHERE s.county_id IS NULL AND NOT %(everything)s AND g.area_id <> ALL(%(areas)s::bigint[])",
        ),
        in_scope("fix_blng_admdvs"),
        SetCheck(
            "institution_other_area",
            "fixmedins_code",
            "SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {staging} s"
            " JOIN institutions_institution i ON i.fixmedins_code = s.fixmedins_code"
            " JOIN institutions_agency g ON g.id = %(agency)s WHERE i.area_id <> g.area_id",
        ),
        SetCheck(
            "out_of_scope",
            "fixmedins_code",
            "SELECT s.row_no, s.fixmedins_code, NULL::jsonb FROM {staging} s"
            " JOIN institutions_institution i ON i.fixmedins_code = s.fixmedins_code"
            " WHERE NOT %(everything)s AND i.county_id IS NOT NULL AND i.county_id <> ALL(%(counties)s::bigint[])",
        ),
    )
    merges = (
        Merge(
            "institutions.Consortium",
            alias="con",
            key={"county_id": "s.county_id", "name": "s.consortium"},
            where="s.consortium IS NOT NULL AND s.county_id IS NOT NULL",
            several_rows=True,
        ),
        Merge(
            "institutions.Institution",
            alias="inst",
            key={"fixmedins_code": "s.fixmedins_code"},
            fields={
                "name": "s.fixmedins_name",
                "kind": "s.fixmedins_type",
                "hosp_lv": "s.hosp_lv",
                "dedc_hosp_lv": "s.dedc_hosp_lv",
                "county_id": "s.county_id",
                "admdvs": "s.fix_blng_admdvs",
                "consortium_id": "con.id",
            },
            on_insert={"area_id": "(SELECT g.area_id FROM institutions_agency g WHERE g.id = %(agency)s)"},
        ),
        Merge(
            "institutions.PayeeAccount",
            alias="pay",
            key={"institution_id": "inst.id", "account_no": "s.account_no"},
            on_insert={
                "account_name": "s.account_name",
                "bank_name": "s.bank_name",
                "bank_code": "s.bank_code",
                "period": "daterange(coalesce(s.account_from, CURRENT_DATE), NULL)",
                "prepared_by_id": "%(user)s",
            },
            where="s.account_no IS NOT NULL",
        ),
    )
    example = {
        "fixmedins_code": "H99010100001",
        "fixmedins_name": "示例区人民医院",
        "fixmedins_type": "1",
        "hosp_lv": "05",
        "dedc_hosp_lv": "2",
        "fix_blng_admdvs": "990101",
        "consortium": "示例区医共体",
        "account_name": "示例区人民医院",
        "account_no": "9900000000001",
        "bank_name": "示例银行",
        "bank_code": "102100099996",
        "account_from": "2020-01-01",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        code, kind = row["fixmedins_code"], row["fixmedins_type"]
        if (code[0] == "P") != (kind == Institution.Kind.PHARMACY):
            yield RowFault(number, "fixmedins_code", "institution_kind", code)
        if kind == Institution.Kind.MEDICAL and not (row["hosp_lv"] or row["dedc_hosp_lv"]):
            yield RowFault(number, "dedc_hosp_lv", "institution_level")
        account = [row["account_name"], row["account_no"], row["bank_name"]]
        if any(account) and not all(account):
            yield RowFault(number, "account_no", "account_incomplete", row["account_no"] or "")


register_import(DesignatedInstitutions())
