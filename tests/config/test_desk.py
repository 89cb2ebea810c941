"""Heaps of a desk: counted in one statement, each as it would be counted alone."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.db import connection
from django.db.models import Count, Q
from django.test.utils import CaptureQueriesContext

from config.desk import DeskItem, Heap, Standing, items_of
from config.listing import paging
from config.models import WorkdayException
from institutions.models import Agency, User
from tests.cast import Cast

DAYS = [dt.date(2026, 3, day) for day in (2, 9, 16)]
pytestmark = pytest.mark.django_db


@pytest.fixture
def days() -> None:
    WorkdayException.objects.bulk_create(WorkdayException(day=day, is_workday=True) for day in DAYS)


@pytest.mark.usefixtures("days")
def test_each_heap_is_counted_with_its_first_day_in_one_statement(cast: Cast) -> None:
    all_days = WorkdayException.objects.order_by("-day")
    told = [
        DeskItem("alone", "/alone/"),
        Heap("all", all_days, "/all/", due="day"),
        Heap("none", all_days.filter(pk__in=[]), "/none/"),
        Heap("no row", all_days.filter(day=DAYS[0], is_workday=False), "/no/", due="day"),
        Heap("later", all_days.filter(day__gt=DAYS[0]), "/later/", Standing.WAITING, due="day", detail="why"),
        Heap("told apart", User.objects.filter(assignments__isnull=False).distinct(), "/people/"),
        Heap(
            "grouped", Agency.objects.annotate(n=Count("assignments")).filter(Q(n__gt=0)), "/agencies/",
            Standing.RETURNED,
        ),
    ]  # fmt: skip
    with (
        time_machine.travel(dt.datetime(2026, 3, 9, 4, tzinfo=dt.UTC)),
        CaptureQueriesContext(connection) as asked,
    ):
        found = {item.url: item for item in items_of(told)}
    assert len(asked) == 1
    assert [*found] == ["/alone/", "/all/", "/later/", "/people/", "/agencies/"]
    assert (found["/all/"].count, found["/all/"].due, found["/all/"].standing) == (3, DAYS[0], Standing.LATE)
    later = found["/later/"]
    assert (later.count, later.due, later.standing, later.detail) == (2, DAYS[1], Standing.WAITING, "why")
    assert found["/people/"].count == User.objects.filter(assignments__isnull=False).distinct().count()
    working = Agency.objects.filter(assignments__isnull=False).distinct().count()
    assert (found["/agencies/"].count, found["/agencies/"].standing) == (working, Standing.RETURNED)


@pytest.mark.usefixtures("days")
def test_counting_a_heap_ends_somewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("config.desk.COUNT_CAP", 2)
    (item,) = items_of([Heap("many", WorkdayException.objects.all(), "/many/")])
    assert (item.count, item.more) == (2, True)
    assert item.count_text == paging.count_text(2, True)
    # With a day to show, every row is looked at.
    (item,) = items_of([Heap("many", WorkdayException.objects.all(), "/many/", due="day")])
    assert (item.count, item.more) == (3, False)


def test_nothing_to_count_asks_nothing() -> None:
    with CaptureQueriesContext(connection) as asked:
        assert items_of([DeskItem("alone", "/alone/"), Heap("none", Agency.objects.none(), "/none/")]) == [
            DeskItem("alone", "/alone/")
        ]
    assert not len(asked)
