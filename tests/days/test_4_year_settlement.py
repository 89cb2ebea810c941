"""The city supervisor, March and April: the year between city and counties, from the lists to the late payment."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from config.demo.world import SCHEME
from config.demo.year.clock import living_on
from config.periods import Month
from config.scoping import system_scope
from funds.models import Book, GapDemand, GapDunning, GapReceipt, ManagerialFinding, YearSettlement
from funds.reads.county_budget import county_figures
from funds.services.open_book import open_months
from institutions.models import Agency
from tests.days.offstage import act
from tests.days.road import Road

pytestmark = [pytest.mark.browser, pytest.mark.slow]

AREA = CITY = "330200"
NO_JOBS = True
YEAR = 2022
CENT = Decimal("0.01")


def the_settlement() -> YearSettlement:
    with system_scope():
        return YearSettlement.objects.get(area__code=AREA, year=YEAR, insutype=SCHEME)


def demands() -> list[GapDemand]:
    with system_scope():
        found = GapDemand.objects.filter(settlement=the_settlement()).select_related("county", "settlement")
        return list(found.order_by("number"))


@pytest.mark.duty("NB-25")
def test_year_settlement(road: Road) -> None:
    with living_on(dt.date(YEAR + 1, 3, 2)):
        the_managerial_part(road)
    with living_on(dt.date(YEAR + 1, 3, 5)):
        the_lists(road)
        the_what_if(road)
    with living_on(dt.date(YEAR + 1, 3, 9)):
        the_agreement(road)
    with living_on(dt.date(YEAR + 1, 3, 16)):
        the_posting(road)
    with living_on(dt.date(YEAR + 1, 3, 26)):
        the_payment(road)
    with living_on(dt.date(YEAR + 1, 4, 8)):
        the_dunning(road)


def the_managerial_part(road: Road) -> None:
    """Of a county that collected less than planned or spent more: worked out, confirmed by a second person."""
    with system_scope():
        counties = Agency.objects.filter(area__code=AREA, level=Agency.Level.COUNTY).order_by("code")
        figures = [(one, county_figures(one, SCHEME, YEAR)) for one in counties]
    short = next(one for one, found in figures if found is not None and (found.short or found.over))
    road.sign_in(f"{CITY}-finance")
    road.go("/funds/county-assessment/managerial/enter/")
    road.page.select_option("main [name=unit]", str(short.pk))
    road.page.select_option("main [name=insutype]", SCHEME)
    road.page.select_option("main [name=year]", str(YEAR))
    road.page.fill("main [name=found_income]", "100")
    road.page.fill("main [name=found_spending]", "60")
    road.page.fill("main [name=reason]", "三部门认定：集中参保期组织不力，未完成当年筹资目标。")
    road.page.fill("main [name=evidence]", "管理性缺口认定书〔2023〕1号")
    road.look("managerial-enter")
    road.send()
    with system_scope():
        part = ManagerialFinding.objects.get(unit=short, year=YEAR, insutype=SCHEME)
    road.sign_in(f"{CITY}-approve")
    road.go(f"/funds/county-assessment/managerial/{part.pk}/confirm/")
    road.look("managerial-confirm")
    road.send()
    road.look("managerial-list")


def the_lists(road: Road) -> None:
    """Drawn up from the books."""
    road.sign_in(f"{CITY}-finance")
    road.go("/funds/year-settlements/")
    road.click("编制年度清算")
    road.page.select_option("main [name=year]", str(YEAR))
    road.page.select_option("main [name=insutype]", SCHEME)
    road.send()
    road.look("lists")
    road.page.goto(road.page.url.partition("?")[0] + "?print=1")
    road.look("lists-print")


def the_what_if(road: Road) -> None:
    """With the year's figures typed in: less in the common fund, more spending; nothing is stored."""
    road.go(the_settlement().get_absolute_url())
    road.click("以此数据试算")
    road.page.wait_for_selector("#told table")
    before = road.text("#told")
    road.look("what-if")
    for name, change in {"fund_change": -30, "spending_change": 10}.items():
        road.page.locator(f"main [name={name}]").evaluate(
            "(one, to) => { one.value = to; one.dispatchEvent(new Event('change', {bubbles: true})) }",
            str(change),
        )
        road.page.wait_for_function(
            "sign => document.querySelector('#told .note-info')?.innerText.includes(sign)",
            arg=f"{change:+d}%",
        )
    assert road.text("#told") != before
    road.look("what-if-moved")
    with system_scope():
        assert YearSettlement.objects.filter(area__code=AREA, year=YEAR).count() == 1


def the_agreement(road: Road) -> None:
    """Every department with its paper; then a second person approves, who did not draw up the lists."""
    settlement = the_settlement()
    place = settlement.get_absolute_url()
    assert len(settlement.offices) == 3
    # Days have gone by: a session does not last over them.
    road.sign_in(f"{CITY}-finance")
    for number, _office in enumerate(settlement.offices, 1):
        road.go(place)
        road.click("登记商定意见")
        road.page.fill("main [name=agreed_on]", f"{YEAR + 1}-03-09")
        road.page.fill("main [name=paper]", f"会商复函〔{YEAR + 1}〕{number}号")
        if number == 1:
            road.look("agreement")
        road.send()
    road.look("agreed")
    road.sign_in(f"{CITY}-approve")
    road.go("/desk/")
    road.look("approver-desk")
    road.go(place)
    road.click("审批清算")
    road.look("approve")
    road.send()
    assert the_settlement().state == YearSettlement.State.APPROVED


def the_posting(road: Road) -> None:
    """Reserves and balances move in the books; governments are asked to pay, on paper."""
    with system_scope():
        books = list(Book.objects.filter(area__code=AREA, insutype=SCHEME).select_related("unit__area"))
    for book in books:
        act(f"{book.unit.code}-finance", open_months, book=book, through=Month(YEAR + 1, 4))
    road.sign_in(f"{CITY}-finance")
    road.go(the_settlement().get_absolute_url())
    road.click("清算入账")
    road.look("post")
    road.send()
    road.look("posted")
    assert len(demands()) > 1
    road.go(f"/funds/year-settlements/demands/{demands()[0].pk}/")
    road.see(f"{demands()[0].amount:,.2f}", where="body")
    road.look("demand-print")


def the_payment(road: Road) -> None:
    """The first is paid in whole, the second by half: entered by one, checked into the books by another."""
    paid = demands()[:2]
    for number, demand in enumerate(paid):
        amount = demand.amount if number == 0 else (demand.amount / 2).quantize(CENT)
        road.sign_in(f"{CITY}-finance")
        road.go(f"/funds/year-settlements/demands/{demand.pk}/pay/")
        road.page.fill("main [name=amount]", str(amount))
        road.page.fill("main [name=received_on]", f"{YEAR + 1}-03-26")
        road.page.fill("main [name=evidence]", f"财政资金划拨回单{number + 1:02}")
        if number == 0:
            road.look("payment")
        road.send()
        with system_scope():
            receipt = GapReceipt.objects.get(demand=demand)
        road.sign_in(f"{CITY}-review")
        road.go("/funds/year-settlements/payments/")
        if number == 0:
            road.look("payments")
        road.go(f"/funds/year-settlements/payments/{receipt.pk}/check/")
        road.send()
        with system_scope():
            receipt.refresh_from_db()
        assert receipt.state == "booked"


def the_dunning(road: Road) -> None:
    """What is still open after the last day is told on the page, and gets a letter."""
    late = demands()[1]
    road.sign_in(f"{CITY}-finance")
    road.go("/desk/")
    road.look("desk-late")
    road.go(the_settlement().get_absolute_url())
    road.see("逾期")
    road.look("late")
    road.go(f"/funds/year-settlements/demands/{late.pk}/dun/")
    road.look("dun")
    road.send()
    with system_scope():
        letter = GapDunning.objects.get(demand=late)
    road.see(f"{letter.short:,.2f}", where="body")
    road.look("letter-print")
