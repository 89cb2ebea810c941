"""A phone with an authenticator app, as the second step of signing in."""

from __future__ import annotations

import time

import pyotp

from institutions.rules.second_factor import STEP_SECONDS
from tests.days.road import Road


class Phone:
    """Shows a code; each opens once, so the next one is waited for where need be."""

    def __init__(self, secret: str) -> None:
        self.secret = secret
        self._last = 0

    def code(self) -> str:
        # A phone may be one step behind or before: three codes can be used at once.
        step = max(self._last + 1, self._now() - 1)
        while step > self._now() + 1:
            time.sleep(0.5)
        self._last = step
        return pyotp.TOTP(self.secret).generate_otp(step)

    @staticmethod
    def _now() -> int:
        return int(time.time()) // STEP_SECONDS


def shown_at_the_door(road: Road, username: str, password: str) -> Phone:
    """Who must have a second factor and has none is shown a picture for the phone."""
    road.knock(username, password)
    road.page.wait_for_url("**/sign-in/phone/")
    return Phone(road.text("#second_factor_key").replace(" ", ""))


def asked_for_a_code(road: Road, username: str, password: str) -> None:
    road.knock(username, password)
    road.page.wait_for_url("**/sign-in/code/")


def answer(road: Road, phone: Phone) -> None:
    road.page.fill("#id_code", phone.code())
    with road.page.expect_navigation():
        road.page.keyboard.press("Enter")


def keep_codes(road: Road) -> None:
    """The recovery codes are shown once; then the person is in."""
    road.page.wait_for_selector(".recovery-codes")
    road.click("已保存，继续")
    road.page.wait_for_selector(".top-bar")


def take_up(road: Road, username: str, password: str) -> Phone:
    """All of it: from the password to the desk with a new phone."""
    phone = shown_at_the_door(road, username, password)
    answer(road, phone)
    keep_codes(road)
    return phone
