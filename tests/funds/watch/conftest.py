"""The city's residents' book with months of bookings, and a policy that watches them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest

from config.periods import Month
from config.scoping import system_scope
from funds.services.watch.count import count_month
from tests.cast import Cast
from tests.funds.statements.conftest import Year, build_year
from tests.support.policies import put_text_in_force

DECEMBER, JANUARY, FEBRUARY = Month(2019, 12), Month(2020, 1), Month(2020, 2)
PACKAGE = """
area: "990100"
key: test-watch
title: 监测测试
document: {number: 测试, source: test, issued: 2019-01-01, effective: 2019-07-01}
sections:
  targets:
    months_covered.lowest: {unit: months, values: [{from: 2019-07-01, value: 6, clause: 一}]}
    months_covered.talk: {unit: months, values: [{from: 2019-07-01, value: 3, clause: 六（十八）}]}
    months_covered.reported_to: {values: [{from: 2019-07-01, value: government, clause: 四（六）6}]}
    current_balance.lowest: {unit: ratio, values: [{from: 2019-07-01, value: 0, clause: 四（十）}]}
    coverage.lowest: {unit: ratio, values: [{from: 2019-07-01, value: 0.95, clause: 一}]}
    personal_spending.about: {unit: ratio, values: [{from: 2019-07-01, value: 0.27, clause: 一}]}
    personal_spending.within: {unit: points, values: [{from: 2019-07-01, value: 3, clause: 一}]}
    watch.on: {unit: day_of_month, values: [{from: 2019-07-01, value: 10, clause: 四（十）}]}
    watch.report_by: {unit: day_of_month, values: [{from: 2019-07-01, value: 20, clause: 六（十八）}]}
    watch.answer_within: {unit: days, values: [{from: 2019-07-01, value: 10, clause: 六（十八）}]}
    watch.decide_within: {unit: days, values: [{from: 2019-07-01, value: 5, clause: 六（十八）}]}
    watch.talk_within: {unit: days, values: [{from: 2019-07-01, value: 15, clause: 六（十八）}]}
    watch.talk_after: {unit: months, values: [{from: 2019-07-01, value: 1, clause: 六（十八）}]}
"""


@pytest.fixture
def year(cast: Cast) -> Iterator[Year]:
    """East: 200 yuan in (November), 70 out (December); West: 100 in, nothing out. 1,000 opening at the city.

    January: 50 out in East, so that its balance falls from 130 to 80 yuan.
    """
    put_text_in_force(cast, PACKAGE)
    with system_scope():
        found = build_year(cast, "390")
        found.move("inpatient_expense", "expenditure_account", 5_000, dt.date(2020, 1, 15), county=cast.east)
        yield found


def count(cast: Cast, month: Month) -> None:
    count_month(area=cast.area, month=month)
