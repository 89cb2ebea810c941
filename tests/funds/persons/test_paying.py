"""Paying people: fetched once, approved by another, booked once, never twice; what failed is issued again."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import Sum

from claims.models import Payable, Reimbursement
from claims.services.person_accounts import AccountRefused
from claims.services.reimbursements.account import check_account, enter_account
from config.scoping import acting_as, system_scope
from funds.models import Entry, Leg, Payment, PaymentBatch, Statement
from funds.rules.person_postings import after_offset
from funds.services.clearing.adjudicate import settlements_of
from funds.services.clearing.faults import ClearingRefused
from funds.services.payments.approve import CashShort, approve_batch
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.reissue import reissue_payments
from funds.services.persons.prepare import prepare_person_payments
from institutions.services.duties import DutyMissing, SamePerson
from tests.claims.reimbursements.making import ACCOUNT
from tests.funds.clearing.conftest import MARCH, Town

from .conftest import PAID_ON, Bank


def fresh(payable: Payable) -> Payable:
    with system_scope():
        found: Payable = Payable.objects.select_related("account", "reimbursement").get(pk=payable.pk)
    return found


def legs() -> dict[tuple[str, str], Decimal]:
    """Net movement by (role, agency code) of everything booked but openings; positive for debits."""
    with system_scope():
        rows = (
            Leg.objects.exclude(entry__kind=Entry.Kind.OPENING)
            .values_list("account__subject__role", "account__agency__code")
            .annotate(Sum("debit"), Sum("credit"))
        )
        return {(role, code): debit - credit for role, code, debit, credit in rows if debit != credit}


def test_from_an_amount_owed_to_the_books(bank: Bank) -> None:
    payable = bank.owed()
    batch = bank.prepare()
    assert (batch.payer, batch.insutype, batch.clearing) == (bank.cast.east, "390", None)
    assert fresh(payable).state == "ordered"
    [payment] = bank.send(batch)
    assert (payment.amount, payment.account_no) == (payable.amount, ACCOUNT["account_no"])
    bank.answer(payment)
    paid = fresh(payable)
    assert (paid.state, paid.paid_on) == ("paid", PAID_ON)
    assert legs() == {
        ("benefit_expense", "990101"): payable.amount,
        ("expenditure_account", "990101"): -payable.amount,
    }


def test_the_same_answer_again_books_nothing_more(bank: Bank) -> None:
    bank.owed()
    [payment] = bank.send(bank.prepare())
    bank.answer(payment)
    before = legs()
    again = bank.answer(payment)
    assert (len(again.unchanged), again.paid) == (1, ())
    assert legs() == before
    with system_scope():
        assert Entry.objects.filter(key=f"payment:{payment.number}:paid").count() == 1


def test_nothing_is_fetched_twice(bank: Bank) -> None:
    payable = bank.owed()
    bank.prepare()
    with pytest.raises(PaymentRefused):
        bank.prepare()
    with system_scope():
        first = Payment.objects.get()
        second = Payment(
            kind="person", number="X", batch=first.batch, payer=first.payer, payable=payable, amount=1,
            account_name="x", account_no="12345678", bank_name="x",
        )  # fmt: skip
        with pytest.raises(DatabaseError, match="live_per_payable"), transaction.atomic():
            second.save()


def test_a_batch_is_approved_by_another(bank: Bank) -> None:
    bank.owed()
    batch = bank.prepare()
    assignment = bank.cast.finance_city.assignments.get()
    assignment.duties = ["finance", "approve"]
    assignment.save()
    del bank.cast.finance_city.assignments_in_force
    with acting_as(bank.cast.finance_city), pytest.raises(SamePerson):
        approve_batch(batch=batch, acting_user=bank.cast.finance_city)


def test_more_than_the_cash_is_refused(make_bank: Callable[..., Bank]) -> None:
    bank = make_bank(cash=1_00)
    bank.owed()
    batch = bank.prepare()
    with acting_as(bank.cast.approver_city), pytest.raises(CashShort):
        approve_batch(batch=batch, acting_user=bank.cast.approver_city)


def test_preparing_needs_finance(bank: Bank) -> None:
    bank.owed()
    with acting_as(bank.cast.clerk_east), pytest.raises(DutyMissing):
        prepare_person_payments(payer=bank.cast.east, insutype="390", acting_user=bank.cast.clerk_east)


def test_what_failed_goes_to_another_checked_account(bank: Bank) -> None:
    payable = bank.owed()
    [payment] = bank.send(bank.prepare())
    case = fresh(payable).reimbursement
    clerk, reviewer = bank.cast.clerk_east, bank.cast.reviewer_east
    # While the bank has it nobody changes the account.
    with acting_as(clerk), pytest.raises(AccountRefused):
        enter_account(case=case, acting_user=clerk, **ACCOUNT)
    bank.answer(payment, paid=False)
    failed = fresh(payable)
    assert (failed.state, failed.failure_reason) == ("failed", "户名不符")
    assert legs() == {}
    with acting_as(clerk):
        enter_account(case=case, acting_user=clerk, **{**ACCOUNT, "account_no": "622299998888"})
    with acting_as(reviewer):
        check_account(case=Reimbursement.objects.get(), acting_user=reviewer)
    with acting_as(bank.cast.finance_city):
        batch = reissue_payments(
            payments=Payment.objects.filter(state="failed"), acting_user=bank.cast.finance_city
        )
    assert batch.number.endswith("-R1")
    [again] = bank.send(batch)
    assert (again.account_no, again.reissues_id) == ("622299998888", payment.pk)
    bank.answer(again)
    assert fresh(payable).state == "paid"
    assert legs()["expenditure_account", "990101"] == -payable.amount


def test_an_account_nobody_checked_is_not_paid_again(bank: Bank) -> None:
    payable = bank.owed()
    [payment] = bank.send(bank.prepare())
    bank.answer(payment, paid=False)
    clerk = bank.cast.clerk_east
    with acting_as(clerk):
        enter_account(case=fresh(payable).reimbursement, acting_user=clerk, **ACCOUNT)
    # The payable still names the account two people agreed on; the new one waits.
    assert fresh(payable).account.checked_by is not None


@pytest.mark.parametrize(
    ("mode", "paid_by", "payer", "books"),
    [
        ("unified", "county", "west", {"990102"}),
        ("unified", "city", "city", {"990100"}),
        ("graded", "county", "west", {"990102"}),
        ("graded", "city", "west", {"990102"}),
    ],
)
def test_who_pays_is_said_by_the_policy(
    make_bank: Callable[..., Bank], mode: str, paid_by: str, payer: str, books: set[str]
) -> None:
    bank = make_bank(mode=mode, payer=paid_by)
    payable = bank.owed(bank.cast.west)
    paying = getattr(bank.cast, payer)
    for other in {bank.cast.city, bank.cast.east, bank.cast.west} - {paying}:
        with pytest.raises(PaymentRefused):
            bank.prepare(other)
    bank.answer(*bank.send(bank.prepare(paying)))
    cash = {code for (role, code) in legs() if role == "expenditure_account"}
    assert cash == books
    assert sum(legs().values()) == 0
    assert fresh(payable).state == "paid"
    assert not any(role == "clearing_suspense" for role, _code in legs())


def test_a_clearing_pays_no_institution_for_what_the_person_paid(make_town: Callable[..., Town]) -> None:
    """The institution has its money from the person; the fund's money goes to the person."""
    town = make_town()
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 100_000)
    town.settle(cast.hospital_east, cast.east, 40_000, pay_loc="1")
    # A bill that waits at a counter does not hold up the month either.
    town.bill(cast.hospital_east, cast.west, 30_000, pay_loc="1")
    clearing = town.cleared()
    with system_scope():
        statement = Statement.objects.get(clearing=clearing, institution=cast.hospital_east)
        assert (statement.bill_count, statement.fund_appy_sum) == (1, 1_000)
    town.pay_everything(clearing)
    with system_scope():
        assert Payment.objects.aggregate(sum=Sum("amount"))["sum"] == 950


def test_a_month_with_nothing_but_counter_bills_has_nothing_to_clear(make_town: Callable[..., Town]) -> None:
    town = make_town()
    town.settle(town.cast.hospital_east, town.cast.east, 40_000, pay_loc="1")
    with pytest.raises(ClearingRefused):
        town.start(MARCH)


@pytest.mark.parametrize(
    ("parts", "offset", "left"),
    [
        ({"hifp_pay": 100, "maf_pay": 50}, 0, {"hifp_pay": 100, "maf_pay": 50}),
        ({"hifp_pay": 100, "maf_pay": 50}, 30, {"hifp_pay": 70, "maf_pay": 50}),
        ({"hifp_pay": 100, "maf_pay": 50}, 120, {"maf_pay": 30}),
        ({"hifp_pay": 100}, 100, {}),
    ],
)
def test_what_is_kept_back_comes_off_the_pooled_fund_first(
    parts: dict[str, int], offset: int, left: dict[str, int]
) -> None:
    assert after_offset(parts, offset) == left


def test_no_more_is_kept_back_than_is_owed() -> None:
    with pytest.raises(ValueError, match="101"):
        after_offset({"hifp_pay": 100}, 101)


def test_every_batch_names_its_scheme(bank: Bank) -> None:
    bank.owed()
    bank.prepare()
    with system_scope():
        assert set(PaymentBatch.objects.values_list("insutype", flat=True)) == {"390"}


def test_netting_reads_the_index_that_leaves_out_what_was_paid_at_a_counter(
    make_town: Callable[..., Town],
) -> None:
    """The planner must see that the clearing asks for no more than the index holds."""
    town = make_town()
    town.settle(town.cast.hospital_east, town.cast.east, 100_000)
    clearing = town.start(MARCH)
    with system_scope(), connection.cursor() as cursor:
        # Of a handful of rows any way is as cheap as another; only this index answers without the table.
        cursor.execute(
            "SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_indexscan = off"
        )
        groups = settlements_of(clearing, town.cast.east).order_by().values("institution_id")
        plan = groups.annotate(sum=Sum("fund_pay_sumamt")).explain()
    assert "settlement_netting" in plan
    assert "pay_loc" not in plan
