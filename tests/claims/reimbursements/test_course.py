"""A case from the papers to an amount owed: by two people, at any counter, and back again."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from claims.models import Accumulator, Bill, FeeLine, Payable, Reimbursement, Settlement
from claims.services.counters import PersonUnknown
from claims.services.person_accounts import AccountRefused
from claims.services.reimbursements.account import check_account, enter_account
from claims.services.reimbursements.enter import change_bill, enter_line, remove_bill
from claims.services.reimbursements.register import record_papers
from claims.services.reimbursements.review import review_case
from claims.services.reimbursements.settle import return_case, settle_case
from claims.services.reimbursements.states import CaseRefused
from claims.services.reimbursements.withdraw import withdraw_case
from claims.services.settle_bill import settle_bill
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.scoping import acting_as, system_scope
from config.workdays import add_workdays
from enrollment.models import Person
from institutions.models import Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast, make_coverage, make_person, make_user
from tests.claims.making import make_bill

from .making import ACCOUNT, CARE, FACTS, WHOLE, Counter


def settlements(case: Reimbursement) -> list[Settlement]:
    with system_scope():
        return list(Settlement.objects.filter(bill__case__reimbursement=case).order_by("pk"))


def used() -> dict[str, Any]:
    with system_scope():
        return dict(Accumulator.objects.exclude(amount=0).values_list("counter", "amount"))


def test_from_papers_to_an_amount_owed(counter: Counter, person: Person) -> None:
    case = counter.register(person)
    assert (case.reim_stas, case.complete_on) == ("10", dt.date(2020, 4, 1))
    assert case.due_on == add_workdays(dt.date(2020, 4, 1), 30)
    counter.enter(case)
    case = counter.settle(counter.give_account(case))
    [settlement] = settlements(case)
    assert (case.reim_stas, settlement.pay_loc) == ("12", "1")
    payable = counter.review(case)
    assert payable is not None
    assert (payable.amount, payable.state, payable.dfr_souc) == (settlement.fund_pay_sumamt, "ready", "101")
    with system_scope():
        assert dict(payable.lines.values_list("fund_part", "amount")) == {"hifp_pay": settlement.hifp_pay}
    assert payable.amount > 0


def test_a_case_is_reckoned_as_the_same_bill_from_an_institution(
    cast: Cast, counter: Counter, person: Person
) -> None:
    """The counter pays what the institution would have been paid, to the fen."""
    case = counter.register(person)
    counter.enter(case)
    counter.settle(case)
    with system_scope():
        twin = make_person(cast.east, name="测试乙")
        make_coverage(twin)
        other = make_bill(twin, cast.hospital_east, begndate=dt.date(2020, 3, 1), filing="filed")
    ours = settle_bill(bill=other, acting_user=cast.clerk_east)
    [mine] = settlements(case)
    assert ours is not None
    assert (mine.fund_pay_sumamt, mine.psn_part_amt) == (ours.fund_pay_sumamt, ours.psn_part_amt)
    assert (mine.pay_loc, ours.pay_loc) == ("1", "2")


@pytest.mark.duty("NB-27")
def test_any_counter_of_the_area_takes_the_papers_and_the_record_says_whose_they_are(
    cast: Cast, counter: Counter
) -> None:
    with system_scope():
        western = make_person(cast.west, name="西水人")
        make_coverage(western)
    payable = counter.reviewed(western)
    with acting_as(cast.clerk_east):
        assert not Person.objects.filter(pk=western.pk).exists()
        case = Reimbursement.objects.get()
        assert (case.psn_name, case.handling_county, case.insu_county) == ("西水人", cast.east, cast.west)
    # Whose it is sees and pays it; nobody else does.
    with acting_as(cast.clerk_west):
        assert Reimbursement.objects.get() == case
        assert Payable.objects.get() == payable
    assert (payable.insu_county, payable.handling_county) == (cast.west, cast.east)
    with acting_as(cast.clerk_elsewhere):
        assert not Reimbursement.objects.exists()
        assert not Payable.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "value"), [("number", "99999"), ("name", "别人"), ("insutype", "310")], ids=str
)
def test_a_person_is_found_by_number_and_name_only(
    counter: Counter, person: Person, wrong: str, value: str
) -> None:
    with pytest.raises(PersonUnknown):
        counter.register(person, **{wrong: value})


def test_a_person_of_another_city_is_unknown_here(cast: Cast, counter: Counter) -> None:
    with system_scope():
        foreigner = make_person(cast.elsewhere)
        make_coverage(foreigner)
    with pytest.raises(PersonUnknown):
        counter.register(foreigner)


def test_registering_needs_the_duty_at_that_counter(cast: Cast, counter: Counter, person: Person) -> None:
    for user in (cast.reviewer_east, cast.clerk_west):
        with pytest.raises(DutyMissing):
            counter.register(person, acting_user=user)


def test_missing_papers_stop_the_time_and_the_settling(counter: Counter, person: Person) -> None:
    case = counter.register(person, papers={**WHOLE, "identity": 0})
    assert (case.complete_on, case.due_on) == (None, None)
    assert case.correction_due == dt.date(2020, 4, 16)
    counter.enter(case)
    with pytest.raises(CaseRefused, match=case.number):
        counter.settle(case)
    clerk = counter.cast.clerk_east
    with acting_as(clerk):
        case = record_papers(case=case, papers=WHOLE, acting_user=clerk)
    assert case.complete_on is not None
    assert case.due_on == add_workdays(case.complete_on, 30)
    assert counter.settle(case).reim_stas == "12"


def test_whoever_settles_cannot_review(cast: Cast, counter: Counter, person: Person) -> None:
    with system_scope():
        both = make_user("both.east", "东山多面手", cast.east, Duty.HANDLE, Duty.REVIEW)
    case = counter.register(person)
    counter.enter(case)
    case = counter.give_account(case)
    with acting_as(both):
        settle_case(case=case, acting_user=both)
        with pytest.raises(SamePerson):
            review_case(case=case, acting_user=both)
    with acting_as(cast.clerk_east), pytest.raises(DutyMissing):
        review_case(case=case, acting_user=cast.clerk_east)
    with system_scope(), pytest.raises(DatabaseError, match="two_people"), transaction.atomic():
        Reimbursement.objects.update(reviewed_by=both)


def test_an_account_is_entered_by_one_and_checked_by_another(
    cast: Cast, counter: Counter, person: Person
) -> None:
    with system_scope():
        both = make_user("both.east", "东山多面手", cast.east, Duty.REGISTER, Duty.REVIEW)
    case = counter.register(person)
    counter.enter(case)
    case = counter.settle(case)
    with pytest.raises(AccountRefused):
        counter.review(case)
    with acting_as(both):
        enter_account(case=case, acting_user=both, **ACCOUNT)
        with pytest.raises(SamePerson):
            check_account(case=case, acting_user=both)
    with pytest.raises(AccountRefused):
        counter.review(case)
    with acting_as(cast.reviewer_east):
        check_account(case=case, acting_user=cast.reviewer_east)
    assert counter.review(case) is not None


def test_somebody_else_is_paid_only_on_evidence(counter: Counter, person: Person) -> None:
    case = counter.register(person)
    with pytest.raises(ValidationError):
        counter.give_account(case, holder="heir")
    assert counter.give_account(case, holder="heir", evidence="公证书").account is not None


def test_sent_back_every_amount_is_undone_and_the_bills_stand_open_again(
    counter: Counter, person: Person
) -> None:
    clean = used()
    case = counter.register(person)
    case_bill = counter.enter(case)
    with acting_as(counter.cast.clerk_east):
        enter_line(case_bill=case_bill, line=LINE, acting_user=counter.cast.clerk_east)
    case = counter.settle(counter.give_account(case))
    assert used() != clean
    with acting_as(counter.cast.reviewer_east):
        with pytest.raises(CaseRefused):
            return_case(case=case, reason=" ", acting_user=counter.cast.reviewer_east)
        case = return_case(case=case, reason="票据不清", acting_user=counter.cast.reviewer_east)
    assert (case.reim_stas, case.returned_reason) == ("11", "票据不清")
    assert used() == clean
    first, cancel = settlements(case)
    assert (cancel.refd_setl_flag, cancel.fund_pay_sumamt) == (True, -first.fund_pay_sumamt)
    with system_scope():
        live = Bill.objects.get(case__live=True)
        assert live.setl_id == f"{case.number}-2"
        assert FeeLine.objects.filter(bill=live).count() == 1
    case = counter.settle(case)
    assert case.returned_reason == ""
    assert settlements(case)[-1].fund_pay_sumamt == first.fund_pay_sumamt
    assert counter.review(case) is not None


LINE: dict[str, Any] = {
    "feedetl_sn": "1", "med_list_codg": "XA01", "chrgitm_lv": "01", "cnt": 1, "pric": 10_000,
    "det_item_fee_sumamt": 10_000,
}  # fmt: skip


def test_fee_lines_decide_where_no_part_is_given(counter: Counter, person: Person) -> None:
    case = counter.register(person)
    nothing = dict.fromkeys(("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"))
    case_bill = counter.enter(case, **nothing)
    with pytest.raises(CaseRefused, match=case_bill.bill.setl_id):
        counter.settle(case)
    with system_scope():
        # Nothing of a refused settling stays, and the bill is still in the case.
        assert not Settlement.objects.exists()
        assert Bill.objects.get().case.live
    with acting_as(counter.cast.clerk_east):
        for n, (level, amount) in enumerate((("01", 9_000), ("03", 1_000)), start=1):
            line = {**LINE, "feedetl_sn": str(n), "chrgitm_lv": level, "pric": amount}
            enter_line(
                case_bill=case_bill,
                line={**line, "det_item_fee_sumamt": amount},
                acting_user=counter.cast.clerk_east,
            )
    counter.settle(case)
    [settlement] = settlements(case)
    assert (settlement.inscp_scp_amt, settlement.fulamt_ownpay_amt) == (9_000, 1_000)


def test_all_bills_of_a_case_are_settled_or_none(counter: Counter, person: Person) -> None:
    case = counter.register(person)
    counter.enter(case)
    counter.enter(case, begndate=dt.date(2019, 12, 1), enddate=dt.date(2019, 12, 5))
    with pytest.raises(CaseRefused):
        counter.settle(case)
    with system_scope():
        assert not Settlement.objects.exists()


def test_a_bulk_run_leaves_what_a_clerk_is_entering(cast: Cast, counter: Counter, person: Person) -> None:
    case = counter.register(person)
    counter.enter(case)
    with system_scope():
        theirs = make_bill(person, cast.hospital_east)
    settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)
    with system_scope():
        assert [one.bill for one in Settlement.objects.all()] == [theirs]


def test_bills_brought_too_late_are_refused(counter: Counter, person: Person) -> None:
    case = counter.register(person, received_on=dt.date(2021, 3, 6))
    with pytest.raises(CaseRefused, match="2021-03-05"):
        counter.enter(case)
    case = counter.register(person, received_on=dt.date(2021, 3, 5))
    assert counter.enter(case).bill.enddate == CARE


def test_a_bill_is_changed_and_removed_until_it_is_settled(counter: Counter, person: Person) -> None:
    clerk = counter.cast.clerk_east
    case = counter.register(person)
    case_bill = counter.enter(case)
    with acting_as(clerk):
        code = counter.cast.hospital_west.fixmedins_code
        bill = change_bill(
            case_bill=case_bill, fixmedins_code=code, facts={**FACTS, "filing": "none"}, acting_user=clerk
        )
        assert (bill.institution, bill.care_county) == (counter.cast.hospital_west, counter.cast.west)
        with pytest.raises(ValidationError):
            change_bill(
                case_bill=case_bill,
                fixmedins_code=code,
                facts={**FACTS, "medfee_sumamt": 1},
                acting_user=clerk,
            )
        remove_bill(case_bill=case_bill, acting_user=clerk)
    assert counter.fresh(case).reim_stas == "10"
    case_bill = counter.enter(case)
    counter.settle(case)
    with acting_as(clerk), pytest.raises(CaseRefused):
        remove_bill(case_bill=case_bill, acting_user=clerk)


def test_a_withdrawn_case_frees_its_bills(counter: Counter, person: Person) -> None:
    clerk = counter.cast.clerk_east
    case = counter.register(person)
    counter.enter(case)
    with acting_as(clerk):
        withdraw_case(case=case, reason="本人放弃", acting_user=clerk)
    with system_scope():
        assert not Bill.objects.exists()
    with pytest.raises(CaseRefused):
        counter.enter(case)


def test_what_the_funds_owe_nothing_for_is_finished_without_payment(counter: Counter, person: Person) -> None:
    case = counter.register(person)
    counter.enter(case, accident="third_party")
    case = counter.settle(case)
    assert counter.review(case) is None
    assert counter.fresh(case).reim_stas == "13"
    with system_scope():
        assert not Payable.objects.exists()
