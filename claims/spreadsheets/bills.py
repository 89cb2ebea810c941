"""Bills to be settled, in national field names: from institutions, and from a county's own counter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from claims.models import AMOUNT_LABELS, FEE_CLASSES, SPLITS, Accident, Bill, Filing, PayLoc
from claims.tasks import enqueue_settling
from config.errors import DomainError
from config.models import ImportRun
from config.money import from_fen
from config.spreadsheets.columns import Column
from config.spreadsheets.resources import (
    ImportResource,
    Lookup,
    Merge,
    RowFault,
    Staging,
    register_import,
    unique_in_file,
)

from . import bill_checks, bill_merge
from .messages import WARNING

FACTS: tuple[Column, ...] = (
    Column("setl_id", _("Settlement number"), "code", required=True, max_length=30),
    Column("mdtrt_id", _("Visit number"), "code", max_length=30),
    Column("psn_no", _("Person number"), "code", max_length=30,
           help=_("Either this or the certificate.")),
    Column("psn_cert_type", _("Certificate type"), "code", default="01", max_length=6),
    Column("certno", _("Certificate number"), "certno", max_length=50),
    Column("psn_name", _("Person's name"), max_length=50),
    Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12),
    Column("pay_loc", _("Paid at"), "code", choices=dict(PayLoc.choices),
           help=_("1 when the person paid the institution and brought the bill to a counter; 2 when empty.")),
    Column("insutype", _("Scheme"), "code", required=True, pattern=r"\d{3}", form="390"),
    Column("psn_type", _("Person category"), "code", pattern=r"\d{2,6}", form="1501",
           help=_("As the coverage says when empty.")),
    Column("aid_category", _("Aid category"), "code", max_length=10),
    Column("med_type", _("Kind of care"), "code", required=True, pattern=r"\d{2,6}", form="21"),
    Column("begndate", _("From"), "date", required=True),
    Column("enddate", _("To"), "date", help=_("The first day when empty.")),
    Column("setl_time", _("Settled at"), "datetime", required=True),
    Column("filing", _("Filing"), "code", choices=dict(Filing.choices), default=Filing.NONE.value),
    Column("accident", _("Accident"), "code", choices=dict(Accident.choices), default=Accident.NONE.value),
    Column("matn_type", _("Delivery"), "code", pattern=r"\d{1,3}", form="1"),
    Column("fetus_cnt", _("Children born"), "integer", default=0),
    Column("complication", _("Complications"), "flag", default=False),
    Column("dise_code", _("Disease"), "code", max_length=30),
    Column("diag_dr_codg", _("Code of the physician"), "code", max_length=30,
           help=_("Who made the diagnosis.")),
    Column("diag_dr_name", _("Physician"), max_length=50),
    Column("transfer_chain", _("Chain of transfers"), "code", max_length=30,
           help=_("The same for stays that follow each other by transfer.")),
    Column("acct_used_flag", _("Pays from the personal account"), "flag", default=False),
)  # fmt: skip
# What `prepare` finds out about a row.
FOUND: tuple[Column, ...] = (
    Column("person_id", "", "integer"),
    Column("insu_county_id", "", "integer"),
    Column("covered", "", "flag"),
    Column("bill_id", "", "integer"),
    Column("settled", "", "flag"),
)
LOOKUPS = (
    Lookup(
        "fixmedins_code",
        "institutions_institution",
        into="institution_id",
        match="fixmedins_code",
        what=_("institution"),
    ),
    Lookup(
        "fixmedins_code",
        "institutions_institution",
        into="care_county_id",
        match="fixmedins_code",
        take="county_id",
        must_exist=False,
    ),
)
EXAMPLE = {
    "setl_id": "620700202003050001",
    "psn_cert_type": "01",
    "certno": "110105194912310027",
    "psn_name": "张示例",
    "fixmedins_code": "H62070200001",
    "insutype": "390",
    "psn_type": "1501",
    "med_type": "21",
    "begndate": "2020-03-01",
    "enddate": "2020-03-05",
    "setl_time": "2020-03-05 10:30:00",
    "filing": "none",
    "accident": "none",
    "complication": "0",
    "medfee_sumamt": "5000.00",
}


class BillResource(ImportResource):
    """What both sheets of bills have in common."""

    duty = "handle"
    lookups = LOOKUPS
    shown = ("setl_id", "psn_no", "fixmedins_code", "enddate", "medfee_sumamt")

    def prepare(self, staging: Staging) -> None:
        bill_merge.find(staging)

    def blockers(self, run: ImportRun) -> Iterable[DomainError]:
        yield from bill_merge.blockers(run)
        yield from super().blockers(run)

    def after_apply(self, run: ImportRun) -> None:
        """Settle what came in, as a job of whoever confirmed it."""
        enqueue_settling(owner=run.confirmed_by, agency=run.agency, import_run_id=run.pk)


_CONTENT = {**bill_merge.RECEIVED, **bill_merge.amounts(*SPLITS, *FEE_CLASSES)}


class Bills(BillResource):
    """Bills not yet settled by anybody."""

    kind = "bills"
    title = _("Bills")
    description = _(
        "Bills to be settled, one row each. Amounts either as the four national parts or by fee class; with neither,"
        " fee lines follow in a sheet of their own. A bill that cannot be settled yet waits with its reason."
    )
    sheet, sheet_label = "bills", _("Sheet of bills")
    columns = (
        *FACTS,
        Column("medfee_sumamt", AMOUNT_LABELS["medfee_sumamt"], "money", required=True),
        *(Column(name, AMOUNT_LABELS[name], "money") for name in SPLITS),
        *(Column(name, Bill._meta.get_field(name).verbose_name, "money") for name in FEE_CLASSES),
    )
    derived = FOUND
    checks = (
        unique_in_file("setl_id"),
        *bill_checks.CHECKS,
        bill_checks.stored_otherwise("bill_settled", _CONTENT, "s.settled"),
    )
    merges = (
        Merge(
            "claims.Bill",
            alias="b",
            key={"setl_id": "s.setl_id"},
            fields=_CONTENT,
            on_insert=bill_merge.ON_INSERT,
            blank_keeps=False,
        ),
    )
    example = {**EXAMPLE, "class_a_amt": "3500.00", "class_b_amt": "1200.00", "class_c_amt": "300.00"}

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        bill_merge.lock_people_of(staging)
        bill_merge.refuse_if_settled_since(staging, _CONTENT)
        super().apply_rows(staging, acting_user)

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        yield from fact_faults(number, row)
        yield from _amount_faults(number, row)


def fact_faults(number: int, row: dict[str, Any]) -> Iterator[RowFault]:
    """Who and when; fills the last day."""
    if row["psn_no"] is None and row["certno"] is None:
        yield RowFault(number, "psn_no", "person_missing")
    first = row["begndate"]
    last = row["enddate"] = row["enddate"] or first
    if last < first:
        yield RowFault(number, "enddate", "end_before_begin", last.isoformat())
    if row["setl_time"].date() < first:
        yield RowFault(number, "setl_time", "settled_before_care", str(row["setl_time"]), level=WARNING)


def _amount_faults(number: int, row: dict[str, Any]) -> Iterator[RowFault]:
    """Identity I1, on the four parts or on the fee classes."""
    total = row["medfee_sumamt"]
    parts = [row[name] for name in SPLITS if row[name] is not None]
    # The standard of an imported material stands beside the bill's amounts, not among them.
    fees = [row[name] for name in FEE_CLASSES if row[name] is not None and name != "imported_standard_amt"]
    if parts and fees:
        yield RowFault(number, "inscp_scp_amt", "parts_and_fees")
    elif parts and len(parts) < len(SPLITS):
        yield RowFault(number, "inscp_scp_amt", "parts_incomplete")
    elif parts and sum(parts) != total:
        yield _differs(number, "parts_differ", sum(parts), total)
    elif fees and sum(fees) != total:
        yield _differs(number, "fees_differ", sum(fees), total)


def _differs(number: int, code: str, found: int, total: int) -> RowFault:
    params = {"sum": str(from_fen(found)), "total": str(from_fen(total))}
    return RowFault(number, "medfee_sumamt", code, params["total"], params)


register_import(Bills())
