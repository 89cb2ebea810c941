"""Entered from the bank's slip by one person, checked by another; withdrawn before that; told to whoever must act."""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import InternalError
from django.test import Client
from django.urls import reverse

from config.desk import items_of
from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.desk import clearing_items
from funds.models import BookPeriod, Clearing, Entry, Payback, Payment
from funds.services.closing.checks import paid_again, paybacks_checked
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.paybacks import check_payback, enter_payback, withdraw_payback
from institutions.models import Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import make_user
from tests.funds.clearing.conftest import Town

from .conftest import BACK_ON, REASON, Branch, fresh

GIVEN = {"returned_on": BACK_ON, "reason": REASON, "evidence": "回单001"}


@pytest.fixture
def paid(town: Town, clearing: Clearing, branch: Branch) -> Payment:
    for payer in (town.cast.west, town.cast.city):
        town.answer(town.approve_and_send(clearing, payer))
    (sent,) = town.approve_and_send(clearing, town.cast.east)
    branch.pays(sent)
    return fresh(sent)


@pytest.fixture
def entered(town: Town, paid: Payment) -> Payback:
    with system_scope():
        return enter_payback(payment=paid, acting_user=town.cast.finance_city, **GIVEN)


def test_nothing_is_booked_before_a_second_person_checked_it(
    town: Town, paid: Payment, entered: Payback, branch: Branch
) -> None:
    cast = town.cast
    assert fresh(paid).state == "paid"
    assert branch.held(cast.east) == 0
    both = make_user("both.city", "一人", cast.city, Duty.FINANCE, Duty.REVIEW)
    with system_scope():
        with pytest.raises(DutyMissing):
            check_payback(payback=entered, acting_user=cast.finance_city)
        with pytest.raises(PaymentRefused):
            enter_payback(payment=paid, acting_user=both, **GIVEN)
        check_payback(payback=entered, acting_user=cast.reviewer_city)
        with pytest.raises(PaymentRefused):
            check_payback(payback=entered, acting_user=cast.reviewer_city)
        entry = Entry.objects.get(key=f"payment:{paid.number}:returned")
    # A county's own book is not the city's to review: who checked stands with what was entered.
    checker = cast.reviewer_city if town.mode == "unified" else None
    assert (entry.made_by, entry.checked_by) == (cast.finance_city, checker)
    assert fresh(paid).state == "returned"
    assert branch.held(cast.east) == paid.amount


def test_whoever_enters_does_not_check(town: Town, paid: Payment) -> None:
    both = make_user("both.city", "一人", town.cast.city, Duty.FINANCE, Duty.REVIEW)
    with system_scope():
        made = enter_payback(payment=paid, acting_user=both, **GIVEN)
        with pytest.raises(SamePerson):
            check_payback(payback=made, acting_user=both)
        with pytest.raises(IntegrityError, match="payback_two_people"), transaction.atomic():
            Payback.unscoped.filter(pk=made.pk).update(checked_by=both)


def test_only_finance_enters_a_slip_with_a_reason_of_a_paid_payment(
    town: Town, paid: Payment, branch: Branch
) -> None:
    cast = town.cast
    with system_scope():
        with pytest.raises(DutyMissing):
            enter_payback(payment=paid, acting_user=cast.reviewer_city, **GIVEN)
        for wrong in ({"reason": " "}, {"evidence": ""}, {"returned_on": dt.date(2020, 6, 1)}):
            with pytest.raises(PaymentRefused):
                enter_payback(payment=paid, acting_user=cast.finance_city, **{**GIVEN, **wrong})
        branch.sends_back(paid)
        with pytest.raises(PaymentRefused):
            enter_payback(payment=paid, acting_user=cast.finance_city, **GIVEN)


def test_what_was_entered_wrongly_is_withdrawn_and_what_was_said_stays(
    town: Town, paid: Payment, entered: Payback
) -> None:
    cast = town.cast
    with system_scope():
        with pytest.raises(PaymentRefused):
            withdraw_payback(payback=entered, reason=" ", acting_user=cast.finance_city)
        for values in ({"reason": "别的"}, {"returned_on": dt.date(2020, 6, 20)}):
            with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
                Payback.unscoped.filter(pk=entered.pk).update(**values)
        withdraw_payback(payback=entered, reason="录错", acting_user=cast.finance_city)
        for act in (
            lambda: check_payback(payback=entered, acting_user=cast.reviewer_city),
            lambda: withdraw_payback(payback=entered, reason="又", acting_user=cast.finance_city),
        ):
            with pytest.raises(PaymentRefused):
                act()
        with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
            Payback.unscoped.filter(pk=entered.pk).update(checked_by=cast.reviewer_city)
        # And may be entered rightly.
        enter_payback(payment=paid, acting_user=cast.finance_city, **GIVEN)


def test_the_banks_file_is_quicker_than_the_check(
    town: Town, paid: Payment, entered: Payback, branch: Branch
) -> None:
    branch.sends_back(paid)
    with system_scope():
        entered.refresh_from_db()
        assert entered.withdrawn_by == town.cast.finance_city
        with pytest.raises(PaymentRefused):
            check_payback(payback=entered, acting_user=town.cast.reviewer_city)
    assert branch.held(town.cast.east) == paid.amount


def test_pages_desks_and_the_closing_of_the_month_know(
    town: Town, paid: Payment, branch: Branch, client: Client
) -> None:
    cast = town.cast
    batch_page = reverse("funds:batch", args=[paid.batch_id])
    enter = reverse("funds:enter_payback", args=[paid.pk])
    client.force_login(cast.finance_city)
    assert enter in client.get(batch_page).content.decode()
    assert client.get(enter).status_code == 200
    values = {"submission": uuid4(), "returned_on": "2020-06-15", "reason": REASON, "evidence": "回单001"}
    assert client.post(enter, values).status_code == 302
    with system_scope():
        entered = Payback.objects.get()
        period = BookPeriod.objects.select_related("book__unit", "book__area").get(
            book__unit=cast.city if town.mode == "unified" else cast.east, month=Month(2020, 6).first
        )
        assert len(list(paybacks_checked(period))) == 1
    said = client.get(batch_page).content.decode()
    assert reverse("funds:withdraw_payback", args=[entered.pk]) in said
    assert enter not in said
    assert f"{reverse('funds:sent_back')}?stands=entered" in desk_of(cast.reviewer_city)
    client.force_login(cast.reviewer_city)
    check = reverse("funds:check_payback", args=[entered.pk])
    assert check in client.get(batch_page).content.decode()
    assert client.post(check, {"submission": uuid4()}).status_code == 302
    assert fresh(paid).state == "returned"
    client.force_login(cast.finance_city)
    assert f"{reverse('funds:sent_back')}?stands=held" in desk_of(cast.finance_city)
    with system_scope():
        assert not list(paybacks_checked(period))
        assert len(list(paid_again(period))) == 1
    for asked in ({}, {"print": 1}, {"export": 1}, {"stands": "held"}):
        assert client.get(reverse("funds:sent_back"), asked).status_code == 200
    assert paid.number in client.get(reverse("funds:sent_back"), {"stands": "held"}).content.decode()
    assert paid.number not in client.get(reverse("funds:sent_back"), {"stands": "settled"}).content.decode()
    for page in (batch_page, reverse("funds:batches"), reverse("funds:statement", args=[paid.statement_id])):
        assert client.get(page).status_code == 200
    assert "退汇" in client.get(batch_page).content.decode()
    reissue = reverse("funds:reissue", args=[paid.batch_id])
    assert client.post(reissue, {"submission": uuid4()}).status_code == 302
    assert reverse("funds:sent_back") not in desk_of(cast.finance_city)
    with system_scope():
        again = Payment.objects.get(reissues=paid).batch
        assert not list(paid_again(period))
    branch.pays(*branch.gets(again))
    assert paid.number in client.get(reverse("funds:sent_back"), {"stands": "settled"}).content.decode()


def desk_of(user) -> str:
    with acting_as(user):
        return " ".join(one.url for one in items_of(clearing_items(user.assignments_in_force[0])))
