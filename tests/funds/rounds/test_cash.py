"""Clearing meets cash: a month draws on what the round brought, and no fen is asked for twice."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from config.scoping import acting_as, system_scope
from funds.models import ClearingStep, Entry
from funds.reads.rounds import report_figures
from funds.services.clearing.cash import cover_of
from funds.services.clearing.faults import fault_text
from funds.services.clearing.review import continue_clearing
from tests.support.pages import see

from .conftest import MAY, SCHEME, Rounds


@pytest.mark.duty("NB-16")
def test_a_shortage_stops_before_posting_and_says_by_how_much(rounds: Rounds, client: Client) -> None:
    """East's people cost 1000 at home and 400 in West: East needs both, West for its own 100 only."""
    cast, town = rounds.cast, rounds.town
    for institution, insured, fen in (
        (cast.hospital_east, cast.east, 1000_00), (cast.hospital_west, cast.east, 400_00),
        (cast.hospital_west, cast.west, 100_00),
    ):  # fmt: skip
        town.settle(institution, insured, fen, month=MAY.previous)
    rounds.clock(dt.date(2020, 5, 11))
    rounds.open()
    # The plans are of the cost of the unit's own people less the deposit of 5 per cent.
    rounds.planned(east=1330_00, west=95_00)
    came = rounds.arrive(1200_00, dt.date(2020, 5, 8))
    rounds.pass_on(came, dt.date(2020, 5, 11))
    clearing = town.start(MAY.previous)
    clearing = town.review(clearing)
    assert clearing.state == "netted"
    faults = {
        step.unit: fault_text(step.fault_code, step.fault_params)
        for step in ClearingStep.unscoped.filter(clearing=clearing, step="post").select_related("unit")
        if step.fault_code
    }
    # 1,200 of 1,425 arrived: East got 1,120.00 of 1,330, West 80.00 of 95.
    assert set(faults) == {cast.east, cast.west}
    assert "210.00" in faults[cast.east]
    assert "15.00" in faults[cast.west]
    page = see(client, cast.finance_city, reverse("funds:clearing", args=[clearing.pk]))
    assert "210.00" in page
    assert not Entry.unscoped.filter(kind="clearing", source_type="").exists()
    rounds.pass_on(rounds.arrive(225_00, dt.date(2020, 5, 11), "A2"), dt.date(2020, 5, 11))
    with acting_as(cast.finance_city):
        continue_clearing(clearing=clearing, acting_user=cast.finance_city)
    clearing = town.run(town.fresh(clearing))
    assert clearing.state == "posted"
    # The netting takes 380 from East to West; with it everybody can pay, and every account ends empty.
    rounds.clock(dt.date(2020, 6, 10))
    clearing = town.pay_everything(clearing)
    assert clearing.state == "paid"
    assert [rounds.cash(unit) for unit in (cast.city, cast.east, cast.west)] == [0, 0, 0]
    with acting_as(rounds.finance_east):
        assert report_figures(cast.east, MAY.following)[SCHEME, "benefit_expense"].suggested == 1330_00


def test_money_a_month_before_waits_for_is_not_there_twice(rounds: Rounds) -> None:
    """April is posted and not paid: May cannot draw on April's cash, and finds it short."""
    cast, town = rounds.cast, rounds.town
    for month in (MAY.previous, MAY):
        town.settle(cast.hospital_east, cast.east, 1000_00, month=month)
    rounds.clock(dt.date(2020, 5, 11))
    rounds.open()
    rounds.planned(east=950_00, west=0)
    rounds.pass_on(rounds.arrive(950_00, dt.date(2020, 5, 8)), dt.date(2020, 5, 11))
    april = town.cleared(MAY.previous)
    assert april.state == "posted"
    rounds.clock(dt.date(2020, 6, 10))
    may = town.review(town.start(MAY))
    assert may.state == "netted"
    step = ClearingStep.unscoped.get(clearing=may, step="post", unit=cast.east)
    assert step.fault_params["short"] == "950.00"
    # Paying April changes nothing in what May lacks, nor is April itself short while its payments are under way.
    town.approve_and_send(april, cast.east)
    with system_scope():
        assert cover_of(april, cast.east, set_off=0)[1:] == (0, 0)
        assert cover_of(may, cast.east, set_off=0).short == 950_00
    assert town.pay_everything(april).state == "paid"
    with system_scope():
        assert cover_of(may, cast.east, set_off=0).short == 950_00
