"""Redos before and after the clearing: a month pays once, and what changes later is paid or taken in a later one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db.models import Sum

from claims.models import STANDING, Bill, Redo, ReportedSettlement, Settlement
from claims.services.cancel_settlement import cancel_settlement
from claims.services.decide_redo import approve_redo
from claims.services.settle_bill import settle_bill
from config.periods import Month
from config.scoping import system_scope
from enrollment.models import Person
from funds.models import Clearing, Statement
from tests.cast import Cast, make_coverage, make_payee_account, make_person
from tests.claims.making import make_bill, moment
from tests.funds.clearing.conftest import APRIL, MARCH, MAY, Town, open_with_cash
from tests.support.policies import put_policy_in_force

WHOLE = {"fulamt_ownpay_amt": 0, "overlmt_selfpay": 0, "preselfpay_amt": 0}


@pytest.fixture
def city(cast: Cast) -> Town:
    """The cast's city under a shipped policy, with books and accounts."""
    put_policy_in_force(cast)
    with system_scope():
        open_with_cash(cast, cast.city, [cast.city, cast.east, cast.west], 10_000_000_00)
        for institution in (cast.hospital_east, cast.hospital_west):
            make_payee_account(institution, prepared_by=cast.clerk_east, approved_by=cast.reviewer_east)
    return Town(cast)


@pytest.fixture
def person(cast: Cast) -> Person:
    with system_scope():
        person = make_person(cast.east)
        make_coverage(person)
    return person


def settled(cast: Cast, person: Person, month: Month, yuan: int, west: bool = False) -> Settlement:
    hospital = cast.hospital_west if west else cast.hospital_east
    with system_scope():
        bill = make_bill(
            person, hospital, enddate=month.first + dt.timedelta(days=4), medfee_sumamt=yuan, inscp_scp_amt=yuan,
            **WHOLE,
        )  # fmt: skip
    found = settle_bill(bill=bill, acting_user=cast.clerk_west if west else cast.clerk_east)
    assert found is not None
    return found


def cancelled(cast: Cast, settlement: Settlement, month: Month) -> None:
    cancel_settlement(
        settlement=settlement, acting_user=cast.clerk_east, setl_id=f"{settlement.setl_id}-C",
        setl_time=moment(month.first + dt.timedelta(days=9)),
    )  # fmt: skip


def approve(cast: Cast) -> None:
    with system_scope():
        redo = Redo.objects.select_related("county__parent").get(state=Redo.State.DRAFT)
    approve_redo(redo=redo, acting_user=cast.reviewer_east)


def approved(clearing: Clearing) -> dict[int, int]:
    """What each institution's statement says it brought into the month."""
    with system_scope():
        rows = Statement.objects.filter(clearing=clearing).values_list("institution_id", "fund_appy_sum")
        return dict(rows)


def stands(institution_id: int) -> int:
    with system_scope():
        return (
            Settlement.objects.filter(STANDING, institution=institution_id).aggregate(
                total=Sum("fund_pay_sumamt")
            )["total"]
            or 0
        )


def test_each_institution_ends_up_with_what_stands_of_its_bills(
    city: Town, cast: Cast, person: Person
) -> None:
    march = settled(cast, person, MARCH, 40_000)
    settled(cast, person, APRIL, 40_000, west=True)
    first = city.cleared(MARCH)
    cleared = approved(first)
    # Taken back in April, after March was cleared; April still collects, so its bill is replaced where it is.
    cancelled(cast, march, APRIL)
    approve(cast)
    with system_scope():
        assert Settlement.objects.filter(is_current=False).count() == 1
    second = city.cleared(APRIL)
    # A bill of March arrives when March and April are cleared: it and what it changes come into May.
    settled(cast, person, MARCH, 40_000)
    approve(cast)
    with system_scope():
        assert set(Settlement.objects.filter(clr_month=MAY.first).values_list("refd_setl_flag", flat=True)) == {
            True, False,
        }  # fmt: skip
    third = city.cleared(MAY)
    assert approved(first) == cleared
    for institution in (cast.hospital_east, cast.hospital_west):
        paid = sum(approved(one).get(institution.pk, 0) for one in (first, second, third))
        assert paid == stands(institution.pk)
        assert paid > 0


def test_a_bill_taken_back_before_it_was_settled_holds_up_no_month(
    city: Town, cast: Cast, person: Person
) -> None:
    settled(cast, person, MARCH, 1_000)
    with system_scope():
        bill = make_bill(person, cast.hospital_east)
        original = {"bill": bill, "setl_time": bill.setl_time, "medfee_sumamt": 10_000}
        ReportedSettlement.unscoped.create(setl_id=bill.setl_id, **original)
        ReportedSettlement.unscoped.create(setl_id="BACK", refd_setl_flag=True, **original)
        assert not Settlement.objects.filter(bill=bill).exists()
        assert Bill.objects.filter(pk=bill.pk).exists()
    assert city.cleared(MARCH).state in ("posted", "paid")
