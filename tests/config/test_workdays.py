"""Working days: the official calendar, what the agency decided, and what nobody knows yet."""

from __future__ import annotations

import datetime as dt

import pytest

from config.models import WorkdayException
from config.workdays import Deadline, add_workdays, deadline, is_workday

pytestmark = pytest.mark.django_db


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("date", "works"),
    [
        ("2020-03-02", True),  # a Monday
        ("2020-03-07", False),  # a Saturday
        ("2020-10-01", False),  # National Day
        ("2020-10-10", True),  # a Saturday worked in its stead
        ("2020-01-31", False),  # the Spring Festival break, prolonged in 2020
    ],
)
def test_the_official_calendar(date: str, works: bool) -> None:
    assert is_workday(day(date)) is works


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2020-03-01", 5, "2020-03-06"),
        ("2020-09-30", 1, "2020-10-09"),
        ("2020-10-09", 1, "2020-10-10"),
        ("2020-10-09", -1, "2020-09-30"),
        ("2020-03-04", 0, "2020-03-04"),
        ("2019-12-31", 20, "2020-02-05"),
    ],
)
def test_counting(start: str, count: int, end: str) -> None:
    assert add_workdays(day(start), count) == day(end)


def test_what_the_agency_decided_wins() -> None:
    WorkdayException.objects.create(day=day("2020-03-03"), is_workday=False, name="停电", provisional=False)
    assert not is_workday(day("2020-03-03"))
    assert deadline(day("2020-03-02"), 1) == Deadline(day("2020-03-04"), provisional=False)


def test_a_year_nobody_knows_yet_counts_by_weekday_and_is_provisional() -> None:
    monday = dt.date(2049, 10, 4)
    assert is_workday(monday)
    assert deadline(monday, 5) == Deadline(dt.date(2049, 10, 11), provisional=True)


def test_a_provisional_exception_makes_the_deadline_provisional() -> None:
    WorkdayException.objects.create(day=dt.date(2049, 10, 5), is_workday=False, name="国庆节（暂定）")
    assert deadline(dt.date(2049, 10, 4), 1) == Deadline(dt.date(2049, 10, 6), provisional=True)


def test_a_long_count_takes_one_query(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):
        assert add_workdays(day("2019-01-01"), 250) == day("2019-12-31")
