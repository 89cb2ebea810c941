"""A county reviewer goes through the queue by keyboard alone: one case sent back, the rest approved."""

from __future__ import annotations

import pytest

from claims.models import ClearingApplication
from config.scoping import system_scope
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = "620700"
COUNTY = "620722"
REASON = "基金申报总额与结算不符，请核对后重报。"


def applications(state: str) -> int:
    with system_scope():
        return int(ClearingApplication.objects.filter(county__code=COUNTY, state=state).count())


def test_county_reviewer(road: Road) -> None:
    road.sign_in(f"{COUNTY}-review")
    State = ClearingApplication.State
    waiting, accepted, returned = (
        applications(one) for one in (State.APPLIED, State.ACCEPTED, State.RETURNED)
    )
    assert waiting > 1
    road.look("desk")
    for number in range(waiting):
        road.go("/desk/")
        road.reach("待审清算申请")
        road.enter()
        if number == 0:
            road.look("queue")
        road.page.evaluate("document.activeElement.blur()")
        road.press("ArrowDown")
        road.enter()
        if number == 0:
            road.look("case")
        send_back(road) if number == 0 else accept(road)
    assert applications(State.APPLIED) == 0
    assert applications(State.RETURNED) == returned + 1
    assert applications(State.ACCEPTED) == accepted + waiting - 1
    road.go("/desk/")
    assert "待审清算申请" not in road.text()
    road.look("desk-done")


def send_back(road: Road) -> None:
    road.reach("退回")
    road.enter()
    road.page.locator("main [name=reason]").focus()
    road.page.keyboard.type(REASON)
    road.look("send-back")
    road.press("Tab")
    road.enter()
    road.see(REASON)


def accept(road: Road) -> None:
    road.reach("受理")
    road.enter()
    road.reach("受理")
    road.enter()
