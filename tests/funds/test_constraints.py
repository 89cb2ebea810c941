"""Money rows written past every service: two people, sums, nothing paid twice — refused by the database."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import IntegrityError, models, transaction

from claims.models import Deduction
from config.scoping import system_scope
from funds.models import Clearing, NetPosition, Payment, PaymentBatch, Statement, StatementLine
from tests.cast import Cast
from tests.places import Place, places
from tests.world import build_world


@pytest.fixture
def east(cast: Cast) -> Place:
    """One of everything: a posted clearing started by ``worker`` and reviewed by ``checker``."""
    with system_scope():
        own, _foreign = places(cast)
        build_world(own)
    return own


def change(model: type[models.Model], **values: Any) -> None:
    with system_scope(), transaction.atomic():
        rows = model.unscoped.all()  # type: ignore[attr-defined]
        if model is Payment:
            # What was paid refuses every change before anything else is asked.
            rows = rows.exclude(state__in=["paid", "returned"])
        assert rows.update(**values)


def refused(constraint: str, model: type[models.Model], **values: Any) -> None:
    with pytest.raises(IntegrityError, match=constraint):
        change(model, **values)


@pytest.mark.parametrize("state", [s for s in Clearing.State if s not in ("collecting", "adjudicated")])
def test_no_state_after_the_review_without_a_second_person(east: Place, state: str) -> None:
    refused("clearing_reviewed_by_another", Clearing, state=state, reviewed_by=None)
    refused("clearing_reviewed_by_another", Clearing, state=state, reviewed_by=east.worker)
    change(Clearing, state=state)


def test_a_month_that_is_under_way_has_a_starter(east: Place) -> None:
    refused("clearing_started|clearing_reviewed_by_another", Clearing, started_by=None)


def test_a_starter_does_not_approve_the_payment(east: Place) -> None:
    refused("clearing_payment_approved_by_another", Clearing, payment_approved_by=east.worker)
    change(Clearing, payment_approved_by=east.checker)


def test_a_month_is_cleared_once(east: Place) -> None:
    with system_scope(), pytest.raises(IntegrityError, match="clearing_once_a_month"), transaction.atomic():
        Clearing.unscoped.create(area=east.county.area, month=dt.date(2020, 1, 1), insutype="390")
    refused("clearing_month_first_day", Clearing, month=dt.date(2020, 1, 2))


def test_a_batch_goes_to_the_bank_after_a_second_person(east: Place) -> None:
    refused("payment_batch_two_people", PaymentBatch, approved_by=east.worker)
    refused("payment_batch_exported_approved", PaymentBatch, exported_at=dt.datetime.now(dt.UTC))
    change(PaymentBatch, approved_by=east.checker, exported_at=dt.datetime.now(dt.UTC))


def test_a_deduction_counts_after_a_second_person(east: Place) -> None:
    refused("deduction_two_people", Deduction, reviewed_by=east.worker)
    refused("deduction_positive", Deduction, amount=0)
    refused("deduction_month", Deduction, clr_month=dt.date(2020, 1, 31))
    change(Deduction, reviewed_by=east.checker)


@pytest.mark.parametrize(
    "column", ["fund_appy_sum", "brought_forward", "det_sumamt", "dpst_sumamt", "act_dfr_amt"]
)
def test_a_statement_adds_up(east: Place, column: str) -> None:
    refused("statement_adds_up", Statement, **{column: models.F(column) + 1})


def test_what_a_statement_keeps_by_method_is_what_it_pays_by_method(east: Place) -> None:
    """A statement of former days kept no methods."""
    paid = {"by_method": 3, "act_dfr_amt": models.F("act_dfr_amt") + 300}
    change(Statement, by_methods={"dip": 500, "by_item": -200}, **paid)
    change(Statement, by_methods={})
    for amounts in ({"dip": 500, "by_item": -199}, {"dip": 0}):
        refused("statement_methods_add_up", Statement, by_methods=amounts)


def test_a_statement_owes_nobody(east: Place) -> None:
    refused("statement_not_negative", Statement, fund_appy_sum=0, dpst_sumamt=4, act_dfr_amt=-4)
    refused("statement_not_negative", Statement, det_sumamt=-1, dpst_sumamt=5)


@pytest.mark.parametrize("column", ["approved", "brought", "deducted", "deposit", "carried", "payable"])
def test_a_line_adds_up(east: Place, column: str) -> None:
    refused("statement_line_adds_up", StatementLine, **{column: models.F(column) + 1})


def test_a_net_is_what_one_is_owed_less_what_one_owes(east: Place) -> None:
    refused("net_position_adds_up", NetPosition, net=5)


def again(east: Place, **given: Any) -> Payment:
    values = Payment.unscoped.values(
        "clearing_id", "kind", "batch_id", "payer_id", "statement_id", "account_name", "account_no", "bank_name",
        "amount",
    ).filter(kind="institution").first()  # fmt: skip
    with transaction.atomic():
        return Payment.unscoped.create(**{"number": "again", **values, **given})


def test_nothing_is_paid_twice(east: Place) -> None:
    with system_scope():
        for state in ("prepared", "sent", "paid"):
            with pytest.raises(IntegrityError, match="payment_one_live_per_statement"):
                again(east, state=state, paid_on=dt.date(2020, 2, 1))
        Payment.unscoped.filter(state="prepared").update(state="failed")
        reissued = again(east, reissues=Payment.unscoped.get(state="failed"))
        with pytest.raises(IntegrityError):
            again(east, number="third", state="failed", reissues=reissued.reissues)
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        Payment.unscoped.filter(state="failed").update(
            state="sent"
        )  # the failed one rises again beside its successor


def test_a_payment_says_what_for_and_when(east: Place) -> None:
    refused("payment_positive", Payment, amount=0)
    refused("payment_one_reason", Payment, statement=None)
    refused("payment_one_reason", Payment, kind="net_transfer")
    refused("payment_paid_dated", Payment, state="paid")
