"""The bank's statement has two lines, the money that left and the money that came back; the books have both."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from config.periods import Month
from config.scoping import acting_as, system_scope
from funds.models import FundAccount
from funds.reads.bank_reconciliation import bank_reconciliation
from funds.services.bank_matching import ledger_account, match_bank
from tests.funds.clearing.conftest import Town
from tests.funds.collection.test_bank import bring, open_account

from .conftest import Branch


def test_both_lines_are_matched_though_a_batch_left_as_one(make_town, branch: Branch, tmp_path: Path) -> None:
    town: Town = make_town(cash=1_000_00)
    cast = town.cast
    town.settle(cast.hospital_outside, cast.east, 20_000)
    town.settle(cast.hospital_outside, cast.west, 10_000)
    clearing = town.cleared()
    bank = open_account(cast)
    for payer in (cast.east, cast.west):
        town.answer(town.approve_and_send(clearing, payer))
    sent = town.approve_and_send(clearing, cast.city)
    branch.pays(*sent)
    (back,) = [one for one in sent if one.kind == "institution"]
    branch.sends_back(back, on=dt.date(2020, 6, 15))
    with acting_as(cast.finance_city):
        account = FundAccount.objects.get(pk=bank.fund_account_id)
        ledger = ledger_account(account)
        booked = bank_reconciliation(account, Month(2020, 6), ledger)
    assert booked.books_received
    received = sum(one.amount for one in booked.books_received) - back.amount
    paid = sum(one.amount for one in booked.books_paid)
    first = 1000 + received
    bring(
        cast, tmp_path / "june.xlsx",
        *([("2020-06-10", "0001", "in", f"{received}", f"{first}")] if received else []),
        ("2020-06-10", "0002", "out", f"{paid}", f"{first - paid}"),
        ("2020-06-15", "0003", "in", f"{back.amount}", f"{first - paid + back.amount}", "医院", "退汇"),
    )  # fmt: skip
    with acting_as(cast.finance_city):
        match_bank(fund_account=account, acting_user=cast.finance_city)
        found = bank_reconciliation(account, Month(2020, 6), ledger)
    assert (found.on_the_way, found.difference) == (0, 0)
    with system_scope():
        assert found.books == found.bank
