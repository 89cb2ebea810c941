"""A counter's bill changed elsewhere: what was paid too much becomes a debt; a case under way is sent back instead."""

from __future__ import annotations

import pytest

from claims.models import STANDING, Overpayment, Reimbursement, Settlement
from claims.services.cancel_settlement import cancel_settlement
from claims.services.overpayments.record import confirm_overpayment
from claims.services.reimbursements.settle import return_case
from claims.services.reimbursements.states import CaseRefused
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.services.duties import SamePerson
from tests.claims.making import moment

from .making import CARE, Counter


def cancel(counter: Counter, case: Reimbursement) -> None:
    clerk = counter.cast.clerk_east
    with acting_as(clerk):
        settlement = Settlement.objects.select_related("insu_county__area").get(
            STANDING, bill__case__reimbursement=case
        )
        cancel_settlement(settlement=settlement, acting_user=clerk, setl_id="CANCEL1", setl_time=moment(CARE))


def test_a_reviewed_bill_that_is_cancelled_is_owed_back(counter: Counter, person: Person) -> None:
    payable = counter.reviewed(person)
    cancel(counter, payable.reimbursement)
    with system_scope():
        debt = Overpayment.objects.select_related("settlement").get()
    assert (debt.amount, debt.state, debt.source) == (payable.amount, "found", "redo")
    assert debt.settlement is not None
    assert debt.settlement.fund_pay_sumamt == payable.amount
    # Whoever cancelled it found it; another confirms.
    with acting_as(counter.cast.reviewer_east):
        assert confirm_overpayment(debt=debt, acting_user=counter.cast.reviewer_east).state == "confirmed"


def test_whoever_found_it_does_not_confirm_it(counter: Counter, person: Person) -> None:
    cancel(counter, counter.reviewed(person).reimbursement)
    with system_scope():
        debt = Overpayment.objects.get()
        debt.found_by = counter.cast.reviewer_east
        debt.save()
    with acting_as(counter.cast.reviewer_east), pytest.raises(SamePerson):
        confirm_overpayment(debt=debt, acting_user=counter.cast.reviewer_east)


def test_a_settled_case_is_sent_back_not_cancelled(counter: Counter, person: Person) -> None:
    case = counter.register(person)
    counter.enter(case)
    case = counter.settle(case)
    with pytest.raises(CaseRefused, match=case.number):
        cancel(counter, case)
    with system_scope():
        assert Settlement.objects.filter(STANDING).count() == 1
    with acting_as(counter.cast.reviewer_east):
        return_case(case=case, reason="票据不清", acting_user=counter.cast.reviewer_east)
    with system_scope():
        assert not Overpayment.objects.exists()
