"""A city that procures: a supplier with its account, a batch of two items, East's hospital with agreed volumes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from django.utils import translation

from claims.models import (
    AgreedVolume,
    Delivery,
    ProcurementBatch,
    ProcurementItem,
    ProcurementPayable,
    Supplier,
)
from claims.services.procurement.batches import approve_batch, close_batch, draft_batch
from claims.services.procurement.deliveries import accept_delivery
from claims.services.procurement.payables import approve_payable, propose_direct
from claims.services.procurement.suppliers import approve_account, enter_supplier, prepare_account
from config.scoping import acting_as, system_scope
from institutions.models import Institution, User
from tests.cast import Cast, make_user
from tests.support.policies import put_policy_in_force

FIRST, LAST = dt.date(2024, 1, 1), dt.date(2024, 12, 31)
_serial = count(1)


@dataclass
class Procurement:
    """The cast with a batch; each act in the scope of whoever does it."""

    cast: Cast
    handler: User
    decider: User
    supplier: Supplier
    batch: ProcurementBatch
    items: list[ProcurementItem] = field(default_factory=list)

    def put_in_force(self) -> ProcurementBatch:
        with acting_as(self.decider):
            self.batch = approve_batch(batch=self.batch, acting_user=self.decider)
        return self.batch

    def close(self) -> ProcurementBatch:
        with acting_as(self.decider):
            self.batch = close_batch(batch=self.batch, acting_user=self.decider)
        return self.batch

    def agree(self, item: int, quantity: int, institution: Institution | None = None) -> AgreedVolume:
        with system_scope():
            return AgreedVolume.unscoped.create(
                item=self.items[item], institution=institution or self.cast.hospital_east,
                quantity=quantity, handled_by=self.handler,
            )  # fmt: skip

    def reported(self, item: int, quantity: int, **given: Any) -> Delivery:
        number = next(_serial)
        values = {
            "institution": self.cast.hospital_east,
            "delivered_on": FIRST,
            "reporter": "supplier",
        } | given
        with system_scope():
            return Delivery.unscoped.create(
                item=self.items[item], quantity=quantity, amount=Decimal(quantity) * self.items[item].price,
                delivery_no=f"D{number}", invoice_no=f"F{number}", handled_by=self.handler, **values,
            )  # fmt: skip

    def delivered(self, item: int, quantity: int, **given: Any) -> Delivery:
        one = self.reported(item, quantity, **given)
        with acting_as(self.cast.reviewer_city):
            return accept_delivery(delivery=one, acting_user=self.cast.reviewer_city)

    def owed(self) -> list[ProcurementPayable]:
        """What East owes suppliers for everything accepted, approved."""
        with acting_as(self.handler):
            proposed = propose_direct(payer=self.cast.east, acting_user=self.handler)
        with acting_as(self.decider):
            return [approve_payable(payable=one, acting_user=self.decider) for one in proposed]


def make_procurement(cast: Cast, insutype: str = "390") -> Procurement:
    """Items of 2 (before 10) and 50 (before 80) yuan; the batch is drafted."""
    with system_scope():
        handler = make_user("procure.handler", "集采经办", cast.city, "handle")
        decider = make_user("procure.decider", "集采审批", cast.city, "approve", "review")
    with acting_as(handler):
        supplier = enter_supplier(
            area=cast.area, code="91620700MA00000000", name="甲医药公司", acting_user=handler
        )
        account = prepare_account(
            supplier=supplier, account_name=supplier.name, account_no="6217000000000001", bank_name="示例银行",
            bank_code="103100000026", valid_from=dt.date(2015, 1, 1), acting_user=handler,
        )  # fmt: skip
        batch = draft_batch(
            area=cast.area, first_day=FIRST, last_day=LAST, acting_user=handler,
            facts={"name": "第九批国家集采", "tier": "nation", "basis": "国联采字1号", "insutype": insutype},
        )  # fmt: skip
    with acting_as(decider):
        approve_account(account=account, acting_user=decider)
    made = Procurement(cast, handler, decider, supplier, batch)
    with system_scope():
        for code, price, former in (("YP01", 2, 10), ("YP02", 50, 80)):
            made.items.append(
                ProcurementItem.unscoped.create(
                    batch=batch,
                    med_list_codg=code,
                    item_name=f"药品{code}",
                    unit="支",
                    price=Decimal(price),
                    former_price=Decimal(former),
                    maker="甲药厂",
                    supplier=supplier,
                    handled_by=handler,
                )
            )
    return made


@pytest.fixture
def procurement(cast: Cast) -> Procurement:
    with system_scope():
        put_policy_in_force(cast, "jiujiang.yaml")
    return make_procurement(cast)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with translation.override("en"):
        yield
