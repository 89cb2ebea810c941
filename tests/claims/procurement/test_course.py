"""A batch from its draft to the bill, the delivery, the amount owed and the reward (JJ-07, NB-10)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from claims.models import (
    AgreedVolume,
    Bill,
    Delivery,
    FeeLine,
    ProcurementPayable,
    Settlement,
    SurplusReward,
)
from claims.services.catalogue_versions import put_in_force
from claims.services.procurement.batches import approve_batch, close_batch, draft_batch, draft_rows, rows_of
from claims.services.procurement.deliveries import accept_delivery, refuse_delivery
from claims.services.procurement.payables import (
    approve_payable,
    drop_payable,
    note_paid,
    order,
    propose_direct,
)
from claims.services.procurement.rewards import grant_reward, propose_rewards, send_back_reward
from claims.services.procurement.states import ProcurementRefused
from claims.services.procurement.suppliers import enter_credit_event, standings
from claims.services.procurement.volumes import behind, count_used, done_of, with_delivered
from claims.services.settle_bill import settle_bill
from config.scoping import acting_as, system_scope
from institutions.models import AssessmentRound, PublishedAssessment
from institutions.services.credit import ask_repair, decide_event, decide_repair
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.catalogue.making import add_line, day, item
from tests.claims.catalogue.making import put_in_force as straight_in_force
from tests.claims.making import make_bill

from .conftest import FIRST, LAST, Procurement

NO_PARTS = dict.fromkeys(("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"))


def bill_of(cast: Cast, code: str, total: int, on: str, quantity: int = 1) -> Bill:
    with system_scope():
        person = make_person(cast.east)
        make_coverage(person, period=DateRange(day("2023-07-03"), day("2025-12-31")))
        bill = make_bill(person, cast.hospital_east, medfee_sumamt=total, enddate=day(on), **NO_PARTS)
        add_line(bill, 1, code, total, chrgitm_lv="01")
        FeeLine.objects.filter(bill=bill).update(cnt=quantity, pric=Decimal(total) / quantity)
    return bill


def settled(cast: Cast, *given: object) -> Settlement:
    settlement = settle_bill(bill=bill_of(cast, *given), acting_user=cast.clerk_east)  # type: ignore[arg-type]
    assert settlement is not None
    return settlement


@pytest.mark.duty("NB-10")
def test_the_payment_standard_follows_the_result_on_its_days(cast: Cast, procurement: Procurement) -> None:
    """10 yuan before the batch; 2 on its days, whatever is charged; 10 again once it is over."""
    with system_scope():
        people = {"by": cast.clerk_east, "reviewed_by": cast.reviewer_city}
        rows = [item(code, list_type="101", pay_standard=Decimal(10)) for code in ("YP01", "YP02")]
        straight_in_force(cast.area, rows, complete_from=day("2020-01-01"), **people)
    with acting_as(procurement.handler), pytest.raises(ProcurementRefused, match="in force"):
        draft_rows(batch=procurement.batch, acting_user=procurement.handler)
    procurement.put_in_force()
    with acting_as(procurement.handler):
        drafted = draft_rows(batch=procurement.batch, acting_user=procurement.handler)
        assert len(drafted) == rows_of(procurement.batch).count() == 2
    before = settled(cast, "YP01", 12, "2024-06-01")
    assert (before.overlmt_selfpay, before.inscp_scp_amt) == (2, 10)
    with acting_as(cast.reviewer_city):
        put_in_force(version=drafted[0].version, acting_user=cast.reviewer_city)
    shown = {
        on: settled(cast, "YP01", 12, on).inscp_scp_amt
        for on in ("2023-12-31", "2024-01-01", "2024-12-31", "2025-01-01")
    }
    assert shown == {"2023-12-31": 10, "2024-01-01": 2, "2024-12-31": 2, "2025-01-01": 10}
    with system_scope():
        assert Settlement.unscoped.get(pk=before.pk).inscp_scp_amt == 10


def test_an_item_the_catalogue_does_not_know_is_named(procurement: Procurement) -> None:
    procurement.put_in_force()
    with acting_as(procurement.handler), pytest.raises(ProcurementRefused, match="YP01, YP02"):
        draft_rows(batch=procurement.batch, acting_user=procurement.handler)
    with acting_as(procurement.handler):
        assert not rows_of(procurement.batch).exists()


def test_two_people_put_a_batch_in_force(cast: Cast, procurement: Procurement) -> None:
    both = make_user("both.city", "两职", cast.city, "handle", "approve")
    with acting_as(both):
        own = draft_batch(
            area=cast.area, first_day=FIRST, last_day=LAST, acting_user=both,
            facts={"name": "乙", "tier": "nation", "basis": "文", "insutype": "390"},
        )  # fmt: skip
        with pytest.raises(SamePerson):
            approve_batch(batch=own, acting_user=both)
    with acting_as(procurement.decider):
        with pytest.raises(ProcurementRefused, match="no items"):
            approve_batch(batch=own, acting_user=procurement.decider)
        with pytest.raises(ProcurementRefused, match="cannot be closed"):
            close_batch(batch=own, acting_user=procurement.decider)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        approve_batch(batch=procurement.batch, acting_user=cast.clerk_east)
    procurement.put_in_force()
    with acting_as(procurement.decider), pytest.raises(ProcurementRefused, match="cannot be approved"):
        approve_batch(batch=procurement.batch, acting_user=procurement.decider)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        type(own).unscoped.filter(pk=own.pk).update(state="in_force", approved_by=both)


def test_a_delivery_counts_once_another_accepted_it(cast: Cast, procurement: Procurement) -> None:
    procurement.put_in_force()
    volume = procurement.agree(0, 1000)
    one, other = procurement.reported(0, 400), procurement.reported(0, 7)

    def delivered() -> tuple[Decimal, int]:
        with acting_as(procurement.handler):
            found = with_delivered(AgreedVolume.objects.filter(pk=volume.pk)).get()
            return found.delivered, done_of(found)

    assert delivered() == (0, 0)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        accept_delivery(delivery=one, acting_user=cast.clerk_east)
    with acting_as(cast.reviewer_east):
        with pytest.raises(ProcurementRefused, match="after it was delivered"):
            accept_delivery(delivery=one, day=dt.date(2023, 12, 31), acting_user=cast.reviewer_east)
        accept_delivery(delivery=one, acting_user=cast.reviewer_east)
        with pytest.raises(ProcurementRefused, match="cannot be refused"):
            refuse_delivery(delivery=one, reason="错", acting_user=cast.reviewer_east)
        refuse_delivery(delivery=other, reason="数量不符", acting_user=cast.reviewer_east)
    assert delivered() == (400, 4000)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        Delivery.unscoped.filter(pk=one.pk).update(decided_by=procurement.handler)


def test_behind_and_used(cast: Cast, procurement: Procurement) -> None:
    """Half of the year is over: four tenths of the volume are enough at eight tenths tolerated, less is behind."""
    procurement.put_in_force()
    volume = procurement.agree(0, 1000)
    procurement.agree(1, 10)
    procurement.delivered(0, 397)
    procurement.delivered(1, 5)
    # 182 of 366 days are over: 49.72 %, eight tenths of that are 39.78 %.
    half = dt.date(2024, 7, 1)
    with acting_as(procurement.handler):
        assert [one.pk for one in behind(cast.area, half)] == [volume.pk]
    procurement.delivered(0, 1)
    with acting_as(procurement.handler):
        assert behind(cast.area, half) == []
    with system_scope():
        people = {"by": cast.clerk_east, "reviewed_by": cast.reviewer_city}
        straight_in_force(
            cast.area, [item("YP01", list_type="101")], complete_from=day("2020-01-01"), **people
        )
    settled(cast, "YP01", 12, "2024-06-01", 3)
    settled(cast, "YP01", 12, "2023-12-31", 5)
    bill_of(cast, "YP01", 12, "2024-06-02", 7)
    with acting_as(procurement.handler):
        assert count_used(batch=procurement.batch, acting_user=procurement.handler) == 2
        assert list(AgreedVolume.objects.order_by("pk").values_list("used", flat=True)) == [3, 0]


@pytest.mark.duty("JJ-07")
def test_what_is_owed_to_a_supplier(cast: Cast, procurement: Procurement) -> None:
    procurement.put_in_force()
    procurement.delivered(0, 100, delivered_on=dt.date(2024, 1, 2))
    procurement.delivered(1, 2)
    procurement.reported(0, 50)
    with acting_as(procurement.handler):
        [payable] = propose_direct(payer=cast.east, acting_user=procurement.handler)
        assert (payable.amount, payable.supplier, payable.insutype) == (300, procurement.supplier, "390")
        with pytest.raises(ProcurementRefused, match="Nothing"):
            propose_direct(payer=cast.east, acting_user=procurement.handler)
        with pytest.raises(DutyMissing):
            approve_payable(payable=payable, acting_user=procurement.handler)
    both = make_user("both.city", "两职", cast.city, "handle", "approve")
    with acting_as(procurement.decider):
        drop_payable(payable=payable, reason="发票作废", acting_user=procurement.decider)
        with pytest.raises(ProcurementRefused, match="cannot be approved"):
            approve_payable(payable=payable, acting_user=procurement.decider)
    with acting_as(both):
        [payable] = propose_direct(payer=cast.east, acting_user=both)
        assert payable.amount == 300
        with pytest.raises(SamePerson):
            approve_payable(payable=payable, acting_user=both)
    with acting_as(procurement.decider):
        payable = approve_payable(payable=payable, acting_user=procurement.decider)
        order(payables=[payable])
        with pytest.raises(ProcurementRefused):
            order(payables=[payable])
        note_paid(payables={payable.pk: dt.date(2024, 2, 1)})
        with pytest.raises(ProcurementRefused):
            note_paid(payables={payable.pk: dt.date(2024, 2, 1)})
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        ProcurementPayable.unscoped.filter(pk=payable.pk).update(approved_by=both)


def assessed(cast: Cast, score: str) -> None:
    with system_scope():
        year = AssessmentRound.unscoped.create(
            area=cast.area, year=2024, entries_by=day("2025-01-31"), publish_by=day("2025-03-31"),
            opened_by=cast.reviewer_city,
        )  # fmt: skip
        PublishedAssessment.unscoped.create(
            round=year, area=cast.area, county=cast.east, institution=cast.hospital_east, score=Decimal(score),
            grade="good",
        )  # fmt: skip


@pytest.mark.duty("JJ-07")
def test_a_reward_is_computed_reviewed_and_owed(cast: Cast, procurement: Procurement) -> None:
    procurement.put_in_force()
    procurement.agree(0, 1000)
    procurement.agree(1, 200)
    procurement.delivered(0, 1000)
    procurement.delivered(1, 199)
    with acting_as(procurement.handler), pytest.raises(ProcurementRefused, match="once the batch is closed"):
        propose_rewards(batch=procurement.batch, acting_user=procurement.handler)
    procurement.close()
    with acting_as(procurement.handler), pytest.raises(ProcurementRefused, match="No assessment of 2024"):
        propose_rewards(batch=procurement.batch, acting_user=procurement.handler)
    assessed(cast, "90.00")
    with acting_as(procurement.handler):
        [first] = propose_rewards(batch=procurement.batch, acting_user=procurement.handler)
        [one] = propose_rewards(batch=procurement.batch, acting_user=procurement.handler)
        assert SurplusReward.objects.count() == 1
    assert first.pk != one.pk
    assert (one.budget, one.surplus, one.amount) == (26000, 5200, 2600)
    assert [step["assumed"] != "" for step in one.steps] == [False, False, True, False, True, True]
    both = make_user("both.city", "两职", cast.city, "handle", "review")
    with acting_as(cast.reviewer_city):
        send_back_reward(reward=one, reason="核对验收", acting_user=cast.reviewer_city)
    with acting_as(both):
        [one] = propose_rewards(batch=procurement.batch, acting_user=both)
        with pytest.raises(SamePerson):
            grant_reward(reward=one, acting_user=both)
    with acting_as(cast.reviewer_city):
        one = grant_reward(reward=one, acting_user=cast.reviewer_city)
        with pytest.raises(ProcurementRefused):
            grant_reward(reward=one, acting_user=cast.reviewer_city)
    assert one.payable is not None
    assert (one.payable.kind, one.payable.state, one.payable.amount) == ("reward", "ready", 2600)
    with acting_as(procurement.handler):
        assert propose_rewards(batch=procurement.batch, acting_user=procurement.handler) == []


@pytest.mark.duty("JJ-19")
def test_a_supplier_rated_worst_is_in_no_batch(cast: Cast, procurement: Procurement) -> None:
    handler, decider, supplier = procurement.handler, procurement.decider, procurement.supplier
    today = dt.date(2025, 3, 1)

    def enter(event: str) -> object:
        with acting_as(handler):
            made = enter_credit_event(
                supplier=supplier, event=event, day=today, evidence="裁决书", acting_user=handler
            )
        with acting_as(decider):
            return decide_event(event=made, confirmed=True, acting_user=decider)

    def left() -> tuple[int, str, bool]:
        with acting_as(handler):
            found = standings(cast.area, today, [supplier])[supplier.pk]
            return found.left, found.rating, found.barred

    assert left() == (100, "supplier_good", False)
    late = enter("supplier_late_delivery")
    assert left() == (90, "supplier_good", False)
    enter("supplier_bribery")
    assert left() == (20, "supplier_grave", True)
    with acting_as(handler), pytest.raises(Exception, match="no such event"):
        enter_credit_event(
            supplier=supplier, event="false_billing", day=today, evidence="x", acting_user=handler
        )
    with acting_as(handler):
        ask_repair(event=late, measures="补货", acting_user=handler)  # type: ignore[type-var]
    with acting_as(decider):
        decide_repair(event=late, granted=True, acting_user=decider)  # type: ignore[type-var]
    assert left() == (30, "supplier_grave", True)


@pytest.mark.duty("JJ-19")
def test_a_batch_with_a_supplier_rated_worst_is_not_put_in_force(procurement: Procurement) -> None:
    from django.utils import timezone

    with acting_as(procurement.handler):
        made = enter_credit_event(
            supplier=procurement.supplier, event="supplier_bribery", day=timezone.localdate(), evidence="裁决书",
            acting_user=procurement.handler,
        )  # fmt: skip
    with acting_as(procurement.decider):
        decide_event(event=made, confirmed=True, acting_user=procurement.decider)
        with pytest.raises(ProcurementRefused, match="甲医药公司"):
            approve_batch(batch=procurement.batch, acting_user=procurement.decider)
