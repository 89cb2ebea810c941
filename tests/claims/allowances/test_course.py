"""A birth from the counter to an amount owed: reckoned by the policy of its day, reviewed by a second person."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from claims.models import MaternityAllowance, Payable
from claims.services.allowances.account import check_account, enter_account
from claims.services.allowances.calculate import AllowanceDiffers, calculate_allowance, explain_allowance
from claims.services.allowances.register import change_allowance, register_allowance
from claims.services.allowances.review import return_allowance, review_allowance, withdraw_allowance
from claims.services.allowances.states import AllowanceRefused
from claims.services.counters import PersonUnknown
from claims.services.person_accounts import AccountRefused
from config.scoping import acting_as, system_scope
from enrollment.models import Person
from institutions.models import Duty, PolicyDocument, PolicyVersion
from institutions.services.duties import SamePerson
from tests.cast import Cast, make_coverage, make_person, make_user

POLICY = """
area: "990100"
key: births
title: 生育津贴办法
document: {source: test, effective: 2019-07-01}
sections:
  maternity_allowance.310:
    days.base: {unit: days, values: [{from: 2019-07-01, value: 98, clause: 七}]}
    days.kind: {unit: days, by: [matn_type], values: [{from: 2019-07-01, value: {"4": 15, "*": 0}, clause: 七}]}
    days.loss:
      unit: days
      by: [pregnancy_weeks]
      values: [{from: 2019-07-01, value: {0..16: 15, 16..: 42}, clause: 七}]
    days.finish: {unit: days, values: [{from: 2019-07-01, value: 20, clause: 八}]}
    submit.months: {unit: months, values: [{from: 2019-07-01, value: 18, clause: 八}]}
"""
FACTS: dict[str, Any] = {
    "matn_type": "4", "born_on": dt.date(2020, 5, 1), "fetus_cnt": 1, "pregnancy_weeks": None,
    "employer_name": "示例公司", "monthly_base": 6_000, "base_evidence": "缴费基数核定表",
}  # fmt: skip
ACCOUNT = {
    "holder": "employer", "account_name": "示例公司", "account_no": "73001234", "bank_name": "示例银行",
    "bank_code": "", "evidence": "单位已垫付工资证明",
}  # fmt: skip


@pytest.fixture
def woman(cast: Cast) -> Person:
    with system_scope():
        document = PolicyDocument.objects.create(area=cast.area, key="births", title="生育津贴办法")
        PolicyVersion.objects.create(
            document=document, number=1, state="in_force", text=POLICY,
            sha256=hashlib.sha256(POLICY.encode()).hexdigest(), effective_from=dt.date(2019, 7, 1),
            prepared_by=cast.administrator_city, reviewed_by=cast.reviewer_city, reviewed_at=timezone.now(),
            put_in_force_at=timezone.now(),
        )  # fmt: skip
        person = make_person(cast.west, name="西水女")
        make_coverage(person, insutype="310", psn_type="11")
    return person


def register(cast: Cast, woman: Person, **given: Any) -> MaternityAllowance:
    received_on = given.pop("received_on", dt.date(2020, 6, 1))
    with acting_as(cast.clerk_east):
        return register_allowance(
            number=woman.certno, name="西水女", insutype="310", received_on=received_on,
            facts={**FACTS, **given}, agency=cast.east, acting_user=cast.clerk_east,
        )  # fmt: skip


def calculate(cast: Cast, case: MaternityAllowance) -> MaternityAllowance:
    with acting_as(cast.clerk_east):
        return calculate_allowance(case=case, acting_user=cast.clerk_east)


def give_account(cast: Cast, case: MaternityAllowance) -> None:
    with acting_as(cast.clerk_east):
        enter_account(case=case, acting_user=cast.clerk_east, **ACCOUNT)
    with acting_as(cast.reviewer_east):
        check_account(case=case, acting_user=cast.reviewer_east)


def test_from_the_birth_to_an_amount_owed_to_the_employer(cast: Cast, woman: Person) -> None:
    case = register(cast, woman)
    assert (case.insu_county, case.handling_county) == (cast.west, cast.east)
    case = calculate(cast, case)
    assert (case.days, case.amount) == (113, 22_600)
    give_account(cast, case)
    with acting_as(cast.reviewer_east):
        payable = review_allowance(case=case, acting_user=cast.reviewer_east)
        assert (payable.amount, payable.dfr_souc, payable.account.holder) == (22_600, "103", "employer")
        assert dict(payable.lines.values_list("fund_part", "amount")) == {"matn_alwn": 22_600}
        case = MaternityAllowance.objects.select_related("insu_county__area").get()
        texts = [str(one) for one in explain_allowance(case)]
    assert any("98" in text for text in texts)
    assert any("22,600.00" in text for text in texts)


def test_stored_and_derived_never_differ_in_silence(cast: Cast, woman: Person) -> None:
    case = calculate(cast, register(cast, woman))
    with system_scope():
        MaternityAllowance.objects.update(amount=1)
        changed = MaternityAllowance.objects.select_related("insu_county__area").get()
        with pytest.raises(AllowanceDiffers, match=case.number):
            explain_allowance(changed)


def test_the_same_birth_is_registered_once(cast: Cast, woman: Person) -> None:
    case = register(cast, woman)
    with pytest.raises(AllowanceRefused, match=case.number):
        register(cast, woman)
    with acting_as(cast.clerk_east):
        withdraw_allowance(case=case, reason="重复", acting_user=cast.clerk_east)
    assert register(cast, woman).state == "registered"


def test_she_is_insured_on_the_day(cast: Cast, woman: Person) -> None:
    with pytest.raises(PersonUnknown):
        register(cast, woman, born_on=dt.date(2021, 2, 1), received_on=dt.date(2021, 3, 1))


def test_too_late_is_refused(cast: Cast, woman: Person) -> None:
    with pytest.raises(AllowanceRefused, match="2021-11-01"):
        register(cast, woman, received_on=dt.date(2021, 11, 2))


@pytest.mark.parametrize(
    "wrong",
    [{"matn_type": "5"}, {"fetus_cnt": 0}, {"monthly_base": 0}, {"base_evidence": ""}],
    ids=str,
)
def test_facts_that_cannot_be_are_refused(cast: Cast, woman: Person, wrong: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        register(cast, woman, **wrong)


def test_whoever_reckons_cannot_review(cast: Cast, woman: Person) -> None:
    with system_scope():
        both = make_user("both.east", "东山多面手", cast.east, Duty.HANDLE, Duty.REVIEW)
    case = register(cast, woman)
    with acting_as(both):
        calculate_allowance(case=case, acting_user=both)
    give_account(cast, case)
    with acting_as(both), pytest.raises(SamePerson):
        review_allowance(case=case, acting_user=both)


def test_nothing_is_owed_before_two_people_agree_on_the_account(cast: Cast, woman: Person) -> None:
    case = calculate(cast, register(cast, woman))
    with acting_as(cast.reviewer_east), pytest.raises(AccountRefused):
        review_allowance(case=case, acting_user=cast.reviewer_east)
    with system_scope():
        assert not Payable.objects.exists()


def test_sent_back_the_facts_stand_open_again(cast: Cast, woman: Person) -> None:
    case = calculate(cast, register(cast, woman))
    with acting_as(cast.clerk_east), pytest.raises(AllowanceRefused):
        change_allowance(case=case, facts=FACTS, acting_user=cast.clerk_east)
    with acting_as(cast.reviewer_east):
        case = return_allowance(case=case, reason="基数有误", acting_user=cast.reviewer_east)
    assert (case.state, case.amount) == ("registered", None)
    with acting_as(cast.clerk_east):
        change_allowance(case=case, facts={**FACTS, "monthly_base": 9_000}, acting_user=cast.clerk_east)
    assert calculate(cast, case).amount == 33_900
