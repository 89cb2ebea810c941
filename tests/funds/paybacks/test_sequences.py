"""Whatever the bank says in whatever order, what is held is what is unpaid, and the books add up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.scoping import system_scope
from config.verifying import verifications
from funds.models import Clearing, Payment
from funds.services.payments.faults import PaymentRefused
from tests.funds.clearing.conftest import Town

from .conftest import BANK, Branch, balanced, fresh, moved

ACTS = st.lists(st.sampled_from(["pay", "fail", "send_back", "again"]), min_size=3, max_size=9)


@given(acts=ACTS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@pytest.mark.parametrize("kind", ["institution", "net_transfer"])
def test_what_is_held_is_what_is_unpaid(
    town: Town, clearing: Clearing, branch: Branch, kind: str, acts: list[str]
) -> None:
    cast = town.cast
    payer = cast.east if kind == "institution" else cast.west
    with system_scope(), transaction.atomic():
        (live,) = town.approve_and_send(clearing, payer)
        spent, gone = moved("benefit_expense"), moved(BANK, payer)
        was_paid = False
        day = dt.date(2020, 6, 1)
        for act in acts:
            state, day = fresh(live).state, day + dt.timedelta(days=1)
            may = {"pay": state == "sent", "fail": state == "sent", "send_back": state == "paid",
                   "again": state in ("failed", "returned")}[act]  # fmt: skip
            try:
                if act == "pay":
                    branch.pays(live, on=day)
                elif act == "fail":
                    branch.fails(live)
                elif act == "send_back":
                    branch.sends_back(live, on=day)
                else:
                    (live,) = branch.gets(branch.again(fresh(live)))
                # Told again what is known, nothing changes.
                assert may or (act == "fail" and state == "failed")
            except PaymentRefused:
                assert not may
            state = fresh(live).state
            was_paid = was_paid or state == "paid"
            out = live.amount if state == "paid" else 0
            assert moved(BANK, payer) - gone == -out
            if kind == "institution":
                assert branch.held(payer) == (live.amount if was_paid and not out else 0)
                assert (moved("benefit_expense") != spent) == was_paid
            else:
                # Nobody outside the fund waits for it; it is owed between county and city, and kept for that.
                assert branch.held(payer) == 0
                assert branch.to_transfer_again(payer) == (live.amount if was_paid and not out else 0)
            assert Payment.objects.filter(payer=payer, state__in=("prepared", "sent", "paid")).count() <= 1
            balanced()
            assert not list(verifications()["sent-back"].ask())
        transaction.set_rollback(True)
