"""What the database itself keeps: balances follow movements and bills, and never fall below nothing."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import AccountMovement, PersonalAccount, Settlement
from config.money import from_fen, to_fen
from config.scoping import system_scope
from tests.cast import Cast

from .making import account_with, cancel, fresh, insured, put_accounts_in_force, spend


def derived(account: PersonalAccount) -> tuple[int, int]:
    """Both balances from movements and settlements, as no trigger reckons them."""
    moved = AccountMovement.unscoped.filter(account=account)
    bills = Settlement.unscoped.filter(person=account.person_id, insutype=account.insutype, is_current=True)
    own = sum(to_fen(one.amount) for one in moved if one.pot == "own")
    family = sum(to_fen(one.amount) for one in moved if one.pot == "family")
    for bill in bills:
        own -= to_fen(bill.acct_pay - bill.acct_mulaid_pay)
        family -= to_fen(bill.acct_mulaid_pay)
    return own, family


def held(account: PersonalAccount) -> tuple[int, int]:
    account = fresh(account)
    return to_fen(account.balance), to_fen(account.family_balance)


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["credit", "debit", "family", "spend", "spend_family", "cancel", "supersede"]),
        st.integers(1, 30_000),
    ),
    max_size=25,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_whatever_is_done_the_balance_is_the_sum_and_never_negative(cast: Cast, acts: list) -> None:  # type: ignore[type-arg]
    with system_scope(), transaction.atomic():
        if not PersonalAccount.unscoped.exists():
            put_accounts_in_force(cast)
        account = account_with(insured(cast.east), 0, cast.clerk_east)
        spent: list[Settlement] = []
        for number, (act, fen) in enumerate(acts):
            before = held(account)
            try:
                with transaction.atomic():
                    _do(cast, account, act, fen, number, spent)
            except IntegrityError:
                # Only what would take more than there is may be refused, and then nothing has moved.
                assert act in ("debit", "spend", "spend_family")
                assert fen > min(before) or fen > before[0]
                assert held(account) == before
            assert held(account) == derived(account)
            assert min(held(account)) >= 0


def _do(
    cast: Cast, account: PersonalAccount, act: str, fen: int, number: int, spent: list[Settlement]
) -> None:
    if act in ("credit", "debit", "family"):
        AccountMovement.unscoped.create(
            account=account,
            pot="family" if act == "family" else "own",
            kind="207" if act == "debit" else "101",
            cause="transfer" if act == "debit" else "credit",
            amount=from_fen(-fen if act == "debit" else fen),
            day=dt.date(2022, 1, 1),
            key=f"act:{number}",
            made_by=cast.clerk_east,
        )
    elif act == "spend":
        spent.append(spend(cast, account.person, fen))
    elif act == "spend_family":
        spent.append(spend(cast, account.person, fen // 2, fen - fen // 2))
    elif spent:
        last = spent.pop()
        if act == "cancel":
            cancel(last)
        else:
            Settlement.unscoped.filter(pk=last.pk).update(is_current=False)


@pytest.fixture
def account(cast: Cast) -> PersonalAccount:
    with system_scope():
        put_accounts_in_force(cast)
        return account_with(insured(cast.east), 10_000, cast.clerk_east)


def test_a_bill_takes_and_its_cancel_gives_back(cast: Cast, account: PersonalAccount) -> None:
    with system_scope():
        settlement = spend(cast, account.person, 4_000)
        assert held(account) == (6_000, 0)
        cancel(settlement)
        assert held(account) == (10_000, 0)


def test_a_bill_settled_anew_takes_once(cast: Cast, account: PersonalAccount) -> None:
    with system_scope():
        first = spend(cast, account.person, 4_000)
        Settlement.unscoped.filter(pk=first.pk).update(is_current=False)
        assert held(account) == (10_000, 0)
        spend(cast, account.person, 5_000)
        assert held(account) == (5_000, 0)


def test_nothing_is_taken_that_is_not_there(cast: Cast, account: PersonalAccount) -> None:
    with system_scope():
        with pytest.raises(IntegrityError, match="personal_account_not_negative"), transaction.atomic():
            spend(cast, account.person, 10_001)
        with pytest.raises(IntegrityError, match="personal_account_not_negative"), transaction.atomic():
            spend(cast, account.person, 1_000, 1)
        with pytest.raises(IntegrityError, match="does not exist"), transaction.atomic():
            spend(cast, insured(cast.west), 1)
        assert held(account) == (10_000, 0)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE claims_personalaccount SET balance = balance + 1",
        "UPDATE claims_personalaccount SET family_balance = 5",
        "DELETE FROM claims_personalaccount",
        "UPDATE claims_accountmovement SET amount = amount + 1",
        "DELETE FROM claims_accountmovement",
        "TRUNCATE claims_accountmovement",
        "INSERT INTO claims_personalaccount (person_id, insutype, balance, family_balance, opened_on)"
        " SELECT person_id, '340', 100, 0, opened_on FROM claims_personalaccount",
    ],
)
def test_nobody_sets_a_balance_or_changes_a_movement(account: PersonalAccount, statement: str) -> None:
    with system_scope():
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
        assert held(account) == (10_000, 0)


@pytest.mark.parametrize(("kind", "fen"), [("101", -1), ("207", 1), ("104", 1), ("110", 0), ("102", 0)])
def test_the_sign_fits_the_kind(cast: Cast, account: PersonalAccount, kind: str, fen: int) -> None:
    with system_scope(), pytest.raises(IntegrityError, match="account_movement_sign"), transaction.atomic():
        AccountMovement.unscoped.create(
            account=account, kind=kind, cause="entry", amount=from_fen(fen), day=dt.date(2022, 1, 1), key="x",
            made_by=cast.clerk_east,
        )  # fmt: skip


def test_the_same_movement_is_made_once(cast: Cast, account: PersonalAccount) -> None:
    common = {"account": account, "kind": "101", "cause": "credit", "day": dt.date(2022, 3, 31)}
    with system_scope():
        AccountMovement.unscoped.create(**common, amount=5, key="credit:2022-03", made_by=cast.clerk_east)
        with pytest.raises(IntegrityError, match="account_movement_once"), transaction.atomic():
            AccountMovement.unscoped.create(**common, amount=6, key="credit:2022-03", made_by=cast.clerk_west)
        assert held(account) == (10_500, 0)
