"""A second factor from enrolment to reset, by people with a browser and a phone."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from config.scoping import system_scope
from institutions.models import Duty, User
from tests.cast import PASSWORD, Cast, make_user
from tests.second_factor_world import code_of, give_phone
from tests.support.browser import WebServer

pytestmark = [pytest.mark.browser, pytest.mark.slow]

CODE = re.compile(r"/sign-in/code/$")
LIST = "/institutions/sign-ins/second-factors/"


def first_step(page: Any, user: User) -> None:
    page.goto("/sign-in/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")


def second_step(page: Any, user: User, code: str) -> None:
    first_step(page, user)
    page.wait_for_url(CODE)
    page.fill("#id_code", code)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def is_in(page: Any) -> bool:
    return bool(page.locator(".top-bar").count())


def sign_out(page: Any) -> None:
    page.context.clear_cookies()


def picture(page: Any, name: str) -> None:
    if folder := os.environ.get("PICTURES"):
        page.screenshot(path=str(Path(folder) / f"second-factor-{name}.png"))


def enrol(page: Any, user: User) -> tuple[str, list[str]]:
    """From the preferences; the key as text is what the picture says."""
    first_step(page, user)
    page.wait_for_selector(".top-bar")
    page.goto("/preferences/second-factor/")
    picture(page, "off")
    page.click("main a.button.main")
    picture(page, "enrol")
    assert page.locator(".phone svg").is_visible()
    secret = page.inner_text("#second_factor_key").replace(" ", "")
    page.fill("#id_present", PASSWORD)
    page.fill("#id_code", code_of(secret))
    page.click("main form button >> nth=0")
    page.wait_for_selector(".recovery-codes")
    codes = page.locator(".recovery-codes li").all_inner_texts()
    picture(page, "codes")
    with page.expect_download() as download:
        page.click("a[download]")
    kept = download.value.path().read_text()
    assert kept.split() == codes
    return secret, codes


def test_enrol_sign_in_replay_and_recovery(cast: Cast, browser_page: Any) -> None:
    page, user = browser_page, cast.finance_city
    secret, codes = enrol(page, user)
    assert len(codes) == 10
    page.click("text=已保存，继续")
    picture(page, "on")
    page.goto("/preferences/second-factor/phone/")
    picture(page, "another-phone")
    page.goto("/preferences/second-factor/codes/")
    assert not page.locator(".recovery-codes").count(), "shown once"
    sign_out(page)

    code = code_of(secret, 1)
    second_step(page, user, code)
    assert is_in(page)
    sign_out(page)
    second_step(page, user, code)
    assert not is_in(page), "a code opens once"
    picture(page, "refused")
    assert "不正确" in page.inner_text("[role=alert]")
    page.goto("/desk/")
    assert "/sign-in/" in page.url
    sign_out(page)

    second_step(page, user, codes[0])
    assert is_in(page)
    sign_out(page)
    second_step(page, user, codes[0])
    assert not is_in(page), "a recovery code opens once"


def test_reset_by_two_and_enrolment_at_the_door(cast: Cast, browser_page: Any, settings: Any) -> None:
    page, user = browser_page, cast.finance_city
    with system_scope():
        second = make_user("second.city", "市级管理乙", cast.city, Duty.ADMINISTER)
    old, _codes = enrol(page, user)
    sign_out(page)

    first_step(page, cast.administrator_city)
    page.wait_for_selector(".top-bar")
    page.goto(LIST)
    page.click("text=申请重置")
    page.fill("#id_reason", "手机丢失，本人到场核实")
    picture(page, "ask")
    page.click("main form button >> nth=0")
    page.wait_for_url(f"**{LIST}")
    page.click("main a:text-is('解除')")
    page.click("main form button >> nth=0")
    assert "须由另一名管理员确认" in page.inner_text("[role=alert]"), "not by one"
    sign_out(page)

    first_step(page, second)
    page.wait_for_selector(".top-bar")
    page.goto(LIST)
    picture(page, "list")
    page.click("main a:text-is('解除')")
    picture(page, "confirm")
    page.click("main form button >> nth=0")
    page.wait_for_url(f"**{LIST}")
    page.goto("/institutions/sign-ins/")
    picture(page, "sign-ins")
    sign_out(page)

    settings.SECOND_FACTOR = "required"
    first_step(page, user)
    page.wait_for_url("**/sign-in/phone/")
    secret = page.inner_text("#second_factor_key").replace(" ", "")
    assert secret != old
    picture(page, "at-the-door")
    page.goto("/desk/")
    assert not is_in(page)
    first_step(page, user)
    page.wait_for_url("**/sign-in/phone/")
    secret = page.inner_text("#second_factor_key").replace(" ", "")
    page.fill("#id_code", code_of(secret))
    page.keyboard.press("Enter")
    page.wait_for_selector(".recovery-codes")
    page.click("text=已保存，继续")
    page.wait_for_selector(".top-bar")


@pytest.mark.parametrize("code_wrong", [False, True])
def test_without_scripts(cast: Cast, web_server: WebServer, chromium: Browser, code_wrong: bool) -> None:
    secret, _codes = give_phone(cast.finance_city)
    context = chromium.new_context(base_url=web_server.url, java_script_enabled=False)
    page = context.new_page()
    second_step(page, cast.finance_city, "000000" if code_wrong else code_of(secret))
    assert is_in(page) is not code_wrong
    context.close()
