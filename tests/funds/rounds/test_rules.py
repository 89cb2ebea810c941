"""The round as a machine, its days and its arithmetic."""

from __future__ import annotations

import datetime as dt

import pytest

from config.periods import Month
from funds.rules import rounds as rules

STATES = (rules.OPEN, rules.SUBMITTED, rules.RETURNED, rules.SHORT, rules.DONE)
ALLOWED = {
    ("submit", "open"): "submitted",
    ("submit", "returned"): "submitted",
    ("accept", "submitted"): "done",
    ("send_back", "submitted"): "returned",
    ("send_back", "done"): "returned",
    ("enter", "open"): "submitted",
    ("enter", "returned"): "submitted",
    ("enter", "short"): "submitted",
    ("enter", "submitted"): "submitted",
    ("book", "submitted"): "done",
    ("refuse", "submitted"): "returned",
}
PAPERS, MONEYS = ("submit", "accept", "send_back"), ("enter", "book", "refuse")


@pytest.mark.parametrize("step", rules.ORDER)
def test_the_machine(step: str) -> None:
    own, others = (MONEYS, PAPERS) if step in ("appropriation", "transfer") else (PAPERS, MONEYS)
    for state in STATES:
        for act in own:
            assert rules.after(step, act, state) == ALLOWED.get((act, state))
        for act in others:
            assert rules.after(step, act, state) is None


def test_the_days_of_a_round() -> None:
    may, march = Month(2020, 5), Month(2020, 3)
    assert rules.due_on("county_plan", 25, may) == dt.date(2020, 4, 25)
    assert rules.due_on("city_plan", 31, may) == dt.date(2020, 4, 30)
    assert rules.due_on("city_plan", 31, march) == dt.date(2020, 2, 29)
    assert rules.due_on("appropriation", 10, may) == dt.date(2020, 5, 10)
    assert rules.due_on("county_report", 15, may) == dt.date(2020, 6, 15)
    assert rules.due_on("city_report", 31, Month(2020, 12)) == dt.date(2021, 1, 31)


@pytest.mark.parametrize(
    ("moved", "waiting", "refused", "state"),
    [
        ({}, False, False, "open"),
        ({}, False, True, "returned"),
        ({}, True, False, "submitted"),
        ({"310": 5}, False, False, "short"),
        ({"310": 10}, False, False, "short"),
        ({"310": 10, "390": 20}, False, True, "done"),
        ({"310": 10, "390": 20}, True, False, "submitted"),
    ],
)
def test_where_money_stands(moved: dict[str, int], waiting: bool, refused: bool, state: str) -> None:
    found = rules.money_state({"310": 10, "390": 20}, moved, waiting=waiting, refused=refused)
    assert found == state


def test_what_a_plan_is_filled_in_with() -> None:
    assert rules.months_looked_at(Month(2020, 5)) == (
        [Month(2020, 1), Month(2020, 2), Month(2020, 3)],
        Month(2019, 5),
    )
    assert rules.suggestion(100, 201) == 151
    assert rules.suggestion(100, None) == 100
    assert rules.suggestion(-50, 0) == 0


def test_how_right_a_plan_was() -> None:
    assert rules.accuracy(100, 95) == 9500
    assert rules.accuracy(100, 105) == 9500
    assert rules.accuracy(100, 300) == 0
    assert rules.accuracy(0, 5) is None


def test_too_little_is_divided_in_proportion_and_to_the_fen() -> None:
    assert rules.divide(100, {1: 30, 2: 20}) == {1: 30, 2: 20}
    assert rules.divide(25, {1: 30, 2: 20}) == {1: 15, 2: 10}
    assert sum(rules.divide(7, {1: 1, 2: 1, 3: 1_000}).values()) == 7
    assert rules.divide(10, {1: -5, 2: 20}) == {1: 0, 2: 10}
