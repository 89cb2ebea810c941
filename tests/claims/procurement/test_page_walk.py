"""Procurement over its pages: batch, delivery, amount owed, payment, reward, supplier: every click a person's own."""

from __future__ import annotations

import datetime as dt
import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims.models import (
    Delivery,
    ProcurementBatch,
    ProcurementPayable,
    Supplier,
    SupplierAccount,
    SupplierCreditEvent,
    SurplusReward,
)
from claims.procurement_desk import procurement_items
from claims.services.procurement.suppliers import approve_account
from config.desk import items_of
from config.scoping import acting_as, system_scope
from funds.models import PaymentBatch
from institutions.models import User
from institutions.services.payee_accounts import PayeeAccountRefused
from tests.cast import Cast
from tests.claims.allowances.test_page_walk import Clicks

from .conftest import Procurement
from .test_course import assessed

VIEWS = (
    "procurement_batches", "agreed_volumes", "deliveries", "procurement_payables", "suppliers", "platform_purchases",
)  # fmt: skip


@pytest.fixture
def clicks(client: Client) -> Clicks:
    return Clicks(client)


def desk(user: User) -> set[str]:
    with acting_as(user):
        return {str(item.title) for item in items_of(procurement_items(user.assignments_in_force[0]))}


@pytest.mark.duty("JJ-07")
def test_from_the_batch_to_the_payment(cast: Cast, procurement: Procurement, clicks: Clicks) -> None:
    handler, decider, batch = procurement.handler, procurement.decider, procurement.batch
    assert desk(decider) == {"Procurement batches to put in force"}
    clicks.send(decider, "claims:approve_procurement", batch.pk)
    procurement.agree(0, 1000)
    one = procurement.reported(0, 400)
    assert desk(cast.reviewer_east) == {"Deliveries to accept"}
    clicks.send(cast.reviewer_east, "claims:accept_delivery", one.pk, day="2024-01-02")
    for name in VIEWS:
        clicks.shows(handler, f"claims:{name}")
    assert "药品YP01" in clicks.shows(handler, "claims:procurement_batch", batch.pk)
    clicks.send(handler, "claims:propose_direct", payer=cast.east.pk)
    with system_scope():
        payable = ProcurementPayable.unscoped.get()
    assert "800.00" in clicks.shows(decider, "claims:procurement_payable", payable.pk)
    clicks.send(decider, "claims:approve_procurement_payable", payable.pk)
    clicks.send(cast.finance_city, "funds:pay_procurement", batch=f"{cast.east.pk}-390")
    assert "付款与账面一致" in clicks.shows(cast.finance_city, "funds:procurement_balances")
    with system_scope():
        assert PaymentBatch.unscoped.get().payments.get().amount == 800
    clicks.send(decider, "claims:close_procurement", batch.pk)
    assessed(cast, "90.00")
    clicks.send(handler, "claims:propose_rewards", batch.pk)
    with system_scope():
        reward = SurplusReward.unscoped.get()
    assert "Surplus rewards to review" in desk(decider)
    clicks.shows(decider, "claims:surplus_reward", reward.pk)
    clicks.send(decider, "claims:send_back_reward", reward.pk, reason="核对")
    with system_scope():
        assert SurplusReward.unscoped.get().state == "refused"
        assert Delivery.unscoped.get().payable == payable


def test_quantities_are_figures_in_exports(cast: Cast, procurement: Procurement, client: Client) -> None:
    procurement.agree(0, 1500)
    procurement.put_in_force()
    procurement.delivered(0, 400)
    client.force_login(procurement.handler)
    for page, heading, figure in (("agreed_volumes", "约定采购量", 1500), ("deliveries", "数量", 400)):
        answer = client.post(reverse(f"claims:{page}"), {"export": "xlsx"})
        sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active  # type: ignore[attr-defined]
        assert sheet is not None
        headings, row = list(sheet.values)
        assert row[headings.index(heading)] == figure


def test_a_batch_and_a_supplier_by_hand(cast: Cast, procurement: Procurement, clicks: Clicks) -> None:
    handler, decider = procurement.handler, procurement.decider
    clicks.send(
        handler, "claims:draft_procurement", name="省级集采", tier="province", basis="省采1号",
        first_day="2025-01-01", last_day="2025-12-31", insutype="390",
    )  # fmt: skip
    clicks.send(handler, "claims:new_supplier", code="91620700MB00000000", name="乙医药公司")
    with system_scope():
        batch = ProcurementBatch.unscoped.get(name="省级集采")
        supplier = Supplier.unscoped.get(name="乙医药公司")
    assert batch.period.upper == dt.date(2026, 1, 1)
    # The first number is wrong: it is taken back, and the next one is approved.
    for number in ("62170001", "62170000"):
        clicks.send(
            handler, "claims:prepare_supplier_account", supplier.pk, account_name="乙医药公司", account_no=number,
            bank_name="示例银行", valid_from="2024-01-01",
        )  # fmt: skip
    with system_scope():
        wrong, account = SupplierAccount.objects.filter(supplier=supplier).order_by("pk")
    clicks.send(handler, "claims:withdraw_supplier_account", wrong.pk, reason="账号录错")
    assert "账号录错" in clicks.shows(handler, "claims:supplier", supplier.pk)
    with system_scope(), pytest.raises(PayeeAccountRefused):
        approve_account(account=wrong, acting_user=decider)
    clicks.send(decider, "claims:approve_supplier_account", account.pk)
    clicks.send(
        handler, "claims:new_supplier_event", supplier.pk, event="supplier_late_delivery", day="2025-02-01",
        evidence="通报",
    )  # fmt: skip
    with system_scope():
        event = SupplierCreditEvent.unscoped.get()
    clicks.send(decider, "claims:confirm_supplier_event", event.pk)
    left = f"{timezone.localdate().year}年剩余积分"
    assert left in clicks.shows(decider, "claims:supplier", supplier.pk)
    assert left in clicks.shows(decider, "claims:suppliers")
    assert "通报" in clicks.shows(decider, "claims:supplier_event", event.pk)
    clicks.client.force_login(cast.clerk_east)
    assert clicks.client.get(reverse("claims:draft_procurement")).status_code == 403
