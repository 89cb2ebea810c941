"""What a redo changes for bills already reimbursed: more is owed and paid once, less is owed back."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from hypothesis import given
from hypothesis import strategies as st

from claims.models import STANDING, Overpayment, Payable, Redo, Reimbursement, Settlement
from claims.rules.reimbursements import laid_out, owed_later
from claims.services.cancel_settlement import cancel_settlement
from claims.services.decide_redo import approve_redo
from claims.services.payables import ready
from claims.services.reimbursements.account import check_account, enter_account
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from tests.claims.making import moment

from .making import ACCOUNT, CARE, Counter

# Two such stays exceed the year's ceiling: the second gets what the first left.
DEAR = {"medfee_sumamt": 60_000, "fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0,
        "inscp_scp_amt": 60_000}  # fmt: skip


def cancel_bills_of(counter: Counter, case: Reimbursement) -> None:
    clerk = counter.cast.clerk_east
    with acting_as(clerk):
        settlement = Settlement.objects.select_related("insu_county__area").get(
            STANDING, bill__case__reimbursement=case
        )
        cancel_settlement(
            settlement=settlement, acting_user=clerk, setl_id="CANCEL1", setl_time=moment(dt.date(2020, 3, 9))
        )


def book_redo(counter: Counter) -> Redo:
    with system_scope():
        draft = Redo.objects.select_related("county__parent").get(state=Redo.State.DRAFT)
    return approve_redo(redo=draft, acting_user=counter.cast.reviewer_east)


def later() -> list[Payable]:
    with system_scope():
        return list(Payable.objects.filter(dfr_souc="106").select_related("account", "follows"))


def test_more_is_paid_to_the_person_once(counter: Counter, person: Person) -> None:
    first, second = counter.reviewed(person, **DEAR), counter.reviewed(person, **DEAR)
    assert second.amount < first.amount
    cancel_bills_of(counter, first.reimbursement)
    assert later() == []
    redo = book_redo(counter)
    [more] = later()
    assert (more.follows, more.redo_id, more.state) == (second.reimbursement, redo.pk, "ready")
    assert more.amount == redo.fund_difference > 0
    assert more.account == second.account
    with system_scope():
        standing = Settlement.objects.get(STANDING, bill__case__reimbursement=second.reimbursement)
        assert second.amount + more.amount == standing.fund_pay_sumamt
        assert sum(line.amount for line in more.lines.all()) == more.amount
        # The first bill was paid and is owed back.
        assert Overpayment.objects.get().amount == first.amount
        assert more in ready()


def test_the_database_pays_a_redo_once(counter: Counter, person: Person) -> None:
    first = counter.reviewed(person, **DEAR)
    counter.reviewed(person, **DEAR)
    cancel_bills_of(counter, first.reimbursement)
    book_redo(counter)
    [more] = later()
    with system_scope():
        more.pk, more.number, more._state.adding = None, "ZF-AGAIN", True
        with pytest.raises(DatabaseError, match="payable_once_per_redo"), transaction.atomic():
            more.save(force_insert=True)


def test_a_case_that_had_nothing_waits_for_an_account(counter: Counter, person: Person) -> None:
    # The first visit takes all the fund pays for visits of a year.
    visit = {**DEAR, "med_type": "11", "begndate": CARE, "medfee_sumamt": 3_000, "inscp_scp_amt": 3_000}
    first = counter.reviewed(person, **visit)
    case = counter.register(person)
    counter.enter(case, **visit)
    assert counter.review(counter.settle(case)) is None
    cancel_bills_of(counter, first.reimbursement)
    book_redo(counter)
    [more] = later()
    with system_scope():
        assert (more.account, list(ready().filter(pk=more.pk))) == (None, [])
    clerk, reviewer = counter.cast.clerk_east, counter.cast.reviewer_east
    with acting_as(clerk):
        enter_account(case=case, acting_user=clerk, **ACCOUNT)
    with acting_as(reviewer):
        check_account(case=case, acting_user=reviewer)
    [more] = later()
    with system_scope():
        assert more.account is not None
        assert list(ready().filter(pk=more.pk)) == [more]


def test_less_is_owed_back(counter: Counter, person: Person) -> None:
    """A bill that comes before another takes of the ceiling what the other was paid from."""
    paid = counter.reviewed(person, **DEAR)
    with system_scope():
        Settlement.objects.get(STANDING)
    earlier = counter.register(person)
    counter.enter(earlier, **DEAR)
    with system_scope():
        bill = earlier.case_bills.get().bill
    counter.settle(earlier)
    with system_scope():
        # The counter settles in the order of entry; a sheet may bring an earlier bill.
        type(bill).objects.filter(pk=bill.pk).update(setl_time=moment(dt.date(2020, 3, 1)))
    from claims.services.redo_drafts import ask_redo

    ask_redo(person=person, insutype="390", year=2020, acting_user=counter.cast.clerk_east)
    book_redo(counter)
    with system_scope():
        debt = Overpayment.objects.get()
        standing = Settlement.objects.get(STANDING, bill__case__reimbursement=paid.reimbursement)
    assert (debt.amount, debt.fund_part) == (paid.amount - standing.fund_pay_sumamt, "hifp_pay")
    assert debt.amount > Decimal(0)
    assert later() == []


def test_what_the_account_bears_was_laid_out_too() -> None:
    parts = {"hifp_pay": 600, "hifmi_pay": 0, "acct_pay": 100}
    assert laid_out(parts, account="acct_pay", taken_at_till=0) == {"hifp_pay": 600, "acct_pay": 100}
    assert laid_out(parts, account="acct_pay", taken_at_till=40) == {"hifp_pay": 600, "acct_pay": 60}
    assert laid_out(parts, account="acct_pay", taken_at_till=150) == {"hifp_pay": 600}


@given(
    st.dictionaries(st.sampled_from(["hifp_pay", "hifmi_pay", "maf_pay", "acct_pay"]), st.integers(-99, 99))
)
def test_what_is_owed_later_is_the_sum_and_of_one_sign(changes: dict[str, int]) -> None:
    owed = owed_later(changes)
    assert sum(owed.values()) == sum(changes.values())
    assert all(fen > 0 for fen in owed.values()) or all(fen < 0 for fen in owed.values())
    assert all(abs(fen) <= abs(changes[part]) for part, fen in owed.items())
