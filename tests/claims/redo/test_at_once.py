"""Several people at one person's bills at once: whoever comes second sees what the first did."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from claims.models import STANDING, Redo, Settlement
from claims.services.cancel_settlement import NotStanding
from claims.services.decide_redo import RedoDecided, RedoOutdated, approve_redo
from claims.services.settle_bill import settle_bill
from config.scoping import system_scope
from tests.cast import Cast, make_coverage, make_person
from tests.support.policies import put_policy_in_force

from .conftest import Year

MARCH, JUNE, SEPTEMBER = dt.date(2020, 3, 5), dt.date(2020, 6, 5), dt.date(2020, 9, 5)


@pytest.fixture
def committed(fresh_database: str, cast: Cast) -> Year:
    with system_scope():
        put_policy_in_force(cast)
        person = make_person(cast.east)
        make_coverage(person)
    return Year(cast, person)


def together(*acts: Callable[[], Any]) -> list[BaseException]:
    """Run the acts at once; what they raised, in no order."""
    start, failures = threading.Barrier(len(acts)), []

    def run(act: Callable[[], Any]) -> None:
        try:
            start.wait()
            act()
        except BaseException as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def check(year: Year) -> None:
    with system_scope():
        bills = list(
            Settlement.objects.filter(STANDING, person=year.person).values_list("bill_id", flat=True)
        )
    assert len(bills) == len(set(bills))
    assert year.used() == year.counted()
    assert sum(year.by_month().values()) == sum(int(row[6] * 100) for row in year.stands())


@pytest.mark.slow
def test_a_redo_approved_twice_at_once_is_booked_once(committed: Year) -> None:
    year = committed
    first = year.settled(MARCH)
    year.settled(JUNE)
    year.settled(SEPTEMBER)
    year.cancel(first)
    draft = year.draft()
    assert draft is not None
    reviewers = (year.cast.reviewer_east, year.cast.reviewer_city)
    failures = together(*(lambda who=who: approve_redo(redo=draft, acting_user=who) for who in reviewers))
    assert [type(one) for one in failures] == [RedoDecided]
    check(year)
    with system_scope():
        assert Redo.objects.get().state == Redo.State.APPLIED


@pytest.mark.slow
def test_a_cancel_and_a_late_bill_while_a_redo_is_approved(committed: Year) -> None:
    """Whichever comes first, the year ends right once the last draft is approved."""
    year = committed
    first, second = year.settled(MARCH), year.settled(JUNE)
    year.settled(SEPTEMBER)
    year.cancel(first)
    draft = year.draft()
    late = year.bill(dt.date(2020, 2, 5), 1_000_000)
    assert draft is not None
    failures = together(
        lambda: approve_redo(redo=draft, acting_user=year.cast.reviewer_east),
        lambda: settle_bill(bill=late, acting_user=year.cast.clerk_east),
        lambda: year.cancel(second),
    )
    # The approval may have come too late for what it had seen, the cancel for the settlement it was about.
    assert {type(one) for one in failures} <= {RedoOutdated, NotStanding}, failures
    check(year)
    year.approve_all()
    check(year)
    anew = year.stands()
    with system_scope():
        left = Settlement.objects.filter(STANDING, person=year.person).count()
    assert len(anew) == left >= 2
