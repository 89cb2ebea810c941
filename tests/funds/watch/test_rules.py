"""Levels, the standing of a warning from month to month, projections: tables and properties."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.periods import Month
from funds.rules import watch
from funds.rules.projection import Assumptions, Base, falls_below, project, used_up
from funds.rules.watch import Bound, Corridor, Standing

SIX_TO_TWELVE = Corridor(Bound(Fraction(6)), Bound(Fraction(12)), Bound(Fraction(3)))
values = st.fractions(min_value=-20, max_value=40, max_denominator=1000)


@pytest.mark.parametrize(
    ("value", "level", "side", "outside"),
    [
        (Fraction(6), "within", "", 0),
        (Fraction(12), "within", "", 0),
        (Fraction(599, 100), "warning", "below", Fraction(1, 100)),
        (Fraction(3), "warning", "below", 3),
        (Fraction(299, 100), "talk", "below", Fraction(301, 100)),
        (Fraction(13), "warning", "above", 1),
        (Fraction(-1), "talk", "below", 7),
    ],
)
@pytest.mark.duty("JJ-10")
def test_levels_of_a_corridor(value: Fraction, level: str, side: str, outside: Fraction) -> None:
    assert watch.level(value, SIX_TO_TWELVE) == level
    assert watch.side(value, SIX_TO_TWELVE) == side
    assert watch.outside(value, SIX_TO_TWELVE) == outside


def test_without_data_or_corridor_nothing_is_warned_of() -> None:
    assert watch.level(None, SIX_TO_TWELVE) == "unknown"
    assert watch.level(Fraction(1), None) == "unset"


@given(values)
def test_a_value_is_outside_exactly_when_it_is_warned_of(value: Fraction) -> None:
    warned = watch.level(value, SIX_TO_TWELVE) in ("warning", "talk")
    assert (watch.outside(value, SIX_TO_TWELVE) > 0) == warned == bool(watch.side(value, SIX_TO_TWELVE))


@given(values, values, st.integers(0, 5), st.sampled_from(["warning", "talk"]))
def test_a_talk_once_due_stays_due(before: Fraction, now: Fraction, worse: int, level: str) -> None:
    standing = Standing(level, watch.outside(before, SIX_TO_TWELVE), worse)
    after = watch.following(standing, now, SIX_TO_TWELVE, talk_after=None)
    assert after.level == "talk" if level == "talk" else after.level in ("warning", "talk")
    assert watch.is_worse(standing, after) == (after.outside > standing.outside)


def test_growing_worse_leads_to_a_talk() -> None:
    opened = Standing("warning", Fraction(1))
    second = watch.following(opened, Fraction(9, 2), SIX_TO_TWELVE, talk_after=2)
    assert second == Standing("warning", Fraction(3, 2), 1)
    third = watch.following(second, Fraction(4), SIX_TO_TWELVE, talk_after=2)
    assert third == Standing("talk", Fraction(2), 2)
    better = watch.following(second, Fraction(5), SIX_TO_TWELVE, talk_after=2)
    assert (better.level, better.worse) == ("warning", 0)


@pytest.mark.parametrize(
    ("act", "state", "after"),
    [
        ("answer", "open", "answered"),
        ("answer", "returned", "answered"),
        ("answer", "accepted", None),
        ("send_back", "answered", "returned"),
        ("accept", "answered", "accepted"),
        ("ask_closing", "open", None),
        ("ask_closing", "accepted", "closing"),
        ("close", "accepted", None),
        ("close", "closing", "closed"),
        ("keep_open", "closing", "accepted"),
        ("talk", "open", "open"),
        ("talk", "closed", None),
    ],
)
def test_the_course_of_a_warning(act: str, state: str, after: str | None) -> None:
    assert watch.after(act, state) == after


def test_the_day_of_a_report() -> None:
    assert watch.report_due(Month(2020, 1), 31) == dt.date(2020, 2, 29)
    assert watch.report_due(Month(2020, 12), 20) == dt.date(2021, 1, 20)
    assert watch.report_due(Month(2020, 1), None) is None


@pytest.mark.duty("JJ-10")
def test_a_projection_by_hand() -> None:
    base = Base(2020, 1_000_00, 900_00, 500_00)
    years = project(base, Assumptions(people=0, income=0, spending=1_000, years=3))
    assert [(one.year, one.income, one.spending, one.balance) for one in years] == [
        (2020, 100_000, 90_000, 50_000),
        (2021, 100_000, 99_000, 51_000),
        (2022, 100_000, 108_900, 42_100),
        (2023, 100_000, 119_790, 22_310),
    ]
    assert years[3].months == Fraction(22_310 * 12, 119_790)
    assert used_up(years) is None
    assert falls_below(years, Fraction(3)) == 2023
    assert used_up(project(base, Assumptions(0, 0, 2_000, 5))) == 2023
    with pytest.raises(ValueError, match="3 to 5"):
        project(base, Assumptions(0, 0, 0, 6))


fen = st.integers(0, 10**13)
growth = st.integers(-5_000, 5_000)


@given(fen, fen, st.integers(-(10**13), 10**13), growth, growth, growth, st.integers(3, 5))
def test_the_balance_carries_every_fen(
    income: int, spending: int, balance: int, people: int, each: int, cost: int, years: int
) -> None:
    found = project(Base(2020, income, spending, balance), Assumptions(people, each, cost, years))
    assert len(found) == years + 1
    assert found[-1].balance == balance + sum(one.surplus for one in found[1:])
    assert all(one.income >= 0 and one.spending >= 0 for one in found)
