"""The pages in a real browser: density, keyboard, forms; ``browser_page`` checks the content security policy."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from config.models import Job, JobLog
from config.navigation import NavItem, _items, address_of, register_navigation
from config.scoping import system_scope
from institutions.models import User
from tests.cast import PASSWORD, Cast, make_person

pytestmark = [pytest.mark.browser, pytest.mark.urls("tests.config.pages.sample")]

ROWS_AT_LEAST = 26
# Rows of the body not hidden behind the totals, and the totals row itself.
VISIBLE_ROWS = """() => {
  const wrap = document.querySelector('.table-wrap').getBoundingClientRect();
  const foot = document.querySelector('.table tfoot td');
  const bottom = foot ? foot.getBoundingClientRect().top : wrap.bottom;
  const rows = [...document.querySelectorAll('.table tbody tr')].filter(row => {
    const box = row.getBoundingClientRect(); return box.top >= wrap.top && box.bottom <= bottom + 0.5;
  });
  return rows.length + (foot ? 1 : 0); }"""


@pytest.fixture(autouse=True)
def sample_navigation() -> Any:
    kept, _items[:] = list(_items), []
    address_of.cache_clear()
    register_navigation(
        NavItem("people", "参保人员", "sample_people", count=lambda user: 12, first_page=True),
        NavItem("fund", "登记到账", "sample_form"),
        NavItem("clearing", "启动清算", "sample_act"),
        NavItem("fund", "基金收支", "sample_chart"),
        NavItem("exchange", "任务", "jobs"),
    )
    yield
    _items[:] = kept
    address_of.cache_clear()


def picture(page: Any, name: str) -> None:
    """Kept only when somebody wants to look: PICTURES=folder."""
    if os.environ.get("PICTURES"):
        page.screenshot(path=str(Path(os.environ["PICTURES"]) / f"{name}.png"))


def sign_in(page: Any, user: Any) -> None:
    page.goto("/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".top-bar")


@pytest.fixture
def many_people(cast: Cast) -> None:
    with system_scope():
        for number in range(120):
            make_person(cast.east, name=f"张{number:03d}")


def test_the_list_shows_26_rows_and_obeys_the_keyboard(
    browser_page: Any, cast: Cast, many_people: None
) -> None:
    page = browser_page
    page.goto("/")
    picture(page, "sign-in")
    sign_in(page, cast.clerk_east)
    picture(page, "list")
    assert page.evaluate(VISIBLE_ROWS) >= ROWS_AT_LEAST
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    picture(page, "row-marked")
    page.keyboard.press("Enter")
    page.wait_for_url("**/sample/form/**")
    page.go_back()
    page.click("text=列") if page.locator("summary:has-text('列')").count() else page.click(
        "summary:has-text('Columns')"
    )
    picture(page, "columns")
    page.goto("/sample/people/?brdy_from=never")
    picture(page, "filter-fault")
    page.goto("/sample/people/?q=nobody")
    picture(page, "list-empty")
    page.goto("/sample/people/?print=1")
    picture(page, "print")
    if os.environ.get("PICTURES"):
        page.pdf(path=str(Path(os.environ["PICTURES"]) / "print.pdf"), prefer_css_page_size=True)


def test_a_long_navigation_is_folded_as_its_reader_leaves_it(browser_page: Any, cast: Cast) -> None:
    page, fund, people = browser_page, "[data-group=fund]", "[data-group=people]"
    sign_in(page, cast.clerk_east)
    assert page.locator(f"{fund} a").first.is_visible()
    register_navigation(*(NavItem("fund", f"第{n}项", "sample_chart", order=n) for n in range(30)))
    page.goto("/")
    assert page.locator(f"{people} a").first.is_visible()
    assert not page.locator(f"{fund} a").first.is_visible()
    page.click(f"{fund} summary")
    page.goto("/")
    assert page.locator(f"{fund} a").first.is_visible()
    page.click(f"{fund} summary")
    page.goto("/")
    assert not page.locator(f"{fund} a").first.is_visible()


def test_a_form_keeps_what_was_typed_and_names_each_fault(browser_page: Any, cast: Cast) -> None:
    page = browser_page
    sign_in(page, cast.clerk_east)
    page.goto("/sample/form/")
    page.fill("[name=name]", "王五")
    page.fill("[name=month]", "2020-13")
    page.fill("[name=amount]", "12.345")
    page.click(".form-buttons .main")
    page.wait_for_selector(".field.wrong")
    picture(page, "form")
    assert page.input_value("[name=name]") == "王五"
    assert page.locator(".field.wrong").count() == 3
    assert page.evaluate("document.activeElement.name") == "month"


def test_an_act_shows_what_will_happen_and_an_error_page_its_number(browser_page: Any, cast: Cast) -> None:
    page = browser_page
    sign_in(page, cast.finance_city)
    page.goto("/sample/act/?refuse=1")
    picture(page, "act")
    page.click(".form-buttons .main")
    page.wait_for_selector(".note-bad")
    picture(page, "act-refused")
    page.goto("/sample/form/")
    picture(page, "forbidden")
    page.goto("/sample/fails/")
    picture(page, "failed")
    assert page.locator(".error-card").count() == 1
    page.goto("/preferences/")
    picture(page, "preferences")
    page.goto("/search/?q=nobody")
    picture(page, "search")
    page.goto("/jobs/")
    picture(page, "jobs-empty")


def test_the_chart_page_informs_with_and_without_the_script(browser_page: Any, cast: Cast) -> None:
    page = browser_page
    sign_in(page, cast.clerk_east)
    page.goto("/sample/chart/")
    picture(page, "chart")
    assert page.locator(".chart table").count() == 1


def test_a_job_is_followed_live_to_its_end(browser_page: Any, cast: Cast) -> None:
    page = browser_page
    job = Job.objects.create(
        owner=cast.clerk_east, kind="listing.export", state="running", done=30, total=120
    )
    JobLog.objects.create(job=job, text="正在导出")
    asked: list[str] = []
    page.on(
        "request", lambda request: asked.append(request.url) if request.url.endswith("/progress/") else None
    )
    sign_in(page, cast.clerk_east)
    page.goto(f"/jobs/{job.pk}/")
    picture(page, "job-running")
    assert page.locator("progress").get_attribute("value") == "25"
    assert page.locator("#job-badge").inner_text() == "1"
    Job.objects.filter(pk=job.pk).update(done=60)
    page.wait_for_selector("progress[value='50']")
    # A row goes, a line comes: the button one stands on is still the one after the swap.
    page.focus(f"#job-{job.pk}-cancel")
    Job.objects.filter(pk=job.pk).update(done=90)
    page.wait_for_selector("progress[value='75']")
    assert page.evaluate("document.activeElement.id") == f"job-{job.pk}-cancel"
    Job.objects.filter(pk=job.pk).update(state="done", done=120, result_url="/preferences/")
    page.wait_for_selector("[data-state=done]")
    picture(page, "job-done")
    so_far = len(asked)
    page.wait_for_timeout(2500)
    assert len(asked) == so_far
    page.wait_for_selector("#job-badge:not(.bubble)", state="attached")


def test_leaving_a_form_with_typed_text_is_warned(browser_page: Any, cast: Cast) -> None:
    page = browser_page
    warned: list[str] = []
    page.on("dialog", lambda dialog: (warned.append(dialog.type), dialog.dismiss()))
    sign_in(page, cast.clerk_east)
    page.goto("/sample/form/")
    page.fill("[name=name]", "王五")
    page.press("[name=month]", "Tab")
    page.evaluate("window.location.assign('/preferences/')")
    page.wait_for_timeout(500)
    assert warned == ["beforeunload"]
    assert page.input_value("[name=name]") == "王五"


def test_the_maintenance_room_wears_the_same_colours(browser_page: Any, cast: Cast) -> None:
    page = browser_page
    User.objects.filter(pk=cast.administrator_city.pk).update(is_staff=True)
    sign_in(page, cast.administrator_city)
    page.goto("/admin/")
    picture(page, "admin")
    assert (
        page.evaluate("getComputedStyle(document.querySelector('#header')).backgroundColor")
        == "rgb(29, 90, 140)"
    )
    page.goto("/admin/institutions/user/")
    picture(page, "admin-list")
    page.goto(f"/admin/institutions/user/{cast.clerk_east.pk}/change/")
    picture(page, "admin-form")
