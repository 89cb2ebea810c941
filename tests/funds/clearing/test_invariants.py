"""Three months of random bills, cancels and deductions, in both ways of keeping books: what must always hold."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from django.db.models import Sum

from claims.models import Settlement
from config.money import to_fen
from config.periods import Month
from config.scoping import system_scope
from funds.models import Clearing, NetPosition, Payment, Statement, StatementLine
from funds.reads.balances import verify_balances
from funds.reads.trial_balance import trial_balance
from funds.services.clearing.close import obligations_left

from .conftest import APRIL, MARCH, MAY, Town

MONTHS = (MARCH, APRIL, MAY)


def random_months(town: Town, seed: int) -> None:
    dice = random.Random(seed)
    cast = town.cast
    hospitals = (cast.hospital_east, cast.hospital_west, cast.hospital_outside)
    for month in MONTHS:
        for _ in range(14):
            town.settle(
                dice.choice(hospitals),
                dice.choice((cast.east, cast.west)),
                dice.randrange(1, 500_000),
                month=month,
                cancel=dice.random() < 0.4,
                hifmi_pay=dice.choice((0, 0, dice.randrange(1, 90_000))),
            )
        town.deduct(dice.choice(hospitals), dice.randrange(1, 300_000), month=month)


@pytest.mark.slow
@pytest.mark.parametrize(("mode", "seed"), [("unified", 1), ("graded", 2)])
def test_money_is_neither_made_nor_lost(make_town: Callable[..., Town], mode: str, seed: int) -> None:
    town = make_town(mode=mode)
    random_months(town, seed)
    for month in MONTHS:
        clearing = town.pay_everything(town.cleared(month))
        assert clearing.state == "paid"
        with system_scope():
            the_month_adds_up(town, clearing)
    with system_scope():
        the_year_adds_up(town)
        the_books_are_right(town)


def the_month_adds_up(town: Town, clearing: Clearing) -> None:
    statements = Statement.objects.filter(clearing=clearing)
    payable = total(statements, "act_dfr_amt")
    to_institutions = Payment.objects.filter(clearing=clearing, kind="institution", state="paid")
    assert payable == total(to_institutions, "amount")
    assert payable == total(clearing.netting_lines(manager="objects"), "amount")
    outside = total(statements.filter(payer=town.cast.city), "act_dfr_amt")
    assert total(NetPosition.objects.filter(clearing=clearing), "net") == -outside
    assert obligations_left(clearing, town.books) == 0
    for statement in statements:
        lines = statement.lines(manager="objects").all()
        assert total(lines, "payable") == to_fen(statement.act_dfr_amt)
        assert total(lines, "deposit") == to_fen(statement.dpst_sumamt)
        for line in lines:
            # Every line walks back to the settlements it was added up from.
            settlements = Settlement.objects.filter(
                clr_month=clearing.month,
                institution=statement.institution,
                insu_county=line.insu_county,
                is_current=True,
            )
            assert to_fen(line.approved) == total(settlements, line.fund_part)


def the_year_adds_up(town: Town) -> None:
    """What was approved less what was deducted is paid, held back, or still carried."""
    approved = total(Settlement.objects.filter(is_current=True), "fund_pay_sumamt")
    every = Statement.objects.all()
    still_carried = 0
    for institution in set(every.values_list("institution", flat=True)):
        latest = every.filter(institution=institution).latest("clearing__month")
        still_carried += to_fen(latest.carried_forward)
    assert approved == (
        total(every, "act_dfr_amt") + total(every, "dpst_sumamt") + total(every, "det_sumamt") + still_carried
    )


def the_books_are_right(town: Town) -> None:
    month = Month(2020, 8)
    together = {line.code: line.closing for line in trial_balance(books=town.books, month=month).lines}
    for book in town.books:
        assert trial_balance(books=[book], month=month).balanced
        assert verify_balances(book=book) == []
    for book in town.books:
        alone = {line.code: line.closing for line in trial_balance(books=[book], month=month).lines}
        assert alone.get("200103*", 0) == 0, "suspense is left"
        assert not any(amount for code, amount in alone.items() if code.startswith("M")), "memo is left"
    paid = StatementLine.objects.filter(statement__act_dfr_amt__gt=0)
    pooled = paid.filter(fund_part="hifp_pay")
    assert together["5001"] == total(pooled, "payable") + total(pooled, "deposit")
    assert together.get("200101*", 0) == -total(paid, "deposit")
    assert together["1004"] == len([town.cast.city, town.cast.east, town.cast.west]) * 10_000_000_00 - total(
        paid, "payable"
    )


def total(rows: object, column: str) -> int:
    return to_fen(rows.aggregate(total=Sum(column))["total"] or 0)  # type: ignore[attr-defined]
