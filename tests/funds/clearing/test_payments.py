"""Paying: two people, never beyond the cash, nothing twice, what failed is issued again."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
import python_calamine as calamine
from django.db import IntegrityError, transaction

from config.models import ImportRun
from config.scoping import acting_as, system_scope
from config.spreadsheets.engine import import_file
from config.spreadsheets.writer import write_table
from funds.models import Clearing, Entry, Payment, PaymentBatch
from funds.services.clearing.payers import payers_in_order
from funds.services.payments.approve import CashShort, approve_batch
from funds.services.payments.export import export_batch
from funds.services.payments.faults import PaymentRefused
from funds.services.payments.reissue import reissue_payments
from funds.services.payments.take_return import BankAnswer, take_bank_answers
from funds.spreadsheets.statement import statement_workbook
from institutions.models import Agency, Duty
from institutions.services.duties import DutyMissing, SamePerson
from tests.cast import make_payee_account, make_user
from tests.config.spreadsheets.sheets import row_errors

from .conftest import APRIL, MARCH, Town

PAID_ON = dt.date(2020, 6, 10)
HEADINGS = ["payment_no", "amount", "result", "paid_on", "reason"]


@pytest.fixture
def clearing(town: Town) -> Clearing:
    """East pays its hospital 950 for its own and 475 for West's people; nobody else pays an institution."""
    town.settle(town.cast.hospital_east, town.cast.east, 100_000)
    town.settle(town.cast.hospital_east, town.cast.west, 50_000)
    return town.cleared()


def batch_of(clearing: Clearing, payer: object) -> PaymentBatch:
    return PaymentBatch.unscoped.select_related("payer", "clearing__area").get(clearing=clearing, payer=payer)


def test_payments_are_approved_by_another_person_with_the_duty(town: Town, clearing: Clearing) -> None:
    cast = town.cast
    with system_scope():
        batch = batch_of(clearing, cast.east)
        with pytest.raises(DutyMissing):
            approve_batch(batch=batch, acting_user=cast.reviewer_city)
        with pytest.raises(PaymentRefused):
            export_batch(batch=batch, acting_user=cast.finance_city)
        assignment = cast.finance_city.assignments.get()
        assignment.duties = ["finance", "approve"]
        assignment.save()
        del cast.finance_city.assignments_in_force
        with pytest.raises(SamePerson):
            approve_batch(batch=batch, acting_user=cast.finance_city)
        approve_batch(batch=batch, acting_user=cast.approver_city)
        with pytest.raises(PaymentRefused, match=cast.approver_city.name):
            approve_batch(batch=batch, acting_user=cast.approver_city)
        assert Clearing.objects.get().payment_approved_by is None  # West's and the city's still wait
    with system_scope(), pytest.raises(IntegrityError), transaction.atomic():
        PaymentBatch.unscoped.filter(pk=batch.pk).update(approved_by=batch.prepared_by)


def test_a_county_approves_its_own_payments_and_no_others(town: Town, clearing: Clearing) -> None:
    cast = town.cast
    approver = make_user("approver.east", "东山审批", cast.east, Duty.APPROVE)
    with acting_as(approver):
        approve_batch(batch=batch_of(clearing, cast.east), acting_user=approver)
        assert Clearing.objects.get().payment_approved_by is None
        assert not PaymentBatch.unscoped.filter(payer=cast.west).exists()
    with system_scope(), pytest.raises(DutyMissing):
        approve_batch(batch=batch_of(clearing, cast.west), acting_user=approver)


def test_the_export_names_accounts_as_text_and_is_the_same_again(town: Town, clearing: Clearing) -> None:
    with system_scope():
        batch = batch_of(clearing, town.cast.east)
        approve_batch(batch=batch, acting_user=town.cast.approver_city)
        first = export_batch(batch=batch, acting_user=town.cast.finance_city)
        (payment,) = Payment.objects.filter(batch=batch)
        assert payment.state == "sent"
        sheet = calamine.load_workbook(first).get_sheet_by_index(0).to_python()
        assert sheet[1][0] == payment.number
        assert sheet[1][2] == payment.account_no
        assert sheet[1][5] == 1425.0
        again = export_batch(batch=batch, acting_user=town.cast.finance_city)
        assert calamine.load_workbook(again).get_sheet_by_index(0).to_python() == sheet
        text = (
            export_batch(batch=batch, acting_user=town.cast.finance_city, csv=True)
            .getvalue()
            .decode("utf-8-sig")
        )
        assert payment.account_no in text


def test_more_than_the_cash_is_refused_by_how_much_until_the_net_has_come(make_town) -> None:
    town = make_town(cash=1_000_00)
    cast = town.cast
    town.settle(cast.hospital_east, cast.east, 100_000)
    town.settle(cast.hospital_east, cast.west, 50_000)
    clearing = town.cleared()
    with system_scope():
        assert payers_in_order(clearing) == [cast.west, cast.city, cast.east]
    with system_scope(), pytest.raises(CashShort, match=r"425\.00"):
        approve_batch(batch=batch_of(clearing, cast.east), acting_user=cast.approver_city)
    town.answer(town.approve_and_send(clearing, cast.west))
    town.answer(town.approve_and_send(clearing, cast.city))
    town.answer(town.approve_and_send(clearing, cast.east))
    assert town.fresh(clearing).state == "paid"
    assert town.fresh(clearing).payment_approved_by == cast.approver_city


def test_approved_money_is_not_spent_twice(make_town) -> None:
    town = make_town(cash=1_000_00)
    cast = town.cast
    for month in (MARCH, APRIL):
        town.settle(cast.hospital_east, cast.east, 90_000, month=month)
    march, april = town.cleared(MARCH), town.cleared(APRIL)
    town.approve_and_send(march, cast.east)
    with system_scope(), pytest.raises(CashShort, match=r"710\.00"):
        approve_batch(batch=batch_of(april, cast.east), acting_user=cast.approver_city)


def test_a_failed_payment_is_issued_again_to_the_corrected_account(town: Town, clearing: Clearing) -> None:
    cast = town.cast
    (sent,) = town.approve_and_send(clearing, cast.east)
    town.answer([sent], failing={sent.number})
    with system_scope():
        sent.refresh_from_db()
        assert (sent.state, sent.failure_reason) == ("failed", "账号户名不符")
        assert not Entry.objects.filter(key__startswith=f"payment:{sent.number}").exists()
    with system_scope():
        wrong = cast.hospital_east.payee_accounts.get()
        wrong.approved_by = None
        wrong.save()
        right = make_payee_account(
            cast.hospital_east, prepared_by=cast.clerk_east, approved_by=cast.reviewer_east
        )
        batch = reissue_payments(payments=[sent], acting_user=cast.finance_city)
        with pytest.raises(PaymentRefused):
            reissue_payments(payments=[sent], acting_user=cast.finance_city)
        (again,) = Payment.objects.filter(batch=batch)
        assert (again.account_no, again.reissues, again.amount) == (right.account_no, sent, sent.amount)
        assert again.number.endswith("-R1-0001")
    town.answer(town.approve_and_send(clearing, cast.east))
    clearing = town.pay_everything(clearing)
    assert clearing.state == "paid"
    # The failed one stays failed; the bank paying it after all is a matter for people.
    with system_scope(), pytest.raises(PaymentRefused, match=sent.number):
        take_bank_answers(
            answers=[BankAnswer(sent.number, paid=True, paid_on=PAID_ON)], acting_user=cast.finance_city
        )


def test_two_live_payments_for_one_statement_are_refused_by_the_database(
    town: Town, clearing: Clearing
) -> None:
    with system_scope():
        payment = Payment.objects.get(clearing=clearing, kind="institution")
        payment.pk, payment.number = None, "again"
        with pytest.raises(IntegrityError), transaction.atomic():
            payment.save(force_insert=True)


def test_answers_to_payments_never_sent_or_unknown_change_nothing(town: Town, clearing: Clearing) -> None:
    with system_scope():
        payment = Payment.objects.get(clearing=clearing, kind="institution")
        for number in (payment.number, "nobody's"):
            with pytest.raises(PaymentRefused, match=number):
                take_bank_answers(
                    answers=[BankAnswer(number, paid=True, paid_on=PAID_ON)],
                    acting_user=town.cast.finance_city,
                )
        with pytest.raises(DutyMissing):
            take_bank_answers(
                answers=[BankAnswer(payment.number, paid=True, paid_on=PAID_ON)],
                acting_user=town.cast.approver_city,
            )


def test_two_answers_to_one_payment_that_contradict_each_other_book_nothing(
    town: Town, clearing: Clearing
) -> None:
    (sent,) = town.approve_and_send(clearing, town.cast.east)
    good, bad = BankAnswer(sent.number, paid=True, paid_on=PAID_ON), BankAnswer(sent.number, paid=False)
    with system_scope():
        for answers in ([good, bad], [bad, good]):
            with pytest.raises(PaymentRefused, match=sent.number):
                take_bank_answers(answers=answers, acting_user=town.cast.finance_city)
        sent.refresh_from_db()
        assert sent.state == "sent"
        take_bank_answers(answers=[good, good], acting_user=town.cast.finance_city)
        booked = Entry.objects.filter(key__startswith=f"payment:{sent.number}", memorandum=False)
        assert booked.count() == 1


def test_a_payment_out_of_reach_is_not_left_out_of_a_new_batch_in_silence(
    town: Town, clearing: Clearing
) -> None:
    """Whoever asks for two and sees one is told, and nothing is issued."""
    (sent,) = town.approve_and_send(clearing, town.cast.east)
    town.answer([sent], failing={sent.number})
    with system_scope():
        unseen = Payment(pk=sent.pk + 1_000_000)
        with pytest.raises(PaymentRefused):
            reissue_payments(payments=[sent, unseen], acting_user=town.cast.finance_city)
        assert not Payment.objects.filter(reissues=sent).exists()


def return_file(folder: Path, rows: list[list[object]], name: str = "return.xlsx") -> Path:
    path = folder / name
    write_table(path, HEADINGS, rows, sheet="payments")
    return path


def take_file(town: Town, path: Path) -> ImportRun:
    return import_file(
        kind="bank_return", path=path, acting_user=town.cast.finance_city, agency=town.cast.city
    )


def test_the_return_file_pays_good_rows_lists_wrong_ones_and_is_a_no_op_again(
    town: Town, clearing: Clearing, tmp_path: Path
) -> None:
    cast = town.cast
    (to_hospital,) = town.approve_and_send(clearing, cast.east)
    (to_city,) = town.approve_and_send(clearing, cast.west)
    with system_scope():
        unsent = Payment.objects.get(clearing=clearing, payer=cast.city)
    path = return_file(
        tmp_path,
        [
            [to_city.number, to_city.amount, "paid", PAID_ON, None],
            ["990100-000000-390-990101-0001", 1, "paid", PAID_ON, None],
            [to_hospital.number, to_hospital.amount + 1, "paid", PAID_ON, None],
            [unsent.number, unsent.amount, "paid", PAID_ON, None],
            [to_city.number, to_city.amount, "failed", None, "重复"],
            [to_hospital.number, to_hospital.amount, "failed", None, None],
        ],
    )
    run = take_file(town, path)
    assert run.state == "done", run.fault
    found = {(error.row, error.column, error.code) for error in row_errors(run)}
    assert found == {
        (3, "payment_no", "payment_unknown"),
        (4, "amount", "payment_amount_differs"),
        (5, "payment_no", "payment_not_sent"),
        (6, "payment_no", "duplicate_in_file"),
        (7, "reason", "required"),
    }
    with system_scope():
        assert Payment.objects.get(pk=to_city.pk).import_run_id == run.pk
        assert Payment.objects.get(pk=to_hospital.pk).state == "sent"
        entries = Entry.objects.count()
    again = take_file(town, path)
    assert (again.state, again.is_repeat) == ("rejected", True)
    # The same answers in another file: known already, nothing is booked.
    same = return_file(tmp_path, [[to_city.number, to_city.amount, "paid", PAID_ON, None]], "same.xlsx")
    assert take_file(town, same).state == "done"
    other = return_file(tmp_path, [[to_city.number, to_city.amount, "failed", None, "x"]], "other.xlsx")
    assert {e.code for e in row_errors(take_file(town, other))} == {"payment_answered_otherwise"}
    with system_scope():
        assert Entry.objects.count() == entries


def test_another_citys_file_knows_none_of_our_payments(
    town: Town, clearing: Clearing, tmp_path: Path
) -> None:
    cast = town.cast
    (sent,) = town.approve_and_send(clearing, cast.east)
    other_city = Agency.objects.get(code="980100")
    stranger = make_user("finance.other", "外市财务", other_city, Duty.FINANCE)
    path = return_file(tmp_path, [[sent.number, sent.amount, "paid", PAID_ON, None]])
    run = import_file(kind="bank_return", path=path, acting_user=stranger, agency=other_city)
    assert {error.code for error in row_errors(run)} == {"payment_unknown"}
    with acting_as(stranger):
        assert not Payment.unscoped.exists()  # the database hides them


def test_the_statement_workbook_adds_up(town: Town, clearing: Clearing) -> None:
    with system_scope():
        statement = clearing.statements(manager="unscoped").get(payer=town.cast.east)
        content: io.BytesIO = statement_workbook(statement)
    rows = calamine.load_workbook(content).get_sheet_by_index(0).to_python()
    assert [row[8] for row in rows[-3:]] == [950.0, 475.0, 1425.0]
