"""The base of the next year's budget is what the payment methods paid in cleared months, not what bills drew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from claims.reads.budget_payments import drawn_by_month, paid_by_month
from claims.rules.budgets.proposal import Subject
from claims.rules.budgets.section import budget_terms
from config.money import to_fen
from config.scoping import acting_as, system_scope
from funds.models import Statement
from institutions.policy.in_force import policy_for

from . import conftest
from .conftest import YearTown

BUDGETED = """
  payment_budget:
    negotiated_by: {values: [{from: 2019-07-01, value: county, clause: 四}]}
    method.stays: {values: [{from: 2019-07-01, value: dip, clause: 四}]}
    method.consortium: {values: [{from: 2019-07-01, value: consortium_lump_sum, clause: 四}]}
    common: {values: [{from: 2019-07-01, value: [dip], clause: 四}]}
"""


def test_a_budget_is_worked_out_from_what_methods_paid(
    make_year_town: Callable[..., YearTown], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "POLICY", conftest.POLICY.rstrip() + BUDGETED)
    town = make_year_town()
    cast = town.cast
    with acting_as(cast.finance_city):
        terms = budget_terms(policy_for(cast.area, dt.date(2020, 12, 31)))
        drawn = drawn_by_month(cast.area, "390", 2020, terms)
        paid = paid_by_month(cast.area, "390", 2020, terms)
    with system_scope():
        statements = list(Statement.objects.filter(clearing__area=cast.area))
    march = {subject: months[2] for subject, months in paid.items()}
    # Stays of the hospital and the clinic were billed at 10,000.00; DIP paid the hospital 200.00 less.
    assert drawn[Subject(cast.east.pk, "dip")][2] == 1_000_000
    assert march[Subject(cast.east.pk, "dip")] == 980_000
    # The clinic's sum is 200.00 more than its bills, the consortium's 2,000.00 instead of 1,200.00.
    assert march[Subject(cast.east.pk, "per_capita", institution=town.clinic.pk)] == 20_000
    joint = Subject(cast.west.pk, "consortium_lump_sum", consortium=town.consortium.pk)
    assert (drawn[joint][2], march[joint]) == (120_000, 200_000)
    assert sum(march.values()) == sum(to_fen(one.fund_appy_sum) + to_fen(one.by_method) for one in statements)
