"""A debt from finding to the last fen: two people at each turn, never more recovered than owed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from django.db import DatabaseError, transaction
from django.db.models import Sum

from claims.models import Instalment, Overpayment, Recovery
from claims.services.overpayments.agree import agree, standing_of
from claims.services.overpayments.receive import check_receipt, drop_receipt, enter_receipt
from claims.services.overpayments.record import (
    confirm_overpayment,
    record_by_number,
    record_overpayment,
    withdraw_overpayment,
)
from claims.services.overpayments.states import OverpaymentRefused
from claims.services.overpayments.write_off import ask_write_off, decide_write_off
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.reimbursements.making import Counter
from tests.support.policies import put_policy_in_force

DAY = dt.date(2020, 6, 1)


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        person = make_person(cast.east)
        make_coverage(person)
    return person


def fresh(debt: Overpayment) -> Overpayment:
    with system_scope():
        found: Overpayment = Overpayment.objects.select_related("insu_county__area").get(pk=debt.pk)
    return found


class Now(NamedTuple):
    """Where a debt stands."""

    state: str
    recovered: Decimal
    outstanding: Decimal


def now(debt: Overpayment) -> Now:
    with system_scope():
        found = Overpayment.objects.get(pk=debt.pk)
        return Now(found.state, found.recovered, found.outstanding)


def found(cast: Cast, person: Person, amount: Any = 1_000) -> Overpayment:
    with acting_as(cast.clerk_east):
        return record_overpayment(
            person=person, insutype="390", amount=Decimal(amount), reason="重复报销", agency=cast.east,
            acting_user=cast.clerk_east,
        )  # fmt: skip


def confirmed(cast: Cast, person: Person, amount: Any = 1_000) -> Overpayment:
    debt = found(cast, person, amount)
    with acting_as(cast.reviewer_east):
        return confirm_overpayment(debt=debt, acting_user=cast.reviewer_east)


def agreed(cast: Cast, debt: Overpayment, parts: int = 3, *, may_offset: bool = False) -> Overpayment:
    with acting_as(cast.clerk_east):
        return agree(
            debt=debt, agreement_no="协议1", agreed_on=DAY, parts=parts, first_due=DAY, may_offset=may_offset,
            acting_user=cast.clerk_east,
        )  # fmt: skip


def received(cast: Cast, debt: Overpayment, amount: Any, *, check: bool = True) -> Recovery:
    with acting_as(cast.clerk_east):
        receipt = enter_receipt(
            debt=debt, amount=Decimal(amount), received_on=DAY, evidence="回单1", acting_user=cast.clerk_east
        )
    if check:
        with acting_as(cast.reviewer_east):
            check_receipt(receipt=receipt, acting_user=cast.reviewer_east)
    return receipt


def test_whoever_finds_it_cannot_confirm_it(cast: Cast, person: Person) -> None:
    with system_scope():
        both = make_user("both.east", "东山多面手", cast.east, Duty.HANDLE, Duty.REVIEW)
    with acting_as(both):
        debt = record_overpayment(
            person=person, insutype="390", amount=Decimal(1), reason="x", agency=cast.east, acting_user=both
        )
        with pytest.raises(SamePerson):
            confirm_overpayment(debt=debt, acting_user=both)
    with system_scope(), pytest.raises(DatabaseError, match="two_people"), transaction.atomic():
        Overpayment.objects.update(confirmed_by=both)


def test_instalments_are_what_is_owed(cast: Cast, person: Person) -> None:
    debt = agreed(cast, confirmed(cast, person, "1000.01"))
    with system_scope():
        assert Instalment.objects.aggregate(sum=Sum("amount"))["sum"] == Decimal("1000.01")
        assert Instalment.objects.count() == 3
    received(cast, debt, 400)
    # Another agreement over the rest.
    agreed(cast, debt, 2)
    with system_scope():
        assert Instalment.objects.aggregate(sum=Sum("amount"))["sum"] == Decimal("600.01")
        late = standing_of(fresh(debt), dt.date(2020, 6, 2))
    assert [one.late for one in late] == [True, False]


def test_the_debt_ends_with_the_last_of_the_money(cast: Cast, person: Person) -> None:
    debt = agreed(cast, confirmed(cast, person))
    received(cast, debt, 999)
    assert now(debt).state == "agreed"
    received(cast, debt, 1)
    ended = now(debt)
    assert (ended.state, ended.outstanding) == ("closed", 0)
    with pytest.raises(OverpaymentRefused):
        received(cast, debt, 1)


def test_no_more_is_taken_than_is_owed_what_waits_included(cast: Cast, person: Person) -> None:
    debt = confirmed(cast, person)
    received(cast, debt, 800, check=False)
    with pytest.raises(OverpaymentRefused, match="800"):
        received(cast, debt, 201)
    assert now(debt).outstanding == 1_000
    with system_scope():
        receipt = Recovery.objects.get()
    with acting_as(cast.clerk_east):
        drop_receipt(receipt=receipt, acting_user=cast.clerk_east)
    received(cast, debt, 1_000)
    assert now(debt).state == "closed"


def test_money_counts_once_a_second_person_checked_it(cast: Cast, person: Person) -> None:
    debt = confirmed(cast, person)
    receipt = received(cast, debt, 100, check=False)
    assert now(debt).recovered == 0
    with system_scope():
        both = make_user("both.east", "东山多面手", cast.east, Duty.HANDLE, Duty.FINANCE)
    with acting_as(both):
        own = enter_receipt(debt=debt, amount=Decimal(1), received_on=DAY, evidence="x", acting_user=both)
        with pytest.raises(SamePerson):
            check_receipt(receipt=own, acting_user=both)
        check_receipt(receipt=receipt, acting_user=both)
        with pytest.raises(OverpaymentRefused):
            check_receipt(receipt=receipt, acting_user=both)
    assert now(debt).recovered == 100


def test_a_write_off_takes_two_people(cast: Cast, person: Person) -> None:
    debt = agreed(cast, confirmed(cast, person))
    received(cast, debt, 300)
    with system_scope():
        both = make_user("both.east", "东山多面手", cast.east, Duty.HANDLE, Duty.APPROVE)
    with acting_as(both):
        ask_write_off(debt=debt, reason="死亡无遗产", acting_user=both)
        with pytest.raises(SamePerson):
            decide_write_off(debt=debt, approved=True, acting_user=both)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        decide_write_off(debt=debt, approved=True, acting_user=cast.clerk_east)
    with acting_as(cast.approver_city):
        decide_write_off(debt=debt, approved=False, acting_user=cast.approver_city)
    assert now(debt).state == "agreed"
    with acting_as(both):
        ask_write_off(debt=debt, reason="死亡无遗产", acting_user=both)
    with acting_as(cast.approver_city):
        decide_write_off(debt=debt, approved=True, acting_user=cast.approver_city)
    ended = now(debt)
    assert (ended.state, ended.outstanding, ended.recovered) == ("written_off", 0, 300)


def test_only_what_nobody_confirmed_is_withdrawn(cast: Cast, person: Person) -> None:
    debt = found(cast, person)
    with acting_as(cast.clerk_east):
        withdraw_overpayment(debt=debt, acting_user=cast.clerk_east)
    standing = confirmed(cast, person)
    with acting_as(cast.clerk_east), pytest.raises(OverpaymentRefused):
        withdraw_overpayment(debt=standing, acting_user=cast.clerk_east)


def test_a_debt_is_no_more_than_its_settlement_paid(cast: Cast, person: Person) -> None:
    with system_scope():
        put_policy_in_force(cast)
    payable = Counter(cast).reviewed(person)
    with system_scope():
        number = payable.reimbursement.case_bills.get().bill.setl_id
    given: dict[str, Any] = {
        "number": person.certno, "name": person.psn_name, "insutype": "390", "reason": "重复报销",
        "source": "inspection", "tel": "", "agency": cast.east, "acting_user": cast.clerk_east,
    }  # fmt: skip
    with acting_as(cast.clerk_east):
        with pytest.raises(OverpaymentRefused):
            record_by_number(setl_id=number, amount=payable.amount + 1, **given)
        with pytest.raises(OverpaymentRefused):
            record_by_number(setl_id="NONE", amount=Decimal(1), **given)
        debt = record_by_number(setl_id=number, amount=payable.amount, **given)
    assert debt.settlement is not None


@pytest.mark.parametrize(
    ("owed", "may_offset", "kept"), [(100, True, 100), (10**6, True, None), (100, False, 0)]
)
def test_a_later_payment_is_set_against_it_where_that_was_agreed(
    cast: Cast, person: Person, owed: int, may_offset: bool, kept: int | None
) -> None:
    with system_scope():
        put_policy_in_force(cast)
    debt = agreed(cast, confirmed(cast, person, owed), 1, may_offset=may_offset)
    payable = Counter(cast).reviewed(person)
    assert payable.offset == (payable.amount if kept is None else kept)
    assert now(debt).recovered == payable.offset
    # Nothing left for the bank to pay: the amount is done.
    assert payable.state == ("paid" if payable.offset == payable.amount else "ready")
    assert now(debt).state == ("closed" if kept == owed and may_offset else "agreed")
