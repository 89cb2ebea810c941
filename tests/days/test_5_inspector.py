"""An inspector, January: screening of the past half-year's bills, one finding as far as the institution's statement."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from claims.models import BillFinding
from config.demo.year.clock import standing_on
from config.periods import Month
from config.scoping import system_scope
from funds.models import Clearing, Statement
from tests.days.late_bills import bring_late_bills
from tests.days.road import Road
from tests.support.workers import wait_for

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
COUNTY = "330281"
DELIVERY_AGAIN = "delivery_again"
CHECKED, REPLIED, CONFIRMED, CLEARED = (dt.date(2023, 1, day) for day in (6, 16, 17, 31))
MONTH = dt.date(2023, 1, 1)
REPLY = "经核对病历，前一次为先兆流产住院，误按分娩登记；已更正，同意扣款。"
WHY = "同一人短期内两次按分娩结算，医院确认登记有误，本次定额予以扣除。"
WITHHELD, SHOWN = "1500.00", "1,500.00"


@pytest.mark.duty("JJ-11")
def test_inspector(road: Road, tmp_path: Path) -> None:
    bring_late_bills(COUNTY, like=Month(2022, 12), settled_on=dt.date(2023, 1, 5), folder=tmp_path)
    with standing_on(CHECKED):
        the_screening(road)
        finding = the_work_list(road)
        the_question(road, finding)
    with standing_on(REPLIED):
        the_reply(road, finding)
        the_proposal(road, finding)
    with standing_on(CONFIRMED):
        the_confirmation(road, finding)
    with standing_on(CLEARED):
        the_clearing(road)
        the_statement(road, finding)


def the_screening(road: Road) -> None:
    """The rules and their limits; then a job that holds half a year's bills against them."""
    road.sign_in(f"{COUNTY}-inspect")
    road.go("/claims/bills/findings/")
    road.look("nothing-yet")
    road.click("规则")
    road.look("rules")
    road.go("/claims/bills/findings/")
    road.click("检查单据")
    road.page.fill("main [name=first]", "2022-01")
    road.page.fill("main [name=last]", "2022-06")
    road.page.select_option("main [name=county]", label="余姚市医疗保障服务中心")
    road.look("check")
    road.send()
    road.finish_job()
    road.look("checked")


def the_work_list(road: Road) -> BillFinding:
    """The desk counts what is worth asking about; the list opens the delivery that was paid twice."""
    road.go("/desk/")
    road.see("待下发机构的疑点")
    road.look("desk")
    road.click("待下发机构的疑点")
    road.look("work-list")
    with system_scope():
        finding: BillFinding | None = (
            BillFinding.objects.filter(check_key=DELIVERY_AGAIN, bill__institution__county__code=COUNTY)
            .select_related("bill__institution")
            .order_by("pk")
            .first()
        )
    assert finding is not None
    road.see(finding.number, finding.bill.institution.name)
    return finding


def the_question(road: Road, finding: BillFinding) -> None:
    """The institution is asked, on paper, and has ten working days."""
    road.open_row(finding.number)
    road.look("finding")
    road.click("下发机构")
    road.send()
    with system_scope():
        finding.refresh_from_db()
        assert finding.state == BillFinding.State.ASKED
    road.go(f"/claims/bills/findings/{finding.pk}/?print")
    road.look("letter")


def the_reply(road: Road, finding: BillFinding) -> None:
    """What the institution answered."""
    road.sign_in(f"{COUNTY}-inspect")
    road.go(f"/claims/bills/findings/{finding.pk}/")
    road.click("录入答复")
    road.page.fill("main [name=received_on]", f"{REPLIED:%Y-%m-%d}")
    road.page.fill("main [name=text]", REPLY)
    road.look("reply")
    road.send()
    road.see(REPLY)


def the_proposal(road: Road, finding: BillFinding) -> None:
    """First review: a part of the amount is to be deducted. Whoever proposes cannot confirm."""
    road.click("初审")
    road.page.fill("main [name=amount]", WITHHELD)
    road.page.fill("main [name=reason]", WHY)
    road.look("proposal")
    road.send()
    assert road.page.locator("main a").filter(has_text="复审").count() == 0


def the_confirmation(road: Road, finding: BillFinding) -> None:
    """Second review by another person, from the desk; the deduction has a number."""
    road.sign_in(f"{COUNTY}-review")
    road.go("/desk/")
    road.click("待复审的疑点")
    road.open_row(finding.number)
    road.click("复审")
    road.see(REPLY, WHY)
    road.look("confirmation")
    road.send()
    road.look("deducted")
    with system_scope():
        finding.refresh_from_db()
        assert finding.deduction is not None
        assert finding.deduction.clr_month == MONTH
        assert f"{finding.deduction.amount:.2f}" == WITHHELD


def the_clearing(road: Road) -> None:
    """The city starts the month that collected the deduction."""
    road.sign_in(f"{CITY}-finance")
    road.go("/funds/clearings/start/")
    assert road.page.locator("main [name=month]").input_value() == f"{MONTH:%Y-%m}"
    road.send()

    def adjudicated() -> bool:
        with system_scope():
            found = Clearing.objects.filter(area__code=AREA, month=MONTH)
            return bool(found.filter(state=Clearing.State.ADJUDICATED).exists())

    wait_for(adjudicated, seconds=120, what="the adjudication of the month")
    road.page.reload()
    road.look("clearing")


def the_statement(road: Road, finding: BillFinding) -> None:
    """The institution's next statement bears it, on the screen and on paper."""
    with system_scope():
        clearing = Clearing.objects.get(area__code=AREA, month=MONTH)
        statement = Statement.objects.get(clearing=clearing, institution=finding.bill.institution_id)
        assert f"{statement.det_sumamt:.2f}" == WITHHELD
    road.sign_in(f"{COUNTY}-inspect")
    page = f"/funds/statements/{statement.pk}/"
    road.go(page)
    road.see(SHOWN, finding.number)
    road.look("statement")
    road.go(f"{page}?print")
    road.see(SHOWN, finding.number, where="body")
    road.look("statement-print")
