"""Sheets of procurement: every fault with its row and column, nothing lost, the same sheet twice changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from claims.models import AgreedVolume, Delivery, PlatformPurchase, ProcurementItem
from claims.services.procurement.batches import approve_batch, draft_batch
from claims.services.procurement.deliveries import accept_delivery, refuse_delivery
from claims.services.procurement.suppliers import enter_credit_event
from claims.spreadsheets.procurement import Deliveries, ProcurementItems
from config.errors import DomainError
from config.models import ImportRun
from config.scoping import acting_as, system_scope
from institutions.services.credit import decide_event
from tests.cast import Cast, make_user
from tests.claims.spreadsheets.sheets import bring, found

from .conftest import FIRST, LAST, Procurement

HOSPITAL = "H99010100001"


@pytest.fixture
def take(cast: Cast, procurement: Procurement, tmp_path: Path, settings: Any) -> Any:
    settings.MEDIA_ROOT = tmp_path / "media"

    def run(kind: str, *rows: dict[str, Any], user: Any = None, agency: Any = None) -> ImportRun:
        batch = {} if kind == "platform_purchases" else {"batch_no": procurement.batch.number}
        given = [batch | row for row in rows]
        return bring(tmp_path, kind, given, user or procurement.handler, agency or cast.city)

    return run


def an_item(code: str, **given: Any) -> dict[str, Any]:
    return {
        "med_list_codg": code, "item_name": f"药品{code}", "unit": "支", "price": 3, "former_price": 9,
        "maker": "乙药厂", "supplier_code": "91620700MA00000000", **given,
    }  # fmt: skip


def test_items_of_a_batch(cast: Cast, procurement: Procurement, take: Any) -> None:
    bad = take(
        "procurement_items",
        an_item("YP03"),
        an_item("YP03"),
        an_item("YP04", batch_no="JC0"),
        an_item("YP05", supplier_code="91620700MA00000009"),
        an_item("YP06", price=0),
    )
    assert found(bad) == [
        (3, "batch_no", "duplicate_in_file"),
        (4, "batch_no", "batch_unknown"),
        (5, "supplier_code", "supplier_unknown"),
        (6, "price", "price_zero"),
    ]
    with system_scope():
        assert ProcurementItem.unscoped.filter(med_list_codg="YP03").count() == 1
        other = make_user("other.city", "另一经办", cast.city, "handle")
    again = take("procurement_items", an_item("YP03", price=4), user=other)
    assert found(again) == [(2, "med_list_codg", "row_of_another")]
    elsewhere = take("procurement_items", an_item("YP07"), user=cast.clerk_east, agency=cast.east)
    assert [fault[1:] for fault in found(elsewhere)] == [("batch_no", "out_of_scope")]
    procurement.put_in_force()
    assert found(take("procurement_items", an_item("YP08"))) == [(2, "batch_no", "batch_not_drafted")]
    # As if it had been put in force between the check and the change.
    blind = [check for check in ProcurementItems.checks if check.code != "batch_not_drafted"]
    with mock.patch.object(ProcurementItems, "checks", blind), pytest.raises(DomainError, match="meanwhile"):
        take("procurement_items", an_item("YP08"))
    with system_scope():
        assert not ProcurementItem.unscoped.filter(med_list_codg="YP08").exists()


@pytest.mark.duty("JJ-19")
def test_a_supplier_rated_worst_is_refused(procurement: Procurement, take: Any) -> None:
    from django.utils import timezone

    with acting_as(procurement.handler):
        made = enter_credit_event(
            supplier=procurement.supplier, event="supplier_bribery", day=timezone.localdate(), evidence="裁决书",
            acting_user=procurement.handler,
        )  # fmt: skip
    assert found(take("procurement_items", an_item("YP03"))) == []
    with acting_as(procurement.decider):
        decide_event(event=made, confirmed=True, acting_user=procurement.decider)
    assert found(take("procurement_items", an_item("YP04"))) == [(2, "supplier_code", "supplier_barred")]


def test_agreed_volumes(cast: Cast, procurement: Procurement, take: Any) -> None:
    east = {"fixmedins_code": HOSPITAL, "med_list_codg": "YP01", "quantity": 500}
    west = {**east, "fixmedins_code": cast.hospital_west.fixmedins_code}
    run = take("agreed_volumes", east, west, {**east, "med_list_codg": "YP09"}, {**east, "quantity": 0})
    assert found(run) == [(4, "med_list_codg", "item_unknown"), (5, "quantity", "quantity_zero")]
    own = take("agreed_volumes", {**east, "quantity": 600}, west, user=cast.clerk_east, agency=cast.east)
    assert found(own) == [(3, "fixmedins_code", "out_of_scope")]
    with system_scope():
        volumes = AgreedVolume.unscoped.order_by("institution__fixmedins_code").values_list(
            "quantity", flat=True
        )
        assert list(volumes) == [600, 500]


@pytest.mark.duty("JJ-07")
def test_deliveries(cast: Cast, procurement: Procurement, take: Any) -> None:
    row = {
        "fixmedins_code": HOSPITAL, "med_list_codg": "YP01", "supplier_code": "91620700MA00000000",
        "delivery_no": "D1", "invoice_no": "F1", "delivered_on": "2024-02-01", "quantity": 100, "amount": 200,
        "reporter": "supplier",
    }  # fmt: skip
    assert found(take("procurement_deliveries", row)) == [(2, "batch_no", "batch_not_in_force")]
    procurement.put_in_force()
    run = take(
        "procurement_deliveries",
        row,
        {**row, "delivery_no": "D2", "amount": "200.01"},
        {**row, "delivery_no": "D3", "delivered_on": "2025-01-01"},
        {**row, "delivery_no": "D4", "supplier_code": "91620700MA00000009"},
    )
    assert found(run) == [
        (3, "amount", "amount_differs"),
        (4, "delivered_on", "outside_period"),
        (5, "supplier_code", "supplier_of_item"),
    ]
    with system_scope():
        one = Delivery.unscoped.get()
        assert (one.amount, one.state, one.handled_by) == (200, "reported", procurement.handler)
    changed = {**row, "quantity": 99, "amount": 198}
    by_east = take("procurement_deliveries", changed, user=cast.clerk_east, agency=cast.east)
    assert found(by_east) == [(2, "delivery_no", "row_of_another")]
    with acting_as(cast.reviewer_east):
        accept_delivery(delivery=one, acting_user=cast.reviewer_east)
    assert found(take("procurement_deliveries", changed)) == [(2, "delivery_no", "delivery_decided")]
    # As if it had been accepted between the check and the change.
    blind = [check for check in Deliveries.checks if check.code != "delivery_decided"]
    with mock.patch.object(Deliveries, "checks", blind), pytest.raises(DomainError, match="meanwhile"):
        take("procurement_deliveries", changed)
    same = take("procurement_deliveries", {**row, "delivery_no": "D1"})
    assert found(same) == []
    with system_scope():
        assert (Delivery.unscoped.get().state, Delivery.unscoped.get().amount) == ("accepted", 200)


def test_one_delivery_under_two_batches_is_one(cast: Cast, procurement: Procurement, take: Any) -> None:
    """The goods are in two batches that hold at a time: one note and invoice is owed once."""
    procurement.put_in_force()
    with acting_as(procurement.handler):
        other = draft_batch(
            area=cast.area, first_day=FIRST, last_day=LAST, acting_user=procurement.handler,
            facts={"name": "省级集采", "tier": "province", "basis": "省采字1号", "insutype": "390"},
        )  # fmt: skip
    assert found(take("procurement_items", an_item("YP01", price=2, batch_no=other.number))) == []
    with acting_as(procurement.decider):
        approve_batch(batch=other, acting_user=procurement.decider)
    row = {
        "fixmedins_code": HOSPITAL, "med_list_codg": "YP01", "supplier_code": "91620700MA00000000",
        "delivery_no": "D1", "invoice_no": "F1", "delivered_on": "2024-02-01", "quantity": 100, "amount": 200,
        "reporter": "supplier",
    }  # fmt: skip
    small = {**row, "delivery_no": "D2", "quantity": "0.001", "amount": 0}
    assert found(take("procurement_deliveries", row, small)) == [(3, "amount", "amount_zero")]
    elsewhere = {**row, "batch_no": other.number}
    assert found(take("procurement_deliveries", elsewhere)) == [(2, "delivery_no", "delivery_in_other_batch")]
    with system_scope():
        wrong = Delivery.unscoped.get()
    with acting_as(cast.reviewer_east):
        refuse_delivery(delivery=wrong, reason="批次有误", acting_user=cast.reviewer_east)
    assert found(take("procurement_deliveries", elsewhere)) == []
    with system_scope():
        assert Delivery.unscoped.exclude(state="refused").get().item.batch == other


@pytest.mark.duty("JJ-19")
def test_purchases_on_the_platform(take: Any) -> None:
    row = {"fixmedins_code": HOSPITAL, "month": "2024-03", "kind": "drug", "bought": 1000, "on_platform": 950}
    run = take("platform_purchases", row, {**row, "kind": "material", "on_platform": "1000.01"})
    assert found(run) == [(3, "on_platform", "platform_more")]
    with system_scope():
        one = PlatformPurchase.unscoped.get()
        assert (one.bought, one.on_platform, one.month.isoformat()) == (1000, 950, "2024-03-01")
