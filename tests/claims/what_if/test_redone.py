"""A year with cancels, late bills and redos is tried as it stands: each bill once, whatever was booked where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from claims.models import Settlement
from config.scoping import system_scope
from tests.claims.redo.conftest import Year, closed, year
from tests.claims.what_if.asking import ask, cell, standing, total
from tests.claims.what_if.test_what_if import in_force

__all__ = ["closed", "year"]


@pytest.mark.parametrize("cleared", [False, True])
def test_a_redone_bill_counts_once(year: Year, closed: Callable[[str], None], cleared: bool) -> None:
    first, second, third = (year.bill(dt.date(2020, month, 1)) for month in (2, 3, 4))
    cancelled, _second, _third = year.settle(first, second, third)
    if cleared:
        closed("2020-05")
    year.cancel(cancelled, dt.date(2020, 6, 1))
    year.approve_all()
    rows = standing()
    assert {row.bill_id for row in rows} == {second.pk, third.pk}
    with system_scope():
        assert Settlement.objects.count() > len(rows) + 2
    report = ask(year.cast, in_force())
    whole = cell(report)
    assert report.bills == whole["bills"] == 2
    assert whole["before_fund_pay_sumamt"] == total(rows, "fund_pay_sumamt") > 0
    # The redo has put the later bills in their place: from zero and in order they get what stands.
    assert whole["after_fund_pay_sumamt"] == whole["before_fund_pay_sumamt"]
    assert whole["after_psn_part_amt"] == whole["before_psn_part_amt"]


def test_what_no_redo_has_put_right_yet_is_seen(year: Year) -> None:
    """A bill settled late got what was left; in its own order it would have got more, a later one less."""
    late = year.bill(dt.date(2020, 1, 10))
    year.settled(dt.date(2020, 3, 1))
    year.settled(dt.date(2020, 4, 1))
    year.settle(late)
    whole = cell(ask(year.cast, in_force()))
    assert whole["bills"] == 3
    assert whole["before_fund_pay_sumamt"] == total(standing(), "fund_pay_sumamt")
    assert whole["bills_better"] >= 1
    assert whole["bills_worse"] >= 1
