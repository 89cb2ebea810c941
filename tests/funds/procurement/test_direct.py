"""Suppliers paid by the fund, the same sum set off in the next clearing; rewards; never twice (JJ-07)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import Sum
from django.utils import timezone

from claims.models import Delivery, ProcurementPayable
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import AccountBalance, Entry, Leg, Payment, Statement, SupplierSetOff
from funds.reads.procurement import ties, with_open
from funds.rules.clearing_postings import SUPPLIED
from funds.services.clearing.close import close_clearing
from funds.services.payments.approve import approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from funds.services.procurement.prepare import prepare_procurement_payments
from institutions.models import PolicyDocument, PolicyVersion
from institutions.services.duties import DutyMissing
from tests.cast import Cast
from tests.claims.procurement.conftest import Procurement, make_procurement
from tests.funds.clearing.conftest import Town, build_town

MARCH, APRIL = Month(2020, 3), Month(2020, 4)
PAID_ON = dt.date(2020, 3, 20)
POLICY = """
area: "990100"
key: test-procurement
title: 集采测试
document: {number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}
sections:
  procurement:
    volumes.behind_below: {unit: ratio, values: [{from: 2019-07-01, value: 0.8, clause: 三}]}
    direct.pays: {values: [{from: 2019-07-01, value: yes, clause: 三}]}
    direct.due_days: {unit: days, values: [{from: 2019-07-01, value: 30, clause: 三}]}
    reward.completion_from: {unit: ratio, values: [{from: 2019-07-01, value: 1, clause: 三}]}
    reward.fund_share: {unit: ratio, values: [{from: 2019-07-01, value: 0.65, clause: 三}]}
    reward.kept: {unit: ratio, values: [{from: 2019-07-01, value: 0.5, clause: 三}]}
    platform.share_from: {unit: ratio, values: [{from: 2019-07-01, value: 1, clause: 三}]}
"""


@dataclass
class Direct:
    """A town that clears, with a batch in force."""

    town: Town
    procurement: Procurement

    @property
    def cast(self) -> Cast:
        return self.town.cast

    def owed(self, yuan: int) -> ProcurementPayable:
        """Goods for so many yuan (2 a piece) accepted at East's hospital, approved to be paid to the supplier."""
        self.procurement.delivered(0, yuan // 2, delivered_on=dt.date(2020, 3, 2))
        [payable] = self.procurement.owed()
        return payable

    def send(self) -> list[Payment]:
        cast = self.cast
        with acting_as(cast.finance_city):
            batch = prepare_procurement_payments(
                payer=cast.east, insutype="390", acting_user=cast.finance_city
            )
        with acting_as(cast.approver_city):
            approve_batch(batch=batch, acting_user=cast.approver_city)
        with acting_as(cast.finance_city):
            export_batch(batch=batch, acting_user=cast.finance_city)
            return list(Payment.objects.filter(batch=batch).order_by("number"))

    def answer(self, *payments: Payment, paid: bool = True) -> None:
        answers = [
            BankAnswer(one.number, paid=paid, paid_on=PAID_ON if paid else None, reason="户名不符")
            for one in payments
        ]
        with acting_as(self.cast.finance_city):
            take_bank_answers(answers=answers, acting_user=self.cast.finance_city)

    def paid(self, yuan: int) -> ProcurementPayable:
        payable = self.owed(yuan)
        self.answer(*self.send())
        return self.fresh(payable)

    def fresh(self, payable: ProcurementPayable) -> Any:
        with system_scope():
            return with_open(ProcurementPayable.unscoped.filter(pk=payable.pk)).get()

    def on_account(self) -> Decimal:
        with system_scope():
            latest = (
                AccountBalance.unscoped.filter(
                    account__subject__role=SUPPLIED, account__agency=self.cast.east
                )
                .order_by("-month")
                .first()
            )
        return latest.closing if latest else Decimal(0)

    def holds(self) -> bool:
        """Amounts paid and ledger agree to the fen; every entry and so every book balances."""
        with acting_as(self.cast.finance_city):
            tied = all(tie.difference == 0 for tie in ties())
        with system_scope():
            sums = list(
                Leg.unscoped.filter(memorandum=False)
                .values("book")
                .annotate(got=Sum("debit"), gave=Sum("credit"))
            )
        return tied and all(book["got"] == book["gave"] for book in sums)

    def got(self, clearing: Any) -> Decimal:
        """What the hospital got by the bank for a month."""
        with system_scope():
            sums = Payment.unscoped.filter(clearing=clearing, kind="institution", state="paid")
            return sums.aggregate(sum=Sum("amount"))["sum"] or Decimal(0)

    def owed_for(self, clearing: Any) -> Decimal:
        with system_scope():
            return Statement.unscoped.filter(clearing=clearing).aggregate(sum=Sum("act_dfr_amt"))["sum"]


@pytest.fixture
def make_direct(cast: Cast) -> Callable[..., Direct]:
    def make(mode: str = "unified") -> Direct:
        town = build_town(cast, mode=mode)
        with system_scope():
            document = PolicyDocument.objects.create(area=cast.area, key="test-procurement", title="集采测试")
            PolicyVersion.objects.create(
                document=document, number=1, state=PolicyVersion.State.IN_FORCE, text=POLICY, sha256="procurement",
                effective_from=dt.date(2019, 7, 1), prepared_by=cast.administrator_city,
                reviewed_by=cast.reviewer_city, reviewed_at=timezone.now(), put_in_force_at=timezone.now(),
            )  # fmt: skip
        procurement = make_procurement(cast)
        procurement.put_in_force()
        return Direct(town, procurement)

    return make


@pytest.mark.duty("JJ-07")
@pytest.mark.parametrize("mode", ["unified", "graded"])
def test_paid_to_the_supplier_and_set_off_in_the_next_clearing(
    make_direct: Callable[..., Direct], mode: str
) -> None:
    """1,000 yuan of goods; March owes the hospital 570 of West's and East's people, April 950."""
    direct = make_direct(mode)
    cast, town = direct.cast, direct.town
    payable = direct.paid(1000)
    assert (payable.state, payable.paid_on, payable.open) == ("paid", PAID_ON, 1000)
    assert (direct.on_account(), direct.holds()) == (1000, True)

    town.settle(cast.hospital_east, cast.east, 40_000, month=MARCH)
    town.settle(cast.hospital_east, cast.west, 20_000, month=MARCH)
    march = town.cleared(MARCH)
    with system_scope():
        statement = Statement.unscoped.get(clearing=march)
        assert (statement.det_sumamt, statement.act_dfr_amt) == (0, 570)
        assert not Payment.unscoped.filter(statement=statement).exists()
    assert (direct.fresh(payable).open, direct.on_account(), direct.holds()) == (430, 430, True)
    march = town.pay_everything(march)
    assert march.state == "paid"
    with acting_as(cast.finance_city):
        assert close_clearing(clearing=march, acting_user=cast.finance_city).state == "closed"

    town.settle(cast.hospital_east, cast.east, 100_000, month=APRIL)
    april = town.cleared(APRIL)
    assert direct.fresh(payable).open == 430
    april = town.pay_everything(april)
    assert (april.state, direct.fresh(payable).open, direct.on_account(), direct.holds()) == (
        "paid",
        0,
        0,
        True,
    )
    assert (direct.got(march), direct.got(april)) == (0, 520)
    # Supplier paid + institution's net = what the months owed.
    assert 1000 + direct.got(march) + direct.got(april) == direct.owed_for(march) + direct.owed_for(april)

    town.settle(cast.hospital_east, cast.east, 10_000, month=Month(2020, 5))
    may = town.pay_everything(town.cleared(Month(2020, 5)))
    assert direct.got(may) == direct.owed_for(may) == 95


@pytest.mark.duty("JJ-07")
def test_nothing_is_set_off_before_the_supplier_is_paid(make_direct: Callable[..., Direct]) -> None:
    direct = make_direct()
    payable, town = direct.owed(100), direct.town
    payments = direct.send()
    town.settle(direct.cast.hospital_east, direct.cast.east, 40_000, month=MARCH)
    march = town.pay_everything(town.cleared(MARCH))
    assert direct.got(march) == 380
    direct.answer(*payments)
    assert direct.fresh(payable).open == 100
    town.settle(direct.cast.hospital_east, direct.cast.east, 40_000, month=APRIL)
    april = town.pay_everything(town.cleared(APRIL))
    assert (direct.got(april), direct.on_account(), direct.holds()) == (280, 0, True)


def test_a_failed_payment_is_issued_again_and_nothing_is_paid_twice(
    make_direct: Callable[..., Direct],
) -> None:
    direct = make_direct()
    cast, payable = direct.cast, direct.owed(100)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        prepare_procurement_payments(payer=cast.east, insutype="390", acting_user=cast.clerk_east)
    [payment] = direct.send()
    assert (payment.kind, payment.amount, payment.account_name) == ("procurement", 100, "甲医药公司")
    with acting_as(cast.finance_city), pytest.raises(PaymentRefused, match="owes nothing"):
        prepare_procurement_payments(payer=cast.east, insutype="390", acting_user=cast.finance_city)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        Payment.unscoped.create(
            kind="procurement", procured=payable, number="twice", payer=cast.east, amount=100, account_name="x",
            account_no="1", bank_name="x",
        )  # fmt: skip
    direct.answer(payment, paid=False)
    with acting_as(cast.finance_city):
        [payment] = Payment.objects.filter(procured=payable)
        assert ProcurementPayable.objects.get(pk=payable.pk).failure_reason == "户名不符"
        batch = reissue_payments(payments=[payment], acting_user=cast.finance_city)
        [again] = Payment.objects.filter(batch=batch)
        Payment.objects.filter(pk=again.pk).update(state="sent")
        with pytest.raises(PaymentRefused):
            reissue_payments(payments=[payment], acting_user=cast.finance_city)
    direct.answer(again)
    direct.answer(again)
    assert (direct.fresh(payable).state, direct.on_account(), direct.holds()) == ("paid", 100, True)
    with system_scope():
        assert Entry.unscoped.filter(key__contains=":procured").count() == 1


@pytest.mark.duty("JJ-07")
def test_a_reward_is_paid_to_the_institution_and_stays_its_own(make_direct: Callable[..., Direct]) -> None:
    direct = make_direct()
    cast, town = direct.cast, direct.town
    with system_scope():
        reward = ProcurementPayable.unscoped.create(
            number="JL1", kind="reward", payer=cast.east, insutype="390", institution=cast.hospital_east, amount=50,
            due_on=PAID_ON, state="ready", prepared_by=cast.clerk_east, approved_by=cast.reviewer_east,
        )  # fmt: skip
    [payment] = direct.send()
    assert payment.account_name == cast.hospital_east.name
    direct.answer(payment)
    assert direct.on_account() == 0
    town.settle(cast.hospital_east, cast.east, 40_000, month=MARCH)
    march = town.pay_everything(town.cleared(MARCH))
    assert direct.got(march) == direct.owed_for(march) == 380
    with system_scope():
        assert not SupplierSetOff.unscoped.exists()
        assert ProcurementPayable.unscoped.get(pk=reward.pk).state == "paid"
        [entry] = Entry.unscoped.filter(key__contains=":procured")
        legs = set(Leg.unscoped.filter(entry=entry).values_list("account__subject__role", "debit", "credit"))
    assert legs == {("benefit_expense", 50, 0), ("expenditure_account", 0, 50)}
    assert direct.holds()


def test_no_delivery_is_owed_twice(make_direct: Callable[..., Direct]) -> None:
    direct = make_direct()
    first = direct.paid(100)
    second = direct.paid(60)
    with system_scope():
        named = list(Delivery.unscoped.order_by("pk").values_list("payable", "amount"))
    assert named == [(first.pk, 100), (second.pk, 60)]
    assert (direct.on_account(), direct.holds()) == (160, True)


def test_a_supplier_whose_money_came_back_is_set_off_only_once_it_was_paid_again(
    make_direct: Callable[..., Direct],
) -> None:
    direct = make_direct()
    payable = direct.paid(400)
    cast = direct.cast
    with system_scope():
        payment = Payment.objects.get(procured=payable)
        back = BankAnswer(payment.number, paid=False, reason="户名不符", returned_on=dt.date(2020, 3, 25))
        take_bank_answers(answers=[back], acting_user=cast.finance_city)
    assert (direct.fresh(payable).state, direct.fresh(payable).failure_reason) == ("paid", "户名不符")
    assert direct.on_account() == 400
    direct.town.settle(cast.hospital_east, cast.east, 100_000)
    direct.town.cleared()
    with system_scope():
        assert not SupplierSetOff.objects.exists()
        again = reissue_payments(payments=[payment], acting_user=cast.finance_city)
        approve_batch(batch=again, acting_user=cast.approver_city)
        export_batch(batch=again, acting_user=cast.finance_city)
        second = Payment.objects.get(batch=again)
    direct.answer(second)
    assert (second.settles_return, direct.fresh(payable).failure_reason, direct.on_account()) == (
        True,
        "",
        400,
    )
    with system_scope():
        held = Leg.objects.filter(account__subject__role="returned_payments")
        assert sum(leg.credit - leg.debit for leg in held) == 0
