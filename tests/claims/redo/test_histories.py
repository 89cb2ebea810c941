"""Any history of bills, late arrivals and cancels ends as if the bills that are left had come in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from claims.models import Bill
from claims.services import clearing_months
from config.periods import Month
from config.scoping import system_scope

from .conftest import Year

# (month, fen, kind of care): sums that meet deductibles and ceilings of the year, of several benefits.
STAY = st.tuples(
    st.integers(1, 12), st.sampled_from([30_000, 900_000, 2_600_000, 4_100_000]), st.sampled_from(["21", "11", "14"])
)  # fmt: skip
HISTORY = st.lists(STAY, min_size=2, max_size=5)
RELAXED = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def bills_of(year: Year, history: Sequence[tuple[int, int, str]]) -> list[Bill]:
    return [
        year.bill(
            dt.date(2020, month, 1 + place), fen, med_type=kind, setl_id=f"H{place}", dise_code="M07801"
        )
        for place, (month, fen, kind) in enumerate(history)
    ]


def in_order(bills: Sequence[Bill]) -> list[Bill]:
    return sorted(bills, key=lambda bill: (bill.setl_time, bill.setl_id))


def outcome(year: Year) -> tuple[Any, ...]:
    return year.stands(), year.used()


class Undone:
    """A history played and rolled back; every check of it happens inside."""

    def __enter__(self) -> None:
        self.atomic = transaction.atomic()
        self.atomic.__enter__()

    def __exit__(self, *error: Any) -> None:
        transaction.set_rollback(True)
        self.atomic.__exit__(*error)


def check_sums(year: Year) -> None:
    """Superseded rows never count: what counts in all months together is what stands, in the counters too."""
    assert year.counted() == year.used()
    assert sum(year.by_month().values()) == sum(int(row[6] * 100) for row in year.stands())


@given(history=HISTORY, taken=st.data())
@RELAXED
def test_a_cancel_restores(year: Year, history: list[tuple[int, int, str]], taken: st.DataObject) -> None:
    """After a cancel and its redo everything is as if the bill had never been."""
    gone = taken.draw(st.integers(0, len(history) - 1))
    with Undone():
        bills = bills_of(year, history)
        year.settle(*in_order([bill for bill in bills if bill != bills[gone]]))
        never_there = outcome(year)
    with Undone():
        bills = bills_of(year, history)
        settled = {one.bill_id: one for one in year.settle(*in_order(bills))}
        year.cancel(settled[bills[gone].pk])
        year.approve_all()
        assert outcome(year) == never_there
        check_sums(year)


@given(history=HISTORY, arriving=st.data())
@RELAXED
def test_the_order_of_arrival_makes_no_difference(
    year: Year, history: list[tuple[int, int, str]], arriving: st.DataObject
) -> None:
    """Late arrival with its redos is in-order arrival, whether months are closed meanwhile or not."""
    arrival = arriving.draw(st.permutations(range(len(history))))
    closed_after = arriving.draw(st.integers(0, len(history)))
    with Undone():
        year.settle(*in_order(bills_of(year, history)))
        on_time = outcome(year)
    with Undone(), pytest.MonkeyPatch.context() as patch:
        bills = bills_of(year, history)
        for place, index in enumerate(arrival):
            if place == closed_after:
                patch.setattr(
                    clearing_months, "_open_month", lambda _area, _scheme, month: max(month, Month(2021, 1))
                )
            year.settle(bills[index])
            if arriving.draw(st.booleans()):
                year.approve_all()
                check_sums(year)
        year.approve_all()
        assert outcome(year) == on_time
        check_sums(year)


@given(history=HISTORY, acts=st.data())
@RELAXED
def test_cleared_months_never_change(
    year: Year, history: list[tuple[int, int, str]], acts: st.DataObject
) -> None:
    """Whatever is taken back after the clearing, each cleared month pays what it paid."""
    with Undone(), pytest.MonkeyPatch.context() as patch:
        settled = year.settle(*in_order(bills_of(year, history)))
        patch.setattr(
            clearing_months, "_open_month", lambda _area, _scheme, month: max(month, Month(2021, 1))
        )
        cleared = year.by_month()
        for one in acts.draw(st.permutations(settled)):
            with system_scope():
                one = type(one).objects.filter(bill=one.bill_id, is_current=True, negated=False).latest("pk")
            year.cancel(one)
            year.approve_all()
            months = year.by_month()
            assert {month: months[month] for month in cleared} == cleared
            check_sums(year)
        assert (year.used(), sum(year.by_month().values())) == ({}, 0)
