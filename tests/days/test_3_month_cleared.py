"""The city's finance clears a month: a county stops for want of an account and goes on; statements, the month's money,
the clause behind an amount."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from config.demo.year.clock import standing_on
from config.periods import Month
from config.scoping import system_scope
from funds.models import Clearing, ClearingStep, Statement
from institutions.models import Institution
from tests.days.late_bills import bring_late_bills
from tests.days.road import PATIENCE, Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
COUNTY = "330281"
LAST, MONTH = Month(2022, 12), Month(2023, 1)
CLEARED = dt.date(2023, 1, 31)
NO_ACCOUNT = "没有经审批的收款账户"
MOST_CLICKS = 4
Owner = Callable[[], contextlib.AbstractContextManager[psycopg.Connection]]


@pytest.mark.duty("NB-16")
def test_month_cleared(road: Road, tmp_path: Path, as_owner: Owner) -> None:
    bring_late_bills(COUNTY, like=LAST, settled_on=dt.date(2023, 1, 5), folder=tmp_path)
    hospital = one_with_bills()
    account_ended(hospital, as_owner)
    with standing_on(CLEARED):
        the_start(road)
        the_review(road, hospital)
        the_account(road, hospital)
        the_going_on(road)
        the_statements(road, tmp_path)
        the_sending(road)
        the_flow(road)
        back_to_the_clause(road)


def one_with_bills() -> Institution:
    """An institution that the county owes for the month."""
    with system_scope():
        found = Institution.objects.filter(
            county__code=COUNTY,
            bills__settlements__clr_month=MONTH.first,
            bills__settlements__is_current=True,
        )
        return found.order_by("fixmedins_code")[0]


def account_ended(hospital: Institution, as_owner: Owner) -> None:
    """It left its bank at the end of the year and nobody entered the next account."""
    with as_owner() as owner:
        owner.execute(
            "UPDATE institutions_payeeaccount SET period = daterange(lower(period), '2023-01-01')"
            " WHERE institution_id = %s",
            [hospital.pk],
        )


def the_month() -> Clearing:
    with system_scope():
        return Clearing.objects.get(area__code=AREA, month=MONTH.first)


def stopped() -> set[str]:
    """Codes of the units whose step failed."""
    with system_scope():
        failed = ClearingStep.objects.filter(clearing=the_month(), state="failed")
        return set(failed.values_list("unit__code", flat=True))


def until(road: Road, state: str) -> None:
    """The page follows the month by itself; nobody loads it anew."""
    road.page.wait_for_selector(f"#live .steps .now:has-text('{state}')", timeout=PATIENCE)


def ended(road: Road) -> None:
    """The run is over and the page, fresh as a whole, asks for no more news."""
    road.page.wait_for_selector("#live:not([hx-get])", timeout=PATIENCE)


def the_start(road: Road) -> None:
    """Started from the desk, watched county by county."""
    road.sign_in(f"{CITY}-finance")
    road.go("/desk/")
    road.look("desk")
    road.page.locator("main a").filter(has_text=f"启动 {MONTH}").first.click()
    road.look("start")
    road.send()
    road.page.wait_for_selector("section.job progress")
    road.look("running")
    until(road, "已审定")
    ended(road)
    road.look("adjudicated")


def the_review(road: Road, hospital: Institution) -> None:
    """The second person confirms the statements; one county stops, the page says at what and where it is mended."""
    road.sign_in(f"{CITY}-review")
    road.go("/desk/")
    road.page.locator("main a").filter(has_text=f"复核 {MONTH}").first.click()
    road.click("复核")
    road.look("review")
    road.send()
    road.page.wait_for_selector("section.job[data-state=failed]", timeout=PATIENCE)
    road.page.wait_for_selector(f"#live td:has-text('{NO_ACCOUNT}')", timeout=PATIENCE)
    ended(road)
    assert stopped() == {COUNTY}
    road.see(hospital.name, NO_ACCOUNT)
    # Nothing but going on is offered: the job's own page is this one.
    assert not road.page.locator("section.job form, section.job a").count()
    road.look("stopped")
    road.sign_in(f"{CITY}-finance")
    road.go("/desk/")
    road.see(NO_ACCOUNT)
    road.look("desk-stopped")


def the_account(road: Road, hospital: Institution) -> None:
    """The county finds it on its desk, enters the account; its approver puts it in force."""
    road.sign_in(f"{COUNTY}-handle")
    road.go("/desk/")
    road.see(NO_ACCOUNT)
    road.look("county-desk")
    road.page.locator("main tr").filter(has_text=NO_ACCOUNT).locator("a").first.click()
    road.page.locator("main a").filter(has_text=hospital.name).first.click()
    road.look("no-account")
    road.click("新增收款账户")
    road.page.fill("main [name=account_no]", "3302810099887766")
    road.page.fill("main [name=bank_name]", "宁波银行余姚支行")
    road.look("account")
    road.send()
    road.sign_in(f"{COUNTY}-approve")
    road.go("/desk/")
    road.look("approver-desk")
    road.click("审批收款账户")
    road.click("审批")
    road.look("account-approved")
    road.send()


def the_going_on(road: Road) -> None:
    """The city goes on where it stopped; what was done stays as it is."""
    road.sign_in(f"{CITY}-finance")
    road.go(f"/funds/clearings/{the_month().pk}/")
    road.click("继续")
    road.look("go-on")
    road.send()
    ended(road)
    assert not stopped()
    road.look("done")
    assert the_month().state == Clearing.State.POSTED


def the_statements(road: Road, folder: Path) -> None:
    """The county sends its institutions their statements: all on paper, one as a workbook."""
    road.sign_in(f"{COUNTY}-finance")
    road.go(f"/funds/clearings/{the_month().pk}/statements/")
    road.look("statements")
    road.click("打印全部结算单")
    with system_scope():
        count = Statement.objects.filter(clearing=the_month(), payer__code=COUNTY).count()
    assert count > 1
    assert road.page.locator("section.next-sheet").count() == count
    road.look("statements-print")


def the_sending(road: Road) -> None:
    """What the county handed over is marked as sent, all at once; the city sees how many of all were."""
    with system_scope():
        statements = Statement.objects.filter(clearing=the_month())
        every, own = statements.count(), statements.filter(payer__code=COUNTY).count()
    road.go("/desk/")
    road.page.locator("main a").filter(has_text="结算单尚未发出").first.click()
    road.click("登记发出")
    road.page.fill("main [name=receiver]", "医保办窗口")
    road.look("sending")
    road.send()
    road.see("已发出", "当面送交", f"{CLEARED}")
    road.look("statements-sent")
    road.sign_in(f"{CITY}-finance")
    road.go(f"/funds/clearings/{the_month().pk}/")
    road.see(f"已发出{own}份，共{every}份")


def the_flow(road: Road) -> None:
    """The month's money in one picture; every account of it opens with its entries."""
    road.sign_in(f"{CITY}-finance")
    road.go(f"/funds/books/money-flow/?month={MONTH}")
    road.page.wait_for_selector("main canvas, main svg")
    road.look("flow")
    road.page.locator("main table a").first.click()
    road.look("account-entries")


def back_to_the_clause(road: Road) -> None:
    """From the amount of a statement to the sentence of the policy."""
    clicks = 0

    def click(what: str) -> None:
        nonlocal clicks
        clicks += 1
        road.page.locator(what).first.click()
        road.page.wait_for_load_state()

    with system_scope():
        statement = (
            Statement.objects.filter(clearing=the_month(), payer__code=COUNTY, act_dfr_amt__gt=0)
            .order_by("pk")
            .first()
        )
    assert statement is not None
    road.go(f"/funds/statements/{statement.pk}/")
    road.look("statement")
    click("main table[data-rows] tbody a")
    road.look("bills")
    click("main tbody tr td a")
    road.look("bill")
    clause = road.page.locator("section[aria-labelledby=explanation] a").first.inner_text()
    click("section[aria-labelledby=explanation] a")
    road.see(clause)
    road.look("clause")
    assert clicks <= MOST_CLICKS
