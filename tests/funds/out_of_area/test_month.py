"""Care outside the area: the province's list beside the clearing, what it is owed, its advance; to the fen in the
books."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from claims.models import Settlement
from config.errors import DomainError
from config.scoping import acting_as, system_scope
from funds.models import (
    Clearing,
    Leg,
    OutOfAreaLine,
    OutOfAreaMonth,
    OutOfAreaPart,
    Payment,
    ProvinceDue,
    ProvinceReceipt,
)
from funds.reads.out_of_area import held_by_province
from funds.reads.trial_balance import trial_balance
from funds.services.clearing.close import close_clearing, obligations_left
from funds.services.out_of_area.accounts import approve_province_account, prepare_province_account
from funds.services.out_of_area.advances import (
    check_receipt,
    enter_advance,
    enter_receipt,
    reckoned_advance,
    withdraw_advance,
)
from funds.services.out_of_area.compare import compare_month
from funds.services.out_of_area.decide import confirm_month, explain
from funds.services.out_of_area.prepare import prepare_province_payments
from funds.services.payments.approve import approve_batch
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from institutions.models import User
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import Cast
from tests.claims.spreadsheets.sheets import found
from tests.funds.clearing.conftest import APRIL, MARCH, SCHEME, Town, build_town

from .conftest import Take

pytestmark = pytest.mark.django_db
DUE = dt.date(2020, 5, 20)
PAID = dt.date(2020, 6, 10)


def elsewhere(town: Town, fen: int, **given: Any) -> Settlement:
    """A stay of East's people outside the area that the pooled fund pays whole."""
    return town.settle(town.cast.hospital_outside, town.cast.east, fen, **given)


def listed(one: Settlement, fen: int | None = None, **given: Any) -> dict[str, Any]:
    """The row of ``one`` in the province's list, by its bill's number."""
    total = str(one.medfee_sumamt)
    amount = total if fen is None else str(Decimal(fen) / 100)
    return {"setl_sn": one.bill.setl_id, "medfee_sumamt": total, "optins_pay_sumamt": amount, **given}


def outcomes(month: OutOfAreaMonth) -> dict[str, int]:
    lines = OutOfAreaLine.unscoped.filter(statement_month=month)
    return dict(Counter(lines.values_list("outcome", flat=True)))


def the_month() -> OutOfAreaMonth:
    return OutOfAreaMonth.unscoped.select_related("area").get(month=MARCH.first, insutype=SCHEME)


def confirmed(month: OutOfAreaMonth, cast: Cast) -> OutOfAreaMonth:
    return confirm_month(
        month=month, seen=month.owed, notice="清算通知书第3号", due_on=DUE, acting_user=cast.reviewer_city
    )


def account(cast: Cast) -> None:
    given = {
        "account_name": "省医保中心",
        "account_no": "6200999900001111",
        "bank_name": "示例银行",
        "bank_code": "",
    }
    made = prepare_province_account(
        area=cast.area, valid_from=dt.date(2020, 1, 1), acting_user=cast.finance_city, **given
    )
    with pytest.raises(DutyMissing):
        approve_province_account(account=made, acting_user=cast.finance_city)
    approve_province_account(account=made, acting_user=cast.approver_city)


def paid_to_province(cast: Cast, *, fails: bool = False) -> list[Payment]:
    """Everything owed, through the bank."""
    batch = prepare_province_payments(area=cast.area, insutype=SCHEME, acting_user=cast.finance_city)
    return _through_the_bank(batch, cast, fails=fails)


def _through_the_bank(batch: Any, cast: Cast, *, fails: bool) -> list[Payment]:
    with pytest.raises((SamePerson, DutyMissing)):
        approve_batch(batch=batch, acting_user=cast.finance_city)
    approve_batch(batch=batch, acting_user=cast.approver_city)
    Payment.unscoped.filter(batch=batch).update(state=Payment.State.SENT)
    payments = list(Payment.unscoped.filter(batch=batch))
    take_bank_answers(
        answers=[
            BankAnswer(
                one.number,
                paid=not fails,
                paid_on=None if fails else PAID,
                reason="户名不符" if fails else "",
            )
            for one in payments
        ],
        acting_user=cast.finance_city,
    )
    return payments


def held(cast: Cast) -> Any:
    return next(one for one in held_by_province(cast.area) if one.insutype == SCHEME)


@pytest.mark.duty("ZY-13")
def test_the_city_clears_care_elsewhere_with_the_province(town: Town, take: Take) -> None:
    """The clearing closes without paying institutions elsewhere; the province is paid what it lists."""
    cast = town.cast
    one, other = elsewhere(town, 30_000), elsewhere(town, 20_000)
    town.settle(cast.hospital_east, cast.east, 50_000)
    clearing = town.pay_everything(town.cleared())
    assert clearing.state == Clearing.State.PAID
    take(listed(one), listed(other))
    with system_scope():
        assert not Payment.objects.filter(statement__payer=cast.city).exists()
        assert OutOfAreaPart.objects.get().amount == 500
        assert obligations_left(clearing, town.books) == 0
        close_clearing(clearing=clearing, acting_user=cast.finance_city)
        assert held(cast).balance == held(cast).ledger == -500
        month = the_month()
        assert (month.listed, month.ours, month.owed) == (500, 500, 500)
        assert outcomes(month) == {"agrees": 2}
        confirmed(month, cast)
        due = ProvinceDue.objects.get()
        assert (due.amount, due.due_on) == (500, DUE)
        account(cast)
        paid_to_province(cast)
        assert held(cast).balance == held(cast).ledger == 0
        for book in town.books:
            assert trial_balance(books=[book], month=MARCH).balanced


def test_what_the_province_did_not_get_is_held_for_it_until_it_is_paid_again(town: Town, take: Take) -> None:
    cast = town.cast
    one = elsewhere(town, 30_000)
    clearing = town.pay_everything(town.cleared())
    take(listed(one))
    with system_scope():
        close_clearing(clearing=clearing, acting_user=cast.finance_city)
        confirmed(the_month(), cast)
        account(cast)
        (paid,) = paid_to_province(cast)
        back = BankAnswer(paid.number, paid=False, reason="户名不符", returned_on=PAID)
        take_bank_answers(answers=[back], acting_user=cast.finance_city)
        assert held(cast).balance == held(cast).ledger == 0
        owed = Leg.objects.filter(account__subject__role="returned_payments")
        assert sum(leg.credit - leg.debit for leg in owed) == paid.amount == 300
        batch = reissue_payments(payments=[paid], acting_user=cast.finance_city)
        _through_the_bank(batch, cast, fails=False)
        assert held(cast).balance == held(cast).ledger == 0
        assert sum(leg.credit - leg.debit for leg in owed.all()) == 0


def test_every_kind_of_difference_is_found_and_none_invented(town: Town, take: Take) -> None:
    agrees, amount, missing = elsewhere(town, 30_000), elsewhere(town, 20_000), elsewhere(town, 7_000)
    later = elsewhere(town, 4_000, month=APRIL)
    counter = {"setl_sn": "X9", "medfee_sumamt": "80", "optins_pay_sumamt": "40", "fulamt_advpay_flag": "1"}
    unknown = {"setl_sn": "X1", "medfee_sumamt": "90", "optins_pay_sumamt": "60"}
    take(listed(agrees), listed(amount, 20_100), listed(later), listed(agrees), counter, unknown)
    with system_scope():
        month = the_month()
        expected = {
            "agrees": 1,
            "amount": 1,
            "other_month": 1,
            "twice": 1,
            "counter": 1,
            "not_here": 1,
            "not_there": 1,
        }
        assert outcomes(month) == expected
        assert OutOfAreaLine.objects.get(outcome="not_there").setl_sn == missing.bill.setl_id
        assert OutOfAreaLine.objects.get(outcome="other_month").counts_in == APRIL.first
        # 300 + 201 + 40 + 300 again + 60; the counter's is not owed, what is listed twice not owed twice.
        assert (month.listed, month.owed, month.ours) == (901, 601, 570)
        # The balance is explained by the lines to the fen: what is owed beyond ours, and ours that is not listed.
        apart = month.owed - month.ours
        assert apart == 1 + 40 + 60 - 70


def test_a_later_list_replaces_the_first_and_explanations_stay(town: Town, take: Take, handler: User) -> None:
    one, other = elsewhere(town, 30_000), elsewhere(town, 20_000)
    take(listed(one, 30_500))
    with acting_as(handler):
        month = the_month()
        lines = {line.outcome: line.pk for line in OutOfAreaLine.objects.filter(statement_month=month)}
        assert set(lines) == {"amount", "not_there"}
        for pk in lines.values():
            explain(month=month, lines=[pk], explanation="下月更正", acting_user=handler)
        compare_month(month)
        again = OutOfAreaLine.objects.filter(statement_month=month, explanation="下月更正")
        assert again.count() == 2
    take(listed(one), listed(other))
    with system_scope():
        assert outcomes(the_month()) == {"agrees": 2}
        assert not OutOfAreaLine.objects.exclude(explanation="").exists()
        # The visit tells it, too, where the number is another one's.
    take(listed(one), {**listed(other), "setl_sn": "A1", "mdtrt_id": "none"})
    with system_scope():
        assert outcomes(the_month()) == {"agrees": 1, "not_here": 1, "not_there": 1}


def test_a_visit_is_found_by_its_number_and_total(town: Town, take: Take) -> None:
    one = elsewhere(town, 30_000)
    with system_scope():
        type(one.bill).unscoped.filter(pk=one.bill_id).update(mdtrt_id="V1")
    take({**listed(one), "setl_sn": "A1", "mdtrt_id": "V1"})
    with system_scope():
        assert outcomes(the_month()) == {"agrees": 1}
    take({**listed(one), "setl_sn": "A1", "mdtrt_id": "V1", "medfee_sumamt": "300.01"})
    with system_scope():
        assert outcomes(the_month()) == {"not_here": 1, "not_there": 1}


def test_what_a_month_refuses(town: Town, take: Take, handler: User) -> None:
    cast = town.cast
    one = elsewhere(town, 30_000)
    take(listed(one, 30_500))
    with system_scope():
        month = the_month()
        line = OutOfAreaLine.objects.get()
        with pytest.raises(DomainError, match="is not cleared yet"):
            confirmed(month, cast)
    town.pay_everything(town.cleared())
    with system_scope():
        with pytest.raises(DomainError, match="1 differences are not explained"):
            confirmed(month, cast)
        with pytest.raises(DutyMissing):
            explain(month=month, lines=[line.pk], explanation="更正", acting_user=cast.clerk_east)
        with pytest.raises(DomainError, match="Say what"):
            explain(month=month, lines=[line.pk], explanation=" ", acting_user=handler)
        explain(month=month, lines=[line.pk], explanation="更正", acting_user=handler)
        with pytest.raises(DutyMissing):
            confirm_month(month=month, seen=month.owed, notice="1", due_on=DUE, acting_user=handler)
        confirmed(month, cast)
        with pytest.raises(DomainError, match="nothing of it changes"):
            explain(month=month, lines=[line.pk], explanation="又", acting_user=handler)
        assert held(cast).balance == -300
    assert found(take(listed(one))) == [(2, "setl_sn", "elsewhere_confirmed")]
    with system_scope():
        assert the_month().owed == 305


def test_a_list_with_faults_is_told_row_by_row(town: Town, take: Take) -> None:
    one = elsewhere(town, 30_000)
    assert found(take(listed(one, trt_month="13"))) == [(2, "trt_month", "elsewhere_no_month")]
    assert found(take(listed(one, trt_year="2999"))) == [(2, "trt_month", "elsewhere_no_month")]
    several = take(listed(one), listed(one, trt_month="4"))
    assert found(several) == [(3, "trt_month", "elsewhere_several")]


def test_a_failed_payment_is_issued_again_and_nothing_is_paid_twice(town: Town, take: Take) -> None:
    cast, one = town.cast, elsewhere(town, 30_000)
    town.pay_everything(town.cleared())
    take(listed(one))
    with system_scope():
        confirmed(the_month(), cast)
        with pytest.raises(DomainError, match="no approved account"):
            prepare_province_payments(area=cast.area, insutype=SCHEME, acting_user=cast.finance_city)
        account(cast)
        failed = paid_to_province(cast, fails=True)
        assert held(cast).ledger == -300
        with pytest.raises(DomainError, match="Nothing is owed"):
            prepare_province_payments(area=cast.area, insutype=SCHEME, acting_user=cast.finance_city)
        failed[0].refresh_from_db(from_queryset=Payment.unscoped.all())
        batch = reissue_payments(payments=failed, acting_user=cast.finance_city)
        _through_the_bank(batch, cast, fails=False)
        assert held(cast).balance == held(cast).ledger == 0


def test_an_advance_is_reckoned_entered_paid_and_partly_given_back(town: Town) -> None:
    cast = town.cast
    for fen, month in ((30_000, MARCH), (50_001, APRIL)):
        elsewhere(town, fen, month=month)
        town.pay_everything(town.cleared(month))
    with system_scope():
        # 800.01 of two months × 2 months.
        reckoned = reckoned_advance(cast.area, SCHEME, 2021)
        assert (reckoned.months_cleared, reckoned.advance) == (2, Decimal("800.01"))
        given = {"area": cast.area, "insutype": SCHEME, "year": 2021, "amount": Decimal(900), "due_on": DUE}
        due = enter_advance(**given, notice="预付金通知1号", acting_user=cast.finance_city)
        assert "2 months of the mean of 2 months cleared of 2020: 800.01" in due.reasoning
        with pytest.raises(DomainError, match="entered already"):
            enter_advance(**given, notice="预付金通知1号", acting_user=cast.finance_city)
        wrong = enter_advance(**given, notice="预付金通知2号", acting_user=cast.finance_city)
        with pytest.raises(DutyMissing):
            withdraw_advance(due=wrong, reason="录错", acting_user=cast.reviewer_city)
        with pytest.raises(DomainError, match="Say why"):
            withdraw_advance(due=wrong, reason=" ", acting_user=cast.finance_city)
        withdraw_advance(due=wrong, reason="录错", acting_user=cast.finance_city)
        # Its notice may be entered again, rightly; that, too, is taken back.
        again = enter_advance(**given, notice="预付金通知2号", acting_user=cast.finance_city)
        withdraw_advance(due=again, reason="重复", acting_user=cast.finance_city)
        account(cast)
        paid_to_province(cast)
        assert held(cast).advanced == 900
        with pytest.raises(DomainError, match="no payment was prepared for"):
            withdraw_advance(due=due, reason="晚了", acting_user=cast.finance_city)
        receipt = enter_receipt(
            area=cast.area, insutype=SCHEME, amount=Decimal(100), received_on=PAID, evidence="回单9",
            acting_user=cast.finance_city,
        )  # fmt: skip
        with pytest.raises((SamePerson, DutyMissing)):
            check_receipt(receipt=receipt, acting_user=cast.finance_city)
        assert held(cast).returned == 0
        check_receipt(receipt=receipt, acting_user=cast.reviewer_city)
        with pytest.raises(DomainError, match="checked already"):
            check_receipt(receipt=receipt, acting_user=cast.reviewer_city)
        assert ProvinceReceipt.objects.get().checked_by == cast.reviewer_city
        assert held(cast).balance == held(cast).ledger == Decimal("900") - Decimal("800.01") - 100


def test_a_policy_that_pays_institutions_itself_is_left_alone(cast: Cast) -> None:
    town = build_town(cast)
    elsewhere(town, 30_000)
    clearing = town.cleared()
    with system_scope():
        assert Payment.objects.get(statement__payer=cast.city).amount == 300
        with pytest.raises(DomainError, match="does not pay institutions elsewhere through the province"):
            enter_advance(
                area=cast.area, insutype=SCHEME, year=2020, amount=Decimal(1), notice="1", due_on=DUE,
                acting_user=cast.finance_city,
            )  # fmt: skip
    assert clearing.state == Clearing.State.POSTED


@pytest.mark.duty("ZY-13")
def test_a_scheme_with_nothing_to_clear_is_confirmed_once_its_month_is_over(
    town: Town, take: Take, handler: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The province lists a stay we have no bill of: no clearing will ever be posted, and it is owed all the same."""
    cast = town.cast
    take({"setl_sn": "A1", "medfee_sumamt": "90.00", "optins_pay_sumamt": "90.00"})
    with system_scope():
        month, line = the_month(), OutOfAreaLine.objects.get()
        explain(month=month, lines=[line.pk], explanation="本地无此笔", acting_user=handler)
    monkeypatch.setattr(timezone, "localdate", lambda *_given: dt.date(2020, 3, 31))
    with system_scope(), pytest.raises(DomainError, match="is not cleared yet"):
        confirmed(month, cast)
    monkeypatch.setattr(timezone, "localdate", lambda *_given: dt.date(2020, 4, 1))
    with system_scope():
        confirmed(month, cast)
        assert ProvinceDue.objects.get().amount == 90
