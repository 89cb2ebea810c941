"""Several bills paid in one amount that the bank sends back: list per bill, ledger and ``verify`` stay right."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from claims.models import Bill, Payable, Settlement
from config.scoping import acting_as, system_scope
from config.verifying import verifications
from funds.models import Leg, PayerListLine, Payment
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import User
from tests.cast import Cast, make_coverage, make_person
from tests.claims.reimbursements.making import Counter
from tests.funds.clearing.conftest import build_town
from tests.funds.persons.conftest import Bank
from tests.support.policies import put_policy_in_force

from .conftest import Take
from .test_lists import claim, confirmed, the_month

pytestmark = pytest.mark.django_db

MAY, JUNE = dt.date(2020, 5, 20), dt.date(2020, 6, 3)
# Yuan of each bill; what the insurer bears of the second and third grows with what the first used up.
BILLS = (20_000, 30_000, 15_000)


def of_stay(n: int, yuan: int) -> dict[str, Any]:
    day = dt.date(2020, 1, 10 + 5 * n)
    return {
        "begndate": day, "enddate": day + dt.timedelta(days=3), "medfee_sumamt": yuan, "inscp_scp_amt": yuan - 500,
        "fulamt_ownpay_amt": 500, "overlmt_selfpay": 0, "preselfpay_amt": 0,
    }  # fmt: skip


@pytest.fixture
def bank(cast: Cast) -> Bank:
    build_town(cast)
    with system_scope():
        put_policy_in_force(cast)
    return Bank(cast, Counter(cast))


@pytest.fixture
def owed(bank: Bank) -> Payable:
    """One amount for three bills."""
    counter = bank.counter
    with system_scope():
        person = make_person(bank.cast.east)
        make_coverage(person)
    case = counter.register(person)
    for n, yuan in enumerate(BILLS):
        counter.enter(case, **of_stay(n, yuan))
    payable = counter.review(counter.settle(counter.give_account(case)))
    assert payable is not None
    return payable


def tell(bank: Bank, payment: Payment, **answer: Any) -> None:
    with acting_as(bank.cast.finance_city):
        take_bank_answers(answers=[BankAnswer(payment.number, **answer)], acting_user=bank.cast.finance_city)


def shares(payable: Payable) -> dict[Bill, Decimal]:
    with system_scope():
        return {
            one.bill: Settlement.objects.get(bill=one.bill, is_current=True).hifmi_pay
            for one in payable.reimbursement.case_bills.select_related("bill")
        }


def in_ledger(role: str) -> Decimal:
    with system_scope():
        legs = Leg.objects.filter(account__subject__role=role)
        return sum((one.debit - one.credit for one in legs), Decimal(0))


def test_bills_that_share_a_payment_which_came_back_stand_on_the_list_once(
    bank: Bank, owed: Payable, take: Take, handler: User
) -> None:
    cast = bank.cast
    borne = shares(owed)
    part = sum(borne.values(), Decimal(0))
    assert len([amount for amount in borne.values() if amount]) > 1
    (payment,) = bank.send(bank.prepare())
    tell(bank, payment, paid=True, paid_on=MAY)

    def whole() -> None:
        """As before it came back: the ledger, the claim of May, the list of May bill by bill, and ``verify``."""
        assert in_ledger("insurer_receivable") == part
        assert claim(cast, 5).laid_out == part
        take(
            *({"setl_id": bill.setl_id, "medfee_sumamt": str(bill.medfee_sumamt), "fund_payamt": str(amount)}
              for bill, amount in borne.items()),
            trt_month="5",
        )  # fmt: skip
        with system_scope():
            lines = PayerListLine.objects.filter(statement_month=the_month(5))
            found = {one.bill_id: (one.outcome, one.our_amount) for one in lines}
            assert found == {bill.pk: ("agrees", amount) for bill, amount in borne.items() if amount}
            names = ("sent-back", "balances", "entries")
            assert not [one for name in names for one in verifications()[name].ask()]
        assert the_month(5).ours == part

    borne = {bill: amount for bill, amount in borne.items() if amount}
    whole()
    tell(bank, payment, paid=False, reason="账户已销户", returned_on=JUNE)
    assert in_ledger("returned_payments") == -payment.amount
    whole()
    with acting_as(cast.finance_city):
        batch = reissue_payments(payments=[payment], acting_user=cast.finance_city)
    (again,) = bank.send(batch)
    whole()
    tell(bank, again, paid=False, reason="户名不符")
    with acting_as(cast.finance_city):
        batch = reissue_payments(payments=[again], acting_user=cast.finance_city)
    (third,) = bank.send(batch)
    tell(bank, third, paid=True, paid_on=JUNE + dt.timedelta(days=5))
    assert in_ledger("returned_payments") == 0
    whole()
    # June, in which it was paid again, has nothing to claim.
    with acting_as(cast.finance_city):
        assert claim(cast, 5).open == part
    confirmed(the_month(5), cast, handler)
    assert (claim(cast, 5).claimed, claim(cast, 5).disputed) == (part, 0)
