"""The premium to the insurer: heads by the policy, two people, through the bank's files; set-offs; its account."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.periods import Month
from config.scoping import acting_as, system_scope
from enrollment.models import Coverage
from funds.models import Insurer, InsurerAccount, InsurerPremium, Leg, Payment, PaymentBatch
from funds.services.insurer.faults import PayerRefused
from funds.services.insurer.premium import approve_premium, drop_premium, work_out_premium
from funds.services.insurer.prepare import prepare_premium_payments
from funds.services.open_book import open_book, open_months
from funds.services.opening_balances import OpeningBalance, enter_opening_balances
from funds.services.payments.approve import approve_batch
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import Duty, User
from institutions.services.duties import SamePerson
from tests.cast import Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force

from .conftest import insurer_of
from .test_insurer import of_role

pytestmark = pytest.mark.django_db
PAID = dt.date(2020, 6, 10)


def covered(cast: Cast, *, cash: bool = True) -> Insurer:
    """The policy with its premium of 65 yuan, three people insured, the city's book open."""
    with system_scope():
        put_policy_in_force(cast, "zhangye.yaml")
        for county in (cast.east, cast.east, cast.west):
            make_coverage(make_person(county))
        if cash:
            book = open_book(
                insutype="390", unit=cast.city, first=Month(2020, 1), acting_user=cast.finance_city
            )
            open_months(book=book, through=Month(2020, 12), acting_user=cast.finance_city)
            enter_opening_balances(
                book=book, balances=[OpeningBalance("expenditure_account", cast.city, 1_000_00)], evidence="审计报告",
                acting_user=cast.finance_city, checked_by=cast.reviewer_city,
            )  # fmt: skip
    return insurer_of(cast)


def worked_out(cast: Cast, payee: Insurer, instalment: int = 1) -> InsurerPremium:
    with system_scope():
        premium = work_out_premium(
            unit=cast.city, insutype="390", year=2020, payee=payee, instalment=instalment,
            acting_user=cast.finance_city,
        )  # fmt: skip
        return approve_premium(premium=premium, acting_user=cast.approver_city)


def answered(cast: Cast, batch: PaymentBatch, *, paid: bool = True) -> list[Payment]:
    """Approved, sent, and the bank's answer taken."""
    with system_scope():
        approve_batch(batch=batch, acting_user=cast.approver_city)
        Payment.unscoped.filter(batch=batch).update(state=Payment.State.SENT)
        payments = list(Payment.unscoped.filter(batch=batch))
        take_bank_answers(
            answers=[
                BankAnswer(one.number, paid=True, paid_on=PAID)
                if paid
                else BankAnswer(one.number, paid=False, reason="户名不符")
                for one in payments
            ],
            acting_user=cast.finance_city,
        )
        return list(Payment.unscoped.filter(batch=batch))


@pytest.mark.duty("ZY-14")
@pytest.mark.duty("ZY-21")
def test_the_premium_is_heads_by_the_policy_and_paid_through_the_bank(cast: Cast, client: Client) -> None:
    payee = covered(cast)
    client.force_login(cast.finance_city)
    values = {"insutype": "390", "year": 2020, "instalment": 1, "payee": payee.pk}
    work_out = reverse("funds:work_out_premium")
    assert client.get(work_out).status_code == 200
    assert client.post(work_out, {"submission": uuid4(), **values}).status_code == 302
    with system_scope():
        premium = InsurerPremium.objects.get()
    assert (premium.people, premium.each, premium.amount, premium.clause) == (3, 65, 195, "四（三）")
    assert premium.account_no == "6200123"
    # Nobody is paid for twice.
    with acting_as(cast.finance_city), pytest.raises(PayerRefused, match="Nobody is insured"):
        work_out_premium(unit=cast.city, insutype="390", year=2020, payee=payee, instalment=2,
                         acting_user=cast.finance_city)  # fmt: skip
    with system_scope():
        both = cast.finance_city.assignments_in_force[0]
        both.duties = [*both.duties, Duty.APPROVE]
        both.save()
    with acting_as(cast.finance_city), pytest.raises(SamePerson):
        approve_premium(premium=premium, acting_user=cast.finance_city)
    client.force_login(cast.approver_city)
    client.post(reverse("funds:approve_premium", args=[premium.pk]), {"submission": uuid4()})
    with system_scope(), pytest.raises(DatabaseError), transaction.atomic():
        InsurerPremium.objects.update(amount=1)
    client.force_login(cast.finance_city)
    pay = reverse("funds:pay_premiums")
    assert "195.00" in client.get(pay).content.decode()
    answer = client.post(pay, {"submission": uuid4(), "batch": f"{cast.city.pk}-390"})
    with system_scope():
        batch = PaymentBatch.objects.get()
    assert answer.url == reverse("funds:batch", args=[batch.pk])
    assert client.get(answer.url).status_code == client.get(reverse("funds:batches")).status_code == 200
    # Whoever worked it out does not approve its payment either.
    with system_scope(), pytest.raises(SamePerson):
        approve_batch(batch=batch, acting_user=User.objects.get(pk=cast.finance_city.pk))
    answered(cast, batch)
    assert client.get(premium.get_absolute_url()).status_code == 200
    paper = client.get(premium.get_absolute_url(), {"print": 1}).content.decode()
    assert all(one in paper for one in ("195.00", cast.finance_city.name, cast.approver_city.name))
    assert client.get(reverse("funds:premiums")).status_code == 200
    assert "没有待支付的款项" in client.get(pay).content.decode()
    with system_scope():
        premium.refresh_from_db()
        legs = Leg.unscoped.filter(account__subject__role="serious_illness_expense")
        assert {leg.account.county_id: leg.debit for leg in legs.select_related("account")} == {
            cast.east.pk: 130, cast.west.pk: 65
        }  # fmt: skip
    assert (premium.state, premium.paid_on, premium.evidence) == ("paid", PAID, f"{batch.number}-0001")
    assert (of_role("serious_illness_expense"), of_role("expenditure_account")) == (195, 1000 - 195)


def test_a_failed_premium_is_issued_again_to_the_account_of_today_and_never_paid_twice(cast: Cast) -> None:
    payee = covered(cast)
    premium = worked_out(cast, payee)
    with system_scope():
        batch = prepare_premium_payments(unit=cast.city, insutype="390", acting_user=cast.finance_city)
        with pytest.raises(PaymentRefused):
            prepare_premium_payments(unit=cast.city, insutype="390", acting_user=cast.finance_city)
        with pytest.raises(PayerRefused, match="stands in a batch"):
            drop_premium(premium=premium, reason="重复", acting_user=cast.approver_city)
    failed = answered(cast, batch, paid=False)
    with system_scope():
        premium.refresh_from_db()
        assert (premium.state, of_role("serious_illness_expense")) == ("approved", 0)
        # It waits in its batch, not among those nobody ordered yet.
        with pytest.raises(PaymentRefused):
            prepare_premium_payments(unit=cast.city, insutype="390", acting_user=cast.finance_city)
        InsurerAccount.objects.update(account_no="6200777")
        again = reissue_payments(payments=failed, acting_user=cast.finance_city)
        with pytest.raises(PaymentRefused):
            reissue_payments(payments=failed, acting_user=cast.finance_city)
    (paid,) = answered(cast, again)
    assert (paid.account_no, paid.reissues_id, paid.premium_id) == ("6200777", failed[0].pk, premium.pk)
    with system_scope():
        premium.refresh_from_db()
    assert (premium.state, of_role("serious_illness_expense")) == ("paid", 195)


def test_a_premium_that_came_back_is_spent_once(cast: Cast) -> None:
    premium = worked_out(cast, covered(cast))
    with system_scope():
        batch = prepare_premium_payments(unit=cast.city, insutype="390", acting_user=cast.finance_city)
    (paid,) = answered(cast, batch)
    back = BankAnswer(paid.number, paid=False, reason="户名不符", returned_on=dt.date(2020, 6, 12))
    with system_scope():
        take_bank_answers(answers=[back], acting_user=cast.finance_city)
        premium.refresh_from_db()
        assert (premium.state, of_role("serious_illness_expense"), of_role("returned_payments")) == (
            "paid", 195, -195,
        )  # fmt: skip
        with pytest.raises(PayerRefused):
            drop_premium(premium=premium, reason="重复", acting_user=cast.approver_city)
        InsurerAccount.objects.update(account_no="6200777")
        again = reissue_payments(payments=[paid], acting_user=cast.finance_city)
    (second,) = answered(cast, again)
    assert (second.account_no, second.settles_return) == ("6200777", True)
    with system_scope():
        assert (of_role("serious_illness_expense"), of_role("returned_payments")) == (195, 0)


def test_a_premium_dropped_after_it_failed_is_not_issued_again(cast: Cast) -> None:
    premium = worked_out(cast, covered(cast))
    with system_scope():
        batch = prepare_premium_payments(unit=cast.city, insutype="390", acting_user=cast.finance_city)
    failed = answered(cast, batch, paid=False)
    with system_scope():
        drop_premium(premium=premium, reason="承办机构已更换", acting_user=cast.approver_city)
        with pytest.raises(PaymentRefused, match="cannot be done now"):
            reissue_payments(payments=failed, acting_user=cast.finance_city)


@pytest.mark.duty("ZY-21")
def test_heads_that_fell_away_are_set_off_in_the_next_instalment(cast: Cast, client: Client) -> None:
    payee = covered(cast)
    first = worked_out(cast, payee)
    with system_scope():
        batch = prepare_premium_payments(unit=cast.city, insutype="390", acting_user=cast.finance_city)
    answered(cast, batch)
    # West's only head and one of East's fell away: nothing is left to pay yet.
    with system_scope():
        Coverage.objects.filter(person__county=cast.west).delete()
        with pytest.raises(PayerRefused, match=r"65\.00 yuan more"):
            work_out_premium(unit=cast.city, insutype="390", year=2020, payee=payee, instalment=2,
                             acting_user=cast.finance_city)  # fmt: skip
        for _n in range(3):
            make_coverage(make_person(cast.east))
    second = worked_out(cast, payee, 2)
    assert second.parts == [
        {"county": cast.east.code, "people": 5, "before": 13000, "fen": 19500},
        {"county": cast.west.code, "people": 0, "before": 6500, "fen": -6500},
    ]
    assert (second.people, second.amount, first.amount + second.amount) == (5, 130, 5 * 65)
    client.force_login(cast.finance_city)
    page = client.get(second.get_absolute_url()).content.decode()
    # People × premium is the year, less what was paid before is this instalment.
    assert all(text in page for text in ("325.00", "195.00", "130.00", "-65.00"))
    with system_scope():
        batch = prepare_premium_payments(unit=cast.city, insutype="390", acting_user=cast.finance_city)
    answered(cast, batch)
    with system_scope():
        legs = Leg.unscoped.filter(account__subject__role="serious_illness_expense")
        sums: dict[Any, Any] = {}
        for leg in legs.select_related("account"):
            county = leg.account.county_id
            sums[county] = sums.get(county, 0) + leg.debit - leg.credit
    assert sums == {cast.east.pk: 325, cast.west.pk: 0}


def test_a_county_whose_money_the_city_keeps_pays_no_premium_itself(cast: Cast) -> None:
    payee = covered(cast, cash=False)
    with system_scope():
        county = cast.finance_city.assignments.create(
            agency=cast.east, duties=[Duty.FINANCE, Duty.APPROVE], period=("2020-01-01", None)
        )
        assert county.pk
        finance = User.objects.get(pk=cast.finance_city.pk)
        with pytest.raises(PayerRefused):
            work_out_premium(unit=cast.east, insutype="390", year=2020, payee=payee, acting_user=finance)
        premium = work_out_premium(
            unit=cast.city, insutype="390", year=2020, payee=payee, acting_user=finance
        )
        assert premium.amount == 195


def test_premiums_of_a_unit_are_worked_out_one_after_another(cast: Cast) -> None:
    payee = covered(cast, cash=False)
    with system_scope(), CaptureQueriesContext(connection) as asked:
        work_out_premium(
            unit=cast.city, insutype="390", year=2020, payee=payee, acting_user=cast.finance_city
        )
    statements = [one["sql"] for one in asked.captured_queries]
    held = next(n for n, sql in enumerate(statements) if "FOR NO KEY UPDATE" in sql)
    assert held < next(n for n, sql in enumerate(statements) if "funds_insurerpremium" in sql)


def test_the_insurers_account_is_changed_by_two_people(cast: Cast, client: Client) -> None:
    client.force_login(cast.finance_city)
    page, enter = reverse("funds:insurer_accounts"), reverse("funds:insurer_account")
    assert client.get(page).status_code == client.get(enter).status_code == 200
    values = {
        "name": "某保险公司", "account_name": "某保险公司", "account_no": "62001", "bank_name": "示例银行",
        "valid_from": "2020-01-01",
    }  # fmt: skip
    assert client.post(enter, {"submission": uuid4(), **values}).status_code == 302
    with system_scope():
        account = InsurerAccount.objects.get()
    act = reverse("funds:approve_insurer_account", args=[account.pk])
    assert client.get(act).status_code == 403
    client.force_login(cast.approver_city)
    assert act in client.get(page).content.decode()
    assert client.post(act, {"submission": uuid4()}).status_code == 302
    with system_scope():
        account.refresh_from_db()
    assert account.approved_by == cast.approver_city
