"""Two people approve one payment, two issue a failed one again: it is done once, and the second is told."""

from __future__ import annotations

import pytest

from config.scoping import system_scope
from funds.models import Clearing, Entry, Payment, PaymentBatch
from funds.reads.balances import verify_balances
from funds.services.payments.approve import approve_batch
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.reissue import reissue_payments
from institutions.models import Duty
from tests.cast import Cast, make_user
from tests.funds.clearing.conftest import Town, build_town
from tests.support.racing import second_waits

pytestmark = pytest.mark.slow


@pytest.fixture
def town(fresh_database: str, cast: Cast) -> Town:
    return build_town(cast)


@pytest.fixture
def clearing(town: Town) -> Clearing:
    town.settle(town.cast.hospital_east, town.cast.east, 100_000)
    return town.cleared()


def test_two_approvals_of_one_payment_approve_it_once(town: Town, clearing: Clearing) -> None:
    cast = town.cast
    with system_scope():
        batch = PaymentBatch.objects.select_related("payer", "clearing__area").get(clearing=clearing)
        other = make_user("approver.second", "市级审批二", cast.city, Duty.APPROVE)
        entries = Entry.objects.count()
        second_sight = PaymentBatch.objects.select_related("payer", "clearing__area").get(pk=batch.pk)
    _first, second = second_waits(
        lambda: approve_batch(batch=batch, acting_user=cast.approver_city),
        lambda: approve_batch(batch=second_sight, acting_user=other),
    )
    assert isinstance(second, PaymentRefused)
    assert cast.approver_city.name in str(second)
    with system_scope():
        assert PaymentBatch.objects.get().approved_by == cast.approver_city
        assert Entry.objects.count() - entries <= 1
        assert verify_balances(book=town.books[0]) == []


def test_two_reissues_of_one_failed_payment_issue_it_once(town: Town, clearing: Clearing) -> None:
    cast = town.cast
    (sent,) = town.approve_and_send(clearing, cast.east)
    town.answer([sent], failing={sent.number})

    def again() -> PaymentBatch:
        with system_scope():
            failed = Payment.objects.select_related("clearing", "payer").get(pk=sent.pk)
        return reissue_payments(payments=[failed], acting_user=cast.finance_city)

    batch, second = second_waits(again, again)
    assert isinstance(second, PaymentRefused)
    with system_scope():
        [issued] = Payment.objects.filter(reissues=sent)
        assert (issued.batch_id, issued.amount) == (batch.pk, sent.amount)
    paid = town.pay_everything(clearing)
    assert paid.state == Clearing.State.PAID
    with system_scope():
        assert verify_balances(book=town.books[0]) == []
