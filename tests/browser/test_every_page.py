"""Every page in a real browser: no breach of the security policy, nothing too wide, nothing left in English."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from config.access import Requirement, requirement_of
from config.scoping import system_scope
from institutions.models import User
from tests.cast import PASSWORD, Cast
from tests.config.pages.test_access import ADDRESSES
from tests.places import places
from tests.region_world import build_region_world
from tests.test_foreign_records import address, arguments_of
from tests.world import build_world

pytestmark = [pytest.mark.browser, pytest.mark.slow]

# Files, fragments, and the way out.
NO_PAGES = {
    "logout", "statement_xlsx", "import_sample", "import_failed_rows",
    "job_result", "job_log", "job_progress", "job_badge", "clearing_progress",
}  # fmt: skip
TOO_WIDE = """() => {
  const main = document.querySelector('main');
  return document.documentElement.scrollWidth > innerWidth || main.scrollWidth > main.clientWidth + 1; }"""
# A form with something to fill in and no button to send it.
NOT_SENT = """() => [...document.querySelectorAll('main form')].filter(form =>
  form.querySelector('input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled)')
  && ![...form.elements].some(one => one.type === 'submit')).length"""
# Words people read; codes and names of files, keys and fields are as they are.
READ = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), texts = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim();
    if (text && !walker.currentNode.parentElement.closest('script, .code, kbd, button[lang=en]')) texts.push(text);
  }
  for (const field of document.querySelectorAll('[placeholder], [aria-label], [title]'))
    for (const name of ['placeholder', 'aria-label', 'title']) texts.push(field.getAttribute(name) || '');
  return texts; }"""
ENGLISH = re.compile(r"\b[A-Za-z]{3,}\b")
MAY_BE_LATIN = re.compile(
    r"(?i)\b(xlsx|csv|yaml|pdf|png|jpeg|tiff|excel|utf|payment|opening|clearing|bills|lines|registers|sha|drg|dip|chrome|linux)\b|\{\w+\}|[\w.-]+\.xlsx|[\w-]+:[\w:-]+"
)


def sign_in(page: Any, user: User) -> None:
    page.goto("/sign-in/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".top-bar")


def english_on(page: Any, names: set[str]) -> list[str]:
    """Texts with an English word in them that is no name of the cast."""
    return [
        text
        for text in page.evaluate(READ)
        if ENGLISH.search(MAY_BE_LATIN.sub("", text)) and not any(name in text for name in names)
    ]


def test_english_is_found_where_it_stands(cast: Cast, browser_page: Any) -> None:
    sign_in(browser_page, cast.clerk_east)
    assert english_on(browser_page, {cast.clerk_east.name}) == []
    User.objects.filter(pk=cast.clerk_east.pk).update(language="en")
    browser_page.reload()
    assert "My desk" in english_on(browser_page, {cast.clerk_east.name})


def test_every_page_keeps_to_the_policy_fits_and_is_chinese(cast: Cast, browser_page: Any) -> None:
    page = browser_page
    with system_scope():
        own, _elsewhere = places(cast)
        values = build_world(own)
        region = build_region_world(own.city)
        names = {user.name for user in User.objects.all()} | {user.username for user in User.objects.all()}
    pictures = os.environ.get("PICTURES")
    wrong = []
    for user, named in (
        (own.worker, values),
        (cast.clerk_east, values),
        (region.worker, {**values, **region.values}),
    ):
        page.context.clear_cookies()
        sign_in(page, user)
        for route, pattern in ADDRESSES:
            requirement = requirement_of(pattern.callback) or Requirement()
            if pattern.name in NO_PAGES or not requirement.met_by(user.assignments_in_force[0]):
                continue
            if "str:" in route or "slug:" in route:
                continue
            place = address(route, named)
            answer = page.request.get(place)
            status = answer.status
            if answer.headers.get("content-disposition", "").startswith("attachment"):
                continue
            if status != 200:
                # 405: an address that only takes forms. A job is its owner's.
                # A region opens none of what its city's are.
                theirs = user == region.worker and not arguments_of(route) <= region.values.keys()
                if status != 405 and pattern.name != "job" and not (theirs and status == 404):
                    wrong.append(f"{route}: {status}")
                continue
            page.goto(place)
            if pictures:
                page.screenshot(path=str(Path(pictures) / f"{user.username}-{pattern.name}.png"))
            if page.evaluate(TOO_WIDE):
                wrong.append(f"{route}: wider than the screen")
            if page.evaluate(NOT_SENT):
                wrong.append(f"{route}: a form without a button")
            wrong += [f"{route}: {text}" for text in english_on(page, names)]
    assert not wrong, "\n".join(wrong)
