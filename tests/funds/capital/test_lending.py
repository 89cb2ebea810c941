"""Working capital from the proposal to the settled loan, in both ways of pooling; the ledger ties throughout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import CapitalLoan, CapitalRepayment, Entry, Payment, Statement
from funds.services.capital.agree import agree_loan, approve_loan, drop_loan
from funds.services.capital.faults import CapitalRefused, NothingLent
from funds.services.capital.propose import propose_capital
from funds.services.capital.repay import check_repayment, enter_return, enter_set_off, refuse_repayment
from funds.services.clearing.close import close_clearing
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.reissue import reissue_payments
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import make_user

from .conftest import DECEMBER, LENT_ON, Lending


@pytest.mark.duty("ZY-15")
@pytest.mark.parametrize("mode", ["unified", "graded"])
def test_lent_in_january_and_settled_at_the_end_of_the_year(
    make_lending: Callable[..., Lending], mode: str
) -> None:
    lending = make_lending(mode=mode)
    cast, town = lending.cast, lending.town
    [loan] = lending.propose()
    assert (loan.institution, loan.lender) == (cast.hospital_east, cast.east)
    assert (loan.last_year, loan.amount) == (Decimal(9000), Decimal(1500))
    assert (loan.months_cleared, loan.settle_by) == (1, dt.date(2021, 12, 31))
    assert loan.steps[0]["clause"] == "四（五）4"
    assert "9,000.00" in loan.steps[0]["text"]
    lending.approve(lending.agree(loan))
    assert (lending.on_account(), lending.ties()) == (0, True)
    [payment] = lending.send()
    assert (payment.kind, payment.amount) == ("capital", 1500)
    lending.answer(payment)
    loan = lending.fresh(loan)
    assert (loan.state, loan.lent_on, loan.open) == ("lent", LENT_ON, 1500)
    assert (loan.lent_on.year, loan.lent_on.month) == (2021, 1)
    assert (lending.on_account(), lending.ties()) == (1500, True)

    lending.returned(loan, 500)
    assert (lending.fresh(loan).open, lending.on_account(), lending.ties()) == (1000, 1000, True)

    # December pays 950: all of it goes against the loan, and the bank pays nothing.
    town.settle(cast.hospital_east, cast.east, 70_000, month=DECEMBER)
    town.settle(cast.hospital_east, cast.west, 30_000, month=DECEMBER)
    lending.set_off(loan, 1000)
    assert lending.fresh(loan).open == 1000
    december = town.cleared(DECEMBER)
    with system_scope():
        statement = Statement.objects.get(clearing=december)
        assert (statement.det_sumamt, statement.act_dfr_amt) == (0, 950)
        assert not Payment.objects.filter(statement=statement).exists()
    assert (lending.fresh(loan).open, lending.on_account(), lending.ties()) == (50, 50, True)
    december = town.pay_everything(december)
    with acting_as(cast.finance_city):
        assert close_clearing(clearing=december, acting_user=cast.finance_city).state == "closed"

    # The rest comes off January's payment.
    january = Month(2022, 1)
    town.settle(cast.hospital_east, cast.west, 10_000, month=january)
    lending.set_off(loan, 50, january)
    clearing = town.cleared(january)
    with system_scope():
        [payment] = Payment.objects.filter(clearing=clearing, kind="institution")
    assert payment.amount == 45
    assert lending.fresh(loan).open == 50
    assert town.pay_everything(clearing).state == "paid"
    loan = lending.fresh(loan)
    assert (loan.state, loan.open, lending.on_account(), lending.ties()) == ("settled", 0, 0, True)


def test_a_failed_payment_is_issued_again_and_nothing_is_paid_twice(lending: Lending) -> None:
    [loan] = lending.propose()
    lending.approve(lending.agree(loan))
    [payment] = lending.send()
    payment.pk, payment.number = None, "twice"
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        payment.save(force_insert=True)
    with system_scope():
        [payment] = Payment.objects.filter(loan=loan)
    lending.answer(payment, paid=False)
    assert lending.fresh(loan).state == "failed"
    with acting_as(lending.cast.finance_city):
        [payment] = Payment.objects.filter(loan=loan)
        batch = reissue_payments(payments=[payment], acting_user=lending.cast.finance_city)
        [again] = Payment.objects.filter(batch=batch)
        Payment.objects.filter(pk=again.pk).update(state="sent")
        with pytest.raises(PaymentRefused):
            reissue_payments(payments=[payment], acting_user=lending.cast.finance_city)
    lending.answer(again)
    assert (lending.fresh(loan).state, lending.on_account(), lending.ties()) == ("lent", 1500, True)


def test_two_people_agree_and_approve(lending: Lending) -> None:
    cast = lending.cast
    [loan] = lending.propose()
    with acting_as(cast.approver_city), pytest.raises(CapitalRefused):
        approve_loan(loan=loan, acting_user=cast.approver_city)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        agree_loan(loan=loan, agreement_no="1", agreed_on=LENT_ON, acting_user=cast.clerk_east)
    lending.agree(loan)
    both = make_user("both.city", "两职", cast.city, "finance", "approve")
    with acting_as(both):
        agree_loan(loan=loan, agreement_no="1", agreed_on=LENT_ON, acting_user=both)
        with pytest.raises(SamePerson):
            approve_loan(loan=loan, acting_user=both)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        CapitalLoan.unscoped.filter(pk=loan.pk).update(approved_by=both, state="approved")


def test_money_that_came_back_is_checked_by_another(lending: Lending) -> None:
    cast, loan = lending.cast, lending.lent()
    with acting_as(cast.finance_city):
        for yuan in (Decimal("1500.01"), Decimal(0)):
            with pytest.raises(CapitalRefused):
                enter_return(
                    loan=loan, amount=yuan, received_on=LENT_ON, evidence="x", acting_user=cast.finance_city
                )
        entered = enter_return(
            loan=loan, amount=Decimal(900), received_on=LENT_ON, evidence="x", acting_user=cast.finance_city
        )
        with pytest.raises(CapitalRefused, match=r"600\.00"):
            enter_set_off(loan=loan, amount=Decimal(601), month=DECEMBER, acting_user=cast.finance_city)
    both = make_user("both.city", "两职", cast.city, "finance", "review")
    with acting_as(both):
        own = enter_return(loan=loan, amount=Decimal(1), received_on=LENT_ON, evidence="x", acting_user=both)
        with pytest.raises(SamePerson):
            check_repayment(repayment=own, acting_user=both)
        refuse_repayment(repayment=entered, reason="回单不符", acting_user=both)
    assert (lending.on_account(), lending.fresh(loan).open) == (1500, 1500)
    lending.check(own)
    assert (lending.on_account(), lending.fresh(loan).open) == (1499, 1499)
    with acting_as(cast.reviewer_city), pytest.raises(CapitalRefused):
        check_repayment(repayment=own, acting_user=cast.reviewer_city)
    assert lending.ties()


@pytest.mark.parametrize(("of_2021", "by_bank", "rest"), [(1_800_000, 1500, 0), (600_000, 0, 500)])
def test_carried_over_when_the_policy_lends_again(
    lending: Lending, of_2021: int, by_bank: int, rest: int
) -> None:
    """3,000 are lent for 2022, half of it stays from 2021; or 1,000, and 500 of last year's are still to come back."""
    cast, before = lending.cast, lending.lent()
    lending.town.settle(cast.hospital_east, cast.east, of_2021, month=DECEMBER)
    lending.town.pay_everything(lending.town.cleared(DECEMBER))
    [loan] = lending.propose(2022)
    lending.agree(loan, carry_over=True)
    loan = lending.approve(loan)
    assert (loan.by_bank, lending.fresh(before).open) == (by_bank, rest)
    assert (lending.on_account(), lending.ties()) == (1500, True)
    if by_bank:
        lending.answer(*lending.send(), day=dt.date(2022, 1, 20))
    assert lending.fresh(loan).state == "lent"
    assert lending.fresh(before).state == ("lent" if rest else "settled")
    assert (lending.on_account(), lending.ties()) == (1500 + by_bank, True)
    with system_scope():
        carried = CapitalRepayment.objects.get(kind="carried")
        assert (carried.loan_id, carried.into_id, carried.state) == (before.pk, loan.pk, "booked")


def test_a_prepayment_of_a_month_goes_the_same_way(make_lending: Callable[..., Lending]) -> None:
    lending = make_lending(months=0, advance=1)
    [loan] = lending.propose()
    assert (loan.kind, loan.amount) == ("prepayment", 750)
    lending.approve(lending.agree(loan))
    lending.answer(*lending.send())
    assert (lending.on_account(), lending.ties()) == (750, True)


def test_a_policy_that_lends_nothing(make_lending: Callable[..., Lending]) -> None:
    lending = make_lending(months=0)
    with pytest.raises(NothingLent):
        lending.propose()


def test_proposed_again_what_is_agreed_stands(lending: Lending) -> None:
    cast = lending.cast
    [first] = lending.propose()
    [again] = lending.propose()
    assert (again.pk, again.number) == (first.pk, first.number)
    lending.agree(first)
    with acting_as(cast.finance_city):
        done = propose_capital(lenders=[cast.east, cast.west], year=2021, acting_user=cast.finance_city)
        assert (done.made, done.renewed, done.kept) == (0, 0, 1)
        with pytest.raises(CapitalRefused):
            propose_capital(lenders=[cast.east], year=2030, acting_user=cast.finance_city)
        drop_loan(loan=first, reason="医院不需要", acting_user=cast.finance_city)
        done = propose_capital(lenders=[cast.east], year=2021, acting_user=cast.finance_city)
        assert (done.made, done.kept) == (1, 0)
    with acting_as(cast.clerk_west), pytest.raises(DutyMissing):
        propose_capital(lenders=[cast.west], year=2021, acting_user=cast.clerk_west)
    assert not Entry.unscoped.filter(source_type="funds.capitalloan").exists()
