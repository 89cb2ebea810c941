"""What the database lets into the settlements, past every service: identities, signs, and nothing changed after."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from claims.models import AMOUNTS, AccountMovement, Bill, PersonalAccount, Settlement
from config.scoping import system_scope
from tests.cast import Cast, make_person
from tests.claims.making import make_bill
from tests.claims.raw import raw_settlement
from tests.support.policies import put_policy_in_force

FEN = Decimal("0.01")
# A bill of 10,000.00 in which every amount is told apart.
PARTS = {
    "medfee_sumamt": 10_000, "fulamt_ownpay_amt": 500, "overlmt_selfpay": 200, "preselfpay_amt": 300,
    "inscp_scp_amt": 9_000, "act_pay_dedc": 700, "hifp_pay": 5_000, "hifmi_pay": 300, "hifob_pay": 200,
    "cvlserv_pay": 100, "hifes_pay": 50, "hifdm_pay": 25, "maf_pay": 15, "oth_pay": 10, "fund_pay_sumamt": 5_700,
    "hosp_part_amt": 300, "psn_part_amt": 4_000, "acct_pay": 1_500, "acct_mulaid_pay": 100, "psn_cash_pay": 2_500,
}  # fmt: skip
# The identity each amount stands in, and so the constraint that notices one fen too much.
IDENTITY = {
    **dict.fromkeys(("fulamt_ownpay_amt", "overlmt_selfpay", "preselfpay_amt", "inscp_scp_amt"), "i1"),
    **dict.fromkeys(
        ("hifp_pay", "hifmi_pay", "hifob_pay", "cvlserv_pay", "hifes_pay", "hifdm_pay", "maf_pay", "oth_pay"), "i2"
    ),
    **dict.fromkeys(("acct_pay", "psn_cash_pay"), "i3"),
    "hosp_part_amt": "i4",
}  # fmt: skip


@pytest.fixture
def bill(cast: Cast) -> Bill:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        # What these settlements take from the account is there.
        account = PersonalAccount.unscoped.create(
            person=person, insutype="390", opened_on=dt.date(2020, 1, 1)
        )
        for pot, kind in (("own", "113"), ("family", "107")):
            AccountMovement.unscoped.create(
                account=account, pot=pot, kind=kind, cause="entry", amount=50_000, day=dt.date(2020, 1, 1), key=kind,
                made_by=cast.clerk_east,
            )  # fmt: skip
        return make_bill(person, cast.hospital_east)


def store(bill: Bill, **given: Any) -> Settlement:
    settlement = raw_settlement(bill, **{**PARTS, **given})
    with system_scope(), transaction.atomic():
        settlement.save(force_insert=True)
    return settlement


def test_what_adds_up_is_let_in(bill: Bill) -> None:
    assert set(PARTS) == set(AMOUNTS)
    store(bill)


@pytest.mark.parametrize("amount", IDENTITY)
@pytest.mark.parametrize("difference", [FEN, -FEN], ids=["a fen more", "a fen less"])
def test_one_fen_off_is_noticed(bill: Bill, amount: str, difference: Decimal) -> None:
    with pytest.raises(IntegrityError, match=f"settlement_identity_{IDENTITY[amount]}"):
        store(bill, **{amount: PARTS[amount] + difference})


@pytest.mark.parametrize("amount", ["medfee_sumamt", "fund_pay_sumamt", "psn_part_amt"])
def test_sums_are_held_from_both_sides(bill: Bill, amount: str) -> None:
    with pytest.raises(IntegrityError, match="settlement_identity_i"):
        store(bill, **{amount: PARTS[amount] + FEN})


@pytest.mark.parametrize("amount", AMOUNTS)
def test_no_amount_is_negative_and_none_of_a_cancel_positive(bill: Bill, amount: str) -> None:
    """Every identity holds with all amounts negated, so only the sign is wrong."""
    negated = {name: -value for name, value in PARTS.items()}
    with pytest.raises(IntegrityError, match="settlement_signs"):
        store(bill, **negated)
    with pytest.raises(IntegrityError, match="settlement_signs"):
        store(bill, refd_setl_flag=True)
    # One amount of the wrong sign, balanced by another where an identity asks for it.
    with pytest.raises(IntegrityError):
        store(bill, **{amount: -FEN})


def test_a_cancel_is_the_same_negated(bill: Bill) -> None:
    store(bill)
    store(bill, setl_id="C1", refd_setl_flag=True, **{name: -value for name, value in PARTS.items()})


def test_one_settlement_of_a_bill_counts(bill: Bill) -> None:
    store(bill)
    with pytest.raises(IntegrityError, match="settlement_one_standing_per_bill"):
        store(bill, setl_id="S2")
    with pytest.raises(IntegrityError, match="settlement_number"):
        store(bill, is_current=False)
    store(bill, setl_id="S3", is_current=False)


def test_a_clearing_month_is_a_first_day(bill: Bill) -> None:
    with pytest.raises(IntegrityError, match="settlement_clearing_month"):
        store(bill, clr_month=dt.date(2020, 3, 2))


CHANGEABLE = {"is_current", "negated"}


@pytest.mark.parametrize(
    "column", [f.column for f in Settlement._meta.concrete_fields if f.name not in CHANGEABLE]
)
def test_no_other_column_is_ever_changed(bill: Bill, column: str) -> None:
    settlement = store(bill)
    for statement in (
        f'update claims_settlement set "{column}" = "{column}" where id = %s',
        f"insert into claims_settlement select * from claims_settlement where id = %s"
        f' on conflict (id) do update set "{column}" = excluded."{column}"',
    ):
        with (
            system_scope(),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement, [settlement.pk])


def test_it_may_be_superseded_and_never_deleted(bill: Bill) -> None:
    settlement = store(bill)
    with system_scope():
        assert Settlement.unscoped.filter(pk=settlement.pk).update(is_current=False) == 1
    for statement in ("delete from claims_settlement", "truncate claims_settlement"):
        with (
            system_scope(),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)


@pytest.mark.parametrize(
    ("given", "constraint"),
    [
        ({"medfee_sumamt": -1}, "bill_total_not_negative|bill_splits_together"),
        ({"inscp_scp_amt": 9_001}, "bill_splits_together"),
        ({"begndate": dt.date(2020, 3, 6)}, "bill_dates_in_order"),
    ],
    ids=lambda value: value if isinstance(value, str) else min(value),
)
def test_bills_as_received(cast: Cast, given: dict[str, Any], constraint: str) -> None:
    with system_scope():
        person = make_person(cast.east)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            make_bill(person, cast.hospital_east, **given)
