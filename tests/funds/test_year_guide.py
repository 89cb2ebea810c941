"""Every page of the fund's year says what comes next, whatever stands on it; sliders change what was typed."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from funds.models import (
    Booked,
    BookMerging,
    CountyScheme,
    CountySheet,
    FundWarning,
    Handover,
    Opening,
    WatchMonth,
    YearSettlement,
)
from funds.views import year_guide
from funds.views.sharing_what_if import SlidersForm
from institutions.models import Agency

GUIDED = (
    (Opening, year_guide.of_opening), (Handover, year_guide.of_handover), (BookMerging, year_guide.of_merging),
    (YearSettlement, year_guide.of_settlement), (CountyScheme, year_guide.of_scheme),
    (FundWarning, year_guide.of_warning), (WatchMonth, year_guide.of_report), (WatchMonth, year_guide.of_board),
)  # fmt: skip


@pytest.mark.parametrize(("model", "guide"), GUIDED)
def test_every_state_has_a_next_step(model, guide) -> None:  # type: ignore[no-untyped-def]
    for state in model.State.values:
        made = model(state=state)
        if model is CountyScheme:
            made.agency = Agency(level=Agency.Level.CITY)
        told = guide(made)
        assert str(told["purpose"]), state
        assert str(told["coming"]), state


@pytest.mark.parametrize("appealed", [True, False])
def test_of_a_sheet_the_appeal_counts(appealed: bool) -> None:
    steps = set()
    for state in CountySheet.State.values:
        sheet = CountySheet(state=state, appeal_by=dt.date(2021, 2, 23))
        steps.add(str(year_guide.of_sheet(sheet, appealed=appealed)["coming"]))
    assert len(steps) == len(CountySheet.State.values)


def test_where_nothing_is_yet_the_first_step_is_told() -> None:
    assert year_guide.of_scheme(None)["coming"]
    assert year_guide.of_board(None)["coming"]
    assert all(year_guide.of_booked(year_guide.MOVEMENT, state)["coming"] for state in Booked.values)


def test_a_gap_is_paid_a_balance_used() -> None:
    owed, held = (Opening(state="booked", balance=Decimal(yuan)) for yuan in (-1, 1))
    assert year_guide.of_opening(owed)["coming"] != year_guide.of_opening(held)["coming"]


def test_sliders_change_income_spending_and_the_fund() -> None:
    form = SlidersForm({"income_change": "5", "spending_change": "-10", "fund_change": ""})
    assert form.is_valid()
    county = {"county": "甲县", "income": "100.00", "spending": "0.05", "balance": "7", "managerial": ""}
    assert form.apply(county) == {**county, "income": "105.00", "spending": "0.05"}
    fund = {"county": "", "balance": "9", "financing": ""}
    assert form.apply(fund) == fund
    assert "+5%" in form.in_words()
    assert "-10%" in form.in_words()


def test_a_slider_leaves_what_is_no_number() -> None:
    form = SlidersForm({"income_change": "5"})
    assert form.is_valid()
    assert form.apply({"county": "甲县", "income": "many", "spending": ""})["income"] == "many"


def test_nothing_beyond_the_sliders_is_taken() -> None:
    assert not SlidersForm({"income_change": "31"}).is_valid()
