"""The city's finance at month's end: the counties' plans in one application, the money of finance passed on."""

from __future__ import annotations

import datetime as dt

import pytest

from config.demo.year.clock import standing_on
from config.scoping import system_scope
from funds.models import RoundStep
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
NO_JOBS = True
OPEN, RETURNED, WAITING = "330203", "330205", "330206"
THE_DAY = dt.date(2023, 1, 30)
MONTH, PLANNED = dt.date(2023, 1, 1), dt.date(2023, 2, 1)
PAPER = "甬医保中心〔2023〕2号"


@pytest.mark.duty("NB-16")
def test_city_finance(road: Road) -> None:
    with standing_on(THE_DAY):
        the_desk(road)
        the_plans(road)
        the_application(road)
        the_money(road)


def step_of(month: dt.date, step: str, unit: str = CITY) -> RoundStep:
    with system_scope():
        return RoundStep.objects.select_related("round").get(round__month=month, step=step, unit__code=unit)


def the_board(road: Road, month: dt.date) -> None:
    road.go(f"/funds/rounds/{step_of(month, 'city_plan').round_id}/")


def the_desk(road: Road) -> None:
    """What is due; the months' rounds; the board of next month says whose plan is missing."""
    road.sign_in(f"{CITY}-finance")
    road.go("/desk/")
    road.look("desk")
    the_board(road, PLANNED)
    road.see("未办理", "已退回", "待审核")
    road.look("board")


def the_plans(road: Road) -> None:
    """The two counties hand theirs in; the city's second person accepts all that wait."""
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
        if unit == OPEN:
            road.look("accept")
        road.send()


def the_application(road: Road) -> None:
    """The sum of all plans goes to finance under the city's number, once a second person agreed."""
    place = step_of(PLANNED, "city_plan").get_absolute_url()
    road.sign_in(f"{CITY}-finance")
    road.go(place)
    road.look("application")
    road.click("提交")
    road.page.fill("main [name=reference]", PAPER)
    road.send()
    road.sign_in(f"{CITY}-review")
    road.go(place)
    road.click("审核通过")
    road.send()
    the_board(road, PLANNED)
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
    the_board(road, MONTH)
    road.look("month")
