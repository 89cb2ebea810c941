"""Deductions given back count in the year they were of: none of another year's lowers what this one deducted."""

from __future__ import annotations

import datetime as dt

import pytest

from claims.models import Deduction, DeductionReversal
from config.scoping import system_scope
from funds.services.year_clearing.facts import facts_of
from tests.funds.clearing.conftest import APRIL, MAY
from tests.funds.clearing.test_given_back import upheld

from .conftest import YearTown

pytestmark = pytest.mark.django_db


def give_back(year_town: YearTown, deduction: Deduction, yuan: int, number: str) -> None:
    """Confirmed, to be paid by May."""
    cast = year_town.cast
    with system_scope():
        DeductionReversal.unscoped.create(
            number=f"CH{number}", deduction=deduction, objection=upheld(year_town.town, deduction, number),
            institution=deduction.institution, insutype="390", amount=yuan, reason="成立", state="confirmed",
            clr_month=MAY.first, proposed_by=cast.clerk_east, decided_by=cast.reviewer_east,
        )  # fmt: skip


def test_only_the_years_own_deductions_are_lowered(year_town: YearTown) -> None:
    town, east = year_town.town, year_town.cast.hospital_east
    clearing = year_town.opened()
    with system_scope():
        before = facts_of(clearing)
    town.deduct(east, 60_00, month=APRIL)
    town.settle(east, year_town.cast.east, 1_000_00, month=APRIL)
    town.pay_everything(town.cleared(APRIL))
    town.settle(east, year_town.cast.east, 1_000_00, month=MAY)
    with system_scope():
        own = Deduction.unscoped.get(clr_month=APRIL.first)
        old = Deduction.unscoped.create(
            institution=east, insutype="390", clr_month=dt.date(2019, 12, 1), reference="D2019", amount=100,
            reason="抽查", handled_by=year_town.cast.clerk_east, reviewed_by=year_town.cast.reviewer_east,
        )  # fmt: skip
    give_back(year_town, old, 100, "YY1")
    give_back(year_town, own, 10, "YY2")
    town.pay_everything(town.cleared(MAY))
    with system_scope():
        after = facts_of(clearing)
        statements = [year_town.statement(east, month) for month in (APRIL, MAY)]
    assert [one.det_returned for one in statements] == [0, 110]
    deducted = {
        when: sum(part.deducted for part in facts.parts if part.institution == east.pk)
        for when, facts in (("before", before), ("after", after))
    }
    assert deducted["after"] - deducted["before"] == 50_00
    # What May gave back of 2019 is no payment of 2020.
    paid = sum(int(one.act_dfr_amt * 100) for one in statements) - 100_00
    assert after.held[east.pk].prepaid - before.held[east.pk].prepaid == paid
