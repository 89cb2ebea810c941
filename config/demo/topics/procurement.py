"""Central procurement: a batch in force and one closed, volumes, deliveries, suppliers paid directly, rewards."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from claims.models import Delivery, ProcurementBatch, Supplier, SurplusReward
from claims.policy_procurement import procurement_policy_or_none
from claims.services.procurement.batches import approve_batch, close_batch, draft_batch
from claims.services.procurement.deliveries import accept_delivery, refuse_delivery
from claims.services.procurement.payables import approve_payable, propose_direct
from claims.services.procurement.rewards import grant_reward, propose_rewards
from claims.services.procurement.suppliers import approve_account, enter_supplier, prepare_account
from claims.services.procurement.volumes import count_used
from config.demo.topics.paying import pay
from config.demo.topics.stage import Stage, act, bring, said
from config.demo.world import SCHEME
from config.scoping import system_scope
from funds.services.procurement.prepare import prepare_procurement_payments
from institutions.models import Duty, Institution, PublishedAssessment

QUARTERS = (2, 5, 8, 11)
Row = dict[str, Any]


def suppliers(stage: Stage) -> int:
    """Entered by one person, their accounts approved by another; how many."""
    with system_scope():
        if not _known(stage) or Supplier.objects.filter(area=stage.area).exists():
            return 0
    clerk, names = stage.at(Duty.HANDLE), said()["procurement"]["suppliers"]
    for number, name in enumerate(names, 1):
        one = act(
            clerk, enter_supplier, area=stage.area, code=f"91{stage.area.code}MADEMO{number:04d}", name=name
        )
        account = act(
            clerk, prepare_account, supplier=one, account_name=name, account_no=f"9{stage.area.code}{number:09d}",
            bank_name=said()["procurement"]["bank"], bank_code="103100000026", valid_from=stage.day(1, 1),
        )  # fmt: skip
        act(stage.at(Duty.APPROVE), approve_account, account=account)
    return len(names)


def fill(stage: Stage) -> int:
    """How many volumes were agreed on."""
    with system_scope():
        if not _known(stage) or ProcurementBatch.objects.filter(area=stage.area).exists():
            return 0
    hospitals = [one for unit in stage.units()[:3] for one in stage.institutions(unit, "1")[:2]]
    closed, running = said()["procurement"]["batches"]
    made = _batch(stage, closed, hospitals, 0) + _batch(stage, running, hospitals, 1)
    platform = [
        {"fixmedins_code": one.fixmedins_code, "month": stage.day(month, 1), "kind": kind,
         "bought": Decimal(bought), "on_platform": Decimal(bought) * (100 - 2 * place) / 100}
        for place, one in enumerate(hospitals)
        for month in (1, 2, 3)
        for kind, bought in (("drug", 86_000), ("material", 41_000))
    ]  # fmt: skip
    bring(stage, "platform_purchases", f"platform-{stage.area.code}.xlsx", platform)
    return made


def _known(stage: Stage) -> bool:
    return procurement_policy_or_none(stage.area, stage.day(12, 31)) is not None


def _batch(stage: Stage, told: Row, hospitals: list[Institution], on: int) -> int:
    """The year played's is delivered, paid and closed; the one that runs until the end of this year is behind."""
    last = stage.day(12, 31) if not on else timezone.localdate().replace(month=12, day=31)
    batch = act(
        stage.at(Duty.HANDLE), draft_batch, area=stage.area, first_day=stage.day(1, 1, years_on=on), last_day=last,
        facts={name: told[name] for name in ("name", "tier", "basis")} | {"insutype": SCHEME},
    )  # fmt: skip
    with system_scope():
        codes = list(Supplier.objects.filter(area=stage.area).order_by("code").values_list("code", flat=True))
    items = [
        {"batch_no": batch.number, **_named(item), "price": Decimal(item["price"]),
         "former_price": Decimal(item["former_price"]), "supplier_code": codes[place % len(codes)]}
        for place, item in enumerate(told["items"])
    ]  # fmt: skip
    bring(stage, "procurement_items", f"items-{batch.number}.xlsx", items)
    act(stage.at(Duty.APPROVE), approve_batch, batch=batch)
    volumes = [
        {"batch_no": batch.number, "med_list_codg": item["med_list_codg"], "fixmedins_code": one.fixmedins_code,
         "quantity": Decimal(item["volume"] * (4 + place % 3)) / 4}
        for item in told["items"]
        for place, one in enumerate(hospitals)
    ]  # fmt: skip
    bring(stage, "agreed_volumes", f"volumes-{batch.number}.xlsx", volumes)
    _deliver(stage, batch, items, volumes, on)
    act(stage.at(Duty.HANDLE), count_used, batch=batch)
    if not on:
        _pay(stage)
        act(stage.at(Duty.APPROVE), close_batch, batch=batch)
        _reward(stage, batch)
    return len(volumes)


def _named(item: Row) -> Row:
    return {name: value for name, value in item.items() if name != "volume"}


def _deliver(stage: Stage, batch: ProcurementBatch, items: list[Row], volumes: list[Row], on: int) -> None:
    """By quarters, a tenth more than agreed in all; of the batch that runs only the first two came."""
    of = {item["med_list_codg"]: item for item in items}
    rows = []
    for number, volume in enumerate(volumes):
        item = of[volume["med_list_codg"]]
        for quarter in QUARTERS[: 2 if on else None]:
            quantity = (volume["quantity"] * 11 / 40).quantize(Decimal(1))
            serial = f"{stage.year + on}{quarter:02d}{number:03d}"
            rows.append(
                {
                    "batch_no": batch.number, "med_list_codg": item["med_list_codg"],
                    "fixmedins_code": volume["fixmedins_code"], "supplier_code": item["supplier_code"],
                    "delivery_no": f"SH{serial}", "invoice_no": f"FP{serial}",
                    "delivered_on": stage.day(quarter, 18, years_on=on), "quantity": quantity,
                    "amount": (quantity * item["price"]).quantize(Decimal("0.01")), "reporter": "supplier",
                }
            )  # fmt: skip
    bring(stage, "procurement_deliveries", f"deliveries-{batch.number}.xlsx", rows)
    with system_scope():
        found = Delivery.objects.filter(item__batch=batch).select_related("institution__county__parent")
        reported = list(found.order_by("delivered_on", "pk"))
    for place, one in enumerate(reported):
        reviewer = stage.at(Duty.REVIEW)
        if on and place % 5 == 4:
            act(reviewer, refuse_delivery, delivery=one, reason=said()["procurement"]["refused"])
        elif not on or place < len(reported) * 3 // 4:
            act(reviewer, accept_delivery, delivery=one, day=one.delivered_on)


def _pay(stage: Stage) -> None:
    """The first county's suppliers are paid, the second's amounts wait for approval, the rest is not proposed yet."""
    with system_scope():
        policy = procurement_policy_or_none(stage.area, timezone.localdate())
    if policy is None or not policy.pays_directly:
        return
    for number, unit in enumerate(stage.units()[:2]):
        owed = act(stage.at(Duty.HANDLE), propose_direct, payer=unit)
        if number:
            continue
        for one in owed:
            act(stage.at(Duty.APPROVE), approve_payable, payable=one)
        batch = act(stage.at(Duty.FINANCE), prepare_procurement_payments, payer=unit, insutype=SCHEME)
        pay(stage, batch, stage.day(1, 22, years_on=1))


def _reward(stage: Stage, batch: ProcurementBatch) -> None:
    """By the published assessment; the first two are granted."""
    with system_scope():
        if not PublishedAssessment.objects.filter(area=stage.area, round__year=stage.year).exists():
            return
    act(stage.at(Duty.HANDLE), propose_rewards, batch=batch)
    with system_scope():
        rewards = list(SurplusReward.objects.filter(batch=batch).select_related("batch__area").order_by("pk"))
    for one in rewards[:2]:
        act(stage.at(Duty.REVIEW), grant_reward, reward=one)
