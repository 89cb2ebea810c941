"""A payment the bank sends back, in a real browser: the bank's sheet, the list, issued again by one person, approved by
another, paid; and one that a slip tells of, checked by a second person."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from config.scoping import system_scope
from funds.models import Payment
from tests.browser.test_main_road import sign_in
from tests.cast import Cast
from tests.config.pages.test_look import picture
from tests.funds.clearing.conftest import Town, build_town
from tests.funds.paybacks.conftest import HELD, moved
from tests.support.workers import CeleryWorker

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PATIENCE = 60_000
REASON = "收款账户已销户"
HEADER = ["payment_no", "amount", "result", "paid_on", "reason", "returned_on"]


@pytest.fixture
def town(cast: Cast) -> Town:
    return build_town(cast)


@pytest.fixture
def paid(town: Town) -> Payment:
    """The hospital's payment, paid on 10 June."""
    town.settle(town.cast.hospital_east, town.cast.east, 100_000)
    clearing = town.cleared()
    town.pay_everything(clearing)
    with system_scope():
        found: Payment = Payment.objects.get(kind="institution")
        return found


def take(page: Any, path: Path, *cells: object) -> None:
    """The bank's sheet with one row, checked and confirmed."""
    book = openpyxl.Workbook()
    book.active.title = "payments"
    book.active.append(HEADER)
    book.active.append(list(cells))
    book.save(path)
    page.goto("/imports/upload/")
    page.select_option("[name=kind]", "bank_return")
    page.set_input_files("[name=file]", str(path))
    page.click("form.form button.main")
    page.wait_for_selector("text=查看结果", timeout=PATIENCE)
    page.click("text=查看结果")
    page.wait_for_selector(".figures")
    page.click("#confirm")
    page.click("form.act button.main")
    page.wait_for_selector("text=查看结果", timeout=PATIENCE)


def follow(page: Any, text: str) -> None:
    page.locator("main").get_by_role("link", name=text, exact=True).first.click()
    page.wait_for_load_state()


def confirm(page: Any) -> None:
    page.click("main form button.main")
    page.wait_for_load_state()
    assert not page.locator("main [role=alert], main .field-error").all_inner_texts()


def listed(page: Any, stands: str) -> str:
    page.goto(f"/funds/payments/sent-back/?stands={stands}")
    return str(page.inner_text("main"))


def test_what_the_banks_sheet_sends_back_is_paid_again(
    cast: Cast, paid: Payment, celery_worker_process: CeleryWorker, browser_page: Any, tmp_path: Path
) -> None:
    page = browser_page
    sign_in(page, cast.finance_city)
    back_on = dt.date(2020, 6, 15)
    take(page, tmp_path / "退汇.xlsx", paid.number, paid.amount, "returned", None, REASON, back_on)
    page.goto("/desk/")
    follow_desk = page.locator("main a", has_text="退汇款项重新拨付")
    assert follow_desk.count()
    shown = listed(page, "held")
    assert paid.number in shown
    assert REASON in shown
    picture(page, "sent-back")
    page.locator("main tbody tr", has_text=paid.number).first.click()
    page.wait_for_url("**/funds/payments/*/")
    picture(page, "sent-back-batch")
    follow(page, "重新拨付")
    confirm(page)
    with system_scope():
        again = Payment.objects.get(reissues=paid)
    assert page.url.endswith(f"/funds/payments/{again.batch_id}/")
    # Whoever issued it again is offered no approval.
    assert not page.locator("main a[href$='/approve/']").count()

    sign_in(page, cast.approver_city)
    page.goto(f"/funds/payments/{again.batch_id}/")
    page.click("main a[href$='/approve/']")
    confirm(page)

    sign_in(page, cast.finance_city)
    page.goto(f"/funds/payments/{again.batch_id}/")
    with page.expect_download() as download:
        page.click("main form[action$='/file/'] button")
    assert download.value.suggested_filename.endswith(".xlsx")
    assert moved(HELD) == -paid.amount
    take(page, tmp_path / "回盘.xlsx", again.number, again.amount, "paid", dt.date(2020, 7, 2), None, None)
    assert moved(HELD) == Decimal(0)
    assert paid.number in listed(page, "settled")
    assert paid.number not in listed(page, "held")
    page.goto(f"/funds/statements/{paid.statement_id}/")
    said = page.inner_text("main")
    assert paid.number in said
    assert again.number in said


def test_what_a_slip_tells_is_checked_by_another(cast: Cast, paid: Payment, browser_page: Any) -> None:
    page = browser_page
    sign_in(page, cast.finance_city)
    page.goto(f"/funds/payments/{paid.batch_id}/")
    follow(page, "登记退汇")
    page.fill("main [name=reason]", REASON)
    page.fill("main [name=returned_on]", "2020-06-15")
    picture(page, "payback-entry")
    # Without the slip's number nothing is stored, and what was typed stays.
    page.click("main form button.main")
    assert page.input_value("main [name=reason]") == REASON
    page.fill("main [name=evidence]", "回单001")
    confirm(page)
    assert "退汇待复核" in page.inner_text("main")
    assert paid.number in listed(page, "entered")

    sign_in(page, cast.reviewer_city)
    page.goto(f"/funds/payments/{paid.batch_id}/")
    page.click("main a[href$='/check/']")
    page.wait_for_load_state()
    picture(page, "payback-check")
    confirm(page)
    assert moved(HELD) == -paid.amount
    assert paid.number in listed(page, "held")
