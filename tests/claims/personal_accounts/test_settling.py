"""Bills that pay from accounts: at the counter and in bulk alike, over years, and given back by a cancel."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from claims.models import STANDING, AccountMovement, Accumulator, Bill, PersonalAccount, Redo, Settlement
from claims.services import clearing_months
from claims.services.cancel_settlement import cancel_settlement
from claims.services.decide_redo import approve_redo
from claims.services.explain_settlement import steps_of
from claims.services.redo_drafts import ask_redo
from claims.services.settle_bill import settle_bill
from claims.services.settle_in_bulk import Selection, settle_waiting_bills
from config.money import from_fen
from config.periods import Month
from config.scoping import system_scope
from enrollment.models import Person
from institutions.models import PolicyDocument, PolicyVersion
from tests.cast import Cast
from tests.claims.making import make_bill, moment, outcomes

from .making import SCHEME, account_with, fresh, insured

BENEFITS = """
area: "990100"
key: test-employees
title: 职工医保
document: {source: test, issued: 2014-01-01, effective: 2015-01-01}
sections:
  benefits.310:
    tier: {values: [{from: 2015-01-01, clause: 一, value: level_1}]}
    benefit: {by: [med_type], values: [{from: 2015-01-01, clause: 一, value: {"*": care}}]}
    care.ratio: {unit: ratio, values: [{from: 2015-01-01, clause: 二, value: 0.50}]}
    account.pays: {values: [{from: 2015-01-01, clause: 三, value: in_scope}]}
"""


@pytest.fixture
def employees(cast: Cast) -> Cast:
    with system_scope():
        document = PolicyDocument.objects.create(area=cast.area, key="test-employees", title="职工医保")
        PolicyVersion.objects.create(
            document=document, number=1, state="in_force", text=BENEFITS, sha256="employees",
            effective_from=dt.date(2015, 1, 1), prepared_by=cast.administrator_city,
            reviewed_by=cast.reviewer_city, reviewed_at=moment(dt.date(2015, 1, 1)),
            put_in_force_at=moment(dt.date(2015, 1, 1)),
        )  # fmt: skip
    return cast


def bill(cast: Cast, person: Person, yuan: int | Decimal, day: dt.date, **given: Any) -> Bill:
    """All of it in scope, half of it paid by the fund, the other half by the account as far as it reaches."""
    return make_bill(
        person, cast.hospital_east, insutype=SCHEME, psn_type="1101", med_type="11", enddate=day,
        medfee_sumamt=yuan, inscp_scp_amt=yuan, fulamt_ownpay_amt=0, overlmt_selfpay=0, preselfpay_amt=0,
        **{"acct_used_flag": True, "setl_time": moment(day), **given},
    )  # fmt: skip


def settled(cast: Cast, one: Bill) -> Settlement:
    settlement = settle_bill(bill=one, acting_user=cast.clerk_east)
    assert settlement is not None
    return settlement


def paid(settlement: Settlement) -> tuple[Decimal, Decimal, Decimal]:
    return settlement.acct_pay, settlement.acct_mulaid_pay, settlement.psn_cash_pay


def add(account: PersonalAccount, yuan: int, day: dt.date, user: Any, pot: str = "own") -> None:
    AccountMovement.unscoped.create(
        account=account,
        pot=pot,
        kind="107",
        cause="sharing",
        amount=yuan,
        day=day,
        key=f"add:{day}",
        made_by=user,
    )


@pytest.mark.duty("NB-07")
def test_the_account_pays_then_the_family_then_cash(employees: Cast) -> None:
    cast = employees
    with system_scope():
        account = account_with(insured(cast.east), 30_000, cast.clerk_east)
        add(account, 100, dt.date(2022, 2, 1), cast.clerk_east, "family")
        bills = [bill(cast, account.person, 400, dt.date(2022, 3, day)) for day in (1, 2, 3)]
    first, second, third = (settled(cast, one) for one in bills)
    assert paid(first) == (200, 0, 0)
    assert paid(second) == (200, 100, 0)
    assert paid(third) == (0, 0, 200)
    account = fresh(account)
    assert (account.balance, account.family_balance) == (0, 0)
    with system_scope():
        codes = [step.code for step in steps_of(second)]
    assert {"account_in_scope", "account_family"} <= set(codes)


def test_a_cancel_frees_what_was_taken(employees: Cast) -> None:
    cast = employees
    with system_scope():
        account = account_with(insured(cast.east), 30_000, cast.clerk_east)
        first, second = (bill(cast, account.person, 600, dt.date(2022, 3, day)) for day in (1, 2))
    settlement = settled(cast, first)
    assert fresh(account).balance == 0
    cancel_settlement(
        settlement=settlement,
        acting_user=cast.clerk_east,
        setl_id="C1",
        setl_time=moment(dt.date(2022, 3, 2), 8),
    )
    assert fresh(account).balance == 300
    assert paid(settled(cast, second)) == (300, 0, 0)


def test_without_consent_nothing_is_taken(employees: Cast) -> None:
    cast = employees
    with system_scope():
        account = account_with(insured(cast.east), 30_000, cast.clerk_east)
        one = bill(cast, account.person, 400, dt.date(2022, 3, 1), acct_used_flag=False)
    assert paid(settled(cast, one)) == (0, 0, 200)
    assert fresh(account).balance == 300


def test_what_comes_in_later_pays_no_earlier_bill_and_years_share_one_account(employees: Cast) -> None:
    cast = employees
    with system_scope():
        account = account_with(insured(cast.east), 10_000, cast.clerk_east, day=dt.date(2021, 12, 31))
        add(account, 50, dt.date(2022, 6, 30), cast.clerk_east)
        early, after, late = (
            bill(cast, account.person, 400, dt.date(2022, 6, 1)),
            bill(cast, account.person, 60, dt.date(2022, 7, 1)),
            # A bill of the year before, brought when the year's bills have taken nearly everything.
            bill(cast, account.person, 400, dt.date(2021, 12, 31), setl_time=moment(dt.date(2022, 8, 1))),
        )
    assert paid(settled(cast, early)) == (100, 0, 100)
    assert paid(settled(cast, after)) == (30, 0, 0)
    assert paid(settled(cast, late)) == (20, 0, 180)
    assert fresh(account).balance == 0


def random_town(cast: Cast, seed: int) -> None:
    """People with accounts, credits on many days of three years, bills of those years in any order."""
    chance = random.Random(seed)
    start = dt.date(2020, 1, 1)
    for _ in range(6):
        account = account_with(insured(cast.east), chance.randrange(0, 40_000), cast.clerk_east, day=start)
        for number in range(8):
            day = start + dt.timedelta(days=chance.randrange(1_000))
            pot = chance.choice(["own", "own", "family"])
            AccountMovement.unscoped.create(
                account=account, pot=pot, kind="107", cause="sharing", amount=from_fen(chance.randrange(1, 20_000)),
                day=day, key=f"r:{number}", made_by=cast.clerk_east,
            )  # fmt: skip
        for _bill in range(9):
            day = start + dt.timedelta(days=chance.randrange(1_000))
            bill(
                cast, account.person, from_fen(chance.randrange(2, 60_000)), day,
                setl_time=moment(day + dt.timedelta(days=chance.choice([0, 0, 0, 200, 400])), chance.randrange(8, 18)),
                acct_used_flag=chance.random() < 0.8,
            )  # fmt: skip


def balances() -> Iterator[tuple[int, Decimal, Decimal]]:
    yield from PersonalAccount.unscoped.order_by("pk").values_list("pk", "balance", "family_balance")


@pytest.mark.parametrize("seed", range(4))
def test_in_bulk_and_at_the_counter_the_same_to_the_fen(employees: Cast, seed: int) -> None:
    cast = employees

    def run(way: Any) -> tuple[list[Any], list[Any]]:
        with transaction.atomic():
            way()
            with system_scope():
                found = outcomes(), list(balances())
            transaction.set_rollback(True)
        return found

    with system_scope():
        random_town(cast, seed)
        ordered = list(Bill.unscoped.order_by("person_id", "setl_time", "setl_id"))
    at_counter = run(lambda: [settled(cast, one) for one in ordered])
    in_bulk = run(
        lambda: settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)
    )
    assert in_bulk == at_counter
    assert any(balance != after for balance, after in zip(balances_before(), in_bulk[1], strict=True))


def balances_before() -> list[Any]:
    with system_scope():
        return list(balances())


def test_a_block_asks_once_whatever_its_size(employees: Cast) -> None:
    cast = employees

    def asked(people: int) -> int:
        with system_scope():
            for _ in range(people):
                account = account_with(insured(cast.east), 30_000, cast.clerk_east)
                bill(cast, account.person, 400, dt.date(2022, 3, 1))
        with CaptureQueriesContext(connection) as queries:
            tally = settle_waiting_bills(selection=Selection(cast.area.pk), acting_user=cast.clerk_east)
        assert tally.settled == people
        return sum("claims_accountmovement" in query["sql"] for query in queries)

    assert (asked(2), asked(20)) == (1, 1)


def redone(cast: Cast, person: Person) -> None:
    """The person's year reckoned anew and booked."""
    draft = ask_redo(person=person, insutype=SCHEME, year=2022, acting_user=cast.clerk_east)
    assert draft is not None
    with system_scope():
        draft = Redo.objects.select_related("county__parent").get(pk=draft.pk)
    approve_redo(redo=draft, acting_user=cast.reviewer_east)


def stands(one: Bill) -> tuple[Decimal, Decimal, Decimal]:
    with system_scope():
        return paid(Settlement.unscoped.get(STANDING, bill=one))


@pytest.mark.parametrize("closed", [False, True], ids=["month collects", "month was cleared"])
def test_a_redo_hands_the_money_to_the_bill_it_belongs_to(
    employees: Cast, monkeypatch: pytest.MonkeyPatch, closed: bool
) -> None:
    """The late bill comes first in the year: what the other had taken goes over to it, and never twice on the way."""
    cast = employees
    with system_scope():
        account = account_with(insured(cast.east), 20_000, cast.clerk_east)
        other = bill(cast, account.person, 400, dt.date(2022, 3, 5))
    settled(cast, other)
    with system_scope():
        late = bill(cast, account.person, 300, dt.date(2022, 3, 1))
    assert paid(settled(cast, late)) == (0, 0, 150)
    if closed:
        monkeypatch.setattr(clearing_months, "_open_month", lambda _area, _scheme, _month: Month(2022, 5))
    redone(cast, account.person)
    assert (stands(late), stands(other)) == ((150, 0, 0), (50, 0, 150))
    assert fresh(account).balance == 0
    with system_scope():
        assert Accumulator.objects.get(person=account.person, counter="account").amount == 200


def test_a_redo_of_one_year_sees_what_other_years_took(employees: Cast) -> None:
    cast = employees
    with system_scope():
        account = account_with(insured(cast.east), 10_000, cast.clerk_east, day=dt.date(2021, 12, 31))
        bills = [
            bill(cast, account.person, 120, dt.date(2021, 12, 31)),
            bill(cast, account.person, 400, dt.date(2022, 2, 1)),
            bill(cast, account.person, 400, dt.date(2023, 2, 1)),
        ]
    assert [paid(settled(cast, one))[0] for one in bills] == [60, 40, 0]
    # Nothing has changed: nothing to redo, in no year.
    for year in (2021, 2022, 2023):
        assert (
            ask_redo(person=account.person, insutype=SCHEME, year=year, acting_user=cast.clerk_east) is None
        )
