"""What the personal account bears of a bill paid in cash: taken from the account, owed to the person in money."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from claims.models import STANDING, Overpayment, Payable, PersonalAccount, ReportedSettlement, Settlement
from claims.services.cancel_settlement import cancel_settlement
from claims.services.reimbursements.review import parts_of
from config.scoping import acting_as, system_scope
from tests.cast import Cast
from tests.claims.making import moment
from tests.claims.personal_accounts.making import SCHEME, account_with, insured
from tests.claims.personal_accounts.test_settling import employees

from .making import Counter

__all__ = ["employees"]

DAY = dt.date(2022, 3, 10)
VISIT: dict[str, Any] = {
    "med_type": "11", "begndate": DAY, "enddate": DAY, "medfee_sumamt": 400, "fulamt_ownpay_amt": 0,
    "overlmt_selfpay": 0, "preselfpay_amt": 0, "inscp_scp_amt": 400, "acct_used_flag": True,
}  # fmt: skip


@pytest.fixture
def account(counter: Counter, employees: Cast) -> PersonalAccount:
    with system_scope():
        return account_with(insured(employees.east), 15_000, employees.clerk_east)


def paid(counter: Counter, account: PersonalAccount, **facts: Any) -> Payable:
    case = counter.register(account.person, insutype=SCHEME, received_on=dt.date(2022, 4, 1))
    counter.enter(case, **{**VISIT, **facts})
    payable = counter.review(counter.settle(counter.give_account(case)))
    assert payable is not None
    return payable


def parts(payable: Payable) -> dict[str, Decimal]:
    with system_scope():
        return dict(payable.lines.values_list("fund_part", "amount"))


@pytest.mark.duty("NB-07")
def test_the_accounts_part_is_owed_to_the_person(counter: Counter, account: PersonalAccount) -> None:
    payable = paid(counter, account)
    assert parts(payable) == {"hifp_pay": 200, "acct_pay": 150}
    with system_scope():
        assert PersonalAccount.objects.get().balance == 0


def test_a_person_who_does_not_use_the_account_keeps_it(counter: Counter, account: PersonalAccount) -> None:
    assert parts(paid(counter, account, acct_used_flag=False)) == {"hifp_pay": 200}
    with system_scope():
        assert PersonalAccount.objects.get().balance == 150


def test_what_the_till_took_of_the_account_was_not_laid_out(
    counter: Counter, account: PersonalAccount
) -> None:
    payable = paid(counter, account)
    with system_scope():
        settlement = Settlement.objects.get(STANDING)
        ReportedSettlement.objects.create(
            setl_id=settlement.setl_id, bill=settlement.bill, setl_time=moment(DAY), acct_pay=90
        )
        assert parts_of(payable.reimbursement) == {"hifp_pay": 200_00, "acct_pay": 60_00}


def test_a_cancel_is_owed_back_to_fund_and_account(counter: Counter, account: PersonalAccount) -> None:
    paid(counter, account)
    clerk = counter.cast.clerk_east
    with acting_as(clerk):
        settlement = Settlement.objects.select_related("insu_county__area").get(STANDING)
        cancel_settlement(settlement=settlement, acting_user=clerk, setl_id="CANCEL1", setl_time=moment(DAY))
    with system_scope():
        debts = dict(Overpayment.objects.values_list("fund_part", "amount"))
        assert debts == {"hifp_pay": 200, "acct_pay": 150}
        # The account has its money back, and so the person owes it.
        assert PersonalAccount.objects.get().balance == 150


def test_no_debt_to_the_fund_is_kept_back_from_the_account(
    counter: Counter, account: PersonalAccount
) -> None:
    with system_scope():
        person = account.person
        Overpayment.objects.create(
            number="DF1", person=person, psn_no=person.psn_no, psn_name=person.psn_name, insutype=SCHEME,
            insu_county=counter.cast.east, handling_county=counter.cast.east, amount=1_000, reason="测试",
            found_on=DAY, state="agreed", found_by=counter.cast.clerk_east, confirmed_by=counter.cast.reviewer_east,
            confirmed_on=DAY, agreed_on=DAY, may_offset=True,
        )  # fmt: skip
    payable = paid(counter, account)
    assert (payable.amount, payable.offset, payable.net) == (350, 200, 150)
