"""The bank's return file tells what came back; whoever reads it twice books it once."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.utils import timezone

from config.scoping import system_scope
from config.spreadsheets.engine import import_file
from config.spreadsheets.writer import write_table
from funds.models import Clearing, Entry, Payment
from tests.config.spreadsheets.sheets import row_errors
from tests.funds.clearing.conftest import Town

from .conftest import BACK_ON, PAID_ON, REASON, Branch, fresh

HEADINGS = ["payment_no", "amount", "result", "paid_on", "returned_on", "reason"]


@pytest.fixture
def town(make_town) -> Town:
    return make_town()


def test_the_return_file_tells_what_came_back(
    town: Town, clearing: Clearing, branch: Branch, tmp_path: Path
) -> None:
    (paid,) = town.approve_and_send(clearing, town.cast.east)
    (sent,) = town.approve_and_send(clearing, town.cast.west)
    branch.pays(paid)
    count = 0

    def take(*rows: list[object]) -> set[tuple[int, str, str]]:
        nonlocal count
        count += 1
        path = tmp_path / f"{count}.xlsx"
        write_table(path, HEADINGS, [list(row) for row in rows], sheet="payments")
        run = import_file(
            kind="bank_return", path=path, acting_user=town.cast.finance_city, agency=town.cast.city
        )
        return {(error.row, error.column, error.code) for error in row_errors(run)}

    def back(payment: Payment, **given: object) -> list[object]:
        row = {
            "payment_no": payment.number, "amount": payment.amount, "result": "returned", "returned_on": BACK_ON,
            "reason": REASON, **given,
        }  # fmt: skip
        return [row.get(name) for name in HEADINGS]

    future = timezone.localdate() + dt.timedelta(days=1)
    assert take(back(sent)) == {(2, "result", "payment_not_paid")}
    assert take(back(paid, amount=paid.amount - 1)) == {(2, "amount", "payment_amount_differs")}
    assert take(back(paid, returned_on=dt.date(2020, 6, 1))) == {(2, "returned_on", "payment_back_too_early")}
    assert take(back(paid, returned_on=future)) == {(2, "returned_on", "payment_day_to_come")}
    assert take(back(paid, returned_on=None, reason=None)) == {
        (2, "returned_on", "required"), (2, "reason", "required"),
    }  # fmt: skip
    assert take(back(sent, result="paid", paid_on=future)) == {(2, "paid_on", "payment_day_to_come")}
    assert fresh(paid).state == "paid"
    assert take(back(paid)) == set()
    assert (fresh(paid).state, fresh(paid).returned_on, fresh(paid).failure_reason) == (
        "returned",
        BACK_ON,
        REASON,
    )
    with system_scope():
        entries = Entry.objects.count()
    assert take(back(paid, reason="再报一次")) == set()
    assert take(back(paid, result="paid", paid_on=PAID_ON)) == set()
    assert take(back(paid, returned_on=dt.date(2020, 6, 16))) == {(2, "result", "payment_answered_otherwise")}
    assert take(back(paid, result="failed")) == {(2, "result", "payment_answered_otherwise")}
    with system_scope():
        assert Entry.objects.count() == entries


def test_a_part_of_a_payment_never_comes_back(
    town: Town, clearing: Clearing, branch: Branch, tmp_path: Path
) -> None:
    """Neither less nor more than was paid; what stands beside it in the file is taken."""
    (part,) = town.approve_and_send(clearing, town.cast.east)
    (whole,) = town.approve_and_send(clearing, town.cast.west)
    branch.pays(part, whole)
    for number, amount in enumerate((part.amount / 2, part.amount + 1, 0)):
        path = tmp_path / f"part-{number}.xlsx"
        given = [(part.number, amount), (whole.number, whole.amount)]
        rows = [[*one, "returned", None, BACK_ON, REASON] for one in given]
        write_table(path, HEADINGS, rows, sheet="payments")
        run = import_file(
            kind="bank_return", path=path, acting_user=town.cast.finance_city, agency=town.cast.city
        )
        assert {(error.row, error.column) for error in row_errors(run)} == {(2, "amount")}
        assert (fresh(part).state, fresh(whole).state) == ("paid", "returned")
    assert branch.held(town.cast.east) == 0
    with system_scope():
        assert not Entry.objects.filter(key=f"payment:{part.number}:returned").exists()
