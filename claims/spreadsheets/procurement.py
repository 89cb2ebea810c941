"""Sheets of central procurement: items of a batch, agreed volumes, deliveries with their invoices."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop as _noop

from claims.models import Delivery
from claims.services.procurement.suppliers import excluded
from config.errors import DomainError
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
from institutions.models import PoolingArea

from .decided_rows import refuse_decided
from .institution_rows import AT_HOME, INSTITUTION

register_messages(
    {
        "batch_unknown": _noop("there is no batch with this number"),
        "batch_not_drafted": _noop("the batch is in force or closed: its items stay as they are"),
        "batch_not_in_force": _noop("the batch is not in force"),
        "batch_closed": _noop("the batch is closed"),
        "supplier_unknown": _noop("there is no supplier with this code; enter it first"),
        "supplier_barred": _noop("the supplier is rated worst today: it is in no batch"),
        "item_unknown": _noop("the batch has no such item"),
        "supplier_of_item": _noop("the item is delivered by %(supplier)s"),
        "price_zero": _noop("a price is more than zero"),
        "quantity_zero": _noop("a quantity is more than zero"),
        "amount_differs": _noop("quantity times the agreed price %(price)s is %(amount)s"),
        "outside_period": _noop("the batch holds from %(first)s, up to %(end)s, not including"),
        "delivered_ahead": _noop("delivered on a day to come"),
        "delivery_in_other_batch": _noop(
            "reported already, with this note and invoice, under batch %(batch)s"
        ),
        "delivery_decided": _noop("accepted or refused already; it stays as it is"),
        "row_of_another": _noop("somebody else entered it: only they change it"),
    }
)

BATCH = Column("batch_no", _("Batch"), "code", required=True, max_length=30)
ITEM = Column("med_list_codg", _("Catalogue code"), "code", required=True, max_length=50)
PLACE = Column("fixmedins_code", _("Institution code"), "code", required=True, max_length=12)
SUPPLIER = Column(
    "supplier_code", _("Unified social credit code"), "code", required=True, pattern=r"[0-9A-Z]{18}",
    form=_("eighteen digits and capital letters"),
)  # fmt: skip
BATCH_IDS = (Column("batch_id", "", "integer"), Column("batch_area", "", "integer"))
ITEM_ID = Column("item_id", "", "integer")
SUPPLIER_ID = Column("supplier_id", "", "integer")

UNKNOWN_BATCH = SetCheck(
    "batch_unknown",
    "batch_no",
    "SELECT s.row_no, s.batch_no, NULL::jsonb FROM {staging} s WHERE s.batch_id IS NULL",
)
UNKNOWN_ITEM = SetCheck(
    "item_unknown",
    "med_list_codg",
    "SELECT s.row_no, s.med_list_codg, NULL::jsonb FROM {staging} s"
    " WHERE s.batch_id IS NOT NULL AND s.item_id IS NULL",
)
UNKNOWN_SUPPLIER = SetCheck(
    "supplier_unknown",
    "supplier_code",
    "SELECT s.row_no, s.supplier_code, NULL::jsonb FROM {staging} s"
    " WHERE s.batch_id IS NOT NULL AND s.supplier_id IS NULL",
)


def in_state(code: str, condition: str) -> SetCheck:
    """Rows of batches whose state (``b.state``) is not as ``condition`` has it."""
    return SetCheck(
        code,
        "batch_no",
        "SELECT s.row_no, s.batch_no, NULL::jsonb FROM {staging} s"
        f" JOIN claims_procurementbatch b ON b.id = s.batch_id WHERE NOT (b.state {condition})",
    )


def find_batches(staging: Staging) -> None:
    """Batches of the uploader's own area, by number; their items and suppliers by code where the sheet names them."""
    columns = {name for name, _sort in staging.columns}
    staging.execute(
        "UPDATE {staging} s SET batch_id = b.id, batch_area = b.area_id FROM claims_procurementbatch b"
        " JOIN institutions_agency a ON a.area_id = b.area_id WHERE a.id = %(agency)s AND b.number = s.batch_no",
        {"agency": staging.run.agency_id},
    )
    if "item_id" in columns:
        staging.execute(
            "UPDATE {staging} s SET item_id = i.id FROM claims_procurementitem i"
            " WHERE i.batch_id = s.batch_id AND i.med_list_codg = s.med_list_codg"
        )
    if "supplier_id" in columns:
        staging.execute(
            "UPDATE {staging} s SET supplier_id = p.id FROM claims_supplier p"
            " WHERE p.area_id = s.batch_area AND p.code = s.supplier_code"
        )


class ProcurementItems(ImportResource):
    """What a batch procures, at which price, from whom."""

    kind = "procurement_items"
    title = _("Items of procurement batches")
    description = _("Agreed price, price before, maker and supplier of each item of a batch being drafted.")
    sheet, sheet_label = "items", _("Sheet of procured items")
    duty = "handle"
    for_own_area = True
    shown = ("batch_no", "med_list_codg", "price")
    columns = (
        BATCH,
        ITEM,
        Column("item_name", _("Item"), required=True, max_length=200),
        Column("unit", _("Unit"), required=True, max_length=20),
        Column("price", _("Agreed price"), "decimal", required=True, decimals=6),
        Column("former_price", _("Price before"), "decimal", required=True, decimals=6),
        Column("maker", _("Maker"), required=True, max_length=200),
        SUPPLIER,
    )
    derived = (*BATCH_IDS, SUPPLIER_ID, Column("barred", "", "flag"))
    checks = (
        unique_in_file("batch_no", "med_list_codg"),
        UNKNOWN_BATCH,
        in_state("batch_not_drafted", "= 'drafted'"),
        SetCheck(
            "out_of_scope",
            "batch_no",
            "SELECT s.row_no, s.batch_no, NULL::jsonb FROM {staging} s WHERE NOT %(everything)s"
            " AND s.batch_area IS NOT NULL AND s.batch_area <> ALL(%(areas)s::bigint[])",
        ),
        UNKNOWN_SUPPLIER,
        SetCheck(
            "supplier_barred",
            "supplier_code",
            "SELECT s.row_no, s.supplier_code, NULL::jsonb FROM {staging} s WHERE s.barred",
        ),
        SetCheck(
            "row_of_another",
            "med_list_codg",
            "SELECT s.row_no, s.med_list_codg, NULL::jsonb FROM {staging} s JOIN claims_procurementitem i"
            " ON i.batch_id = s.batch_id AND i.med_list_codg = s.med_list_codg"
            " WHERE i.handled_by_id <> %(user)s AND (i.price, i.former_price, i.supplier_id)"
            " IS DISTINCT FROM (s.price, s.former_price, s.supplier_id)",
        ),
    )
    merges = (
        Merge(
            "claims.ProcurementItem",
            alias="i",
            key={"batch_id": "s.batch_id", "med_list_codg": "s.med_list_codg"},
            fields={
                name: f"s.{name}"
                for name in ("item_name", "unit", "price", "former_price", "maker", "supplier_id")
            },
            on_insert={"handled_by_id": "%(user)s"},
        ),
    )
    example = {
        "batch_no": "JC2024010100000001",
        "med_list_codg": "XC07ABM103A001010100001",
        "item_name": "美托洛尔片",
        "unit": "片",
        "price": "0.12",
        "former_price": "0.55",
        "maker": "示例制药厂",
        "supplier_code": "91620700MA00000000",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["price"] <= 0:
            yield RowFault(number, "price", "price_zero", str(row["price"]))

    def prepare(self, staging: Staging) -> None:
        find_batches(staging)
        for (area,) in staging.rows(
            "SELECT DISTINCT batch_area FROM {staging} s WHERE batch_area IS NOT NULL"
        ):
            out = excluded(PoolingArea.objects.get(pk=area), timezone.localdate())
            staging.execute(
                "UPDATE {staging} SET barred = supplier_id = ANY(%(out)s::bigint[]) WHERE batch_area = %(area)s",
                {"out": sorted(out), "area": area},
            )

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        # Whoever puts a batch in force holds it: waited for, and looked at again.
        held = staging.rows(
            "SELECT b.state FROM claims_procurementbatch b WHERE b.id IN (SELECT s.batch_id FROM {staging} s)"
            " ORDER BY b.id FOR SHARE"
        )
        if any(state != "drafted" for (state,) in held):
            raise DomainError(_("A batch was put in force meanwhile: nothing was imported."))
        super().apply_rows(staging, acting_user)


class AgreedVolumes(ImportResource):
    """How much of each item each institution takes."""

    kind = "agreed_volumes"
    title = _("Agreed volumes")
    description = _("How much of an item an institution agreed to take over the period of a batch.")
    sheet, sheet_label = "volumes", _("Sheet of agreed volumes")
    duty = "handle"
    for_own_area = True
    shown = ("batch_no", "fixmedins_code", "med_list_codg", "quantity")
    columns = (
        BATCH,
        ITEM,
        PLACE,
        Column("quantity", _("Agreed volume"), "decimal", required=True),
    )
    derived = (*BATCH_IDS, ITEM_ID)
    lookups = INSTITUTION
    checks = (
        unique_in_file("batch_no", "med_list_codg", "fixmedins_code"),
        *AT_HOME,
        UNKNOWN_BATCH,
        in_state("batch_closed", "<> 'closed'"),
        UNKNOWN_ITEM,
    )
    merges = (
        Merge(
            "claims.AgreedVolume",
            alias="v",
            key={"item_id": "s.item_id", "institution_id": "s.institution_id"},
            fields={"quantity": "s.quantity"},
            on_insert={"handled_by_id": "%(user)s"},
        ),
    )
    example = {
        "batch_no": "JC2024010100000001",
        "med_list_codg": "XC07ABM103A001010100001",
        "fixmedins_code": "H62070200001",
        "quantity": "12000",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["quantity"] <= 0:
            yield RowFault(number, "quantity", "quantity_zero", str(row["quantity"]))

    def prepare(self, staging: Staging) -> None:
        find_batches(staging)


SUPPLIER_OF_ITEM = """
    SELECT s.row_no, s.supplier_code, jsonb_build_object('supplier', p.name)
    FROM {staging} s JOIN claims_procurementitem i ON i.id = s.item_id JOIN claims_supplier p ON p.id = i.supplier_id
    WHERE p.code <> s.supplier_code
"""
AMOUNT = """
    SELECT s.row_no, to_char(s.amount / 100.0, 'FM999999999990.00'), jsonb_build_object(
        'price', trim_scale(i.price)::text, 'amount', to_char(round(s.quantity * i.price, 2), 'FM999999999990.00'))
    FROM {staging} s JOIN claims_procurementitem i ON i.id = s.item_id
    WHERE s.amount <> round(s.quantity * i.price * 100)
"""
PERIOD = """
    SELECT s.row_no, s.delivered_on, jsonb_build_object('first', lower(b.period), 'end', upper(b.period))
    FROM {staging} s JOIN claims_procurementbatch b ON b.id = s.batch_id
    WHERE NOT b.period @> s.delivered_on
"""
_STORED = """
    FROM {staging} s JOIN claims_delivery d ON d.institution_id = s.institution_id AND d.item_id = s.item_id
      AND d.delivery_no = s.delivery_no AND d.invoice_no = s.invoice_no
    WHERE (d.delivered_on, d.quantity, d.amount, d.reporter)
      IS DISTINCT FROM (s.delivered_on, s.quantity, s.amount, s.reporter)
"""
DECIDED = f"SELECT s.row_no, s.delivery_no, NULL::jsonb {_STORED} AND d.state <> 'reported'"
ANOTHERS = (
    f"SELECT s.row_no, s.delivery_no, NULL::jsonb {_STORED} AND d.state = 'reported'"
    " AND d.handled_by_id <> %(user)s"
)

# The same goods may be procured by two batches at a time; they were delivered, and are paid, once.
OTHER_BATCH = """
    SELECT s.row_no, s.delivery_no, jsonb_build_object('batch', b.number) FROM {staging} s
    JOIN claims_delivery d ON d.institution_id = s.institution_id AND d.delivery_no = s.delivery_no
      AND d.invoice_no = s.invoice_no AND d.item_id <> s.item_id AND d.state <> 'refused'
    JOIN claims_procurementitem i ON i.id = d.item_id AND i.med_list_codg = s.med_list_codg
    JOIN claims_procurementbatch b ON b.id = i.batch_id
"""


class Deliveries(ImportResource):
    """Deliveries with their invoices, as an institution or a supplier reports them."""

    kind = "procurement_deliveries"
    title = _("Deliveries")
    description = _(
        "What suppliers delivered to institutions under a batch. It counts once a second person accepted it."
    )
    sheet, sheet_label = "deliveries", _("Sheet of deliveries")
    duty = "handle"
    for_own_area = True
    shown = ("fixmedins_code", "med_list_codg", "delivery_no", "amount")
    columns = (
        BATCH,
        ITEM,
        PLACE,
        SUPPLIER,
        Column("delivery_no", _("Delivery note"), "code", required=True, max_length=40),
        Column("invoice_no", _("Invoice"), "code", required=True, max_length=40),
        Column("delivered_on", _("Delivered on"), "date", required=True),
        Column("quantity", _("Quantity"), "decimal", required=True),
        Column("amount", _("Amount"), "money", required=True),
        Column("reporter", _("Reported by"), "code", choices=dict(Delivery.Reporter.choices),
               default=Delivery.Reporter.INSTITUTION.value),
    )  # fmt: skip
    derived = (*BATCH_IDS, ITEM_ID)
    lookups = INSTITUTION
    checks = (
        unique_in_file("fixmedins_code", "med_list_codg", "delivery_no", "invoice_no"),
        *AT_HOME,
        UNKNOWN_BATCH,
        in_state("batch_not_in_force", "= 'in_force'"),
        UNKNOWN_ITEM,
        SetCheck("supplier_of_item", "supplier_code", SUPPLIER_OF_ITEM),
        SetCheck("outside_period", "delivered_on", PERIOD),
        SetCheck("amount_differs", "amount", AMOUNT),
        SetCheck("delivery_in_other_batch", "delivery_no", OTHER_BATCH),
        SetCheck("delivery_decided", "delivery_no", DECIDED),
        SetCheck("row_of_another", "delivery_no", ANOTHERS),
    )
    merges = (
        Merge(
            "claims.Delivery",
            alias="d",
            key={
                "institution_id": "s.institution_id",
                "item_id": "s.item_id",
                "delivery_no": "s.delivery_no",
                "invoice_no": "s.invoice_no",
            },
            fields={name: f"s.{name}" for name in ("delivered_on", "quantity", "amount", "reporter")},
            on_insert={"handled_by_id": "%(user)s", "state": "'reported'", "refused_reason": "''"},
        ),
    )
    example = {
        "batch_no": "JC2024010100000001",
        "med_list_codg": "XC07ABM103A001010100001",
        "fixmedins_code": "H62070200001",
        "supplier_code": "91620700MA00000000",
        "delivery_no": "PS-0001",
        "invoice_no": "24620000001",
        "delivered_on": "2024-01-15",
        "quantity": "1000",
        "amount": "120.00",
        "reporter": "supplier",
    }

    def row_checks(self, number: int, row: dict[str, Any]) -> Iterable[RowFault]:
        if row["quantity"] <= 0:
            yield RowFault(number, "quantity", "quantity_zero", str(row["quantity"]))
        # A quantity so small that its price is no fen.
        elif row["amount"] <= 0:
            yield RowFault(number, "amount", "amount_zero", "0")
        if row["delivered_on"] > timezone.localdate():
            yield RowFault(number, "delivered_on", "delivered_ahead", str(row["delivered_on"]))

    def prepare(self, staging: Staging) -> None:
        find_batches(staging)

    def apply_rows(self, staging: Staging, acting_user: Any) -> None:
        super().apply_rows(staging, acting_user)
        refuse_decided(staging, "claims_delivery", "reported")


for _resource in (ProcurementItems, AgreedVolumes, Deliveries):
    register_import(_resource())
