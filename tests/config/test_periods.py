"""Half-open periods: the last day of a month belongs to it, the first of the next does not."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.periods import Month, Period, months_later


def test_a_month_holds_its_last_day_and_not_the_next_first():
    march = Month.parse("2020-03").period
    assert dt.date(2020, 3, 31) in march
    assert dt.date(2020, 4, 1) not in march


@given(st.dates(dt.date(1950, 1, 1), dt.date(2500, 1, 1)))
def test_every_day_belongs_to_exactly_one_month(day):
    month = Month.of(day)
    assert day in month.period
    assert day not in month.previous.period
    assert day not in month.following.period
    assert month.previous.following == month
    assert Month.parse(str(month)) == month


def test_touching_periods_do_not_overlap():
    first = Period(dt.date(2020, 1, 1), dt.date(2020, 7, 1))
    assert not first.overlaps(Period(dt.date(2020, 7, 1)))
    assert first.overlaps(Period(dt.date(2020, 6, 30)))


@pytest.mark.parametrize("text", ["2020-13", "2020-00", "202003", "2020-3", ""])
def test_what_is_no_month_is_refused(text):
    with pytest.raises(ValueError, match="not a month"):
        Month.parse(text)


def test_an_empty_period_is_refused():
    with pytest.raises(ValueError, match="empty period"):
        Period(dt.date(2020, 1, 1), dt.date(2020, 1, 1))


@pytest.mark.parametrize(
    ("care", "months", "last"),
    [
        ("2020-03-05", 12, "2021-03-05"),
        ("2020-02-29", 12, "2021-02-28"),
        ("2020-12-31", 2, "2021-02-28"),
        ("2020-11-30", 3, "2021-02-28"),
        ("2020-10-31", 1, "2020-11-30"),
        ("2020-05-31", 0, "2020-05-31"),
        ("2020-12-15", 1, "2021-01-15"),
    ],
)
def test_so_many_months_later(care: str, months: int, last: str) -> None:
    assert months_later(dt.date.fromisoformat(care), months) == dt.date.fromisoformat(last)
