"""The tests' own tools: the browser keeps the content security policy and sees the right database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.cast import PASSWORD, Cast

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.mark.browser
def test_the_browser_meets_the_tests_database_in_chinese(browser_page: Page, cast: Cast) -> None:
    browser_page.goto("/")
    browser_page.fill("[name=username]", cast.clerk_east.username)
    browser_page.fill("[name=password]", PASSWORD)
    browser_page.press("[name=password]", "Enter")
    browser_page.wait_for_url(lambda url: "login" not in url)
    assert browser_page.locator("html").get_attribute("lang") == "zh-hans"
    browser_page.get_by_text(cast.clerk_east.name).first.wait_for()
