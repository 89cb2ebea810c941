"""What the bank paid and sends back is held for the payee, once, and is paid again out of that."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from config.scoping import system_scope
from funds.models import Clearing, Entry, Payment, PaymentBatch
from funds.services.payments.approve import CashShort, approve_batch
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.take_return import BankAnswer
from funds.services.post_entry import PeriodNotOpen
from tests.cast import make_payee_account
from tests.funds.clearing.conftest import APRIL, Town

from .conftest import BACK_ON, BANK, PAID_ON, REASON, Branch, balanced, fresh, moved

HELD_NOTHING = Decimal(0)


@pytest.fixture
def paid(town: Town, clearing: Clearing, branch: Branch) -> Payment:
    """The hospital's payment, paid by the bank."""
    for payer in (town.cast.west, town.cast.city):
        town.answer(town.approve_and_send(clearing, payer))
    (sent,) = town.approve_and_send(clearing, town.cast.east)
    branch.pays(sent)
    return fresh(sent)


def test_what_comes_back_is_held_for_the_payee(town: Town, paid: Payment, branch: Branch) -> None:
    spent, gone = moved("benefit_expense"), moved(BANK, town.cast.east)
    told = branch.sends_back(paid)
    assert (told.paid, told.failed, [one.pk for one in told.returned]) == ((), (), [paid.pk])
    back = fresh(paid)
    assert (back.state, back.paid_on, back.returned_on, back.failure_reason) == (
        "returned", PAID_ON, BACK_ON, REASON,
    )  # fmt: skip
    assert moved("benefit_expense") == spent
    assert moved(BANK, town.cast.east) == gone + paid.amount
    assert branch.held(town.cast.east) == paid.amount
    with system_scope():
        entry = Entry.objects.get(key=f"payment:{paid.number}:returned")
        first = Entry.objects.get(key=f"payment:{paid.number}:paid", book=entry.book)
    assert (entry.kind, entry.booked_on) == ("returned", BACK_ON)
    assert (
        (entry.source_type, entry.source_id)
        == (first.source_type, first.source_id)
        == ("funds.payment", paid.pk)
    )
    balanced()


def test_it_is_paid_again_out_of_what_is_held(town: Town, paid: Payment, branch: Branch) -> None:
    cast = town.cast
    spent, gone = moved("benefit_expense"), moved(BANK, cast.east)
    branch.sends_back(paid)
    with system_scope():
        wrong = cast.hospital_east.payee_accounts.get()
        wrong.approved_by = None
        wrong.save()
        right = make_payee_account(
            cast.hospital_east, prepared_by=cast.clerk_east, approved_by=cast.reviewer_east
        )
    batch = branch.again(paid)
    (again,) = branch.gets(batch)
    assert (again.account_no, again.amount, again.reissues_id, again.settles_return) == (
        right.account_no, paid.amount, paid.pk, True,
    )  # fmt: skip
    branch.pays(again, on=dt.date(2020, 7, 1))
    assert branch.held(cast.east) == HELD_NOTHING
    assert (moved("benefit_expense"), moved(BANK, cast.east)) == (spent, gone)
    balanced()


def test_the_clearing_stays_paid_and_what_was_returned_is_issued_again_after_it_closed(
    town: Town, paid: Payment, branch: Branch
) -> None:
    with system_scope():
        clearing = Clearing.objects.get()
        assert clearing.state == "paid"
        approver, at = clearing.payment_approved_by, clearing.payment_approved_at
    branch.sends_back(paid)
    with system_scope():
        assert Clearing.objects.get().state == "paid"
        Clearing.objects.update(state="closed", closed_by=town.cast.approver_city, closed_at=timezone.now())
    (again,) = branch.gets(branch.again(paid))
    branch.pays(again)
    with system_scope():
        clearing = Clearing.objects.get()
    assert (clearing.state, clearing.payment_approved_by, clearing.payment_approved_at) == (
        "closed",
        approver,
        at,
    )


def test_the_same_word_of_the_bank_again_changes_nothing(town: Town, paid: Payment, branch: Branch) -> None:
    branch.sends_back(paid)
    with system_scope():
        entries = Entry.objects.count()
    told = branch.sends_back(paid)
    assert (told.returned, [one.pk for one in told.unchanged]) == ((), [paid.pk])
    # The file of the day it was paid may come once more, too.
    assert [one.pk for one in branch.pays(paid).unchanged] == [paid.pk]
    with system_scope():
        assert Entry.objects.count() == entries
    with pytest.raises(PaymentRefused):
        branch.sends_back(paid, on=dt.date(2020, 6, 16))
    with pytest.raises(PaymentRefused):
        branch.fails(paid)


@pytest.mark.parametrize("on", [dt.date(2020, 6, 9), dt.date(2999, 1, 1)])
def test_nothing_comes_back_before_it_was_paid_or_in_future(
    paid: Payment, branch: Branch, on: dt.date
) -> None:
    with pytest.raises(PaymentRefused):
        branch.sends_back(paid, on=on)
    assert fresh(paid).state == "paid"


def test_it_comes_back_for_a_reason_and_into_an_open_month(paid: Payment, branch: Branch) -> None:
    with pytest.raises(PaymentRefused):
        branch.says(BankAnswer(paid.number, paid=False, returned_on=BACK_ON, reason=" "))
    with pytest.raises(PeriodNotOpen):
        branch.sends_back(paid, on=dt.date(2020, 9, 1))
    assert fresh(paid).state == "paid"


def test_only_what_was_paid_comes_back(town: Town, clearing: Clearing, branch: Branch) -> None:
    (sent,) = town.approve_and_send(clearing, town.cast.west)
    with pytest.raises(PaymentRefused):
        branch.sends_back(sent)
    branch.fails(sent)
    with pytest.raises(PaymentRefused):
        branch.sends_back(sent)


def test_the_day_of_payment_is_not_to_come(town: Town, clearing: Clearing, branch: Branch) -> None:
    (sent,) = town.approve_and_send(clearing, town.cast.west)
    with pytest.raises(PaymentRefused):
        branch.pays(sent, on=timezone.localdate() + dt.timedelta(days=1))
    assert fresh(sent).state == "sent"


def test_a_transfer_between_county_and_city_is_taken_back_whole(
    town: Town, clearing: Clearing, branch: Branch
) -> None:
    west, city = town.cast.west, town.cast.city
    before = {agency: moved(BANK, agency) for agency in (west, city)}
    (sent,) = town.approve_and_send(clearing, west)
    branch.pays(sent)
    assert moved(BANK, city) == before[city] + sent.amount
    branch.sends_back(sent)
    assert {agency: moved(BANK, agency) for agency in (west, city)} == before
    assert moved("clearing_suspense", west) == 0
    (again,) = branch.gets(branch.again(fresh(sent)))
    branch.pays(again)
    assert moved(BANK, city) == before[city] + sent.amount
    assert moved(BANK, west) == before[west] - sent.amount
    balanced()


def test_what_is_held_for_a_payee_is_not_spent_on_others(make_town, branch: Branch) -> None:
    town = make_town(cash=1_000_00)
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 100_000)
    march = town.cleared()
    (sent,) = town.approve_and_send(march, cast.east)
    branch.pays(sent)
    branch.sends_back(sent)
    town.settle(cast.hospital_east, cast.east, 10_000, month=APRIL)
    april = town.cleared(APRIL)
    with system_scope():
        other = PaymentBatch.objects.get(clearing=april, payer=cast.east)
        with pytest.raises(CashShort):
            approve_batch(batch=other, acting_user=cast.approver_city)
    (again,) = branch.gets(branch.again(fresh(sent)))
    branch.pays(again)
    assert branch.held(cast.east) == HELD_NOTHING


# --- attacks on the database ---


def attacked(match: str, payment: Payment, **values: object) -> None:
    with system_scope(), pytest.raises(IntegrityError, match=match), transaction.atomic():
        Payment.unscoped.filter(pk=payment.pk).update(**values)


def test_a_state_is_left_only_for_what_may_follow(town: Town, paid: Payment, branch: Branch) -> None:
    for state in ("prepared", "sent", "failed"):
        attacked("payment_course", paid, state=state)
    attacked("payment_paid_stays", paid, amount=1)
    attacked("payment_paid_stays", paid, paid_on=dt.date(2020, 1, 1))
    attacked("payment_returned_dated", paid, state="returned")
    attacked("payment_returned_dated", paid, state="returned", returned_on=dt.date(2020, 6, 9))
    attacked("payment_returned_dated", paid, returned_on=BACK_ON)
    branch.sends_back(paid)
    for state in ("prepared", "sent", "paid", "failed"):
        attacked("payment_course", paid, state=state, returned_on=None)
    attacked("payment_paid_stays", paid, returned_on=dt.date(2020, 6, 20))


def copy_of(payment: Payment, **values: object) -> Payment:
    made = Payment.unscoped.get(pk=payment.pk)
    made.pk, made.number, made.state, made.paid_on, made.returned_on = None, "another", "prepared", None, None
    for name, value in values.items():
        setattr(made, name, value)
    with transaction.atomic():
        made.save(force_insert=True)
    return made


def test_what_came_back_has_one_live_successor_over_the_same_amount(
    town: Town, paid: Payment, branch: Branch
) -> None:
    with system_scope(), pytest.raises(IntegrityError):
        copy_of(paid, reissues=paid, settles_return=True)
    branch.sends_back(paid)
    with system_scope():
        for values in (
            {"amount": paid.amount + 1, "settles_return": True},
            {"settles_return": False},
            {"payer": town.cast.west, "settles_return": True},
        ):
            with pytest.raises(IntegrityError, match="payment_reissue"):
                copy_of(paid, reissues=paid, **values)
        with pytest.raises(IntegrityError, match="payment_settles"):
            copy_of(paid, settles_return=True)
        with pytest.raises(IntegrityError, match="payment_course"):
            copy_of(paid, state="returned", paid_on=PAID_ON, returned_on=BACK_ON)
    branch.again(paid)
    with system_scope(), pytest.raises(IntegrityError):
        copy_of(paid, reissues=paid, settles_return=True)
    with pytest.raises(PaymentRefused):
        branch.again(paid)
