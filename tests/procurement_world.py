"""One of everything of central procurement that has an address, for :func:`tests.world.build_world`."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from claims.models import (
    AgreedVolume,
    Delivery,
    PlatformPurchase,
    ProcurementBatch,
    ProcurementItem,
    ProcurementPayable,
    Supplier,
    SupplierAccount,
    SupplierCreditEvent,
    SurplusReward,
)
from funds.models import Statement, SupplierSetOff
from tests.places import JANUARY, Place


def procurement_of(place: Place, statement: Statement) -> dict[str, Any]:
    """A batch with an item, its volume, a delivery, what is owed for it and set off, a reward, a rated supplier."""
    area, code = place.county.area, place.county.code
    mine: dict[str, Any] = {"institution": place.hospital, "handled_by": place.worker}
    supplier = Supplier.unscoped.create(
        area=area, code=f"91{code}MA0000000000"[:18], name="医药公司", entered_by=place.worker
    )
    batch = ProcurementBatch.unscoped.create(
        number=f"JC{code}", area=area, name="集采", tier="nation", basis="文", insutype="390", state="closed",
        period=(JANUARY, dt.date(2021, 1, 1)), drafted_by=place.worker, approved_by=place.checker,
    )  # fmt: skip
    item = ProcurementItem.unscoped.create(
        batch=batch, med_list_codg="X1", item_name="药品", unit="支", price=Decimal(2), former_price=Decimal(10),
        maker="药厂", supplier=supplier, handled_by=place.worker,
    )  # fmt: skip
    AgreedVolume.unscoped.create(item=item, quantity=100, **mine)
    PlatformPurchase.unscoped.create(month=JANUARY, kind="drug", bought=10, on_platform=9, **mine)
    payable = ProcurementPayable.unscoped.create(
        number=f"JF{code}", kind="direct", payer=place.county, insutype="390", institution=place.hospital,
        supplier=supplier, amount=20, due_on=JANUARY, prepared_by=place.worker,
    )  # fmt: skip
    SupplierSetOff.unscoped.create(payable=payable, statement=statement, amount=1)
    delivery = Delivery.unscoped.create(
        item=item, delivery_no="D1", invoice_no="F1", delivered_on=JANUARY, quantity=10, amount=20,
        reporter="supplier", **mine,
    )  # fmt: skip
    reward = SurplusReward.unscoped.create(
        batch=batch,
        institution=place.hospital,
        score=90,
        budget=100,
        surplus=50,
        amount=25,
        proposed_by=place.worker,
    )
    account = SupplierAccount.objects.create(
        supplier=supplier, account_name="医药公司", account_no="12345678", bank_name="示例银行",
        period=(JANUARY, None), prepared_by=place.worker,
    )  # fmt: skip
    event = SupplierCreditEvent.unscoped.create(
        supplier=supplier, area=area, event="supplier_late_delivery", title="配送不及时", points=10, day=JANUARY,
        evidence="记录", entered_by=place.worker,
    )  # fmt: skip
    return {
        "procurement_batch_id": batch.pk,
        "procurement_payable_id": payable.pk,
        "delivery_id": delivery.pk,
        "surplus_reward_id": reward.pk,
        "supplier_id": supplier.pk,
        "supplier_account_id": account.pk,
        "supplier_event_id": event.pk,
    }
