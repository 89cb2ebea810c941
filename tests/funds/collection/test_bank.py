"""The fund's accounts at the bank: two people, statements with proved balances, reconciliation statements (NB-12)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from config.models import ImportRun, RowError
from config.periods import Month
from config.scoping import acting_as, system_scope
from config.spreadsheets.engine import import_file, withdraw_run
from config.spreadsheets.writer import write_table
from funds.models import BankAccount, BankLine, BankMatch, FundAccount
from funds.reads.bank_reconciliation import BankReconciliation, bank_reconciliation
from funds.services.accounts import AccountKey, accounts_for
from funds.services.bank_accounts import (
    approve_bank_account,
    prepare_bank_account,
    withdraw_bank_account,
)
from funds.services.bank_matching import ledger_account, match_bank
from funds.services.post_entry import LegDraft, post_entry
from funds.services.reverse_entry import reverse_entry
from institutions.models import Duty
from institutions.services.duties import SamePerson
from institutions.services.payee_accounts import PayeeAccountRefused
from tests.cast import Cast, make_user
from tests.funds.clearing.conftest import build_town

MARCH = Month(2020, 3)
HEAD = ("account_no", "day", "serial", "direction", "amount", "balance", "counterparty", "purpose")
NUMBER = "8990100000000004"


def open_account(
    cast: Cast, *, number: str = NUMBER, opening: int = 1000, day: str = "2020-01-01"
) -> BankAccount:
    with system_scope():
        account = prepare_bank_account(
            agency=cast.city, insutype="390", kind="expenditure", account_name="支出户", account_no=number,
            bank_name="示例银行", bank_code="", opening=Decimal(opening), valid_from=dt.date.fromisoformat(day),
            acting_user=cast.finance_city,
        )  # fmt: skip
        return approve_bank_account(account=account, acting_user=cast.approver_city)


def bring(cast: Cast, path: Path, *lines: tuple[Any, ...]) -> ImportRun:
    rows = [(NUMBER, *line, *("", "")[: 7 - len(line)]) for line in lines]
    write_table(path, HEAD, rows, sheet="statement")
    return again(cast, path)


def again(cast: Cast, path: Path) -> ImportRun:
    return import_file(kind="bank_statement", path=path, acting_user=cast.finance_city, agency=cast.city)


def faults(run: ImportRun) -> list[tuple[int, str]]:
    with system_scope():
        return list(RowError.objects.filter(run=run).values_list("row", "code"))


def test_two_people_open_and_change_an_account(cast: Cast) -> None:
    first = open_account(cast)
    second = open_account(cast, number="8990100000000005", opening=0, day="2020-06-01")
    with system_scope():
        first = BankAccount.objects.get(pk=first.pk)
    assert (first.fund_account_id, first.period.upper) == (second.fund_account_id, dt.date(2020, 6, 1))
    with system_scope():
        both = make_user("both.city", "一人", cast.city, Duty.FINANCE, Duty.APPROVE)
        third = prepare_bank_account(
            agency=cast.city, insutype="390", kind="income", account_name="收入户", account_no="1", bank_name="示例",
            bank_code="", opening=Decimal(0), valid_from=dt.date(2020, 1, 1), acting_user=both,
        )  # fmt: skip
        with pytest.raises(SamePerson):
            approve_bank_account(account=third, acting_user=both)
        with pytest.raises(IntegrityError, match="fund_bank_account_two_people"), transaction.atomic():
            BankAccount.objects.filter(pk=third.pk).update(approved_by=both)


def test_what_was_prepared_wrongly_is_withdrawn_with_a_reason_and_never_what_is_in_force(
    cast: Cast, client: Client
) -> None:
    held = open_account(cast)
    with system_scope():
        wrong = prepare_bank_account(
            agency=cast.city, insutype="390", kind="income", account_name="收入户", account_no="1", bank_name="示例",
            bank_code="", opening=Decimal(0), valid_from=dt.date(2020, 1, 1), acting_user=cast.finance_city,
        )  # fmt: skip
    client.force_login(cast.finance_city)
    address = reverse("funds:withdraw_bank_account", args=[wrong.pk])
    assert client.get(address).status_code == 200
    account_page = client.get(reverse("funds:fund_account", args=[wrong.fund_account_id])).content.decode()
    assert address in account_page
    assert client.post(address, {"submission": uuid4(), "reason": "账号录错"}).status_code == 302
    account_page = client.get(reverse("funds:fund_account", args=[wrong.fund_account_id])).content.decode()
    assert "账号录错" in account_page
    assert address not in account_page
    assert client.get(reverse("funds:bank_accounts"), {"waiting": "yes"}).status_code == 200
    with system_scope():
        wrong.refresh_from_db()
        assert (wrong.withdrawn_by, wrong.withdrawn_reason) == (cast.finance_city, "账号录错")
        for account in (held, wrong):
            with pytest.raises(PayeeAccountRefused):
                withdraw_bank_account(account=account, reason="再来", acting_user=cast.finance_city)
        with pytest.raises(PayeeAccountRefused):
            approve_bank_account(account=wrong, acting_user=cast.approver_city)
        known = BankAccount.objects.filter(pk=held.pk)
        with pytest.raises(IntegrityError, match="withdrawn_unapproved"), transaction.atomic():
            known.update(withdrawn_by=cast.finance_city, withdrawn_reason="强改")
        with pytest.raises(IntegrityError, match="withdrawn_unapproved"), transaction.atomic():
            BankAccount.objects.filter(pk=wrong.pk).update(approved_by=cast.approver_city)


def test_the_chain_of_balances_is_proved_and_a_line_counts_once(cast: Cast, tmp_path: Path) -> None:
    open_account(cast)
    lines = [
        ("2020-03-02", "0001", "in", "500.00", "1500.00"),
        ("2020-03-03", "0002", "out", "200.00", "1300.00"),
        ("2020-03-04", "0003", "out", "100.00", "1200.01"),
        ("2020-03-05", "0004", "in", "1.00", "1201.01"),
    ]
    run = bring(cast, tmp_path / "a.xlsx", *lines)
    assert (run.state, run.new_count) == ("done", 2), faults(run)
    assert faults(run) == [(4, "bank_chain_broken"), (5, "bank_chain_after")]
    assert again(cast, tmp_path / "a.xlsx").is_repeat
    # The next sheet overlaps, and goes on from the last balance.
    lines[2:] = [
        ("2020-03-04", "0003", "out", "100.00", "1200.00"),
        ("2020-03-05", "0004", "in", "1.00", "1201.00"),
    ]
    later = bring(cast, tmp_path / "b.xlsx", *lines)
    assert (later.state, later.new_count, later.same_count, faults(later)) == ("done", 2, 2, [])
    other = bring(cast, tmp_path / "c.xlsx", ("2020-03-02", "0001", "in", "501.00", "1501.00"))
    assert faults(other) == [(2, "bank_line_differs")]
    with system_scope():
        chain = list(BankLine.objects.order_by("n").values_list("n", "before", "balance"))
        assert chain == [(1, 1000, 1500), (2, 1500, 1300), (3, 1300, 1200), (4, 1200, 1201)]
        with pytest.raises(IntegrityError, match="bank_line_adds_up"), transaction.atomic():
            BankLine.objects.filter(n=4).update(balance=1)
    with pytest.raises(Exception, match=r".+"):
        withdraw_run(run=run, acting_user=cast.finance_city)
    withdraw_run(run=later, acting_user=cast.finance_city)
    with system_scope():
        assert BankLine.objects.count() == 2


@pytest.fixture
def account(cast: Cast) -> FundAccount:
    """March by the books: 1,000 at first, 500 and 40 in, 200, 60 and 30 out; an entry taken back."""
    build_town(cast, cash=1000_00)
    bank = open_account(cast)
    with system_scope():
        fund_account = FundAccount.objects.get(pk=bank.fund_account_id)
        ledger = ledger_account(fund_account)
        assert ledger is not None
        book = ledger.book
        other = accounts_for(book, [AccountKey("other_income", cast.city)]).popitem()[1]
        moves = (
            (500, 2, "in"),
            (40, 31, "in-late"),
            (-200, 3, "out"),
            (-60, 10, "a"),
            (-30, 10, "b"),
            (-7, 12, "wrong"),
        )
        for yuan, day, key in moves:
            fen = abs(yuan) * 100
            sides = (ledger, other) if yuan > 0 else (other, ledger)
            entry = post_entry(
                book=book, booked_on=dt.date(2020, 3, day), kind="payment", key=f"test:{key}", summary="试",
                legs=[LegDraft(sides[0], debit=fen), LegDraft(sides[1], credit=fen)], acting_user=cast.finance_city,
            )  # fmt: skip
        reverse_entry(
            entry=entry, reason="记错", acting_user=cast.finance_city, checked_by=cast.reviewer_city,
            booked_on=dt.date(2020, 3, 13),
        )  # fmt: skip
    return fund_account


def statement(cast: Cast, account: FundAccount, month: Month) -> BankReconciliation:
    with acting_as(cast.finance_city):
        return bank_reconciliation(account, month, ledger_account(account))


@pytest.mark.duty("NB-12")
def test_the_adjusted_balances_are_the_same(cast: Cast, account: FundAccount, tmp_path: Path) -> None:
    bring(
        cast, tmp_path / "march.xlsx",
        ("2020-03-02", "0001", "in", "500.00", "1500.00"),
        ("2020-03-06", "0002", "out", "200.00", "1300.00"),
        ("2020-03-10", "0003", "out", "90.00", "1210.00"),
        ("2020-03-21", "0004", "in", "3.21", "1213.21", "银行", "利息"),
        ("2020-03-25", "0005", "out", "1.00", "1212.21", "银行", "手续费"),
        ("2020-04-01", "0006", "in", "40.00", "1252.21"),
    )  # fmt: skip
    with acting_as(cast.finance_city):
        assert match_bank(fund_account=account, acting_user=cast.finance_city) == 4
        assert match_bank(fund_account=account, acting_user=cast.finance_city) == 0
        hows = dict(BankMatch.objects.filter(line__isnull=False).values_list("line__serial", "how"))
        assert hows == {"0001": "amount_day", "0002": "window", "0003": "sum", "0006": "window"}
    march = statement(cast, account, MARCH)
    assert (march.books, march.bank) == (1250, Decimal("1212.21"))
    assert [one.amount for one in march.bank_received] == [Decimal("3.21")]
    assert [one.words for one in march.bank_paid] == ["银行 手续费"]
    # Booked on the last of March, at the bank on the first of April.
    assert [one.amount for one in march.books_received] == [40]
    assert march.books_paid == []
    assert march.adjusted_books == march.adjusted_bank == Decimal("1252.21")
    april = statement(cast, account, MARCH.following)
    assert (april.on_the_way, april.difference) == (2, 0)
    # In February nothing had moved, in January the account was opened with what the books began with.
    assert statement(cast, account, Month(2020, 2)).difference == 0
