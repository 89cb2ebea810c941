"""The columns of a quote: hypothetical bills, their fee lines, and what comes back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.rules.facts import CATALOGUE_CLASS, FEE_KINDS
from claims.rules.outcome import AMOUNTS
from config.spreadsheets.columns import Column

SHEET = "bills"
SHEET_LABEL = _("Hypothetical bills")
LINES_SHEET = "lines"
LINES_SHEET_LABEL = _("Lines of the bills")

_FILINGS = {
    "none": _("Not filed"),
    "filed": _("Filed"),
    "filed_transfer": _("Filed, transferred"),
    "filed_residence": _("Filed, living elsewhere"),
    "promise": _("Filed by promise"),
    "emergency": _("Emergency"),
}
_ACCIDENTS = {
    "none": _("No accident"),
    "no_third_party": _("Accident, nobody else liable"),
    "third_party": _("Accident, third party liable"),
}
_TIERS = {
    "level_1": _("level 1"),
    "level_2": _("level 2"),
    "level_3": _("level 3"),
    "outside": _("outside the area"),
}
_CERTIFICATES = {
    "reported": _("As reported"),
    "valid": _("Certified"),
    "expired": _("Expired"),
    "none": _("Not certified"),
}
_CHOSEN = {"yes": _("Chosen"), "no": _("Not chosen"), "open": _("Any institution")}
_COVERS = {"full": _("Full cover"), "inpatient_only": _("Inpatient only")}

COLUMNS: tuple[Column, ...] = (
    Column("case", _("Name of the case"), required=True, max_length=60,
           help=_("Name of the bill, unique in the file.")),
    Column("person", _("Person key"), required=True, max_length=60,
           help=_("Key of the person: bills of one person and year share their counters.")),
    Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
    Column("psn_type", _("Person category"), "code", max_length=6),
    Column("aid_category", _("Aid category"), "code", max_length=20),
    Column("cover", _("Cover"), "code", choices=_COVERS, default="full"),
    Column("age", _("Age"), "integer", help=_("In full years on the policy date.")),
    Column("med_type", _("Kind of care"), "code", required=True, pattern=r"\d{2,6}", form="21"),
    Column("begndate", _("First day"), "date", required=True),
    Column("enddate", _("Last day"), "date", help=_("The first day when empty.")),
    Column("setl_time", _("Settled at"), "datetime", help=_("Orders the bills; the last day when empty.")),
    Column("hosp_lv", _("Grade of the institution"), "code", pattern=r"\d{1,2}", form="05",
           help=_("National code 01 to 11.")),
    Column("tier", _("Tier"), "code", choices=_TIERS, help=_("Instead of the grade.")),
    Column("insu_county", _("Insured in"), "code", required=True, max_length=12),
    Column("care_county", _("Care in"), "code", required=True, max_length=12,
           help=_("A county's code, or “outside” for care outside the area.")),
    Column("filing", _("Filing"), "code", choices=_FILINGS, default="none"),
    Column("accident", _("Accident"), "code", choices=_ACCIDENTS, default="none"),
    Column("matn_type", _("Delivery"), "code", pattern=r"\d{1,2}", form="1"),
    Column("fetus_cnt", _("Children born"), "integer", default=0),
    Column("complication", _("Complications"), "flag", default=False),
    Column("dise_code", _("Disease"), "code", max_length=20),
    Column("institution", _("Institution key"), max_length=30,
           help=_("Tells institutions apart where a deductible is counted for each.")),
    Column("consortium", _("In a county consortium"), "flag", default=False),
    Column("signed_up", _("Family doctor there"), "flag", default=False),
    Column("certificate", _("Certificate of the disease"), "code", choices=_CERTIFICATES, default="reported"),
    Column("chosen", _("Institution on the certificate"), "code", choices=_CHOSEN, default="open"),
    Column("transfer_chain", _("Chain of transfers"), "code", max_length=30,
           help=_("The same for stays that follow each other by transfer.")),
    Column("acct_used_flag", _("Pays from the personal account"), "flag", default=False),
    Column("account_credited", _("Held by the personal account"), "money", default=0,
           help=_("What it held at the start of the year and was credited since.")),
    Column("family_credited", _("Held by the family's account"), "money", default=0,
           help=_("What the family made over, likewise.")),
    Column("legacy_balance", _("Former account balance"), "money", default=0),
    Column("medfee_sumamt", _("Total medical fee"), "money", required=True),
    Column("fulamt_ownpay_amt", _("Own expense"), "money"),
    Column("overlmt_selfpay", _("Over limits, own payment"), "money"),
    Column("preselfpay_amt", _("First share"), "money"),
    Column("inscp_scp_amt", _("In scope"), "money"),
    Column("class_a_amt", _("Class A"), "money"),
    Column("class_b_amt", _("Class B"), "money"),
    Column("class_c_amt", _("Class C"), "money"),
    Column("over_price_amt", _("Over ceiling price"), "money"),
    Column("domestic_material_amt", _("Domestic material"), "money"),
    Column("imported_material_amt", _("Imported material with a domestic equal"), "money"),
    Column("imported_standard_amt", _("Domestic standard of the imported material"), "money"),
    Column("imported_no_equal_amt", _("Imported material without domestic equal"), "money"),
)  # fmt: skip

LINE_COLUMNS: tuple[Column, ...] = (
    Column("case", _("Name of the case"), required=True, max_length=60, help=_("The bill the line belongs to.")),
    Column("fee_kind", _("Kind of fee"), "code", choices={kind: kind for kind in FEE_KINDS}),
    Column("chrgitm_lv", _("Catalogue class"), "code", choices=CATALOGUE_CLASS, help=_("Instead of the kind of fee.")),
    Column("det_item_fee_sumamt", _("Line total"), "money", required=True),
    Column("ceiling_amt", _("Recognised at most"), "money", help=_("Price limit times quantity.")),
    Column("domestic_standard_amt", _("Domestic standard"), "money",
           help=_("Of imported material; empty when there is no domestic equal.")),
    Column("purchase_price_amt", _("Purchase price"), "money",
           help=_("Of imported material without a domestic equal; the line total when empty.")),
    Column("selfpay_prop", _("Own share"), "decimal", help=_("The item's own first share, 0.05 for 5 %.")),
    Column("essential", _("Essential drug"), "flag", default=False),
    Column("procured", _("Centrally procured"), "flag", default=False),
)  # fmt: skip

RESULT_COLUMNS: tuple[tuple[str, Any], ...] = (
    ("row", _("Row of the sheet")),
    ("case", _("Name of the case")),
    ("person", _("Person key")),
    ("policy_date", _("Policy date")),
    ("benefit", _("Benefit")),
    *((name, name) for name in AMOUNTS),
    ("dedc_std", "dedc_std"),
    ("pool_prop_selfpay", "pool_prop_selfpay"),
    ("crt_payb_lmt_amt", "crt_payb_lmt_amt"),
    ("identities", _("Identities")),
    ("explanation", _("Explanation")),
    ("fault_column", _("Column at fault")),
    ("fault", _("Fault")),
)
