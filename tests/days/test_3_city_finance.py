"""The city's finance, month's end: the plans in one application, the money, a clearing that a county stops, the clause
behind an amount."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import Clearing, ClearingStep, RoundStep, Statement
from tests.days.late_bills import bring_late_bills
from tests.days.road import Road
from tests.support.workers import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
PAYER, OPEN, RETURNED, WAITING = "330281", "330203", "330205", "330206"
THE_DAY = dt.date(2023, 1, 30)
LAST, MONTH, PLANNED = dt.date(2022, 12, 1), dt.date(2023, 1, 1), dt.date(2023, 2, 1)
NO_ACCOUNT = "没有支出户"
MOST_CLICKS = 4
Owner = Callable[[], contextlib.AbstractContextManager[psycopg.Connection]]


def step_of(month: dt.date, step: str, unit: str = CITY) -> RoundStep:
    with system_scope():
        return RoundStep.objects.select_related("round").get(
            round__month=month, step=step, unit__code=unit
        )


def the_plans(road: Road) -> None:
    """The board shows who is missing; the two missing plans come, and the city applies for the sum of all."""
    road.sign_in(f"{CITY}-finance")
    road.go("/desk/")
    road.look("desk")
    board = f"/funds/rounds/{step_of(PLANNED, 'city_plan').round_id}/"
    road.go(board)
    road.look("board")
    for unit in (OPEN, RETURNED):
        road.sign_in(f"{unit}-finance")
        road.go(step_of(PLANNED, "county_plan", unit).get_absolute_url())
        if unit == OPEN:
            road.click("填报")
            road.send()
        road.click("提交")
        road.send()
    road.sign_in(f"{CITY}-review")
    for unit in (OPEN, RETURNED, WAITING):
        road.go(step_of(PLANNED, "county_plan", unit).get_absolute_url())
        road.click("审核通过")
        road.send()
    road.sign_in(f"{CITY}-finance")
    application = step_of(PLANNED, "city_plan").get_absolute_url()
    road.go(application)
    road.look("application")
    road.click("提交")
    road.page.fill("main [name=reference]", "甬医保中心〔2023〕2号")
    road.send()
    road.sign_in(f"{CITY}-review")
    road.go(application)
    road.click("审核通过")
    road.send()
    road.go(board)
    road.look("board-after")
    assert step_of(PLANNED, "city_plan").state == "done"


def the_money(road: Road) -> None:
    """January was paid half: the rest arrives, is booked by two people and goes on to the counties."""
    place = step_of(MONTH, "appropriation").get_absolute_url()
    road.sign_in(f"{CITY}-finance")
    road.go(place)
    road.look("short")
    road.click("登记财政拨款")
    road.page.fill("main [name=evidence]", "回单202301300001")
    road.look("arrival")
    road.send()
    road.sign_in(f"{CITY}-approve")
    road.go(place)
    for act in ("审批划拨", "审批"):
        # What waited of the first half, then what came now.
        road.go(place)
        road.click(act)
        road.send()
    road.sign_in(f"{CITY}-finance")
    road.go(place)
    road.click("划拨县区")
    road.page.fill("main [name=evidence]", "回单202301300002")
    road.look("passed-on")
    road.send()
    road.sign_in(f"{CITY}-approve")
    road.go(place)
    road.click("审批划拨")
    road.send()
    road.go(place)
    road.look("arrived")
    assert step_of(MONTH, "appropriation").state == "done"
