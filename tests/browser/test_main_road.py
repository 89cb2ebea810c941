"""The main road in a real browser: a sheet with mistakes mended and imported, a month cleared, a statement opened."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from python_calamine import load_workbook

from config.scoping import system_scope
from enrollment.models import Person
from funds.models import Clearing, Statement
from institutions.models import User
from tests.cast import PASSWORD, Cast, certificate_number
from tests.config.pages.test_look import picture
from tests.funds.clearing.conftest import build_town
from tests.funds.clearing.test_month import a_month
from tests.support.workers import CeleryWorker

pytestmark = [pytest.mark.browser, pytest.mark.slow]

HEADER = [
    "psn_cert_type",
    "certno",
    "psn_name",
    "gend",
    "brdy",
    "insuplc_admdvs",
    "insutype",
    "psn_type",
    "psn_insu_date",
]
PATIENCE = 60_000
# A month's page shows a run only while it goes on: when the run has ended well, the page comes anew without it.
RUN_ENDED = "#live:not([hx-get])"


def sign_in(page: Any, user: User) -> None:
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.fill("#id_username", user.username)
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector(".top-bar")


def sheet_of_people(path: Path) -> Path:
    """Three good rows; row 4 has a wrong check digit, row 6 another city's county."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "people"
    sheet.append(HEADER)
    for n, (name, county) in enumerate(
        [("赵一", "990101"), ("钱二", "990101"), ("孙三", "990101"), ("李四", "990101"), ("周五", "980101")]
    ):
        certno = certificate_number(serial=n + 1)
        if name == "孙三":
            certno = certno[:-1] + ("0" if certno[-1] != "0" else "1")
        day = dt.date(2020, 1, 1)
        sheet.append(["01", certno, name, "1", dt.date(1970, 1, 1), county, "390", "1501", day])
    book.save(path)
    return path


def amount(text: Any) -> Decimal:
    return Decimal(str(text).replace(",", "")).quantize(Decimal("0.01"))


def sums_of(book: Path) -> list[Decimal]:
    """The last row's figures; the amounts above add up to each. A bill of several payers has a line for each."""
    rows = load_workbook(str(book)).get_sheet_by_index(0).to_python()
    figures = [[amount(cell) for cell in row if isinstance(cell, int | float)] for row in rows]
    *lines, total = [row for row in figures if row]
    bills, *amounts = zip(*lines, strict=True)
    assert [sum(column) for column in amounts] == total[1:]
    assert max(bills) <= total[0] <= sum(bills)
    return total


def upload(page: Any, path: Path) -> None:
    page.goto("/imports/upload/")
    page.select_option("[name=kind]", "people")
    page.set_input_files("[name=file]", str(path))
    page.click("form.form button.main")
    # The check runs as a job; when it ends it offers the page of its result.
    page.wait_for_selector("text=查看结果", timeout=PATIENCE)
    page.click("text=查看结果")
    page.wait_for_selector(".figures")


def mended(failed: Path, path: Path) -> Path:
    """The failed rows as they came back, corrected in place; the column of reasons stays."""
    book = openpyxl.load_workbook(failed)
    sheet = book.active
    names = [str(cell.value) for cell in sheet[1]]
    certno = next(n for n, name in enumerate(names) if "certno" in name)
    county = next(n for n, name in enumerate(names) if "insuplc_admdvs" in name)
    person = next(n for n, name in enumerate(names) if "psn_name" in name)
    for row in sheet.iter_rows(min_row=2):
        row[certno].value = certificate_number(serial=3 if row[person].value == "孙三" else 5)
        row[county].value = "990101"
    book.save(path)
    return path


def test_a_sheet_with_mistakes_is_mended_and_imported(
    cast: Cast, celery_worker_process: CeleryWorker, browser_page: Any, tmp_path: Path
) -> None:
    page = browser_page
    sign_in(page, cast.clerk_east)
    upload(page, sheet_of_people(tmp_path / "名单.xlsx"))

    picture(page, "import-errors")
    errors = page.locator("section:has(#errors) tbody tr")
    assert errors.count() == 2
    rows = [errors.nth(n).locator("td").all_inner_texts() for n in range(2)]
    assert [row[0] for row in rows] == ["4", "6"]
    assert "校验位错误" in rows[0][3]
    assert all(any("一" <= letter <= "鿿" for letter in row[3]) for row in rows)
    with system_scope():
        assert not Person.objects.exists(), "nothing is stored before it is confirmed"

    with page.expect_download() as download:
        page.click("#failed-rows")
    failed = tmp_path / "failed.xlsx"
    download.value.save_as(failed)
    page.click("#confirm")
    picture(page, "import-confirm")
    page.click("form.act button.main")
    page.wait_for_selector("text=查看结果", timeout=PATIENCE)
    with system_scope():
        assert {person.psn_name for person in Person.objects.all()} == {"赵一", "钱二", "李四"}

    upload(page, mended(failed, tmp_path / "改正.xlsx"))
    assert page.locator("section:has(#errors)").count() == 0
    page.click("#confirm")
    page.click("form.act button.main")
    page.wait_for_selector("text=查看结果", timeout=PATIENCE)
    page.goto("/enrollment/people/")
    listed = page.locator("table tbody tr")
    assert listed.count() == 5
    assert "孙三" in listed.all_inner_texts().__str__()


def test_a_month_is_started_watched_reviewed_and_its_statement_opened(
    cast: Cast, celery_worker_process: CeleryWorker, browser_page: Any, tmp_path: Path
) -> None:
    a_month(build_town(cast))
    page = browser_page
    sign_in(page, cast.finance_city)
    page.goto("/funds/clearings/start/")
    page.fill("[name=month]", "2020-03")
    page.select_option("[name=insutype]", "390")
    page.click("form.act button.main")
    page.wait_for_selector("progress")
    picture(page, "clearing-running")
    page.wait_for_selector(RUN_ENDED, timeout=PATIENCE)
    with system_scope():
        clearing = Clearing.objects.get()
        assert clearing.state == Clearing.State.ADJUDICATED

    sign_in(page, cast.reviewer_city)
    page.goto(f"/funds/clearings/{clearing.pk}/review/")
    page.click("form.act button.main")
    page.wait_for_selector(RUN_ENDED, timeout=PATIENCE)
    page.goto(f"/funds/clearings/{clearing.pk}/")
    picture(page, "clearing-posted")
    assert page.locator("table.matrix tbody tr").count() >= 2

    with system_scope():
        statement = Statement.objects.filter(act_dfr_amt__gt=0).order_by("pk").first()
        assert statement is not None
        payable = statement.act_dfr_amt
    sign_in(page, cast.finance_city)
    page.goto(f"/funds/clearings/{clearing.pk}/statements/")
    page.locator(
        f"tr[data-href='/funds/statements/{statement.pk}/'] a, tr[data-href='/funds/statements/{statement.pk}/'] td"
    ).first.click()
    page.wait_for_url(f"**/funds/statements/{statement.pk}/")
    shown = [amount(text) for text in page.locator("table tfoot td.figure").all_inner_texts()]
    with page.expect_download() as download:
        page.click("a[href$='/workbook/']")
    book = tmp_path / "statement.xlsx"
    download.value.save_as(book)
    assert sums_of(book) == shown
    assert shown[-1] == payable
    page.goto(f"/funds/statements/{statement.pk}/?print")
    assert [amount(text) for text in page.locator("tr.total td.figure").all_inner_texts()] == shown


def test_the_keyboard_searches_and_opens_rows(cast: Cast, browser_page: Any) -> None:
    from tests.cast import make_person

    with system_scope():
        for _n in range(3):
            make_person(cast.east)
    page = browser_page
    sign_in(page, cast.clerk_east)
    page.goto("/enrollment/people/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.getAttribute('type')") == "search"
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/enrollment/people/*/")
