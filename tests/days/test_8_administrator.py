"""An administrator: a county's new clerk with duties from a day; the phone of whoever approves, lost and reset."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from config.demo.staff import PASSWORD
from config.demo.year.clock import standing_on
from config.scoping import system_scope
from institutions.models import Duty, SecondFactor, User
from tests.days.maintenance import GIVEN, USERS, hire, save, staff_form
from tests.days.phones import answer, asked_for_a_code, keep_codes, shown_at_the_door, take_up
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "620700"
COUNTY, COUNTY_NAME = "620702", "甘州区"
NO_JOBS = True
TODAY, BEGINS = dt.date(2020, 11, 20), dt.date(2020, 11, 23)
CLERK, OWN = "zhang.xin", "Only-mine-13579"
DUTIES = (Duty.REGISTER, Duty.HANDLE)
SECOND, APPROVER = "wang.er", f"{COUNTY}-approve"
FIRST = f"{CITY}-administer"
WHY = "手机丢失，本人持身份证到场核实。"


@pytest.fixture(autouse=True)
def strict(settings: Any) -> None:
    """A password somebody else gave must be changed; the demonstration's staff are not new."""
    settings.OWN_PASSWORD = True


@pytest.mark.duty("NB-29")
def test_administrator(road: Road, settings: Any) -> None:
    with system_scope():
        User.objects.update(password_own_since=timezone.now())
    with standing_on(TODAY):
        the_new_clerk(road)
        nothing_before_the_day(road)
    with standing_on(BEGINS):
        what_the_duties_give(road)
        the_clerks_page(road)
        another_administrator(road)
        settings.SECOND_FACTOR = "required"
        the_approvers_phone(road)


def the_new_clerk(road: Road) -> None:
    """In the maintenance room: name, a password to hand over, the county, duties, from a day."""
    road.sign_in(FIRST)
    road.go("/desk/")
    road.look("desk")
    road.go("/admin/")
    road.look("maintenance-room")
    road.go(USERS)
    road.look("users")
    staff_form(road, CLERK, "张新", at=COUNTY_NAME, duties=DUTIES, since=BEGINS)
    road.look("new-clerk")
    save(road)
    road.look("new-clerk-saved")
    road.go(f"{USERS}?q={CLERK}")
    road.see("张新", where="#content")


def nothing_before_the_day(road: Road) -> None:
    """The password opens, the duties do not yet: the page says from when."""
    road.knock(CLERK, GIVEN)
    road.see("由他人设置", where="body")
    road.look("own-password")
    for name, value in {"old_password": GIVEN, "new_password1": OWN, "new_password2": OWN}.items():
        road.page.fill(f"main [name={name}]", value)
    road.send()
    road.see(str(BEGINS))
    road.look("not-yet")
    answer = road.page.goto("/enrollment/people/")
    assert answer is not None
    assert answer.status == 403


def lines_of(road: Road, username: str, password: str) -> set[str]:
    """Where the navigation leads whoever signs in."""
    road.sign_in(username, password)
    road.go("/")
    found = road.page.locator("nav.side a").evaluate_all("all => all.map(one => one.pathname)")
    return set(found)


def what_the_duties_give(road: Road) -> None:
    """The same as two colleagues with one of the duties each have together; every line opens, nothing else does."""
    colleagues = [lines_of(road, f"{COUNTY}-{duty}", PASSWORD) for duty in DUTIES]
    mine = lines_of(road, CLERK, OWN)
    assert mine == colleagues[0] | colleagues[1]
    road.go("/desk/")
    road.look("clerks-desk")
    for place in sorted(mine):
        assert road.page.request.get(place).ok, place
    with system_scope():
        elsewhere = User.objects.get(username="620721-register")
    for place in (
        "/admin/", "/institutions/policies/load/", "/institutions/sign-ins/", "/funds/clearings/start/",
        "/institutions/unmaskings/", f"{USERS}{elsewhere.pk}/change/",
    ):  # fmt: skip
        assert road.page.request.get(place).status == 403, place


def the_clerks_page(road: Road) -> None:
    """Afterwards: who it is, what they may do and from when; nobody gives duties to themselves."""
    road.sign_in(FIRST)
    with system_scope():
        clerk, oneself = (User.objects.get(username=name) for name in (CLERK, FIRST))
    road.go(f"{USERS}{clerk.pk}/change/")
    road.look("clerks-page")
    road.go(f"{USERS}{oneself.pk}/change/")
    assert road.page.locator("[name='assignments-0-duties']").count() == 0


def another_administrator(road: Road) -> None:
    """Without a second one nobody's lost phone could be reset."""
    hire(road, SECOND, "王二", at="张掖市", duties=(Duty.ADMINISTER,), since=BEGINS)
    road.knock(SECOND, GIVEN)
    for name, value in {"old_password": GIVEN, "new_password1": OWN, "new_password2": OWN}.items():
        road.page.fill(f"main [name={name}]", value)
    road.send()


def the_approvers_phone(road: Road) -> None:
    """Enrolled at the door, asked for at each sign-in, lost, taken off by two, enrolled anew."""
    lost = shown_at_the_door(road, APPROVER, PASSWORD)
    road.look("phone")
    answer(road, lost)
    road.look("recovery-codes")
    keep_codes(road)
    asked_for_a_code(road, APPROVER, PASSWORD)
    road.look("code")
    answer(road, lost)
    road.go("/preferences/second-factor/")
    road.look("second-factor")

    take_up(road, FIRST, PASSWORD)
    road.go("/institutions/sign-ins/second-factors/")
    road.look("second-factors")
    road.page.fill("main [name=user]", APPROVER)
    road.page.keyboard.press("Enter")
    road.page.wait_for_load_state()
    road.click("申请重置")
    road.page.fill("main [name=reason]", WHY)
    road.look("ask-reset")
    road.send()
    road.look("reset-asked")
    road.click("解除")
    road.page.locator("main form button").first.click()
    road.page.wait_for_selector("main [role=alert]")
    road.look("not-alone")

    take_up(road, SECOND, OWN)
    road.go("/desk/")
    road.see("确认双重验证重置")
    road.look("second-administrators-desk")
    road.click("确认双重验证重置")
    road.see(WHY)
    road.click("解除")
    road.look("confirm-reset")
    road.send()
    with system_scope():
        assert not SecondFactor.objects.filter(user__username=APPROVER).exists()
    road.go("/institutions/sign-ins/")
    road.see("双重验证已解除")
    road.look("sign-ins")

    found = take_up(road, APPROVER, PASSWORD)
    assert found.secret != lost.secret
    asked_for_a_code(road, APPROVER, PASSWORD)
    answer(road, found)
    road.page.wait_for_selector(".top-bar")
